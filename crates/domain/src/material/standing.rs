//! How a material stands, in the words of every list of them.

use serde::{Deserialize, Serialize};

use super::MaterialState;
use crate::gate::GateState;

/// What the delegation is told whose file waits at the gate.
pub const NOTHING_TO_DO: &str = "It counts as submitted; you need not do anything.";

/// The state of a material, with what the gate makes of the file by which it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub state: MaterialState,
    /// As [`Material::late`](super::Material::late).
    pub late: bool,
    /// `None` where there is no file.
    pub gate: Option<GateState>,
}

/// Why a file cannot be opened yet by others than its delegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateWait {
    BeingChecked,
    Held,
}

impl GateWait {
    pub const ALL: [GateWait; 2] = [Self::BeingChecked, Self::Held];

    pub fn of(gate: GateState) -> Option<Self> {
        match gate {
            GateState::Received | GateState::BeingChecked => Some(Self::BeingChecked),
            GateState::Held => Some(Self::Held),
            GateState::Ready | GateState::Refused => None,
        }
    }

    /// As addresses write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BeingChecked => "being-checked",
            Self::Held => "held",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::BeingChecked => "Being checked",
            Self::Held => "Held at the gate",
        }
    }
}

/// What is said of a file by itself that others than its delegation cannot open, in the words of the lists.
pub fn file_label(gate: GateState) -> Option<&'static str> {
    match gate {
        GateState::Refused => Some(MaterialState::Refused.label()),
        gate => GateWait::of(gate).map(GateWait::label),
    }
}

impl Standing {
    pub const MISSING: Standing = Standing { state: MaterialState::Missing, late: false, gate: None };

    /// `Accepted, late`, `Submitted late, held at the gate`
    pub fn label(self) -> String {
        let state = self.state.label_with(self.late);
        let words = self.at_the_gate().map(|wait| wait.label().to_lowercase());
        words.map_or_else(|| state.to_owned(), |words| format!("{state}, {words}"))
    }

    /// Why its file cannot be opened yet by others than its delegation. That it was refused says the state.
    pub fn at_the_gate(self) -> Option<GateWait> {
        self.gate.and_then(GateWait::of)
    }

    /// Does it wait at the gate, with nothing left to its delegation to do?
    pub fn waits_at_the_gate(self) -> bool {
        self.state.is_undecided() && self.at_the_gate().is_some()
    }

    /// Is there a file that others than its delegation can open?
    pub fn is_open(self) -> bool {
        self.gate.is_some_and(GateState::is_open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_opened_yet_is_never_only_submitted() {
        let label = |state, late, gate| Standing { state, late, gate: Some(gate) }.label();
        assert_eq!(label(MaterialState::Submitted, false, GateState::Ready), "Submitted");
        assert_eq!(label(MaterialState::Submitted, false, GateState::Received), "Submitted, being checked");
        assert_eq!(label(MaterialState::Submitted, false, GateState::BeingChecked), "Submitted, being checked");
        assert_eq!(label(MaterialState::Late, true, GateState::Held), "Submitted late, held at the gate");
        assert_eq!(label(MaterialState::Accepted, true, GateState::Held), "Accepted, late, held at the gate");
        assert_eq!(label(MaterialState::Refused, true, GateState::Refused), "File refused, late");
        assert_eq!(Standing::MISSING.label(), "Missing");
    }

    #[test]
    fn a_file_by_itself_is_called_as_in_the_lists() {
        assert_eq!(file_label(GateState::Ready), None);
        assert_eq!(file_label(GateState::Refused), Some("File refused"));
        assert_eq!(file_label(GateState::Held), Some("Held at the gate"));
        assert_eq!(file_label(GateState::Received), Some("Being checked"));
    }

    #[test]
    fn who_owes_something_is_not_told_that_nothing_is_to_be_done() {
        let waits = |state, gate| Standing { state, late: false, gate: Some(gate) }.waits_at_the_gate();
        assert!(waits(MaterialState::Submitted, GateState::Held));
        assert!(waits(MaterialState::Late, GateState::BeingChecked));
        assert!(!waits(MaterialState::Submitted, GateState::Ready));
        assert!(!waits(MaterialState::Refused, GateState::Refused));
        assert!(!waits(MaterialState::ChangesRequested, GateState::Held));
        assert!(!Standing::MISSING.waits_at_the_gate());
    }
}
