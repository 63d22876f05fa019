//! What recording an export would do, before anyone does it.

use serde::{Deserialize, Serialize};

use super::export::RefusedRow;
use super::ledger::Change;
use super::naming::Reason;
use crate::id::{AttendanceFileId, SessionSlug};
use crate::time::Instant;

/// Nothing of it is on record yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DryRun {
    /// All sessions of the seminar, in order of time.
    pub sessions: Vec<SessionChoice>,
    /// Rows that would count.
    pub rows: u32,
    pub recognised: Vec<Recognised>,
    /// Staff decide afterwards, on one screen.
    pub doubtful: Vec<Unsettled>,
    pub refused: Vec<RefusedRow>,
    /// How many more there are.
    pub more_refused: u32,
    pub changes: Vec<Change>,
    /// The recorded file whose place it would take.
    pub supersedes: Option<AttendanceFileId>,
    /// Recorded files of these sessions, by name.
    pub candidates: Vec<(AttendanceFileId, String)>,
    /// The very same bytes are on record, for these sessions and in this zone.
    pub known: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionChoice {
    pub slug: SessionSlug,
    pub title: String,
    pub starts: Instant,
    /// Rows of the file within its time.
    pub rows: u32,
    pub chosen: bool,
}

/// An attendee of whom it is certain who they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    pub shown: String,
    /// A trainee's name and country, or what keeps them apart from the trainees.
    pub who: String,
    pub reason: Reason,
}

/// An attendee of whom staff have to say who they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsettled {
    pub shown: String,
    /// The likeliest one, if there is any: their name, and why.
    pub likely: Option<(String, Vec<Reason>)>,
}
