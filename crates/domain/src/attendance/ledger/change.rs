//! What would change, before anyone changes it: one ledger beside another.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Ledger, Line, Outcome, Status, Trainee};
use crate::attendance::tally::minutes;
use crate::id::{PersonId, SessionSlug};

/// What differs for one trainee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub trainee: Trainee,
    /// Sessions where status or minutes differ.
    pub cells: Vec<CellChange>,
    /// Whether a certificate is earned, before and after.
    pub outcome: (Outcome, Outcome),
}

/// Each pair is before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    pub session: SessionSlug,
    pub status: (Status, Status),
    pub minutes: (u32, u32),
}

/// For whom something differs, in the order of the second ledger. Both hold the same sessions.
pub fn changes(before: &Ledger, after: &Ledger) -> Vec<Change> {
    let lines: HashMap<PersonId, &Line> = before.lines.iter().map(|line| (line.trainee.person, line)).collect();
    after
        .lines
        .iter()
        .filter_map(|line| {
            let old = lines.get(&line.trainee.person)?;
            let pairs = old.cells.iter().zip(&line.cells).zip(&after.sessions);
            let cells: Vec<CellChange> = pairs
                .map(|((old, new), head)| CellChange {
                    session: head.slug.clone(),
                    status: (old.status, new.status),
                    minutes: (minutes(old.tally.present), minutes(new.tally.present)),
                })
                .filter(|cell| cell.status.0 != cell.status.1 || cell.minutes.0 != cell.minutes.1)
                .collect();
            let outcome = (old.standing.outcome, line.standing.outcome);
            let same = cells.is_empty() && outcome.0 == outcome.1;
            (!same).then(|| Change { trainee: line.trainee.clone(), cells, outcome })
        })
        .collect()
}
