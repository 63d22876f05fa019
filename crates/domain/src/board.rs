//! The staff's board: countries by what is done and what is missing.

#[cfg(feature = "server")]
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::gate::GateState;
use crate::id::AssignmentSlug;
#[cfg(feature = "server")]
use crate::material::Outline;
use crate::material::{MaterialState, Standing};
use crate::person::EmailAddress;
#[cfg(feature = "server")]
use crate::seminar::Seminar;
use crate::time::Instant;

/// As `show` in the address of the board and of its exports: only delegations that lack something.
pub const LACKING: &str = "lacking";

/// As `assignment` in the address of the list of whom to remind and of its exports: only those who have not confirmed.
/// Stands where an assignment's slug would; no slug ends with a dash.
pub const CONFIRMATION: &str = "confirmation-";

/// The same: those whose delegation lacks a material, whichever it is.
pub const ANY_MATERIAL: &str = "material-";

/// How many of a delegation are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    pub country: Country,
    /// To the seminar, by staff or the operator.
    pub added: u32,
    /// Of these: an invitation was sent to them or handed over and is still good, or they have confirmed.
    pub invited: u32,
    pub confirmed: u32,
}

impl Delegation {
    pub fn uninvited(&self) -> u32 {
        self.added.saturating_sub(self.invited)
    }
}

/// One line of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardRow {
    pub delegation: Delegation,
    /// One cell for each assignment of the seminar, in its order.
    pub cells: Vec<BoardCell>,
}

/// What one delegation has done about one assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCell {
    pub assignment: AssignmentSlug,
    pub standing: Standing,
    /// Its due time is over, the delegation's own if it has one, and nothing stands.
    pub overdue: bool,
    /// When it is due, where the delegation has more time than others.
    pub extended: Option<Instant>,
    /// As [`Outline::standing_number`](crate::material::Outline::standing_number).
    pub standing_number: Option<u32>,
}

impl BoardRow {
    /// Someone has not confirmed, or a material is missing or has to be changed.
    pub fn lacks_something(&self) -> bool {
        self.delegation.confirmed < self.delegation.added || self.cells.iter().any(|cell| cell.standing.state.lacks())
    }
}

/// Someone to write to because their delegation lacks something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    pub country: Country,
    pub name: String,
    pub email: EmailAddress,
    /// `has not confirmed`, `E-port status: missing (overdue)`
    pub lacks: Vec<String>,
    /// What their delegation owes.
    pub owes: Vec<AssignmentSlug>,
}

/// The board in figures: delegations, their people, and materials.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCounts {
    pub delegations: u32,
    pub added: u32,
    pub invited: u32,
    pub confirmed: u32,
    /// Materials: one of each delegation for each assignment.
    pub expected: u32,
    /// Whatever was decided of them.
    pub submitted: u32,
    /// Of those submitted.
    pub held: u32,
    pub accepted: u32,
    pub overdue: u32,
}

/// Sets delegations and what they have answered side by side, by name of country.
#[cfg(feature = "server")]
pub fn lay_out(seminar: &Seminar, delegations: Vec<Delegation>, answers: &[Outline], now: Instant) -> Vec<BoardRow> {
    let mut by_country: BTreeMap<_, Vec<&Outline>> = BTreeMap::new();
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
                .map(|everyones| {
                    let assignment = seminar.extended(everyones, delegation.country.code);
                    let answer = answers.iter().find(|outline| outline.key.assignment == assignment.slug);
                    BoardCell {
                        assignment: assignment.slug.clone(),
                        standing: answer.map_or(Standing::MISSING, |outline| outline.standing()),
                        overdue: now > assignment.due && answer.is_none_or(|outline| outline.state().is_nothing()),
                        extended: (assignment.due > everyones.due).then_some(assignment.due),
                        standing_number: answer.and_then(|outline| outline.standing_number),
                    }
                })
                .collect();
            BoardRow { delegation, cells }
        })
        .collect();
    rows.sort_by_cached_key(|row| row.delegation.country.code.place_by_name());
    rows
}

/// Adds the rows up.
pub fn count(rows: &[BoardRow]) -> BoardCounts {
    let mut counts = BoardCounts::default();
    for row in rows {
        counts.delegations += 1;
        counts.added += row.delegation.added;
        counts.invited += row.delegation.invited;
        counts.confirmed += row.delegation.confirmed;
        for cell in &row.cells {
            counts.expected += 1;
            counts.submitted += u32::from(!cell.standing.state.is_nothing());
            counts.held += u32::from(cell.standing.gate == Some(GateState::Held));
            counts.accepted += u32::from(cell.standing.state == MaterialState::Accepted);
            counts.overdue += u32::from(cell.overdue);
        }
    }
    counts
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use crate::deadlines::Extension;
    use crate::material::{MaterialKey, MaterialStatus};
    use crate::sample;

    fn delegation(code: &str) -> Delegation {
        let code: crate::country::CountryCode = code.parse().expect("a code");
        Delegation { country: code.into(), added: 1, invited: 1, confirmed: 1 }
    }

    #[test]
    fn what_the_gate_holds_is_submitted_and_told_to_be_held() {
        let seminar = sample::seminar();
        let first = &seminar.assignments[0];
        let answer = |code: &str, gate, late| {
            let key = MaterialKey { assignment: first.slug.clone(), country: code.parse().expect("a code") };
            Outline { status: MaterialStatus::Submitted, gate: Some(gate), late, ..Outline::missing(key) }
        };
        let answers = [
            answer("FJ", GateState::Ready, false),
            answer("KE", GateState::Held, true),
            answer("LA", GateState::Held, false),
            answer("TH", GateState::BeingChecked, false),
        ];
        let rows = lay_out(&seminar, ["FJ", "KE", "LA", "TH"].map(delegation).into(), &answers, seminar.starts);
        let labels: Vec<String> = rows.iter().map(|row| row.cells[0].standing.label()).collect();
        let held = ["Submitted late, held at the gate", "Submitted, held at the gate"];
        assert_eq!(labels, ["Submitted", held[0], held[1], "Submitted, being checked"]);
        let counts = count(&rows);
        assert_eq!((counts.submitted, counts.held), (4, 2));
        assert!(
            rows.iter().all(|row| !row.cells[0].standing.state.lacks()),
            "it waits for staff, not for its delegation"
        );
    }

    #[test]
    fn who_was_added_and_not_invited_lacks_something() {
        let laos = Delegation { added: 3, invited: 2, confirmed: 2, ..delegation("LA") };
        assert_eq!(laos.uninvited(), 1);
        let row = BoardRow { delegation: laos, cells: Vec::new() };
        assert!(row.lacks_something(), "someone has not confirmed");
        let counts = count(&[row]);
        assert_eq!((counts.added, counts.invited, counts.confirmed), (3, 2, 2));
    }

    #[test]
    fn more_time_is_told_where_it_was_given() {
        let mut seminar = sample::seminar();
        let first = seminar.assignments[0].clone();
        let due = first.due.plus_days(3);
        let (laos, by) = (delegation("LA"), "Sample Staff".to_owned());
        let extension = Extension::grant(&first, laos.country.code, due, "No link", by, seminar.starts);
        seminar.extensions.push(extension.expect("more time"));
        let rows = lay_out(&seminar, vec![delegation("FJ"), laos], &[], seminar.starts);
        let extended: Vec<Option<Instant>> = rows.iter().map(|row| row.cells[0].extended).collect();
        assert_eq!(extended, [None, Some(due)]);
    }
}
