use domain::discussion::question::MAX_ANSWER_CHARS;
use domain::discussion::{Question, QuestionState};
use domain::id::QuestionId;
use leptos::form::ActionForm;
use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::actions::RoundActions;
use super::answer_question::AnswerQuestion;
use super::hide_question::HideQuestion;
use super::load_session::OneSession;
use crate::error::AppError;
use crate::form::{Posted, ReasonField, SendButton, Unsent, field_text, focus_on, holds_focus, posted, refill};

/// The id of a question's row.
pub fn row_of(id: QuestionId) -> String {
    format!("question-{id}")
}

/// Seminar, session and question, for every form about a question.
#[component]
pub fn Names(page: Memo<OneSession>, id: QuestionId) -> impl IntoView {
    let (seminar, session) = page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string()));
    view! {
        <input type="hidden" name="seminar" value=seminar />
        <input type="hidden" name="session" value=session />
        <input type="hidden" name="question" value=id.to_string() />
    }
}

/// For those who lead the session: answer and hide, each behind a fold, or take that back.
#[component]
pub fn HostForms(
    page: Memo<OneSession>,
    question: Memo<Question>,
    state: Memo<QuestionState>,
    /// By whoever asked it.
    withdrawn: Memo<bool>,
    /// Rows that stay because someone types in them.
    typed_in: RwSignal<Vec<QuestionId>>,
    actions: RoundActions,
) -> impl IntoView {
    let id = question.with_untracked(|question| question.id);
    let answer = posted::<AnswerQuestion>().of("question", &id.to_string());
    let hiding = posted::<HideQuestion>().of("question", &id.to_string());
    let typing = Typing::begin(answer, hiding);
    forget_when_stored(actions.answer, typing, move |sent| sent.answered && sent.question == id.to_string());
    forget_when_stored(actions.hide, typing, move |sent| sent.hidden && sent.question == id.to_string());
    Effect::new(move |_| {
        let types = typing.goes_on();
        typed_in.update(|typed_in| {
            typed_in.retain(|row| *row != id);
            typed_in.extend(types.then_some(id));
        });
    });
    let is_open = move || state.get() == QuestionState::Open;
    let forms = NodeRef::<Div>::new();
    // For a row that stays in its place: of one that moves, the list has kept the focus.
    Effect::new(move |_| {
        let hides = !is_open() && !typing.goes_on();
        if hides && forms.get_untracked().is_some_and(|forms| holds_focus(&forms)) {
            focus_on(&row_of(id));
        }
    });
    view! {
        // Hidden, never taken away, and not even that under the hands of someone who types.
        <div node_ref=forms hidden=move || !is_open() && !typing.goes_on()>
            <p class="note" role="status" hidden=move || !withdrawn.get()>
                "Whoever asked this question has withdrawn it. What you have typed is not sent; copy it if you need it."
            </p>
            <p class="note" role="status" hidden=move || withdrawn.get() || is_open() || !typing.goes_on()>
                "Someone else has seen to this question meanwhile. What you have typed is not sent; look at theirs first."
            </p>
            <AnswerForm page question withdrawn posted=answer typing=typing.answer actions />
            <HideForm page id withdrawn posted=hiding typing=typing.reason actions />
        </div>
        {move || (!withdrawn.get()).then(|| view! { <TakeBack page id state=state.get() actions /> })}
    }
}

/// What is typed about a question and has not been sent.
#[derive(Clone, Copy)]
struct Typing {
    answer: RwSignal<bool>,
    /// Why it is to be hidden.
    reason: RwSignal<bool>,
}

impl Typing {
    fn begin(answer: Posted, hiding: Posted) -> Self {
        let is_there = |words: Option<String>| words.is_some_and(|words| !words.trim().is_empty());
        Self {
            answer: RwSignal::new(is_there(answer.get("text"))),
            reason: RwSignal::new(is_there(hiding.get("reason"))),
        }
    }

    fn goes_on(self) -> bool {
        self.answer.get() || self.reason.get()
    }

    fn end(self) {
        self.answer.set(false);
        self.reason.set(false);
    }
}

