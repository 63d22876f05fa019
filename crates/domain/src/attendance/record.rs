//! What is on record: rows of the platforms' exports, who was recognised in them, corrections, disputes.

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::rule::NotARule;
use super::tally::Slot;
use crate::id::{AttendanceFileId, CorrectionId, DisputeId, PersonId, SessionSlug};
use crate::material::Sha256Hex;
use crate::person::EmailAddress;
use crate::time::Instant;
use crate::words::tidied;

/// Someone as the meeting platform shows them in one file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attendee {
    /// The display name, as the file has it.
    pub name: String,
    /// Another name the file gives for them: an account's nickname, the name before it was changed.
    pub other_name: Option<String>,
    pub email: Option<EmailAddress>,
    /// The platform says that they hosted the meeting.
    pub host: bool,
}

/// One row of a file: how long an attendee was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row in its table, as a person counts: from 1, headers included.
    pub number: u32,
    /// Place of the attendee among those of the file.
    pub attendee: u32,
    pub stay: Stay,
}

/// A presence, or as much as a file tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stay {
    Interval {
        joined: Instant,
        left: Instant,
    },
    /// The file holds no times, only their sum.
    Total {
        seconds: u32,
    },
}

/// Which kind of export a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    TencentMeeting,
    Zoom,
    Teams,
    BigBlueButton,
    /// A table whose columns staff have named.
    Mapped,
}

impl Format {
    pub fn label(self) -> &'static str {
        match self {
            Self::TencentMeeting => "Tencent Meeting / VooV",
            Self::Zoom => "Zoom",
            Self::Teams => "Microsoft Teams",
            Self::BigBlueButton => "BigBlueButton",
            Self::Mapped => "table with named columns",
        }
    }
}

/// Who an attendee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A trainee of the seminar.
    Trainee(PersonId),
    /// Kept apart from the trainees.
    Apart(Apart),
}

/// Those in a meeting who are no trainees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    Host,
    Instructor,
    Interpreter,
    Guest,
}

impl Apart {
    pub const ALL: [Apart; 4] = [Self::Host, Self::Instructor, Self::Interpreter, Self::Guest];

    /// The one that [`Apart::as_str`] writes so.
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|apart| apart.as_str() == text)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Host => "host or staff",
            Self::Instructor => "instructor",
            Self::Interpreter => "interpreter",
            Self::Guest => "guest",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Instructor => "instructor",
            Self::Interpreter => "interpreter",
            Self::Guest => "guest",
        }
    }
}

/// Who an attendee is, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub who: Who,
    /// The member of staff who decided; `None` if the match was certain and made by the machine.
    pub by: Option<String>,
    pub at: Instant,
    /// A trainee under another display name than the seminar asks for.
    #[serde(default)]
    pub misnamed: bool,
}

/// An export that staff have recorded. Its rows never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedFile {
    pub id: AttendanceFileId,
    pub name: String,
    pub sha256: Sha256Hex,
    pub format: Format,
    /// IANA name of the zone that its times were read in.
    pub zone: String,
    /// The sessions that it counts for.
    pub sessions: Vec<SessionSlug>,
    pub attendees: Vec<Attendee>,
    pub rows: Vec<Row>,
    pub recorded_at: Instant,
    pub recorded_by: String,
}

/// Something that staff say about a person's attendance, beside the records. Never edited: a later
/// entry on the same session takes the place of an earlier one, and both stay to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub id: CorrectionId,
    pub person: PersonId,
    pub entry: Entry,
    pub reason: String,
    /// Who allowed it, if not the author.
    pub approved_by: String,
    pub author: String,
    pub at: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Absent with leave.
    Excused { session: SessionSlug },
    /// Present, though no export says so.
    Present { session: SessionSlug },
    /// What the records say counts again.
    AsRecorded { session: SessionSlug },
    /// Admitted to the seminar late: sessions before this one do not count.
    CountsFrom { session: SessionSlug },
    /// A certificate, though the rule is not met.
    Waiver,
    /// The waiver no longer holds.
    WaiverWithdrawn,
}

impl Entry {
    /// The session that the entry is about.
    pub fn session(&self) -> Option<&SessionSlug> {
        match self {
            Self::Excused { session }
            | Self::Present { session }
            | Self::AsRecorded { session }
            | Self::CountsFrom { session } => Some(session),
            Self::Waiver | Self::WaiverWithdrawn => None,
        }
    }

    /// The entry of this name, `excused` for example; `None` for an unknown name, or where a session
    /// is missing or out of place.
    pub fn read(name: &str, session: Option<SessionSlug>) -> Option<Self> {
        Some(match (name, session) {
            ("excused", Some(session)) => Self::Excused { session },
            ("present", Some(session)) => Self::Present { session },
            ("as_recorded", Some(session)) => Self::AsRecorded { session },
            ("counts_from", Some(session)) => Self::CountsFrom { session },
            ("waiver", None) => Self::Waiver,
            ("waiver_withdrawn", None) => Self::WaiverWithdrawn,
            _ => return None,
        })
    }

    /// The name that [`Entry::read`] takes.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Excused { .. } => "excused",
            Self::Present { .. } => "present",
            Self::AsRecorded { .. } => "as_recorded",
            Self::CountsFrom { .. } => "counts_from",
            Self::Waiver => "waiver",
            Self::WaiverWithdrawn => "waiver_withdrawn",
        }
    }

    pub fn label(&self) -> &'static str {
        match self {
            Self::Excused { .. } => "Excused",
            Self::Present { .. } => "Present by statement",
            Self::AsRecorded { .. } => "As recorded",
            Self::CountsFrom { .. } => "Counts from this session on",
            Self::Waiver => "Waiver",
            Self::WaiverWithdrawn => "Waiver withdrawn",
        }
    }
}

/// A trainee's objection to what their ledger says of a session, and what staff say to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    pub id: DisputeId,
    pub person: PersonId,
    pub session: SessionSlug,
    pub text: String,
    pub at: Instant,
    pub answer: Option<Answer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub text: String,
    pub author: String,
    pub at: Instant,
}

/// The longest reason, objection or answer, in characters.
pub const MAX_WORDS_CHARS: usize = 1_000;

/// Why an entry or objection is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefusedEntry {
    #[error("please write why")]
    NoWords,
    #[error("a text has at most {MAX_WORDS_CHARS} letters")]
    TooLong,
    #[error("this session is not over yet")]
    NotOver,
    #[error("objections to this session are closed")]
    Closed,
    #[error(transparent)]
    Rule(#[from] NotARule),
}

/// A reason as it is kept: tidied, and not empty.
pub fn checked_words(text: &str) -> Result<String, RefusedEntry> {
    let text = tidied(text);
    if text.is_empty() {
        return Err(RefusedEntry::NoWords);
    }
    if text.chars().count() > MAX_WORDS_CHARS {
        return Err(RefusedEntry::TooLong);
    }
    Ok(text)
}

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
