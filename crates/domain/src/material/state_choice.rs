//! What a list of materials can be narrowed to by how they stand.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{GateWait, MaterialState};

/// A state, or that its file waits at the gate, or that no virus scanner has looked at it. That lies across the states,
/// as being late does: what waits is found in its state, too ([`Outline::is_among`](super::Outline::is_among)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateChoice {
    State(MaterialState),
    Waits(GateWait),
    /// For staff: others are not told.
    Unscanned,
}

impl StateChoice {
    /// The states, then the waits.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = MaterialState::ALL.into_iter().map(Self::State);
        states.chain(GateWait::ALL.into_iter().map(Self::Waits)).chain([Self::Unscanned])
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::State(state) => state.as_str(),
            Self::Waits(wait) => wait.as_str(),
            Self::Unscanned => "unscanned",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::State(state) => state.filter_label(),
            Self::Waits(wait) => wait.label(),
            Self::Unscanned => "Not scanned for viruses",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a state of a material")]
pub struct NotAState(pub String);

impl FromStr for StateChoice {
    type Err = NotAState;
    fn from_str(text: &str) -> Result<Self, NotAState> {
        Self::all().find(|choice| choice.as_str() == text).ok_or_else(|| NotAState(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_has_a_name_of_its_own() {
        for choice in StateChoice::all() {
            assert_eq!(choice.as_str().parse(), Ok(choice));
        }
        assert_eq!("ready".parse::<StateChoice>(), Err(NotAState("ready".to_owned())));
    }

    #[test]
    fn waiting_is_called_what_lists_call_it() {
        assert_eq!(StateChoice::Waits(GateWait::Held).label(), "Held at the gate");
        assert_eq!(StateChoice::Waits(GateWait::BeingChecked).label(), "Being checked");
    }
}
