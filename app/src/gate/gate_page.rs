use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::actions::GateActions;
use super::dead_tasks::DeadTasks;
use super::done::Done;
use super::equipment_notes::{EquipmentNotes, Unscanned};
use super::held_files::HeldFiles;
use super::load_gate::{Gate, load_gate};
use super::ruling_form::came_back;
use crate::erased::Erase;
use crate::form::{SendButton, SendingError, failure_of, forget_posted_once_stored};
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::seminars::seminar_in_address;
use crate::shortage::ShortageNote;

/// `/seminars/{seminar}/gate`: files that wait for the staff.
pub struct GatePage;

impl GatePage {
    pub fn view() -> AnyView {
        let (seminar, reloads, actions) = (seminar_in_address(), reloads(), GateActions::begin());
        let source = move || (seminar(), actions.done(), reloads());
        let ruled = use_query_map().with_untracked(|query| query.get("ruled")).unwrap_or_default();
        let gate = page_data(source, move |(seminar, ..)| load_gate(seminar, ruled.clone()));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            {kept(gate, move |page| view! { <GateView page actions /> })}
        }
        .erased()
    }
}

#[component]
fn GateView(page: Memo<Gate>, actions: GateActions) -> impl IntoView {
    let title = page.with_untracked(|page| page.title.clone());
    let told_below = page.with_untracked(|page| page.held.iter().any(|held| came_back(held.version.id).is_there()));
    forget_posted_once_stored(actions.rule);
    view! {
        <PageTitle text="Gate" />
        <p class="eyebrow">{title}</p>
        <h1>"Gate"</h1>
        <p>
            "Every file is checked when it arrives. What could do more than show something waits here, and what could not be checked. Only its delegation can open it until you let it through. Slides nobody can open until then. What you refuse stays closed to others, and its delegation reads why."
        </p>
        <p>
            "You decide without opening it: what was found is listed with each file. If that is not enough, ask its delegation in a comment what it is for (of slides, whoever brought them), or refuse it and ask for a file without it. Neither can be taken back: what you let through by mistake can be deleted where it stands, and what you refuse by mistake can be uploaded again."
        </p>
        {move || view! { <ShortageNote shortage=page.with(|page| page.shortage) /> }}
        <EquipmentNotes page />
        <Unscanned page actions />
        <section aria-labelledby="held">
            <h2 id="held">"Held for you"</h2>
            <Done page actions told_below />
            <CheckAll page actions />
            <HeldFiles page actions />
        </section>
        <DeadTasks page actions />
    }
    .erased()
}

#[component]
fn CheckAll(page: Memo<Gate>, actions: GateActions) -> impl IntoView {
    let slug = StoredValue::new(page.with_untracked(|page| page.slug.to_string()));
    let again =
        Memo::new(move |_| page.with(|page| page.held.iter().any(|held| held.version.passage.can_be_checked_again())));
    let error = failure_of(actions.check_all, None, |_| true);
    view! {
        <Show when=move || again.get()>
            <ActionForm action=actions.check_all>
                {move || view! { <SendingError error=error.get() /> }}
                <input type="hidden" name="seminar" value=slug.get_value() />
                <SendButton waits=actions.check_all.pending() then="held">
                    "Check again all files that could not be checked"
                </SendButton>
            </ActionForm>
        </Show>
    }
    .erased()
}
