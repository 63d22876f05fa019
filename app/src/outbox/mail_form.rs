use domain::mail::{MOST_SUBJECT_CHARS, MOST_TEXT_CHARS};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::EditMail;
use super::load_mail::OneMail;
use crate::form::{Outcome, field_text};

/// Other words for a mail that has not gone out. What is typed stays while the page loads anew.
#[component]
pub fn MailForm(page: Memo<OneMail>, edit: ServerAction<EditMail>) -> impl IntoView {
    let first = page.get_untracked();
    let (slug, key) = (first.slug.to_string(), first.mail.key.to_string());
    let revision = move || page.with(|page| page.mail.revision.to_string());
    let edited = move || page.with(|page| page.mail.edited.is_some());
    let (subject, text) = first.letter.map(|letter| (letter.subject, letter.text)).unwrap_or_default();
    view! {
        <section class="card" aria-labelledby="edit">
            <h2 id="edit">"Write it differently"</h2>
            <Outcome action=edit sent="It goes out with the words above." />
            <ActionForm action=edit attr:class="form">
                <input type="hidden" name="seminar" value=slug />
                <input type="hidden" name="mail" value=key />
                <input type="hidden" name="revision" value=revision />
                <label for="subject">"Subject"</label>
                <input id="subject" name="subject" value=subject maxlength=MOST_SUBJECT_CHARS.to_string() required=true />
                <label for="text">"Text"</label>
                <textarea
                    id="text"
                    name="text"
                    rows="14"
                    maxlength=MOST_TEXT_CHARS.to_string()
                    required=true
                    inner_html=field_text(&text)
                ></textarea>
                <button class="button" disabled=edit.pending()>
                    "Use these words"
                </button>
            </ActionForm>
            {move || edited().then(|| view! { <AsWritten page edit /> })}
        </section>
    }
    .into_any()
}

#[component]
fn AsWritten(page: Memo<OneMail>, edit: ServerAction<EditMail>) -> impl IntoView {
    let OneMail { slug, mail, .. } = page.get_untracked();
    view! {
        <ActionForm action=edit>
            <input type="hidden" name="seminar" value=slug.to_string() />
            <input type="hidden" name="mail" value=mail.key.to_string() />
            <input type="hidden" name="revision" value=mail.revision.to_string() />
            <input type="hidden" name="as_written" value="yes" />
            <button class="link-button">"Use the words that Lectern writes"</button>
        </ActionForm>
    }
    .into_any()
}
