//! What a worker is asked, and what it answers.

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::attendance::export::{ExportReading, HowToRead};
use domain::gate::{Extent, FileKind, Judgement};
use domain::preview::Contents;
use domain::review::form::FilledRow;
use previews::Tools;
use serde::{Deserialize, Serialize};

/// One JSON document on the worker's standard input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Does the file pass the gate?
    Check {
        file: PathBuf,
        /// What its uploader called it.
        name: String,
        accepted: Vec<FileKind>,
    },
    /// What can be seen of it? Images go into an empty folder.
    Preview {
        file: PathBuf,
        kind: FileKind,
        into: PathBuf,
        /// What to draw with, as [`Workshop::tools`](crate::Workshop::tools) has it.
        tools: Tools,
    },
    /// What does it say? For a file over which drawing has died.
    Words { file: PathBuf, kind: FileKind, into: PathBuf },
    /// What does an export of a meeting platform say?
    AttendanceExport { file: PathBuf, how: HowToRead },
    /// What did someone fill in?
    ReviewForm { file: PathBuf },
}

/// One JSON document on the worker's standard output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Checked {
        /// What the file is, as far as it came to be known.
        kind: Option<FileKind>,
        judgement: Judgement,
        /// How much there is in it, if it is not refused.
        extent: Extent,
    },
    /// A check did not end within its time.
    TooSlow,
    Drawn(Contents),
    AttendanceExport(ExportReading),
    ReviewForm(Vec<FilledRow>),
    /// No such table, in words for the person who brought it.
    Unreadable(String),
    /// The machine failed, not the file: it cannot be read, nothing can be written.
    Failed(String),
}

/// What a worker may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Address space of each process. Bytes.
    pub memory: u64,
    /// Processor time of each process.
    pub processor: Duration,
    /// On the clock, for all of it.
    pub time: Duration,
    /// The largest file that it may write. Bytes.
    pub file: u64,
    /// The longest answer; a longer one is not understood. Bytes.
    pub answer: u64,
}

const MIB: u64 = 1024 * 1024;

impl Request {
    pub(crate) fn file(&self) -> &Path {
        match self {
            Self::Check { file, .. }
            | Self::Preview { file, .. }
            | Self::Words { file, .. }
            | Self::AttendanceExport { file, .. }
            | Self::ReviewForm { file } => file,
        }
    }

    /// The folder that the worker may write into.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Check { .. } | Self::AttendanceExport { .. } | Self::ReviewForm { .. } => None,
            Self::Preview { into, .. } | Self::Words { into, .. } => Some(into),
        }
    }

    /// The same request about other places, as a worker sees them that has a file system of its own.
    pub(crate) fn moved(&self, file: &Path, folder: &Path) -> Self {
        let (file, into) = (file.to_owned(), folder.to_owned());
        match self.clone() {
            Self::Check { name, accepted, .. } => Self::Check { file, name, accepted },
            Self::Preview { kind, tools, .. } => Self::Preview { file, kind, into, tools },
            Self::Words { kind, .. } => Self::Words { file, kind, into },
            Self::AttendanceExport { how, .. } => Self::AttendanceExport { file, how },
            Self::ReviewForm { .. } => Self::ReviewForm { file },
        }
    }

    /// Enough for files as people make them, with room; what needs more is not drawn.
    pub fn allowance(&self) -> Allowance {
        match self {
            Self::Check { .. } => Allowance {
                memory: 768 * MIB,
                processor: Duration::from_secs(30),
                time: Duration::from_secs(45),
                file: 0,
                answer: 64 * 1024,
            },
            // An office program reserves far more than it uses.
            Self::Preview { kind, .. } => Allowance {
                memory: if is_office(*kind) { 8 * 1024 * MIB } else { 1536 * MIB },
                processor: Duration::from_secs(240),
                time: Duration::from_secs(300),
                file: 256 * MIB,
                // The texts of a document of hundreds of pages.
                answer: 32 * MIB,
            },
            Self::Words { .. } => Allowance {
                memory: 1536 * MIB,
                processor: Duration::from_secs(60),
                time: Duration::from_secs(90),
                file: 256 * MIB,
                answer: 32 * MIB,
            },
            Self::AttendanceExport { .. } | Self::ReviewForm { .. } => Allowance {
                memory: 768 * MIB,
                processor: Duration::from_secs(50),
                time: Duration::from_secs(60),
                file: 0,
                // All that the readers take of a table.
                answer: 40 * MIB,
            },
        }
    }
}

fn is_office(kind: FileKind) -> bool {
    use FileKind::{Doc, Docx, Odp, Ods, Odt, Ppt, Pptx, Xls, Xlsx};
    matches!(kind, Pptx | Docx | Xlsx | Odp | Odt | Ods | Ppt | Doc | Xls)
}

#[cfg(test)]
mod tests {
    use domain::attendance::record::{Attendee, Row, Stay};
    use domain::time::Instant;
    use platforms::limits::{ATTENDEES, ROWS, SECONDS, TEXT_BYTES};
    use previews::Limits;

    use super::*;

    #[test]
    fn drawing_ends_by_itself_before_it_is_ended() {
        let (file, into, tools) = (PathBuf::new(), PathBuf::new(), Tools::default());
        let drawing = Request::Preview { file, kind: FileKind::Pptx, into, tools };
        let (allowance, limits) = (drawing.allowance(), Limits::default());
        assert!(limits.office_time + limits.drawing_time + limits.reading_time < allowance.time);
        // While the last words are read, up to three threads that were left behind are still at work.
        assert!(limits.drawing_time + 4 * limits.reading_time < allowance.processor);
    }

    #[test]
    fn reading_a_table_ends_by_itself_before_it_is_ended() {
        let allowance = Request::ReviewForm { file: PathBuf::new() }.allowance();
        // An export whose columns are not known is read once more for its samples.
        assert!(Duration::from_secs(2 * SECONDS) < allowance.processor.min(allowance.time));
    }

    #[test]
    fn all_that_is_taken_of_an_export_fits_into_an_answer() {
        fn bytes(part: &impl Serialize) -> usize {
            // And a comma.
            serde_json::to_vec(part).expect("JSON").len() + 1
        }
        let late = Instant::from_seconds(253_402_207_200);
        let stay = Stay::Interval { joined: late, left: late };
        let row = Row { number: u32::MAX, attendee: u32::MAX, stay };
        let email = Some("a@example.org".parse().expect("an address"));
        let attendee = Attendee { name: String::new(), other_name: Some(String::new()), email, host: false };
        let most = ROWS * bytes(&row) + ATTENDEES * bytes(&attendee) + TEXT_BYTES;
        assert!((most as u64) < Request::ReviewForm { file: PathBuf::new() }.allowance().answer, "{most}");
    }
}
