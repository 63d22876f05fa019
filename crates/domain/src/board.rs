//! The staff's board: countries by what is done and what is missing.

use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::id::AssignmentSlug;
use crate::material::{MaterialState, Outline};
use crate::person::EmailAddress;
use crate::seminar::Seminar;
use crate::time::Instant;

/// As `show` in the address of the board and of its exports: only delegations that lack something.
pub const LACKING: &str = "lacking";

/// How many of a delegation are invited and have confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    pub country: Country,
    pub invited: u32,
    pub confirmed: u32,
}

/// One line of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardRow {
    pub delegation: Delegation,
    /// One cell for each assignment of the seminar, in its order.
    pub cells: Vec<BoardCell>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCell {
    pub assignment: AssignmentSlug,
    pub state: MaterialState,
    /// As [`Outline::late`].
    pub late: bool,
    pub overdue: bool,
    /// Versions so far.
    pub versions: u32,
}

impl BoardCell {
    /// `Accepted, late`
    pub fn label(&self) -> &'static str {
        self.state.label_with(self.late)
    }
}

impl BoardRow {
    /// Someone has not confirmed, or a material is missing or has to be changed.
    pub fn lacks_something(&self) -> bool {
        self.delegation.confirmed < self.delegation.invited || self.cells.iter().any(|cell| cell.state.lacks())
    }
}

/// Someone to write to because their delegation lacks something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    pub country: Country,
    pub name: String,
    pub email: EmailAddress,
    /// `has not confirmed`, `E-port status: missing`
    pub lacks: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCounts {
    pub delegations: u32,
    pub invited: u32,
    pub confirmed: u32,
    pub expected: u32,
    pub submitted: u32,
    pub accepted: u32,
    pub overdue: u32,
}

/// Sets delegations and what they have answered side by side, by name of country.
pub fn lay_out(seminar: &Seminar, delegations: Vec<Delegation>, answers: &[Outline], now: Instant) -> Vec<BoardRow> {
    let mut by_country: std::collections::BTreeMap<_, Vec<&Outline>> = std::collections::BTreeMap::new();
    for outline in answers {
        by_country.entry(outline.key.country).or_default().push(outline);
    }
    let mut rows: Vec<BoardRow> = delegations
        .into_iter()
        .map(|delegation| {
            let answers = by_country.get(&delegation.country.code).map_or(&[][..], Vec::as_slice);
            let cells = seminar
                .assignments
                .iter()
                .map(|assignment| seminar.extended(assignment, delegation.country.code))
                .map(|assignment| {
                    let answer = answers.iter().find(|outline| outline.key.assignment == assignment.slug);
                    BoardCell {
                        assignment: assignment.slug.clone(),
                        state: answer.map_or(MaterialState::Missing, |outline| outline.state()),
                        late: answer.is_some_and(|outline| outline.late),
                        overdue: now > assignment.due && answer.is_none_or(|outline| outline.state().is_nothing()),
                        versions: answer.map_or(0, |outline| outline.versions),
                    }
                })
                .collect();
            BoardRow { delegation, cells }
        })
        .collect();
    rows.sort_by(|a, b| a.delegation.country.name.cmp(&b.delegation.country.name));
    rows
}

pub fn count(rows: &[BoardRow]) -> BoardCounts {
    let mut counts = BoardCounts::default();
    for row in rows {
        counts.delegations += 1;
        counts.invited += row.delegation.invited;
        counts.confirmed += row.delegation.confirmed;
        for cell in &row.cells {
            counts.expected += 1;
            counts.submitted += u32::from(!cell.state.is_nothing());
            counts.accepted += u32::from(cell.state == MaterialState::Accepted);
            counts.overdue += u32::from(cell.overdue);
        }
    }
    counts
}
