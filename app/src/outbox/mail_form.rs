use domain::mail::{Letter, MOST_SUBJECT_CHARS, MOST_TEXT_CHARS, MailStatus};
use leptos::form::ActionForm;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;

use super::EditMail;
use super::load_mail::OneMail;
use crate::erased::Erase;
use crate::form::{Arrived, SendButton, field_text, posted};

/// Other words for a mail that has not gone out. What is typed stays while the page loads anew, and can still be read
/// where the mail takes no other words any more.
#[component]
pub fn MailForm(page: Memo<OneMail>, edit: ServerAction<EditMail>) -> impl IntoView {
    let first = page.get_untracked();
    let (slug, key) = (first.slug.to_string(), first.mail.key.to_string());
    let Letter { subject, text } = first.letter.clone().unwrap_or_default();
    let posted = posted::<EditMail>();
    let subject = posted.get("subject").unwrap_or(subject);
    let text = posted.text("text").unwrap_or_else(|| field_text(&text));
    // What its author had before their eyes when they began to type.
    let seen = RwSignal::new(first);
    // The mail takes no other words, and nothing stands here that was not kept.
    let is_over = RwSignal::new(false);
    let fields = Fields { subject: NodeRef::new(), text: NodeRef::new() };
    Effect::new(move |_| {
        let (page, kept) = (page.get(), edit.value().get().and_then(Result::ok));
        let before = seen.get_untracked();
        let refilled = fields.refill(&before.letter.unwrap_or_default(), &page.letter.clone().unwrap_or_default());
        is_over.set(refilled && why_closed(page.mail.status, page.letter.is_some()).is_some());
        // What one has just written oneself, one has seen. Whoever holds a mail or lets it go changes no words. What is
        // owed shows in our words, and not in those of staff.
        let same_words = kept == Some(page.mail.revision) || page.mail.edited == before.mail.edited;
        let has_seen =
            if page.owed == before.owed { refilled || same_words } else { refilled && page.mail.edited.is_none() };
        if has_seen {
            seen.set(page);
        }
    });
    let is_edited = Memo::new(move |_| page.with(|page| page.mail.edited.is_some()));
    let closed = Memo::new(move |_| page.with(|page| why_closed(page.mail.status, page.letter.is_some())));
    let is_closed = move || closed.get().is_some();
    let news = Memo::new(move |_| page.with(|page| seen.with(|seen| News::between(seen, page))));
    let arrived = move |news: News| {
        let (words, button) = news.words();
        view! {
            <Arrived
                words
                button
                seen=move || seen.set(page.get_untracked())
                then="text"
            />
        }
    };
    view! {
        <section class="card" aria-labelledby="edit" hidden=move || is_over.get()>
            <h2 id="edit">{move || if is_closed() { "What you have written" } else { "Write it differently" }}</h2>
            <div class="news">
                {move || match closed.get() {
                    Some(why) => Some(view! { <Closed why /> }.erased()),
                    None => news.get().map(|news| arrived(news).erased()),
                }}
            </div>
            <ActionForm action=edit attr:class="form">
                <input type="hidden" name="seminar" value=slug />
                <input type="hidden" name="mail" value=key />
                <input type="hidden" name="revision" value=move || revision_of(seen) />
                <input type="hidden" name="owed" value=move || seen.with(|seen| seen.owed.clone()) />
                <label for="subject">"Subject"</label>
                <input
                    id="subject"
                    name="subject"
                    value=subject
                    maxlength=MOST_SUBJECT_CHARS.to_string()
                    required=true
                    readonly=is_closed
                    node_ref=fields.subject
                />
                <label for="text">"Text"</label>
                <textarea
                    id="text"
                    name="text"
                    rows="14"
                    maxlength=MOST_TEXT_CHARS.to_string()
                    required=true
                    readonly=is_closed
                    node_ref=fields.text
                    inner_html=text
                ></textarea>
                <SendButton waits=edit.pending() attr:class="button" attr:disabled=is_closed>
                    "Use these words"
                </SendButton>
            </ActionForm>
            {move || (is_edited.get() && !is_closed()).then(|| view! { <AsWritten seen edit /> })}
        </section>
    }
    .erased()
}

/// What has changed while someone was writing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    Words,
    Matter,
}

impl News {
    fn between(seen: &OneMail, page: &OneMail) -> Option<Self> {
        if page.mail.edited != seen.mail.edited {
            return Some(Self::Words);
        }
        (page.owed != seen.owed).then_some(Self::Matter)
    }

    /// What is said of it, and what the button says.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Words => (
                "Someone else has written it differently while this page was open. Their words stand above; what you \
                 use takes their place.",
                "I have read their words",
            ),
            Self::Matter => (
                "What this mail is about has changed while this page was open. It stands above; see that what you use \
                 still holds.",
                "I have read what it is about",
            ),
        }
    }
}

/// Where the words are typed.
#[derive(Clone, Copy)]
struct Fields {
    subject: NodeRef<Input>,
    text: NodeRef<Textarea>,
}

impl Fields {
    /// Puts other words where nothing but `before` stands, or those words do already. What someone has typed there
    /// stays. Answers whether the words are there.
    fn refill(self, before: &Letter, words: &Letter) -> bool {
        let (Some(subject), Some(text)) = (self.subject.get(), self.text.get()) else { return false };
        // What is kept is tidied: a field may end otherwise.
        let holds = |letter: &Letter| {
            subject.value().trim() == letter.subject.trim() && text.value().trim() == letter.text.trim()
        };
        let untouched = holds(before) || holds(words);
        if untouched {
            subject.set_value(&words.subject);
            text.set_value(&words.text);
        }
        untouched
    }
}

/// Why a mail takes no other words now. `None` while it does.
fn why_closed(status: MailStatus, says_something: bool) -> Option<&'static str> {
    match status {
        MailStatus::Waiting | MailStatus::Held if says_something => None,
        MailStatus::Waiting | MailStatus::Held => Some("There is nothing left to say in this mail: it is not sent."),
        MailStatus::Sending => Some("This mail is being sent just now."),
        MailStatus::Sent => Some("This mail has gone out meanwhile, with the words above."),
        MailStatus::Failed => Some("This mail has failed meanwhile. It takes other words once it is to be sent again."),
        MailStatus::Dropped => Some("This mail is not needed any more, and does not go out."),
        MailStatus::Unclear => Some("Nobody knows whether this mail has gone out. It takes no other words meanwhile."),
    }
}

fn revision_of(seen: RwSignal<OneMail>) -> String {
    seen.with(|seen| seen.mail.revision.to_string())
}

#[component]
fn Closed(why: &'static str) -> impl IntoView {
    view! { <p role="status">{why} " What you have written stays here until you leave this page; nobody is sent it."</p> }
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
            <SendButton waits=edit.pending() then="edit" attr:class="link-button">
                "Use the words that Lectern writes"
            </SendButton>
        </ActionForm>
    }
    .erased()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_takes_other_words_exactly_while_it_is_open() {
        for status in MailStatus::ALL {
            assert_eq!(why_closed(status, true).is_none(), status.is_open(), "{status:?}");
            assert!(why_closed(status, false).is_some(), "{status:?} without anything to say");
        }
    }
}
