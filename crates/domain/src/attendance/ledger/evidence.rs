//! Which rows and entries a cell follows from.

use serde::{Deserialize, Serialize};

use super::draw::counts_in;
use super::{Cell, Ledger};
use crate::attendance::record::{
    AttendanceRecords, Attendee, Correction, Dispute, Entry, FileOnRecord, Identity, Row, Who,
};
use crate::id::{AttendanceFileId, PersonId, SessionSlug};

/// All that speaks for what a cell shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub cell: Cell,
    pub rows: Vec<Found>,
    /// About this session, and about admission; oldest first.
    pub corrections: Vec<Correction>,
    pub disputes: Vec<Dispute>,
}

/// A row that counts, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub file: AttendanceFileId,
    pub file_name: String,
    pub row: Row,
    pub attendee: Attendee,
    pub identity: Identity,
}

/// The evidence for a trainee in a session; `None` if either is not in the ledger.
pub fn evidence(
    ledger: &Ledger,
    records: &AttendanceRecords,
    person: PersonId,
    session: &SessionSlug,
) -> Option<Evidence> {
    let place = ledger.sessions.iter().position(|head| head.slug == *session)?;
    let head = &ledger.sessions[place];
    let cell = *ledger.line(person)?.cells.get(place)?;
    let files = records.current_files().filter(|file| file.file.sessions.contains(session));
    let rows = files.flat_map(|file| {
        let sessions = file.file.sessions.len();
        let counted = file.file.rows.iter().filter(move |row| counts_in(&row.stay, head, sessions));
        counted.filter_map(move |row| found(file, row, person))
    });
    let about = |correction: &&Correction| {
        let admission = matches!(correction.entry, Entry::CountsFrom { .. });
        correction.person == person && (admission || correction.entry.session() == Some(session))
    };
    let disputed = |dispute: &&Dispute| dispute.person == person && dispute.session == *session;
    Some(Evidence {
        cell,
        rows: rows.collect(),
        corrections: records.corrections.iter().filter(about).cloned().collect(),
        disputes: records.disputes.iter().filter(disputed).cloned().collect(),
    })
}

fn found(file: &FileOnRecord, row: &Row, person: PersonId) -> Option<Found> {
    let place = row.attendee as usize;
    let identity = file.identity(row.attendee).filter(|identity| identity.who == Who::Trainee(person))?;
    Some(Found {
        file: file.file.id,
        file_name: file.file.name.clone(),
        row: row.clone(),
        attendee: file.file.attendees.get(place)?.clone(),
        identity: identity.clone(),
    })
}
