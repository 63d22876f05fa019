//! A platform's export as it was recorded: who was there, and for how long.

use serde::{Deserialize, Serialize};

use crate::id::{AttendanceFileId, SessionSlug};
use crate::material::Sha256Hex;
use crate::person::EmailAddress;
use crate::time::Instant;

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
