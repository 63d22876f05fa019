use domain::discussion::{Answer, Hiding, Question, QuestionState};
use domain::id::QuestionId;
use domain::time::Clocks;
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::actions::RoundActions;
use super::load_session::OneSession;
use super::question_forms::{HostForms, Names, row_of};
use super::round::HEADING;
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::SendButton;

/// One question. The row stays while the data changes, and with it what a host types into it.
#[component]
pub fn QuestionRow(
    page: Memo<OneSession>,
    id: QuestionId,
    /// Rows that stay because someone types in them.
    typed_in: RwSignal<Vec<QuestionId>>,
    actions: RoundActions,
) -> impl IntoView {
    let find = move |page: &OneSession| page.questions.iter().find(|question| question.id == id).cloned();
    let Some(first) = page.with_untracked(find) else {
        return ().erased();
    };
    let last = first.clone();
    // A row that goes keeps its last question until it is gone.
    let question = Memo::new(move |before: Option<&Question>| {
        page.with(find).or_else(|| before.cloned()).unwrap_or_else(|| last.clone())
    });
    let state = Memo::new(move |_| question.with(Question::state));
    let withdrawn = Memo::new(move |_| page.with(|page| find(page).is_none()));
    let open = Memo::new(move |_| !withdrawn.get() && page.with(|page| page.closed.is_none()));
    let settled = Memo::new(move |_| question.with(|question| (question.answer.clone(), question.hiding.clone())));
    let (clocks, leads) = page.with_untracked(|page| (page.clocks.clone(), page.leads));
    let asked = clocks.clone();
    view! {
        <li id=row_of(id) class="question">
            <article data-state=move || state_name(state.get())>
                <p class="question-body" dir="auto">{first.body.clone()}</p>
                <p class="muted question-by">{first.asker()} ", " <Twice clocks=asked at=first.at /></p>
                {move || {
                    let (answer, hiding) = settled.get();
                    view! { <Settled answer hiding clocks=clocks.clone() /> }
                }}
                <div class="toolbar question-actions">
                    <Votes page question open actions />
                    {first.own.then(|| view! { <Withdrawal page question actions /> })}
                </div>
                {leads.then(|| view! { <HostForms page question state withdrawn typed_in actions /> })}
            </article>
        </li>
    }
    .erased()
}

fn state_name(state: QuestionState) -> &'static str {
    match state {
        QuestionState::Open => "open",
        QuestionState::Answered => "answered",
        QuestionState::Hidden => "hidden",
    }
}

/// The answer, and why the question is hidden.
#[component]
fn Settled(answer: Option<Answer>, hiding: Option<Hiding>, clocks: Clocks) -> impl IntoView {
    let answer = answer.map(|Answer { by, text, at }| {
        view! {
            <div class="question-answer">
                <p>
                    <span class="badge badge-accepted">"Answered"</span>
                    " "
                    <span class="muted">{by} ", " <Twice clocks=clocks.clone() at /></span>
                </p>
                {(!text.is_empty()).then(|| view! { <p class="question-body" dir="auto">{text}</p> })}
            </div>
        }
    });
    let hiding = hiding.map(|Hiding { by, reason, at }| {
        view! {
            <p class="note warn">
                {format!("Hidden by {by}: {reason} Only the author and those who lead the session see it. ")}
                <Twice clocks=clocks.clone() at />
            </p>
        }
    });
    view! { <div class="question-settled">{answer} {hiding}</div> }
}

/// How many have voted, and the reader's own vote where they may give it.
#[component]
fn Votes(page: Memo<OneSession>, question: Memo<Question>, open: Memo<bool>, actions: RoundActions) -> impl IntoView {
    let takes_vote = Memo::new(move |_| open.get() && question.with(|question| question.takes_vote().is_ok()));
    let count = move || {
        question.with(|question| match question.votes {
            1 => "1 vote".to_owned(),
            votes => format!("{votes} votes"),
        })
    };
    let (id, voted) =
        (question.with_untracked(|question| question.id), move || question.with(|question| question.voted));
    view! {
        <span class="votes">{count}</span>
        {move || {
            takes_vote
                .get()
                .then(|| {
                    view! {
                        <ActionForm action=actions.vote>
                            <Names page id />
                            <input type="hidden" name="wanted" value=move || (!voted()).to_string() />
                            <SendButton waits=actions.vote.pending() then=row_of(id)>
                                {move || if voted() { "Take my vote back" } else { "Vote for it" }}
                            </SendButton>
                        </ActionForm>
                    }
                })
        }}
    }
}

/// Takes back the reader's own question, while no answer stands.
#[component]
fn Withdrawal(page: Memo<OneSession>, question: Memo<Question>, actions: RoundActions) -> impl IntoView {
    let may = Memo::new(move |_| question.with(|question| question.may_be_withdrawn().is_ok()));
    let id = question.with_untracked(|question| question.id);
    move || {
        may.get().then(|| {
            view! {
                <ActionForm action=actions.withdraw>
                    <Names page id />
                    <SendButton waits=actions.withdraw.pending() then=HEADING>
                        "Withdraw my question"
                    </SendButton>
                </ActionForm>
            }
        })
    }
}
