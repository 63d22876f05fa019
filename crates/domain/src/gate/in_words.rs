//! A passage in words.

use serde::{Deserialize, Serialize};

use super::passage::{Passage, Ruling};
use super::state::GateState;
use crate::time::Instant;

/// Where a version stands at the gate, and why, as those who wait for it read it. What a check can find is a deep type,
/// whose reader and whose words weigh tens of kilobytes in the browser: pages for weak links bring these instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageInWords {
    pub state: GateState,
    /// What staff have said, where it holds or they said it before the check that holds the file now: the state says
    /// which. Nothing of one that waits for a check.
    pub ruling: Option<RulingInWords>,
    /// What a check found for which it was refused or is held, a sentence each.
    pub found: Vec<String>,
}

/// Who of the staff let a file through or refused it, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingInWords {
    pub by: String,
    pub reason: String,
    pub at: Instant,
}

impl PassageInWords {
    /// Why it was refused or is held, a sentence each; nothing of one that is open or still waits.
    pub fn reasons(&self) -> Vec<String> {
        let refused = self.ruling.as_ref().filter(|_| self.state == GateState::Refused);
        let refused =
            refused.map(|RulingInWords { by, reason, .. }| [by.as_str(), " refused it: “", reason, "”."].concat());
        refused.into_iter().chain(self.found.iter().cloned()).collect()
    }
}

impl From<&Passage> for PassageInWords {
    fn from(passage: &Passage) -> Self {
        let ruling = if passage.is_open() {
            passage.ruling.as_ref()
        } else {
            passage.refusal().or_else(|| passage.earlier_release())
        };
        Self { state: passage.state, ruling: ruling.map(RulingInWords::from), found: passage.found() }
    }
}

impl From<&Ruling> for RulingInWords {
    fn from(ruling: &Ruling) -> Self {
        Self { by: ruling.by.clone(), reason: ruling.reason.clone(), at: ruling.at }
    }
}
