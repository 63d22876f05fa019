//! Materials without their files, for lists and maps of many.

#[cfg(feature = "server")]
use std::cmp::Reverse;

use super::{GateWait, MaterialKey, MaterialState, MaterialStatus, Standing, StateChoice};
use crate::gate::GateState;
use crate::id::VersionId;
use crate::sharing::is_shareable;
use crate::time::Instant;

/// A material without its file: what it takes to filter and count many of them, and to draw them on a map or a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub key: MaterialKey,
    pub status: MaterialStatus,
    /// As [`Material::late`](super::Material::late).
    pub late: bool,
    /// Where the version by which the material goes is at the gate; `None` where there is none.
    pub gate: Option<GateState>,
    /// As [`Material::standing_version`](super::Material::standing_version).
    pub standing_version: Option<VersionId>,
    /// Its number. It counts no versions: deleted and refused ones keep their numbers.
    pub standing_number: Option<u32>,
    /// As [`Standing::refused`].
    pub refused_number: Option<u32>,
    /// When it came.
    pub standing_submitted_at: Option<Instant>,
    /// Whether others may read it, as is on record of the version that stands; `None` where nobody has said anything of it.
    pub consented: Option<bool>,
    /// That version has passed the gate, and no virus scanner has looked at it. Told to staff.
    pub unscanned: bool,
}

impl Outline {
    /// Of the answer that a delegation has not given yet.
    pub fn missing(key: MaterialKey) -> Self {
        Self {
            key,
            status: MaterialStatus::Missing,
            late: false,
            gate: None,
            standing_version: None,
            standing_number: None,
            refused_number: None,
            standing_submitted_at: None,
            consented: None,
            unscanned: false,
        }
    }

    /// As [`Material::is_shareable`](super::Material::is_shareable).
    pub fn is_shareable(&self) -> bool {
        is_shareable(self.status, self.consented == Some(true), self.gate)
    }

    /// As [`Material::state`](super::Material::state).
    pub fn state(&self) -> MaterialState {
        MaterialState::of(self.status, self.late, self.gate)
    }

    /// As [`Material::standing`](super::Material::standing).
    pub fn standing(&self) -> Standing {
        Standing { state: self.state(), late: self.late, gate: self.gate, refused: self.refused_number }
    }

    /// In a list: the newest first, then what is missing; what came at once by country.
    #[cfg(feature = "server")]
    pub fn place_in_list(&self) -> (Reverse<Option<Instant>>, String) {
        (Reverse(self.standing_submitted_at), self.key.country.place_by_name())
    }

    /// Is it found among those that stand so? Late ones are told apart across the others, so that these add up to all:
    /// what is late is found among the late ones whatever was decided, and among those with that decision or with none.
    /// So is what waits at the gate, but for what is held without a decision: that waits for staff and for nobody's
    /// decision, and is found among the held ones alone.
    pub fn is_among(&self, choice: StateChoice) -> bool {
        match choice {
            StateChoice::State(MaterialState::Late) => self.late,
            StateChoice::State(MaterialState::Submitted) => {
                self.state().is_undecided() && self.standing().at_the_gate() != Some(GateWait::Held)
            }
            StateChoice::State(state) => self.state() == state,
            StateChoice::Waits(wait) => self.standing().at_the_gate() == Some(wait),
            StateChoice::Unscanned => self.unscanned,
        }
    }
}
