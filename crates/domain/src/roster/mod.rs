//! Lists of people, pasted or uploaded by staff.
//!
//! What became of a list is shown in the browser; only the reader needs the server.

mod dry_run;
#[cfg(feature = "server")]
mod reader;
#[cfg(all(test, feature = "server"))]
mod tests;

use serde::{Deserialize, Serialize};

use crate::person::NewPerson;
pub use dry_run::{DryRun, compare};
#[cfg(feature = "server")]
pub use reader::read_roster;

/// The most people that one list may hold.
pub const MAX_ROSTER_LINES: usize = 5_000;

/// What was read of a list. Every line with something on it is in one of the two, up to [`MAX_ROSTER_LINES`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// Each with its line, counted from 1.
    pub people: Vec<(u32, NewPerson)>,
    pub refused: Vec<RefusedLine>,
}

/// A line that staff have to mend, with what they wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    /// Counts from 1.
    pub line: u32,
    /// The line as it came; a very long one is cut.
    pub text: String,
    pub reason: String,
}
