use domain::gate::{GateState, PassageInWords, RulingInWords};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::clock::Twice;
use crate::erased::Erase;

/// Where a version stands at the gate, and why. Of one that simply passed there is nothing to say.
#[component]
pub fn PassageNote(
    passage: PassageInWords,
    clocks: Clocks,
    /// The reader is of those who bring the file: its delegation, or of slides whoever leads their session.
    #[prop(default = true)]
    own: bool,
    /// Another version is taken.
    #[prop(default = true)]
    takes_files: bool,
    /// Where the reader can say in a comment what the file is for, if it is of their delegation.
    #[prop(optional_no_strip)]
    comment: Option<String>,
) -> impl IntoView {
    let PassageInWords { state, ruling, found } = passage;
    match (state, ruling) {
        (GateState::Ready, None) => ().erased(),
        (GateState::Ready, Some(ruling)) => view! {
            <p class="gate-note hint">
                <Ruled ruling state clocks />
            </p>
        }
        .erased(),
        (_, ruling) => view! {
            <div class=format!("gate-note note gate-{}", state.as_str())>
                <p>
                    <strong>{state.label()}</strong>
                    ". "
                    {advice(state, own, takes_files)}
                    {comment.filter(|_| state == GateState::Held).map(|at| view! { <Meanwhile at /> })}
                </p>
                <Why state ruling found clocks />
            </div>
        }
        .erased(),
    }
}

/// What the delegation of what is held can do besides what its reasons say.
#[component]
fn Meanwhile(
    /// The form for a comment on the material.
    at: String,
) -> impl IntoView {
    view! { " You can wait for them, or " <A href=at>"say in a comment what it is for"</A> "." }
}

/// Why a file is refused or held: what staff have said, then what a check found, a sentence each.
#[component]
pub fn Why(state: GateState, ruling: Option<RulingInWords>, found: Vec<String>, clocks: Clocks) -> impl IntoView {
    let found = (!found.is_empty()).then(|| {
        view! { <ul class="gate-reasons">{found.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul> }
    });
    view! {
        {ruling
            .map(|ruling| {
                view! {
                    <p>
                        <Ruled ruling state clocks />
                    </p>
                }
            })}
        {found}
    }
}

/// Who of the staff has said what of it. What is held they let through before it was checked again.
#[component]
fn Ruled(ruling: RulingInWords, state: GateState, clocks: Clocks) -> impl IntoView {
    let RulingInWords { by, reason, at } = ruling;
    let said = match state {
        GateState::Ready => "Let through by ",
        GateState::Refused => "Refused by ",
        _ => "Let through before by ",
    };
    view! {
        {said}
        {by}
        ", "
        <Twice clocks at />
        ": "
        <q dir="auto">{reason}</q>
    }
}

fn advice(state: GateState, own: bool, takes_files: bool) -> &'static str {
    match state {
        GateState::Received | GateState::BeingChecked => {
            "The file has arrived and is kept. Others can open it once it has been checked, which takes a moment."
        }
        GateState::Held => {
            "The file has arrived and is kept. Others can open it once the seminar's staff let it through. Staff cannot open it before that either: they decide by what was found in it, and by what is said of it."
        }
        GateState::Refused if !own && takes_files => {
            "The file has arrived and is kept, but only its delegation can open it. The delegation is told why and asked to upload another one."
        }
        GateState::Refused if !own => {
            "The file has arrived and is kept, but only its delegation can open it. The delegation is told why, and can upload nothing more here."
        }
        GateState::Refused if !takes_files => {
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
        let told = advice(GateState::Held, true, true);
        assert!(told.contains("Staff cannot open it") && !told.contains("look"), "{told}");
    }

    #[test]
    fn another_file_is_asked_for_only_while_one_is_taken() {
        assert!(advice(GateState::Refused, true, true).ends_with("Please upload another one."));
        assert!(advice(GateState::Refused, true, false).ends_with("Please ask the staff."));
        for state in GateState::ALL.into_iter().filter(|state| *state != GateState::Refused) {
            assert_eq!(advice(state, true, true), advice(state, true, false), "{state:?}");
        }
    }

    #[test]
    fn nobody_is_asked_for_a_file_that_another_delegation_brings() {
        for takes_files in [true, false] {
            let told = advice(GateState::Refused, false, takes_files);
            assert!(told.contains("only its delegation can open it"), "{told}");
            assert!(!told.contains("Please"), "{told}");
        }
        assert!(advice(GateState::Refused, false, true).ends_with("asked to upload another one."));
        assert!(advice(GateState::Refused, false, false).ends_with("can upload nothing more here."));
    }
}
