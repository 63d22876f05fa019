use domain::country::Country;
use domain::discussion::Turn;
use domain::discussion::speaking::MAX_MINUTES;
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::actions::RoundActions;
use super::load_session::{OneSession, Order};
use crate::form::SendButton;

/// What a country is given at first, in minutes.
const USUAL_MINUTES: u32 = 10;

/// Puts a country at the end of the list.
#[component]
pub fn AddSpeaker(page: Memo<OneSession>, order: Memo<Order>, actions: RoundActions) -> impl IntoView {
    let (seminar, session) = page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string()));
    let others = move || order.with(|order| order.others.clone());
    view! {
        <ActionForm action=actions.order attr:class="form add-speaker">
            <input type="hidden" name="seminar" value=seminar />
            <input type="hidden" name="session" value=session />
            <input type="hidden" name="revision" value=move || order.with(|order| order.revision).to_string() />
            <label for="add-country">"Country"</label>
            <select id="add-country" name="country" required=true>
                <option value="">"Choose a country"</option>
                // Keyed: whom someone else adds meanwhile is no longer there, and what was chosen here stays chosen.
                <For each=others key=|country| country.code let:country>
                    <option value=country.code.to_string()>{country.name}</option>
                </For>
            </select>
            <label for="add-minutes">"Minutes"</label>
            <input
                id="add-minutes"
                type="number"
                name="minutes"
                min="1"
                max=MAX_MINUTES.to_string()
                value=USUAL_MINUTES.to_string()
                required=true
            />
            <SendButton waits=actions.order.pending() attr:class="button" attr:name="change" attr:value="add">
                "Add to the order of speaking"
            </SendButton>
        </ActionForm>
    }
}

/// Moves a country, gives it its minutes, and says where it is with its turn.
#[component]
pub fn SpeakerForm(
    page: Memo<OneSession>,
    country: Country,
    minutes: u32,
    turn: Turn,
    /// That of the list on the screen.
    revision: u32,
    actions: RoundActions,
) -> impl IntoView {
    let (seminar, session) = page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string()));
    let id = format!("minutes-{}", country.code);
    let next = match turn {
        Turn::Waiting => ("speaking", "Speaking now"),
        Turn::Speaking => ("spoken", "Has spoken"),
        Turn::Spoken => ("waiting", "Waits again"),
    };
    // The first one is what the Enter key in the field means.
    let changes = [("minutes", "Set minutes"), next, ("earlier", "Earlier"), ("later", "Later"), ("remove", "Remove")];
    let buttons = changes.into_iter().map(|(change, label)| {
        let (own, whose) = (format!("speaker-{change}-{}", country.code), format!("{}: ", country.name));
        // The rows are drawn anew, perhaps in another order: the focus stays with the country.
        let then = if change == "remove" { "speaking".to_owned() } else { own.clone() };
        view! {
            <SendButton waits=actions.order.pending() then attr:id=own attr:name="change" attr:value=change>
                <span class="visually-hidden">{whose}</span>
                {label}
            </SendButton>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <ActionForm action=actions.order attr:class="toolbar speaker-form">
            <input type="hidden" name="seminar" value=seminar />
            <input type="hidden" name="session" value=session />
            <input type="hidden" name="revision" value=revision.to_string() />
            <input type="hidden" name="country" value=country.code.to_string() />
            <label for=id.clone()>
                "Minutes"
                <span class="visually-hidden">{format!(" of {}", country.name)}</span>
            </label>
            <input id=id type="number" name="minutes" min="1" max=MAX_MINUTES.to_string() value=minutes.to_string() />
            {buttons}
        </ActionForm>
    }
}
