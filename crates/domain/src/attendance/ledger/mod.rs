//! People by sessions: what follows from the records by the seminar's rule.
//!
//! A ledger is drawn anew from what is on record, never kept: a correction is an entry beside the
//! records, and the rule may change.
//!
//! | module | what |
//! |---|---|
//! | `draw` | the ledger of all people, and of one |
//! | `evidence` | which rows and entries a cell follows from |
//! | `summary` | sums of each session and each country |
//! | `change` | what would change, before anyone changes it |

mod change;
mod draw;
mod evidence;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::tally::Tally;
use crate::country::Country;
use crate::id::{PersonId, SessionSlug};
use crate::person::PersonName;
use crate::time::Instant;
pub use change::{CellChange, Change, changes};
pub use evidence::{Evidence, Found, evidence};
pub use summary::{CountrySum, SessionSum};

/// A trainee as the ledger lists them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trainee {
    pub person: PersonId,
    pub name: PersonName,
    pub country: Country,
}

impl Trainee {
    /// In a list: by country, then by name. People of one name always stand in the same order.
    #[cfg(feature = "server")]
    pub fn place_in_list(&self) -> (String, (String, PersonName), PersonId) {
        (self.country.code.place_by_name(), self.name.place_by_name(), self.person)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// In order of time.
    pub sessions: Vec<SessionHead>,
    /// In the order of the trainees that were handed in.
    pub lines: Vec<Line>,
}

/// A session as a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionHead {
    pub slug: SessionSlug,
    pub title: String,
    pub starts: Instant,
    pub ends: Instant,
    /// By the rule.
    pub counts: bool,
    /// There is an export that counts for it.
    pub recorded: bool,
    /// Attendees in its exports of whom nobody has said yet who they are.
    pub unsettled: u32,
}

/// One trainee's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub trainee: Trainee,
    /// One for each session.
    pub cells: Vec<Cell>,
    pub standing: Standing,
    pub flags: Vec<Flag>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    pub status: Status,
    pub tally: Tally,
    /// The trainee objects, and nobody has answered yet.
    pub disputed: bool,
    /// Does the session count for this trainee?
    pub counts: bool,
}

/// What someone was in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The session is still to come, or goes on.
    Ahead,
    /// It is over, and no export is recorded.
    Awaited,
    Present,
    Late,
    /// There, but for too short a time.
    TooShort,
    Absent,
    Excused,
    /// Present, says a member of staff; the records do not.
    Stated,
    /// Before they were admitted to the seminar.
    NotAdmitted,
}

impl Status {
    pub const ALL: [Status; 9] = [
        Self::Present,
        Self::Late,
        Self::Stated,
        Self::Excused,
        Self::TooShort,
        Self::Absent,
        Self::NotAdmitted,
        Self::Awaited,
        Self::Ahead,
    ];

    /// A letter for narrow cells and for print, where colours do not tell.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Ahead | Self::Awaited => "·",
            Self::Present => "P",
            Self::Late => "L",
            Self::TooShort => "S",
            Self::Absent => "A",
            Self::Excused => "E",
            Self::Stated => "T",
            Self::NotAdmitted => "–",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Ahead => "to come",
            Self::Awaited => "no record yet",
            Self::Present => "present",
            Self::Late => "late",
            Self::TooShort => "too short",
            Self::Absent => "absent",
            Self::Excused => "excused",
            Self::Stated => "present by statement",
            Self::NotAdmitted => "before admission",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Awaited => "awaited",
            Self::Present => "present",
            Self::Late => "late",
            Self::TooShort => "too-short",
            Self::Absent => "absent",
            Self::Excused => "excused",
            Self::Stated => "stated",
            Self::NotAdmitted => "not-admitted",
        }
    }

    /// Attended, whatever it is founded on. (An excuse may count as attended by the rule.)
    pub fn is_attended(self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::Stated)
    }

    pub fn is_missed(self) -> bool {
        matches!(self, Self::TooShort | Self::Absent)
    }
}

/// How someone stands against the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// Sessions that count and were attended.
    pub attended: u32,
    /// Sessions that count for them, those to come among them.
    pub counted: u32,
    /// Of those that count, the ones that are still to come or not recorded.
    pub open: u32,
    /// In the room during sessions that count, in seconds.
    pub seconds: u32,
    pub outcome: Outcome,
}

impl Standing {
    /// Of what has been recorded so far, in whole percent, rounded down.
    pub fn percent(&self) -> Option<u32> {
        let recorded = self.counted.saturating_sub(self.open);
        (self.attended * 100).checked_div(recorded)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It depends on sessions that are still open.
    #[default]
    Open,
    Earned,
    /// The rule is not met, and staff waive it.
    Waived,
    Missed,
}

impl Outcome {
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Earned => "earned",
            Self::Waived => "by waiver",
            Self::Missed => "not reached",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Earned => "earned",
            Self::Waived => "waived",
            Self::Missed => "missed",
        }
    }

    pub fn is_eligible(self) -> bool {
        matches!(self, Self::Earned | Self::Waived)
    }
}

/// What staff should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    MissedTwoInARow,
    WrongDisplayName,
    NeverSeen,
}

impl Flag {
    pub const ALL: [Flag; 3] = [Self::MissedTwoInARow, Self::WrongDisplayName, Self::NeverSeen];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::MissedTwoInARow => "missed-two",
            Self::WrongDisplayName => "display-name",
            Self::NeverSeen => "never-seen",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::MissedTwoInARow => "missed two in a row",
            Self::WrongDisplayName => "wrong display name",
            Self::NeverSeen => "not yet arrived",
        }
    }
}
