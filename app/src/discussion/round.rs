use domain::discussion::Closing;
use domain::id::QuestionId;
use leptos::form::ActionForm;
use leptos::html::Ol;
use leptos::prelude::*;

use super::actions::RoundActions;
use super::ask_form::{AskForm, question_kept_at};
use super::load_session::OneSession;
use super::question_row::QuestionRow;
use super::withdrawn_words::WithdrawnWords;
use crate::clock::Twice;
use crate::form::{Failure, NewsNote, SendButton, is_kept, keep_focus_in, once_stored, seen_by_reader};

/// The id of the heading.
pub const HEADING: &str = "discussion";

/// What is asked in the session, and the form that asks.
#[component]
pub fn Discussion(page: Memo<OneSession>, actions: RoundActions) -> impl IntoView {
    // Rows in which words are typed that have not been sent.
    let typed_in = RwSignal::new(Vec::<QuestionId>::new());
    let ids = Memo::new(move |before: Option<&Vec<QuestionId>>| {
        let ids = page.with(|page| page.questions.iter().map(|question| question.id).collect());
        typed_in.with(|typed_in| with_typed_in(ids, before.map(Vec::as_slice).unwrap_or_default(), typed_in))
    });
    let closed = Memo::new(move |_| page.with(|page| page.closed.clone()));
    let is_closed = Memo::new(move |_| closed.with(Option::is_some));
    // Words are typed in the form to ask. It stays as long, in a closed round, too.
    let asking = RwSignal::new(false);
    Effect::new(move |_| {
        if is_kept(&page.with_untracked(question_kept_at)) {
            asking.set(true);
        }
    });
    let leads = page.with_untracked(|page| page.leads);
    let clocks = page.with_untracked(|page| page.clocks.clone());
    let list = NodeRef::<Ol>::new();
    // It may be the question that was asked last.
    once_stored(actions.withdraw, move |_, ()| actions.ask.clear());
    // Votes and answers sort it, in class under the hands of whoever answers another question.
    let in_order = move || {
        keep_focus_in(list, HEADING);
        ids.get()
    };
    view! {
        <section class="discussion" aria-labelledby=HEADING>
            <h2 id=HEADING>"Questions"</h2>
            <Failure action=actions.vote gone="" />
            <Failure action=actions.withdraw gone="" />
            <Failure action=actions.answer />
            <Failure action=actions.hide />
            <Failure action=actions.close gone="" />
            {leads.then(|| view! { <WithdrawnWords page /> })}
            <p class="muted" hidden=move || !ids.read().is_empty()>
                "Nobody has asked anything yet."
            </p>
            <ol class="questions" node_ref=list hidden=move || ids.read().is_empty()>
                <For each=in_order key=|id| *id let:id>
                    <QuestionRow page id typed_in actions />
                </For>
            </ol>
            <Failure action=actions.ask />
            <p class="note ok" role="status">
                {move || matches!(actions.ask.value().get(), Some(Ok(_))).then_some("Your question is in the list.")}
            </p>
            {move || {
                closed
                    .get()
                    .map(|closing| {
                        view! {
                            <p class="note">
                                {format!("{} has closed this discussion round: ", closing.by)}
                                <Twice clocks=clocks.clone() at=closing.at />
                                ". It takes no more questions and votes."
                            </p>
                        }
                    })
            }}
            <Show when=move || !is_closed.get() || asking.get()>
                <AskForm page is_closed typing=asking ask=actions.ask />
            </Show>
            {leads.then(|| view! { <CloseForm page closed actions /> })}
        </section>
    }
}

/// A question that its asker has withdrawn stays in its place while someone types in its row.
fn with_typed_in(mut ids: Vec<QuestionId>, before: &[QuestionId], typed_in: &[QuestionId]) -> Vec<QuestionId> {
    for (place, id) in before.iter().enumerate() {
        if typed_in.contains(id) && !ids.contains(id) {
            ids.insert(place.min(ids.len()), *id);
        }
    }
    ids
}

#[component]
fn CloseForm(page: Memo<OneSession>, closed: Memo<Option<Closing>>, actions: RoundActions) -> impl IntoView {
    let (seminar, session) = page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string()));
    let on_record = move || closed.with(|closed| (closed.is_some(), closed.as_ref().map(|closing| closing.at)));
    let seen = seen_by_reader(on_record, actions.close, |answered| *answered);
    let opens = seen.stands;
    view! {
        <ActionForm action=actions.close attr:class="close-round">
            <input type="hidden" name="seminar" value=seminar />
            <input type="hidden" name="session" value=session />
            <input type="hidden" name="close" value=move || (!opens.get()).to_string() />
            <input type="hidden" name="seen_closing" value=move || seen.at.get().to_string() />
            <SendButton waits=actions.close.pending() attr:class="button secondary">
                {move || if opens.get() { "Open the round again" } else { "Close the round" }}
            </SendButton>
        </ActionForm>
        <NewsNote
            news=seen.news
            words="Someone else has closed this round or opened it again while this page was open."
            button="I have seen it"
            then=HEADING
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> QuestionId {
        format!("00000000-0000-0000-0000-{number:012}").parse().expect("an id")
    }

    #[test]
    fn a_row_in_which_someone_types_stays_in_its_place() {
        let before = [id(1), id(2), id(3)];
        assert_eq!(with_typed_in(vec![id(1), id(3)], &before, &[id(2)]), before);
        assert_eq!(with_typed_in(vec![id(3), id(1)], &before, &[]), [id(3), id(1)]);
        assert_eq!(with_typed_in(vec![id(3), id(2), id(1)], &before, &[id(2)]), [id(3), id(2), id(1)]);
        assert_eq!(with_typed_in(Vec::new(), &before, &[id(3)]), [id(3)]);
    }
}
