use domain::gate::{GateState, Passage, Ruling};
use domain::time::Clocks;
use leptos::prelude::*;

use crate::clock::Twice;
use crate::erased::Erase;

/// Where a version stands at the gate, and why. Of one that simply passed there is nothing to say.
#[component]
pub fn PassageNote(
    passage: Passage,
    clocks: Clocks,
    /// No other file is taken in its place any more.
    #[prop(optional)]
    closed: bool,
) -> impl IntoView {
    let Passage { state, ruling, .. } = passage.clone();
    match (state, ruling) {
        (GateState::Ready, None) => ().erased(),
        (GateState::Ready, Some(ruling)) => view! {
            <p class="gate-note hint">
                "Let through by " {ruling.by} ", " <Twice clocks at=ruling.at /> ": " <q>{ruling.reason}</q>
            </p>
        }
        .erased(),
        _ => view! {
            <div class=format!("gate-note note gate-{}", state.as_str())>
                <p>
                    <strong>{state.label()}</strong>
                    ". "
                    {advice(state, closed)}
                </p>
                <ReleasedBefore passage=passage.clone() clocks=clocks.clone() />
                {passage.refusal().cloned().map(|ruling| view! { <RefusedBy ruling clocks /> })}
                <Reasons passage />
            </div>
        }
        .erased(),
    }
}

/// Who refused it of the staff, and why.
#[component]
fn RefusedBy(ruling: Ruling, clocks: Clocks) -> impl IntoView {
    let Ruling { by, reason, at, .. } = ruling;
    view! {
        <p>
            "Refused by " {by} ", " <Twice clocks at /> ": " <q>{reason}</q>
        </p>
    }
}

/// Who of the staff let it through before it was checked again, and why, where it is held all the same.
#[component]
pub fn ReleasedBefore(passage: Passage, clocks: Clocks) -> impl IntoView {
    passage.earlier_release().cloned().map(|Ruling { by, reason, at, .. }| {
        view! {
            <p>
                "Let through before by " {by} ", " <Twice clocks at /> ": " <q>{reason}</q>
            </p>
        }
    })
}

/// What a check found for which a file was refused or is held, a sentence each.
#[component]
pub fn Reasons(passage: Passage) -> impl IntoView {
    let reasons = passage.found();
    (!reasons.is_empty()).then(|| {
        view! { <ul class="gate-reasons">{reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul> }
    })
}

fn advice(state: GateState, closed: bool) -> &'static str {
    match state {
        GateState::Received | GateState::BeingChecked => {
            "The file has arrived and is kept. Others can open it once it has been checked, which takes a moment."
        }
        GateState::Held => {
            "The file has arrived and is kept. Others can open it once the seminar's staff let it through. Staff cannot open it before that either: they decide by what was found in it, and by what whoever uploaded it says it is for."
        }
        GateState::Refused if closed => {
            "The file has arrived and is kept, but nobody else can open it, and nothing more is taken. Please ask the staff."
        }
        GateState::Refused => {
            "The file has arrived and is kept, but nobody else can open it. Please upload another one."
        }
        GateState::Ready => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_said_to_look_into_what_is_held() {
        let told = advice(GateState::Held, false);
        assert!(told.contains("Staff cannot open it") && !told.contains("look"), "{told}");
    }

    #[test]
    fn another_file_is_asked_for_only_while_one_is_taken() {
        assert!(advice(GateState::Refused, false).ends_with("Please upload another one."));
        assert!(advice(GateState::Refused, true).ends_with("Please ask the staff."));
        for state in GateState::ALL.into_iter().filter(|state| *state != GateState::Refused) {
            assert_eq!(advice(state, true), advice(state, false), "{state:?}");
        }
    }
}
