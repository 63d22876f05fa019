//! Reviews written offline: a file with a row for each material, and what a filled-in one asks for.
//!
//! Every row carries an id of its own. A review that is recorded from it has an id that follows from the row and from
//! its author, so that the same file records nothing twice, and two people who share a file do not take each other's
//! rows.
//!
//! | part | what |
//! |---|---|
//! | `column` | what stands in the form, and under which header |
//! | `reading` | from the rows of a table to those that were filled in |
//! | `wish` | what a row asks for, and why it is unclear |
//! | `on_record` | what was recorded from it before |

mod column;
mod on_record;
mod reading;
#[cfg(test)]
mod tests;
mod wish;

pub use column::{Column, audience_word};
pub use on_record::OnRecord;
pub use reading::{MAX_FORM_ROWS, NotAForm, read_form};
pub use wish::{Unclear, Wish};

use serde::{Deserialize, Serialize};

use super::Audience;
use crate::id::{FormRowId, ReviewId};
use crate::material::Material;

/// A row of a form to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    pub material: Material,
    pub row: FormRowId,
    /// The newest decision on the version that stands.
    pub decision: Option<ReviewId>,
}

/// A form as someone filled it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledForm {
    /// Of its file.
    pub name: String,
    pub rows: Vec<FilledRow>,
}

/// A row as someone filled it in, with its texts as they came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledRow {
    /// As the spreadsheet counts.
    pub line: u32,
    pub material: String,
    pub version: String,
    pub comment: String,
    pub page: String,
    pub decision: String,
    pub audience: String,
    pub row: String,
    pub seen_decision: String,
}

/// What became of a row, or would become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It would be recorded, of the version that stands or of an older one.
    New { older: bool },
    /// It is on record already.
    Recorded,
    /// It cannot be recorded, in words.
    Refused(String),
}

/// A row of a form beside what would become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub row: FilledRow,
    /// `None` where the row names none.
    pub audience: Option<Audience>,
    pub outcome: Outcome,
}
