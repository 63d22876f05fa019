use domain::discussion::question::{MAX_QUESTION_CHARS, MAX_QUESTIONS};
use leptos::form::ActionForm;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::ask_question::AskQuestion;
use super::load_session::OneSession;
use crate::form::{SendButton, posted};

/// Asks a question under the reader's name and country.
#[component]
pub fn AskForm(page: Memo<OneSession>, ask: ServerAction<AskQuestion>) -> impl IntoView {
    let (seminar, session, first) =
        page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string(), page.next_question));
    let field = NodeRef::<Textarea>::new();
    // It stays until the question is stored, however often it has to be sent.
    let id = RwSignal::new(first);
    Effect::new(move |_| {
        if let Some(Ok(next)) = ask.value().get() {
            id.set(next);
            if let Some(field) = field.get_untracked() {
                field.set_value("");
            }
        }
    });
    view! {
        <ActionForm action=ask attr:class="form">
            <input type="hidden" name="seminar" value=seminar />
            <input type="hidden" name="session" value=session />
            <input type="hidden" name="question" value=move || id.get().to_string() />
            <label for="question">"Your question"</label>
            <textarea
                id="question"
                name="body"
                rows="3"
                maxlength=MAX_QUESTION_CHARS.to_string()
                required=true
                aria-describedby="question-hint"
                node_ref=field
                inner_html={posted::<AskQuestion>().text("body")}
            ></textarea>
            <p id="question-hint" class="hint">
                {format!(
                    "All members of the seminar read it, with your name and country. At most {MAX_QUESTION_CHARS} characters, and {MAX_QUESTIONS} questions for each person.",
                )}
            </p>
            <SendButton waits=ask.pending() then="discussion" attr:class="button">
                "Ask"
            </SendButton>
        </ActionForm>
    }
}
