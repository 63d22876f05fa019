use domain::discussion::question::MAX_ANSWER_CHARS;
use domain::discussion::{Question, QuestionState};
use domain::id::QuestionId;
use leptos::form::ActionForm;
use leptos::html::{Div, Input, Textarea};
use leptos::prelude::*;

use super::actions::RoundActions;
use super::answer_question::AnswerQuestion;
use super::hide_question::HideQuestion;
use super::load_session::OneSession;
use super::typing::{Typing, Words};
use crate::erased::Erase;
use crate::form::{
    Posted, ReasonField, SendButton, Unsent, WordsField, focus_on, holds_focus, once_stored, posted, refill,
};

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
    // All rows share the actions: what was sent about another question ends nothing here.
    let end = move |is_settled: bool, question: String| {
        if is_settled && question == id.to_string() {
            page.with_untracked(|page| typing.end(page, id));
        }
    };
    once_stored(actions.answer, move |sent, ()| end(sent.answered, sent.question));
    once_stored(actions.hide, move |sent, ()| end(sent.hidden, sent.question));
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

#[component]
fn TakeBack(page: Memo<OneSession>, id: QuestionId, state: QuestionState, actions: RoundActions) -> impl IntoView {
    match state {
        QuestionState::Open => ().erased(),
        QuestionState::Answered => view! {
            <ActionForm action=actions.answer>
                <Names page id />
                <input type="hidden" name="answered" value="false" />
                <SendButton waits=actions.answer.pending() then=row_of(id)>
                    "Not answered yet"
                </SendButton>
            </ActionForm>
        }
        .erased(),
        QuestionState::Hidden => view! {
            <ActionForm action=actions.hide>
                <Names page id />
                <input type="hidden" name="hidden" value="false" />
                <SendButton waits=actions.hide.pending() then=row_of(id)>
                    "Show it again"
                </SendButton>
            </ActionForm>
        }
        .erased(),
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
    let field = NodeRef::<Textarea>::new();
    Effect::new(move |before: Option<String>| {
        let earlier = earlier.get();
        if let Some(field) = field.get() {
            refill(&field, before.as_ref().unwrap_or(&earlier), &earlier);
        }
        earlier
    });
    let kept_at = page.with_untracked(|page| Words::Answer.kept_at(page, id));
    let unsent = Unsent::begin(field, kept_at, typing, posted, "question", |_| None);
    view! {
        <details open=posted.is_there() on:input=move |_| unsent.keep()>
            <summary>"Answer"</summary>
            <ActionForm action=actions.answer attr:class="form">
                <Names page id />
                <input type="hidden" name="answered" value="true" />
                <WordsField
                    id=format!("answer-{id}")
                    name=Words::Answer.field()
                    label="Answer in writing, if you like"
                    rows=3
                    most=MAX_ANSWER_CHARS
                    required=false
                    words=earlier.get_untracked()
                    field
                    posted
                />
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
    let field = NodeRef::<Input>::new();
    let kept_at = page.with_untracked(|page| Words::Reason.kept_at(page, id));
    let unsent = Unsent::begin(field, kept_at, typing, posted, "question", |_| None);
    view! {
        <details open=posted.is_there() on:input=move |_| unsent.keep()>
            <summary>"Hide"</summary>
            <ActionForm action=actions.hide attr:class="form">
                <Names page id />
                <input type="hidden" name="hidden" value="true" />
                <ReasonField
                    id=format!("hide-{id}")
                    label="Reason, which the author reads"
                    most=MAX_ANSWER_CHARS
                    field
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
