use domain::id::QuestionId;
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::actions::{Failure, RoundActions};
use super::ask_form::AskForm;
use super::load_session::OneSession;
use super::question_row::{QuestionRow, vote_of};
use crate::clock::Twice;
use crate::form::{HANDS_ON_WITHIN, SendButton, hand_on_focus};

/// What is asked in the session, and the form that asks.
#[component]
pub fn Discussion(page: Memo<OneSession>, actions: RoundActions) -> impl IntoView {
    let ids =
        Memo::new(move |_| page.with(|page| page.questions.iter().map(|question| question.id).collect::<Vec<_>>()));
    let closed = Memo::new(move |_| page.with(|page| page.closed.clone()));
    let is_closed = Memo::new(move |_| closed.with(Option::is_some));
    let leads = page.with_untracked(|page| page.leads);
    let clocks = page.with_untracked(|page| page.clocks.clone());
    keep_focus(ids, actions);
    view! {
        <section class="discussion" aria-labelledby="discussion">
            <h2 id="discussion">"Questions"</h2>
            <Failure action=actions.vote />
            <Failure action=actions.withdraw />
            <Failure action=actions.answer />
            <Failure action=actions.hide />
            <Failure action=actions.close />
            <p class="muted" hidden=move || !ids.read().is_empty()>
                "Nobody has asked anything yet."
            </p>
            <ol class="questions" hidden=move || ids.read().is_empty()>
                <For each=move || ids.get() key=|id| *id let:id>
                    <QuestionRow page id actions />
                </For>
            </ol>
            <Failure action=actions.ask />
            <p class="visually-hidden" role="status">
                {move || matches!(actions.ask.value().get(), Some(Ok(_))).then_some("Your question is in the list.")}
            </p>
            {move || match closed.get() {
                None => view! { <AskForm page ask=actions.ask /> }.into_any(),
                Some(closing) => view! {
                    <p class="note">
                        {format!("{} has closed this discussion round: ", closing.by)}
                        <Twice clocks=clocks.clone() at=closing.at />
                        ". It takes no more questions and votes."
                    </p>
                }
                .into_any(),
            }}
            {leads.then(|| view! { <CloseForm page is_closed actions /> })}
        </section>
    }
}

/// Votes sort the list, and what moves in it loses the focus.
fn keep_focus(ids: Memo<Vec<QuestionId>>, actions: RoundActions) {
    let voted = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        if let Some(vote) = actions.vote.input().get() {
            voted.set_value(Some(vote.question));
            set_timeout(move || _ = voted.try_set_value(None), HANDS_ON_WITHIN);
        }
    });
    Effect::new(move |_| {
        ids.track();
        if let Some(question) = voted.try_update_value(Option::take).flatten() {
            hand_on_focus(None, vote_of(question));
        }
    });
}

#[component]
fn CloseForm(page: Memo<OneSession>, is_closed: Memo<bool>, actions: RoundActions) -> impl IntoView {
    let (seminar, session) = page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string()));
    view! {
        <ActionForm action=actions.close>
            <input type="hidden" name="seminar" value=seminar />
            <input type="hidden" name="session" value=session />
            <input type="hidden" name="close" value=move || (!is_closed.get()).to_string() />
            <SendButton waits=actions.close.pending() attr:class="button secondary">
                {move || if is_closed.get() { "Open the round again" } else { "Close the round" }}
            </SendButton>
        </ActionForm>
    }
}
