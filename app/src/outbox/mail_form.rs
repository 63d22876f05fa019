use domain::mail::{Letter, MOST_SUBJECT_CHARS, MOST_TEXT_CHARS};
use leptos::form::ActionForm;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;

use super::EditMail;
use super::load_mail::OneMail;
use crate::form::{Outcome, field_text};

/// Other words for a mail that has not gone out. What is typed stays while the page loads anew.
#[component]
pub fn MailForm(page: Memo<OneMail>, edit: ServerAction<EditMail>) -> impl IntoView {
    let first = page.get_untracked();
    let (slug, key) = (first.slug.to_string(), first.mail.key.to_string());
    let Letter { subject, text } = first.letter.clone().unwrap_or_default();
    // What its author had before their eyes when they began to type.
    let seen = RwSignal::new(first);
    let fields = Fields { subject: NodeRef::new(), text: NodeRef::new() };
    Effect::new(move |_| {
        let (page, kept) = (page.get(), edit.value().get().and_then(Result::ok));
        let before = seen.get_untracked();
        let refilled = fields.refill(&before.letter.unwrap_or_default(), &page.letter.clone().unwrap_or_default());
        // What one has just written oneself, one has seen. Whoever holds a mail or lets it go changes no words.
        if refilled || kept == Some(page.mail.revision) || page.mail.edited == before.mail.edited {
            seen.set(page);
        }
    });
    let is_edited = Memo::new(move |_| page.with(|page| page.mail.edited.is_some()));
    let has_changed = Memo::new(move |_| page.with(|page| seen.with(|seen| page.mail.edited != seen.mail.edited)));
    view! {
        <section class="card" aria-labelledby="edit">
            <h2 id="edit">"Write it differently"</h2>
            <Outcome action=edit sent="It goes out with the words above." />
            <div class="news">{move || has_changed.get().then(|| view! { <Arrived page seen /> })}</div>
            <ActionForm action=edit attr:class="form">
                <input type="hidden" name="seminar" value=slug />
                <input type="hidden" name="mail" value=key />
                <input type="hidden" name="revision" value=move || revision_of(seen) />
                <label for="subject">"Subject"</label>
                <input
                    id="subject"
                    name="subject"
                    value=subject
                    maxlength=MOST_SUBJECT_CHARS.to_string()
                    required=true
                    node_ref=fields.subject
                />
                <label for="text">"Text"</label>
                <textarea
                    id="text"
                    name="text"
                    rows="14"
                    maxlength=MOST_TEXT_CHARS.to_string()
                    required=true
                    node_ref=fields.text
                    inner_html=field_text(&text)
                ></textarea>
                <button class="button" disabled=edit.pending()>
                    "Use these words"
                </button>
            </ActionForm>
            {move || is_edited.get().then(|| view! { <AsWritten seen edit /> })}
        </section>
    }
    .into_any()
}

/// Where the words are typed.
#[derive(Clone, Copy)]
struct Fields {
    subject: NodeRef<Input>,
    text: NodeRef<Textarea>,
}

impl Fields {
    /// Puts other words where nothing but `before` stands. What someone has typed there stays. Answers whether the
    /// words are there.
    fn refill(self, before: &Letter, words: &Letter) -> bool {
        let (Some(subject), Some(text)) = (self.subject.get(), self.text.get()) else { return false };
        // What is kept is tidied: a field may end otherwise.
        let untouched = subject.value().trim() == before.subject.trim() && text.value().trim() == before.text.trim();
        if untouched {
            subject.set_value(&words.subject);
            text.set_value(&words.text);
        }
        untouched
    }
}

fn revision_of(seen: RwSignal<OneMail>) -> String {
    seen.with(|seen| seen.mail.revision.to_string())
}

/// What a colleague has written while someone was typing. Only who types says that they have seen it.
#[component]
fn Arrived(page: Memo<OneMail>, seen: RwSignal<OneMail>) -> impl IntoView {
    view! {
        <p role="status">
            "Someone else has written it differently while this page was open. Their words stand above; what you use \
             takes their place."
        </p>
        <button type="button" on:click=move |_| seen.set(page.get_untracked())>
            "I have read their words"
        </button>
    }
}

#[component]
fn AsWritten(seen: RwSignal<OneMail>, edit: ServerAction<EditMail>) -> impl IntoView {
    let (slug, key) = seen.with_untracked(|seen| (seen.slug.to_string(), seen.mail.key.to_string()));
    view! {
        <ActionForm action=edit>
            <input type="hidden" name="seminar" value=slug />
            <input type="hidden" name="mail" value=key />
            <input type="hidden" name="revision" value=move || revision_of(seen) />
            <input type="hidden" name="as_written" value="yes" />
            <button class="link-button">"Use the words that Lectern writes"</button>
        </ActionForm>
    }
    .into_any()
}