/// All rows share the action: what was sent about another question ends nothing here.
fn forget_when_stored<F>(action: ServerAction<F>, typing: Typing, is_about_this: impl Fn(&F) -> bool + 'static)
where
    F: ServerFn<Output = (), Error = AppError> + Clone + Send + Sync + 'static,
{
    Effect::new(move |was_about_this: Option<bool>| {
        if let Some(sent) = action.input().get() {
            return is_about_this(&sent);
        }
        if was_about_this == Some(true) && matches!(action.value().get_untracked(), Some(Ok(()))) {
            typing.end();
        }
        false
    });
}

#[component]
fn TakeBack(page: Memo<OneSession>, id: QuestionId, state: QuestionState, actions: RoundActions) -> impl IntoView {
    match state {
        QuestionState::Open => ().into_any(),
        QuestionState::Answered => view! {
            <ActionForm action=actions.answer>
                <Names page id />
                <input type="hidden" name="answered" value="false" />
                <SendButton waits=actions.answer.pending() then=row_of(id)>
                    "Not answered yet"
                </SendButton>
            </ActionForm>
        }
        .into_any(),
        QuestionState::Hidden => view! {
            <ActionForm action=actions.hide>
                <Names page id />
                <input type="hidden" name="hidden" value="false" />
                <SendButton waits=actions.hide.pending() then=row_of(id)>
                    "Show it again"
                </SendButton>
            </ActionForm>
        }
        .into_any(),
    }
}

/// An answer that was taken back stands in it again, unless something else has been typed.
#[component]
fn AnswerForm(
    page: Memo<OneSession>,
    question: Memo<Question>,
    withdrawn: Memo<bool>,
    posted: Posted,
    /// Something is typed that has not been sent.
    typing: RwSignal<bool>,
    actions: RoundActions,
) -> impl IntoView {
    let id = question.with_untracked(|question| question.id);
    let earlier = Memo::new(move |_| question.with(|question| question.earlier_answer.clone().unwrap_or_default()));
    let (name, field) = (format!("answer-{id}"), NodeRef::<Textarea>::new());
    Effect::new(move |before: Option<String>| {
        let earlier = earlier.get();
        if let Some(field) = field.get() {
            refill(&field, before.as_ref().unwrap_or(&earlier), &earlier);
        }
        earlier
    });
    let kept_at = format!("answer {} {id}", page.with_untracked(|page| page.reader));
    let unsent = Unsent::begin(field, kept_at, typing, posted, "question", |_| None);
    Effect::new(move |typed: Option<bool>| {
        let types = typing.get();
        if typed == Some(true) && !types {
            unsent.forget();
        }
        types
    });
    let words = posted.text("text").unwrap_or_else(|| field_text(&earlier.get_untracked()));
    view! {
        <details open=posted.is_there()>
            <summary>"Answer"</summary>
            <ActionForm action=actions.answer attr:class="form">
                <Names page id />
                <input type="hidden" name="answered" value="true" />
                <label for=name.clone()>"Answer in writing, if you like"</label>
                <textarea
                    id=name
                    name="text"
                    rows="3"
                    maxlength=MAX_ANSWER_CHARS.to_string()
                    node_ref=field
                    on:input=move |_| unsent.keep()
                    inner_html=words
                ></textarea>
                <Show when=move || !withdrawn.get()>
                    <SendButton waits=actions.answer.pending() then=row_of(id) attr:class="button">
                        "Mark as answered"
                    </SendButton>
                </Show>
            </ActionForm>
        </details>
    }
}

#[component]
fn HideForm(
    page: Memo<OneSession>,
    id: QuestionId,
    withdrawn: Memo<bool>,
    posted: Posted,
    /// A reason is typed that has not been sent.
    typing: RwSignal<bool>,
    actions: RoundActions,
) -> impl IntoView {
    view! {
        <details
            open=posted.is_there()
            on:input=move |event| typing.set(!event_target_value(&event).trim().is_empty())
        >
            <summary>"Hide"</summary>
            <ActionForm action=actions.hide attr:class="form">
                <Names page id />
                <input type="hidden" name="hidden" value="true" />
                <ReasonField
                    id=format!("hide-{id}")
                    label="Reason, which the author reads"
                    most=MAX_ANSWER_CHARS
                    posted
                />
                <Show when=move || !withdrawn.get()>
                    <SendButton waits=actions.hide.pending() then=row_of(id) attr:class="button">
                        "Hide the question"
                    </SendButton>
                </Show>
            </ActionForm>
        </details>
    }
}
