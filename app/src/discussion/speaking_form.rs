use domain::country::{Country, CountryCode};
use domain::discussion::Turn;
use domain::discussion::speaking::MAX_MINUTES;
use leptos::form::ActionForm;
use leptos::html::Input;
use leptos::prelude::*;

use super::actions::RoundActions;
use super::load_session::{OneSession, Order, SpeakerLine};
use super::speaking::HEADING;
use crate::form::SendButton;

/// What a country is given at first, in minutes.
const USUAL_MINUTES: u32 = 10;

/// Puts a country at the end of the list, or all that have a material for the session.
#[component]
pub fn AddSpeaker(page: Memo<OneSession>, order: Memo<Order>, actions: RoundActions) -> impl IntoView {
    let (seminar, session) = page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string()));
    let others = move || order.with(|order| order.others.clone());
    let to_present = Memo::new(move |_| order.with(|order| order.to_present));
    let are_there = Memo::new(move |_| to_present.get() > 0);
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
            <Show when=move || are_there.get()>
                // No country is chosen for it.
                <SendButton
                    waits=actions.order.pending()
                    then=HEADING
                    attr:name="change"
                    attr:value="add-all"
                    attr:formnovalidate=true
                    attr:aria-describedby="add-all-words"
                >
                    {move || add_all_words(to_present.get())}
                </SendButton>
                <p class="hint" id="add-all-words">
                    "They come at the end of the list, in the order of their names, each with these minutes. Countries that are listed already keep their places."
                </p>
            </Show>
        </ActionForm>
    }
}

fn add_all_words(countries: u32) -> String {
    match countries {
        1 => "Add the 1 country with a material for this session".to_owned(),
        countries => format!("Add all {countries} countries with a material for this session"),
    }
}

/// Says where a country is with its turn, moves it, gives it its minutes, and takes it out.
#[component]
pub fn SpeakerForms(
    page: Memo<OneSession>,
    order: Memo<Order>,
    country: Country,
    line: Memo<SpeakerLine>,
    actions: RoundActions,
) -> impl IntoView {
    let code = country.code;
    let last = Memo::new(move |_| order.with(|order| order.speakers.len().to_string()));
    let place = Memo::new(move |_| {
        let before = order.with(|order| order.speakers.iter().position(|listed| listed.country.code == code));
        before.map_or_else(String::new, |before| (before + 1).to_string())
    });
    let minutes = Memo::new(move |_| line.with(|line| line.minutes.to_string()));
    // Which turn comes next, and what its button says.
    let next = move || match line.with(|line| line.turn) {
        Turn::Waiting => ("speaking", "Speaking now"),
        Turn::Speaking => ("spoken", "Has spoken"),
        Turn::Spoken => ("waiting", "Waits again"),
    };
    let (whose, of) = (format!("{}: ", country.name), format!(" of {}", country.name));
    let (whose, of) = (StoredValue::new(whose), StoredValue::new(of));
    let steps = [("earlier", "Earlier"), ("later", "Later")];
    let steps = steps.into_iter().map(|(change, label)| {
        view! {
            <SendButton waits=actions.order.pending() then=HEADING attr:name="change" attr:value=change>
                <span class="visually-hidden">{whose.get_value()}</span>
                {label}
            </SendButton>
        }
    });
    let steps = steps.collect_view();
    view! {
        <ActionForm action=actions.order attr:class="toolbar speaker-form">
            <RowFields page order code />
            <SendButton waits=actions.order.pending() attr:name="change" attr:value=move || next().0>
                <span class="visually-hidden">{whose.get_value()}</span>
                {move || next().1}
            </SendButton>
            {steps}
        </ActionForm>
        <details>
            <summary>
                <span class="visually-hidden">{whose.get_value()}</span>
                "Place and minutes"
            </summary>
            <ActionForm action=actions.order attr:class="toolbar speaker-form">
                <RowFields page order code />
                <NumberField name="place" label="Place" of code most=last value=place />
                <SendButton waits=actions.order.pending() then=HEADING attr:name="change" attr:value="move">
                    <span class="visually-hidden">{whose.get_value()}</span>
                    "Move there"
                </SendButton>
            </ActionForm>
            <ActionForm action=actions.order attr:class="toolbar speaker-form">
                <RowFields page order code />
                <NumberField name="minutes" label="Minutes" of code most=MAX_MINUTES.to_string() value=minutes />
                <SendButton waits=actions.order.pending() attr:name="change" attr:value="minutes">
                    <span class="visually-hidden">{whose.get_value()}</span>
                    "Set minutes"
                </SendButton>
            </ActionForm>
            // Behind a fold of its own: it takes place, minutes and turn away.
            <details>
                <summary>
                    <span class="visually-hidden">{whose.get_value()}</span>
                    "Remove"
                </summary>
                <ActionForm action=actions.order attr:class="toolbar speaker-form">
                    <RowFields page order code />
                    <SendButton
                        waits=actions.order.pending()
                        then=HEADING
                        attr:class="button"
                        attr:name="change"
                        attr:value="remove"
                    >
                        <span class="visually-hidden">{whose.get_value()}</span>
                        "Remove from the order of speaking"
                    </SendButton>
                </ActionForm>
            </details>
        </details>
    }
}

/// What every form of a row says: of which country, and of which list.
#[component]
fn RowFields(page: Memo<OneSession>, order: Memo<Order>, code: CountryCode) -> impl IntoView {
    let (seminar, session) = page.with_untracked(|page| (page.seminar.to_string(), page.session.slug.to_string()));
    view! {
        <input type="hidden" name="seminar" value=seminar />
        <input type="hidden" name="session" value=session />
        // That of the list on the screen.
        <input type="hidden" name="revision" value=move || order.with(|order| order.revision).to_string() />
        <input type="hidden" name="country" value=code.to_string() />
    }
}

/// A number of a country, from 1 to `most`. What someone has typed stays, whatever is set meanwhile.
#[component]
fn NumberField(
    name: &'static str,
    label: &'static str,
    /// ` of Kenya`, for who hears the label by itself.
    of: StoredValue<String>,
    code: CountryCode,
    #[prop(into)] most: Signal<String>,
    value: Memo<String>,
) -> impl IntoView {
    let id = format!("{name}-{code}");
    let field = NodeRef::<Input>::new();
    Effect::new(move |before: Option<String>| {
        let value = value.get();
        if let (Some(before), Some(field)) = (before, field.get_untracked())
            && field.value() == before
        {
            field.set_value(&value);
        }
        value
    });
    view! {
        <label for=id.clone()>
            {label}
            <span class="visually-hidden">{of.get_value()}</span>
        </label>
        <input
            id=id
            type="number"
            name=name
            min="1"
            max=move || most.get()
            value=value.get_untracked()
            required=true
            node_ref=field
        />
    }
}
