//! Where a file stands at the gate.

use serde::{Deserialize, Serialize};

use super::judgement::Judgement;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateState {
    /// All bytes have come; nobody has looked at them yet.
    Received,
    BeingChecked,
    /// Whoever may see the material may open it.
    Ready,
    /// For good, by a check or by staff. The delegation sees why, and uploads another file.
    Refused,
    /// Waits for staff, who release or refuse it.
    Held,
}

impl GateState {
    pub const ALL: [GateState; 5] = [Self::Received, Self::BeingChecked, Self::Ready, Self::Refused, Self::Held];

    /// As records and addresses write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::BeingChecked => "being_checked",
            Self::Ready => "ready",
            Self::Refused => "refused",
            Self::Held => "held",
        }
    }

    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// The state that a check ends in.
    pub fn after(judgement: &Judgement) -> Self {
        match judgement {
            Judgement::Ready => Self::Ready,
            Judgement::Held(_) => Self::Held,
            Judgement::Refused(_) => Self::Refused,
        }
    }

    /// The state after staff have ruled on a file, which they can only while it is held. A refused file is never
    /// released: what is wrong with it is not a matter of trust. Who ruled so and why is the record of the ruling.
    pub fn ruled(self, passes: bool) -> Option<Self> {
        (self == Self::Held).then_some(if passes { Self::Ready } else { Self::Refused })
    }

    /// Can it be opened by others than its own delegation?
    pub fn is_open(self) -> bool {
        self == Self::Ready
    }

    /// Will it change by itself?
    pub fn is_pending(self) -> bool {
        matches!(self, Self::Received | Self::BeingChecked)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Received => "Received",
            Self::BeingChecked => "Being checked",
            Self::Ready => "Ready",
            Self::Refused => "Refused",
            Self::Held => "Held for staff",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::{Hold, Refusal};

    #[test]
    fn only_what_is_held_can_be_ruled_on() {
        for (passes, ruled) in [(true, GateState::Ready), (false, GateState::Refused)] {
            for state in GateState::ALL {
                assert_eq!(state.ruled(passes), (state == GateState::Held).then_some(ruled), "{state:?}");
            }
        }
    }

    #[test]
    fn a_judgement_ends_the_waiting() {
        for judgement in [Judgement::Ready, Judgement::Held(vec![Hold::Macros]), Judgement::Refused(Refusal::Empty)] {
            assert!(!GateState::after(&judgement).is_pending());
        }
        assert!(GateState::after(&Judgement::Ready).is_open());
        assert!(!GateState::after(&Judgement::Held(vec![Hold::Macros])).is_open());
    }
}
