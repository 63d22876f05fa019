use leptos::form::ActionForm;
use leptos::html::Ol;
use leptos::prelude::*;

use super::actions::{Failure, RoundActions};
use super::ask_form::AskForm;
use super::load_session::OneSession;
use super::question_row::QuestionRow;
use crate::clock::Twice;
use crate::form::{SendButton, keep_focus_in};

/// What is asked in the session, and the form that asks.
#[component]
pub fn Discussion(page: Memo<OneSession>, actions: RoundActions) -> impl IntoView {
    let ids =
        Memo::new(move |_| page.with(|page| page.questions.iter().map(|question| question.id).collect::<Vec<_>>()));
    let closed = Memo::new(move |_| page.with(|page| page.closed.clone()));
    let is_closed = Memo::new(move |_| closed.with(Option::is_some));
    let leads = page.with_untracked(|page| page.leads);
    let clocks = page.with_untracked(|page| page.clocks.clone());
    let list = NodeRef::<Ol>::new();
    // Votes and answers sort it, in class under the hands of whoever answers another question.
    let in_order = move || {
        if let Some(list) = list.get_untracked() {
            keep_focus_in(&list);
        }
        ids.get()
    };
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
            <ol class="questions" node_ref=list hidden=move || ids.read().is_empty()>
                <For each=in_order key=|id| *id let:id>
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
