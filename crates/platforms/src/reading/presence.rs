//! When a row says that someone was there, or why it cannot be counted.

use domain::attendance::export::{DateOrder, Meeting};
use domain::attendance::record::{Format, Stay};
use domain::time::Instant;
use jiff::tz::TimeZone;

use crate::file::Row;
use crate::headers::{Layout, RowsAre};
use crate::times::{WrittenMoment, is_missing, read_duration};

/// Nobody is in one meeting for longer.
const LONGEST_SECONDS: i64 = 86_400;

/// Platforms round, and a file may have no seconds: a sum that is shorter by less is not shorter.
const ROUNDING_SECONDS: i64 = 60;

/// A meeting's own times are rounded, and doors open a little early.
const SLACK_SECONDS: i64 = 300;

/// Why a row is not counted, in words that follow its number and name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotCounted {
    #[error("there is no name")]
    NoName,
    #[error("was in the waiting room, not in the meeting")]
    WaitingRoom,
    #[error("there are neither times nor a duration (a footer, or answers without a name)")]
    Nothing,
    #[error("there is no time of joining")]
    NoJoin,
    #[error("the time “{0}” cannot be read")]
    Time(String),
    #[error("the duration “{0}” cannot be read")]
    Duration(String),
    #[error("left before joining")]
    LeftBeforeJoining,
    #[error("was there for more than a day")]
    MoreThanADay,
    #[error("joined after everything that this file knows of, and there is no time of leaving")]
    NoEnd,
    #[error("the time is more than a day away from the meeting itself")]
    FarFromMeeting,
    #[error("was there for {}, longer than the meeting, which took {}", minutes(*.stay), minutes(*.meeting))]
    LongerThanMeeting { stay: i64, meeting: i64 },
}

/// How the times of a file are read.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    pub(crate) zone: TimeZone,
    pub(crate) order: Option<DateOrder>,
}

impl Clock {
    pub(crate) fn read(&self, text: &str) -> Option<Instant> {
        WrittenMoment::read(text)?.instant(self.order, &self.zone)
    }

    fn read_cell(&self, text: &str) -> Result<Option<Instant>, NotCounted> {
        if is_missing(text) {
            return Ok(None);
        }
        self.read(text).map(Some).ok_or_else(|| NotCounted::Time(shortened(text)))
    }

    /// When someone left, if the row is one that can be counted.
    pub(crate) fn sure_leave(&self, row: Row<'_>, layout: &Layout) -> Option<Instant> {
        let time = |column: Option<usize>| self.read_cell(row.cell(column?)).ok().flatten();
        let (joined, left) = (time(layout.columns.joined)?, time(layout.columns.left)?);
        (0..=LONGEST_SECONDS).contains(&left.seconds_since(joined)).then_some(left)
    }
}

/// What stands for a time of leaving that is missing: the meeting was still running.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ending {
    pub(crate) meeting: Option<Instant>,
    pub(crate) latest_leave: Option<Instant>,
    pub(crate) until: Instant,
}

impl Ending {
    /// The end of the meeting, or else the last time that anybody left, or else the time of the upload; never one
    /// before joining. And nothing after that last time: a meeting may be planned to end later than its list was
    /// downloaded, and what has not been yet is not credited.
    fn after(self, joined: Instant) -> Option<Instant> {
        let ends = [self.meeting, self.latest_leave, Some(self.until)];
        let end = ends.into_iter().flatten().find(|end| *end >= joined)?;
        Some(if self.until >= joined { end.min(self.until) } else { end })
    }
}

