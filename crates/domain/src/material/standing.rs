//! How a material stands, in the words of every list of them.

use serde::{Deserialize, Serialize};

use super::MaterialState;
use crate::gate::GateState;

/// The state of a material, with what the gate makes of the file by which it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub state: MaterialState,
    /// As [`Material::late`](super::Material::late).
    pub late: bool,
    /// `None` where there is no file.
    pub gate: Option<GateState>,
    /// The number of the last version, where the gate has refused it and an earlier one stands; as
    /// [`Material::refused`](super::Material::refused).
    pub refused: Option<u32>,
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
    pub const MISSING: Standing = Standing { state: MaterialState::Missing, late: false, gate: None, refused: None };

    /// `Accepted, late`, `Submitted late, held at the gate`, `Submitted, version 2 refused`
    pub fn label(self) -> String {
        let wait = self.at_the_gate().map(|wait| wait.label().to_lowercase());
        let refused = self.refused_label().as_deref().map(str::to_lowercase);
        let state = self.state.label_with(self.late).to_owned();
        [Some(state), wait, refused].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// That the last version was refused while an earlier one stands: `Version 2 refused`
    pub fn refused_label(self) -> Option<String> {
        self.refused.map(|number| format!("Version {number} refused"))
    }

    /// Why its file cannot be opened yet by others than its delegation. That it was refused says the state.
    pub fn at_the_gate(self) -> Option<GateWait> {
        self.gate.and_then(GateWait::of)
    }

    /// What its delegation is told while its file waits at the gate and nothing else is asked of them. `what` waits, as a
    /// sentence begins with it: `It`.
    pub fn words_of_waiting(self, what: &str) -> Option<String> {
        let wait = self.at_the_gate().filter(|_| self.state.is_undecided())?;
        let then = match wait {
            GateWait::BeingChecked => "you need not do anything.",
            GateWait::Held => "you can wait for the seminar's staff.",
        };
        Some([what, " counts as submitted; ", then].concat())
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
        let label = |state, late, gate| Standing { state, late, gate: Some(gate), refused: None }.label();
        assert_eq!(label(MaterialState::Submitted, false, GateState::Ready), "Submitted");
        assert_eq!(label(MaterialState::Submitted, false, GateState::Received), "Submitted, being checked");
        assert_eq!(label(MaterialState::Submitted, false, GateState::BeingChecked), "Submitted, being checked");
        assert_eq!(label(MaterialState::Late, true, GateState::Held), "Submitted late, held at the gate");
        assert_eq!(label(MaterialState::Accepted, true, GateState::Held), "Accepted, late, held at the gate");
        assert_eq!(label(MaterialState::Refused, true, GateState::Refused), "File refused, late");
        assert_eq!(Standing::MISSING.label(), "Missing");
    }

    #[test]
    fn that_a_newer_file_was_refused_is_said_beside_what_stands() {
        let stands = Standing { state: MaterialState::Submitted, gate: Some(GateState::Ready), ..Standing::MISSING };
        assert_eq!(stands.refused_label(), None);
        let refused = Standing { refused: Some(2), ..stands };
        assert_eq!(refused.refused_label().as_deref(), Some("Version 2 refused"));
        assert_eq!(refused.label(), "Submitted, version 2 refused");
        let held = Standing { gate: Some(GateState::Held), ..refused };
        assert_eq!(held.label(), "Submitted, held at the gate, version 2 refused");
    }

    #[test]
    fn a_file_by_itself_is_called_as_in_the_lists() {
        assert_eq!(file_label(GateState::Ready), None);
        assert_eq!(file_label(GateState::Refused), Some("File refused"));
        assert_eq!(file_label(GateState::Held), Some("Held at the gate"));
        assert_eq!(file_label(GateState::Received), Some("Being checked"));
    }

    #[test]
    fn who_owes_something_is_not_told_that_they_can_wait() {
        let told = |state, gate| Standing { state, gate: Some(gate), ..Standing::MISSING }.words_of_waiting("It");
        let checked = told(MaterialState::Late, GateState::BeingChecked);
        assert_eq!(checked.as_deref(), Some("It counts as submitted; you need not do anything."));
        let held = told(MaterialState::Submitted, GateState::Held);
        // There is something that they can do.
        assert_eq!(held.as_deref(), Some("It counts as submitted; you can wait for the seminar's staff."));
        assert_eq!(told(MaterialState::Submitted, GateState::Ready), None);
        assert_eq!(told(MaterialState::Refused, GateState::Refused), None);
        assert_eq!(told(MaterialState::ChangesRequested, GateState::Held), None);
        assert_eq!(Standing::MISSING.words_of_waiting("It"), None);
    }
}
