//! What is on record: rows of the platforms' exports, who was recognised in them, corrections, disputes.
//!
//! | part | what |
//! |---|---|
//! | `rows` | an export as it was recorded |
//! | `identity` | who was recognised in it |
//! | `entry` | corrections and disputes |

mod entry;
mod identity;
mod rows;

pub use entry::{Answer, Correction, Dispute, Entry, MAX_WORDS_CHARS, RefusedEntry, checked_words};
pub use identity::{Apart, Identity, Who};
pub use rows::{Attendee, Format, RecordedFile, Row, Stay};

use std::collections::HashSet;
use std::sync::Arc;

use super::tally::Slot;
use crate::id::{AttendanceFileId, PersonId, SessionSlug};

/// All that is on record of a seminar's attendance.
#[derive(Debug, Clone, Default)]
pub struct AttendanceRecords {
    /// In the order in which they were recorded.
    pub files: Vec<FileOnRecord>,
    /// Oldest first.
    pub corrections: Vec<Correction>,
    /// Oldest first.
    pub disputes: Vec<Dispute>,
}

/// A recorded file, and what may change about it.
#[derive(Debug, Clone)]
pub struct FileOnRecord {
    /// Shared: a file's rows are many, and never change.
    pub file: Arc<RecordedFile>,
    /// One for each attendee of the file.
    pub identities: Vec<Option<Identity>>,
    /// The corrected file that took its place.
    pub superseded_by: Option<AttendanceFileId>,
}

impl FileOnRecord {
    /// The attendees who were in this session, by their places.
    pub fn attendees_in(&self, slot: Slot) -> HashSet<u32> {
        self.file.rows.iter().filter(|row| slot.holds(&row.stay)).map(|row| row.attendee).collect()
    }

    /// Who an attendee is, if anyone has said so.
    pub fn identity(&self, attendee: u32) -> Option<&Identity> {
        self.identities.get(attendee as usize)?.as_ref()
    }
}

impl AttendanceRecords {
    /// Files that count, and have not been superseded.
    pub fn current_files(&self) -> impl Iterator<Item = &FileOnRecord> {
        self.files.iter().filter(|file| file.superseded_by.is_none())
    }

    pub fn file(&self, id: AttendanceFileId) -> Option<&FileOnRecord> {
        self.files.iter().find(|file| file.file.id == id)
    }

    /// What staff last said of someone's session.
    pub fn correction_of(&self, person: PersonId, session: &SessionSlug) -> Option<&Correction> {
        let about = |entry: &Entry| match entry {
            Entry::Excused { session: of } | Entry::Present { session: of } | Entry::AsRecorded { session: of } => {
                of == session
            }
            Entry::CountsFrom { .. } | Entry::Waiver | Entry::WaiverWithdrawn => false,
        };
        self.corrections.iter().rev().find(|correction| correction.person == person && about(&correction.entry))
    }

    /// The session from which on they count, if they were admitted late.
    pub fn counts_from(&self, person: PersonId) -> Option<&SessionSlug> {
        self.corrections.iter().rev().filter(|correction| correction.person == person).find_map(|correction| {
            if let Entry::CountsFrom { session } = &correction.entry { Some(session) } else { None }
        })
    }

    /// What staff have said of someone that is about no session: waivers. Oldest first.
    pub fn about_certificate(&self, person: PersonId) -> Vec<Correction> {
        let about = |correction: &&Correction| correction.person == person && correction.entry.session().is_none();
        self.corrections.iter().filter(about).cloned().collect()
    }

    pub fn waiver_of(&self, person: PersonId) -> Option<&Correction> {
        let mut waivers = self.corrections.iter().rev().filter(|correction| {
            correction.person == person && matches!(correction.entry, Entry::Waiver | Entry::WaiverWithdrawn)
        });
        waivers.next().filter(|correction| correction.entry == Entry::Waiver)
    }
}