/// The stay of a row.
pub(crate) fn stay_of(
    row: Row<'_>,
    layout: &Layout,
    clock: &Clock,
    ending: Ending,
    meeting: &Meeting,
) -> Result<Stay, NotCounted> {
    let time = |column: Option<usize>| column.map_or(Ok(None), |column| clock.read_cell(row.cell(column)));
    let (joined, left) = (time(layout.columns.joined)?, time(layout.columns.left)?);
    let duration = duration_of(row, layout);
    let stay = match (joined, left) {
        (Some(joined), Some(left)) => of_two_times(joined, left, duration, layout.rows)?,
        (Some(joined), None) => {
            let left = match duration? {
                Some(seconds) => joined.plus_seconds(i64::from(seconds)),
                None => ending.after(joined).ok_or(NotCounted::NoEnd)?,
            };
            Stay::Interval { joined, left }
        }
        (None, Some(left)) => {
            let seconds = duration?.ok_or(NotCounted::NoJoin)?;
            Stay::Interval { joined: left.plus_seconds(-i64::from(seconds)), left }
        }
        (None, None) => Stay::Total { seconds: duration?.ok_or(NotCounted::Nothing)? },
    };
    check(stay, layout.format, meeting)?;
    Ok(stay)
}

/// Where a row is all of someone's meeting, its sum may be shorter than the time from first to last: they were away in
/// between, and the file does not tell when. From first to last would then credit their absence, and an interval
/// of that length would claim times that nobody wrote; so the sum alone counts. (A longer sum is that of two devices.)
fn of_two_times(
    joined: Instant,
    left: Instant,
    duration: Result<Option<u32>, NotCounted>,
    rows: RowsAre,
) -> Result<Stay, NotCounted> {
    let interval = Stay::Interval { joined, left };
    if rows == RowsAre::Joins {
        return Ok(interval);
    }
    let span = left.seconds_since(joined);
    match duration? {
        Some(seconds) if i64::from(seconds) + ROUNDING_SECONDS <= span => Ok(Stay::Total { seconds }),
        Some(_) | None => Ok(interval),
    }
}

fn duration_of(row: Row<'_>, layout: &Layout) -> Result<Option<u32>, NotCounted> {
    let text = layout.columns.duration.map_or("", |column| row.cell(column));
    if is_missing(text) {
        return Ok(None);
    }
    let seconds = read_duration(text, layout.unit).ok_or_else(|| NotCounted::Duration(shortened(text)))?;
    if i64::from(seconds) > LONGEST_SECONDS { Err(NotCounted::MoreThanADay) } else { Ok(Some(seconds)) }
}

fn check(stay: Stay, format: Format, meeting: &Meeting) -> Result<(), NotCounted> {
    let Stay::Interval { joined, left } = stay else { return Ok(()) };
    let seconds = left.seconds_since(joined);
    if seconds < 0 {
        return Err(NotCounted::LeftBeforeJoining);
    }
    if seconds > LONGEST_SECONDS {
        return Err(NotCounted::MoreThanADay);
    }
    let after = meeting.ends.is_some_and(|ends| joined > ends.plus_days(1));
    let before = meeting.starts.is_some_and(|starts| left < starts.plus_days(-1));
    if after || before {
        return Err(NotCounted::FarFromMeeting);
    }
    match length_of(meeting, format) {
        Some(meeting) if seconds > meeting + SLACK_SECONDS => {
            Err(NotCounted::LongerThanMeeting { stay: seconds, meeting })
        }
        _ => Ok(()),
    }
}

/// How long the meeting took, in seconds, from files that tell when it really began and ended. Others tell when it was
/// planned to, and who stays until a late end is in no impossible row.
fn length_of(meeting: &Meeting, format: Format) -> Option<i64> {
    let really = matches!(format, Format::Zoom | Format::Teams);
    let (starts, ends) = meeting.starts.zip(meeting.ends).filter(|_| really)?;
    // A meeting that ends before it begins says nothing of its rows.
    Some(ends.seconds_since(starts)).filter(|seconds| *seconds > 0)
}

fn minutes(seconds: i64) -> String {
    format!("{} minutes", seconds / 60)
}

/// Enough of a cell to find it again.
pub(crate) fn shortened(text: &str) -> String {
    const MOST_CHARS: usize = 80;
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
