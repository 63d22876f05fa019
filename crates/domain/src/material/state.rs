//! Where a material stands.

use serde::{Deserialize, Serialize};

use crate::gate::GateState;
use crate::review::Verdict;

/// Where a material stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialStatus {
    Missing,
    Submitted,
    ChangesRequested,
    Accepted,
}

impl MaterialStatus {
    /// The status by the version that stands, given the newest decision on that version.
    pub fn after(newest_verdict: Option<Verdict>) -> Self {
        match newest_verdict {
            Some(Verdict::Accepted) => Self::Accepted,
            Some(Verdict::ChangesRequested) => Self::ChangesRequested,
            None => Self::Submitted,
        }
    }
}

/// What lists and filters show: the status, with lateness told apart while nothing is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialState {
    Missing,
    /// No version passed the gate, or may still pass it.
    Refused,
    Submitted,
    Late,
    ChangesRequested,
    Accepted,
}

impl MaterialState {
    pub const ALL: [MaterialState; 6] =
        [Self::Missing, Self::Refused, Self::Submitted, Self::Late, Self::ChangesRequested, Self::Accepted];

    /// Of a material in this status; the version by which it goes stands so at the gate. It is a refused one only where
    /// no other is there.
    pub(super) fn of(status: MaterialStatus, late: bool, gate: Option<GateState>) -> Self {
        match status {
            MaterialStatus::Missing => Self::Missing,
            _ if gate == Some(GateState::Refused) => Self::Refused,
            MaterialStatus::Submitted if late => Self::Late,
            MaterialStatus::Submitted => Self::Submitted,
            MaterialStatus::ChangesRequested => Self::ChangesRequested,
            MaterialStatus::Accepted => Self::Accepted,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Refused => "refused",
            Self::Submitted => "submitted",
            Self::Late => "late",
            Self::ChangesRequested => "changes-requested",
            Self::Accepted => "accepted",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Missing => "Missing",
            Self::Refused => "File refused",
            Self::Submitted => "Submitted",
            Self::Late => "Submitted late",
            Self::ChangesRequested => "Changes requested",
            Self::Accepted => "Accepted",
        }
    }

    /// The same of a material that is `late` or is not: `Accepted, late`. What was decided takes no lateness away.
    pub fn label_with(self, late: bool) -> &'static str {
        match self {
            Self::Refused if late => "File refused, late",
            Self::ChangesRequested if late => "Changes requested, late",
            Self::Accepted if late => "Accepted, late",
            _ => self.label(),
        }
    }

    /// As a filter names it: what is late is found among the late ones whatever was decided, and among the submitted
    /// ones while nothing is.
    pub fn filter_label(self) -> &'static str {
        match self {
            Self::Submitted => "Submitted, no decision yet",
            Self::Late => "Late, whatever was decided",
            state => state.label(),
        }
    }

    /// Nothing has come that anyone can use.
    pub fn is_nothing(self) -> bool {
        matches!(self, Self::Missing | Self::Refused)
    }

    /// Does it wait for a decision?
    pub fn is_undecided(self) -> bool {
        matches!(self, Self::Submitted | Self::Late)
    }

    /// Does the delegation still owe something?
    pub fn lacks(self) -> bool {
        matches!(self, Self::Missing | Self::Refused | Self::ChangesRequested)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_version_waits_for_a_new_decision() {
        assert_eq!(MaterialStatus::after(None), MaterialStatus::Submitted);
        assert_eq!(MaterialStatus::after(Some(Verdict::ChangesRequested)), MaterialStatus::ChangesRequested);
    }

    #[test]
    fn late_is_said_whatever_was_decided() {
        for status in [MaterialStatus::Submitted, MaterialStatus::ChangesRequested, MaterialStatus::Accepted] {
            for gate in [GateState::Ready, GateState::Refused] {
                let words = |late| MaterialState::of(status, late, Some(gate)).label_with(late);
                assert!(words(true).ends_with("late"), "{status:?}, {gate:?}: {}", words(true));
                assert!(!words(false).contains("late"), "{status:?}, {gate:?}: {}", words(false));
            }
        }
        assert_eq!(MaterialState::Missing.label_with(false), "Missing");
    }
}
