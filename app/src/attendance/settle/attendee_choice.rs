use domain::attendance::record::Apart;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::load_settle::Asked;
use super::settle_attendees::attendee_key;
use crate::erased::Erase;

/// One attendee, and everyone they may be. A digit chooses and goes on to the next attendee.
#[component]
pub fn AttendeeChoice(asked: Asked, first: bool) -> impl IntoView {
    let key = attendee_key(asked.file, asked.place);
    let name = format!("said[{key}]");
    let other = format!("others[{key}]");
    let mut place = 0;
    let mut choice = |value: String, label: String, why: String| {
        place += 1;
        let number = (place <= 9).then(|| view! { <kbd>{place}</kbd> });
        view! {
            <label>
                <input type="radio" name=name.clone() value=value autofocus={first && place == 1} />
                {number}
                <span>{label} <span class="why">{why}</span></span>
            </label>
        }
        .erased()
    };
    let mut choices = Vec::new();
    for (trainee, reasons) in asked.proposals {
        let why: Vec<&str> = reasons.into_iter().map(|reason| reason.label()).collect();
        let label = format!("{}, {}", trainee.name, trainee.country.name);
        choices.push(choice(trainee.person.to_string(), label, why.join("; ")));
    }
    // What they seem to be comes first.
    let mut kinds = Apart::ALL;
    kinds.sort_by_key(|apart| Some(*apart) != asked.hint);
    for apart in kinds {
        choices.push(choice(apart.as_str().to_owned(), format!("No trainee: {}", apart.label()), String::new()));
    }
    let settled = asked.identity.map(|identity| {
        let by = identity.by.map_or("with certainty".to_owned(), |name| format!("says {name}"));
        let undo = choice("nobody".to_owned(), "Nobody knows".to_owned(), String::new());
        choices.push(undo);
        view! { <p class="sheet-note">{format!("Now: {}, {by}", asked.who)}</p> }
    });
    let told = [asked.shown.other_name, asked.shown.email.map(|email| email.to_string())];
    let told: Vec<String> = told.into_iter().flatten().chain([format!("{} minutes", asked.minutes)]).collect();
    view! {
        <fieldset class="asked" on:keydown=choose_by_digit>
            <legend>
                {asked.shown.name} <span class="sheet-note">{told.join(", ")}</span>
            </legend>
            {settled}
            {choices}
            <label class="someone-else">
                <span>"Someone else"</span>
                <input name=other list="trainees" autocomplete="off" />
            </label>
        </fieldset>
    }
    .erased()
}

/// Only the browser comes here.
fn choose_by_digit(event: KeyboardEvent) {
    let typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| target.get_attribute("list").is_some());
    let Ok(digit) = event.key().parse::<u32>() else { return };
    let fieldset = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(fieldset) = fieldset.filter(|_| !typing && digit > 0) else { return };
    let chosen = fieldset.query_selector(&format!("label:nth-of-type({digit}) input[type=radio]")).ok().flatten();
    let Some(chosen) = chosen.and_then(|radio| radio.dyn_into::<HtmlElement>().ok()) else { return };
    event.prevent_default();
    chosen.click();
    let next = fieldset.next_element_sibling();
    let focus = next.and_then(|next| next.query_selector("input[type=radio], button").ok().flatten());
    let focus = focus.or_else(|| fieldset.closest("form").ok().flatten()?.query_selector("button").ok().flatten());
    if let Some(focus) = focus.and_then(|focus| focus.dyn_into::<HtmlElement>().ok()) {
        // Without the focus the page works all the same.
        let _ = focus.focus();
    }
}
