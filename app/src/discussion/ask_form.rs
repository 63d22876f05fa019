use domain::discussion::question::{MAX_QUESTION_CHARS, MAX_QUESTIONS};
use leptos::form::ActionForm;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::ask_question::AskQuestion;
use super::load_session::OneSession;
use super::round::HEADING;
use crate::form::{SendButton, Unsent, WordsField, empty, hand_on_focus, holds_focus, once_stored, posted};

/// Where the words of a question are kept until they are stored.
pub fn question_kept_at(page: &OneSession) -> String {
    format!("question {} {} {}", page.reader, page.seminar, page.session.slug)
}

/// Asks a question under the reader's name and country.
#[component]
pub fn AskForm(
    page: Memo<OneSession>,
    is_closed: Memo<bool>,
    /// Words are typed that have not been sent.
    typing: RwSignal<bool>,
    ask: ServerAction<AskQuestion>,
) -> impl IntoView {
    let (seminar, session, first) =
        page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string(), page.next_question));
    let field = NodeRef::<Textarea>::new();
    let posted = posted::<AskQuestion>();
    let stored = move |id: &str| {
        let asked = |page: &OneSession| page.questions.iter().find(|asked| asked.id.to_string() == id).cloned();
        page.with_untracked(asked).map(|asked| asked.body)
    };
    let kept_at = page.with_untracked(question_kept_at);
    let unsent = Unsent::begin(field, kept_at, typing, posted, "question", stored);
    // It stays until the question is stored, however often it has to be sent.
    let id = RwSignal::new(first);
    once_stored(ask, move |_, next| {
        id.set(next);
        if let Some(form) = field.get_untracked().and_then(|field| field.form()) {
            empty::<AskQuestion>(&form);
        }
        unsent.forget();
    });
    on_cleanup(move || {
        if field.try_get_untracked().flatten().is_some_and(|field| holds_focus(&field)) {
            hand_on_focus(document().active_element(), HEADING.to_owned());
        }
    });
    let hint = format!(
        "All members of the seminar read it, with your name and country. At most {MAX_QUESTION_CHARS} characters, and \
         {MAX_QUESTIONS} questions for each person.",
    );
    view! {
        <div on:input=move |_| unsent.keep()>
            <ActionForm action=ask attr:class="form">
                <input type="hidden" name="seminar" value=seminar />
                <input type="hidden" name="session" value=session />
                <input type="hidden" name="question" value=move || id.get().to_string() autocomplete="off" />
                <WordsField
                    id="question"
                    name="body"
                    label="Your question"
                    rows=3
                    most=MAX_QUESTION_CHARS
                    hint
                    field
                    posted
                />
                <p class="note" role="status" hidden=move || !is_closed.get()>
                    "The round is closed: what you have typed is not sent. Copy it if you need it."
                </p>
                <Show when=move || !is_closed.get()>
                    <SendButton waits=ask.pending() then=HEADING attr:class="button">
                        "Ask"
                    </SendButton>
                </Show>
            </ActionForm>
        </div>
    }
}
