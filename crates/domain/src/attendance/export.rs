//! What a platform's export says, and how staff name the columns of a table that is not known.

use serde::{Deserialize, Serialize};

use super::record::{Attendee, Format, Row, Stay};
use crate::time::Instant;

/// How a file writes dates such as `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    MonthFirst,
    DayFirst,
}

impl DateOrder {
    pub const ALL: [DateOrder; 2] = [Self::DayFirst, Self::MonthFirst];

    /// The order, with the fourth of March as its example.
    pub fn label(self) -> &'static str {
        match self {
            Self::MonthFirst => "month first: 03/04 is 4 March",
            Self::DayFirst => "day first: 04/03 is 4 March",
        }
    }

    /// As forms and records write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MonthFirst => "month_first",
            Self::DayFirst => "day_first",
        }
    }

    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }
}

/// Whether a file tells in which order it writes day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateQuestion {
    /// Its dates can be read in one way only.
    NotNeeded,
    /// Some date leaves no choice, the platform has only one way, or staff have said it.
    Settled(DateOrder),
    /// Every date could be read both ways: nothing was recorded under a guess.
    Open,
}

/// What a file says of the meeting as a whole; each part as far as the file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub title: Option<String>,
    /// The number that people type to join.
    pub code: Option<String>,
    pub starts: Option<Instant>,
    pub ends: Option<Instant>,
}

/// What an export says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    pub format: Format,
    pub meeting: Meeting,
    pub attendees: Vec<Attendee>,
    pub rows: Vec<Row>,
    /// Rows that were not counted; of very many the first.
    pub refused: Vec<RefusedRow>,
    /// How many more there are.
    pub more_refused: u32,
    /// Nothing is recorded under a guess: if this is open, there are no attendees and no rows.
    pub date_order: DateQuestion,
}

impl Export {
    /// Are all attendees of its rows there, and all times in the calendar? A reader that was led astray by its file may
    /// say anything, and what is computed of an export relies on both.
    pub fn is_sound(&self) -> bool {
        let is_there = |row: &Row| (row.attendee as usize) < self.attendees.len();
        let is_dated = |row: &Row| match row.stay {
            Stay::Interval { joined, left } => joined.is_in_calendar() && left.is_in_calendar(),
            Stay::Total { .. } => true,
        };
        let mut meeting = [self.meeting.starts, self.meeting.ends].into_iter().flatten();
        meeting.all(Instant::is_in_calendar) && self.rows.iter().all(|row| is_there(row) && is_dated(row))
    }
}

/// How an export is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowToRead {
    /// IANA name of the zone that its times are in, where they do not say it.
    pub zone: String,
    /// What staff say of dates that could be read two ways.
    pub date_order: Option<DateOrder>,
    /// The columns of a table that is not known.
    pub mapping: Option<Mapping>,
    /// When it was uploaded. Someone who had not left was there until then at most: the meeting goes on.
    pub until: Instant,
}

/// What the readers make of an export. A file that cannot be read at all is an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportReading {
    Read(Box<Export>),
    /// Its columns have to be named by hand, or were named in a way that does not work.
    Unknown {
        samples: Vec<TableSample>,
        problem: Option<String>,
    },
}

/// A row that was not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// The row in its table, as a person counts: from 1, headers included.
    pub number: u32,
    /// What the row says in the place of a name, shortened; may be empty.
    pub name: String,
    /// In plain words.
    pub reason: String,
}

/// What a plain number in the column of durations counts. (`1:05:00` and `1h 5m` need no unit.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DurationUnit {
    Seconds,
    Minutes,
    Hours,
    /// What a spreadsheet makes of `1:05:00`: a fraction of a day.
    Days,
}

impl DurationUnit {
    pub const ALL: [DurationUnit; 4] = [Self::Minutes, Self::Hours, Self::Seconds, Self::Days];

    pub fn label(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }

    /// As forms and records write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }

    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }
}

/// How a cell holds the name of an attendee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameCell {
    /// The whole cell is the name.
    Whole,
    /// `account nickname(display name)`, as Tencent Meeting writes it.
    NicknameThenName,
    /// `display name (original name)`, as Zoom writes it.
    NameThenOriginal,
}

impl NameCell {
    pub const ALL: [NameCell; 3] = [Self::Whole, Self::NicknameThenName, Self::NameThenOriginal];

    pub fn label(self) -> &'static str {
        match self {
            Self::Whole => "the name",
            Self::NicknameThenName => "account(name)",
            Self::NameThenOriginal => "name (original name)",
        }
    }

    /// As forms and records write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::NicknameThenName => "nickname_then_name",
            Self::NameThenOriginal => "name_then_original",
        }
    }

    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }
}

/// Which columns of a table hold what, as staff have said. Columns count from 0, as in [`SampleRow::cells`].
///
/// A name is needed, and beside it two times, or a time of joining and a duration, or a duration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Place of the table among the samples of the file.
    pub table: u32,
    /// The row that names the columns; what stands below it is read. 0 if no row does.
    pub header_row: u32,
    pub name: u32,
    pub name_cell: NameCell,
    pub joined: Option<u32>,
    pub left: Option<u32>,
    pub duration: Option<u32>,
    pub unit: DurationUnit,
    pub email: Option<u32>,
    /// Used where the dates themselves do not tell.
    pub date_order: Option<DateOrder>,
}

/// The top of a table, for the screen on which its columns are named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSample {
    /// Name of the sheet, title of the section; may be empty.
    pub title: String,
    /// The first rows that hold something.
    pub rows: Vec<SampleRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleRow {
    /// The row in its table, as a person counts: from 1, headers included.
    pub number: u32,
    pub cells: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_can_say_is_not_sound() {
        let attendee = Attendee { name: "Sample".to_owned(), other_name: None, email: None, host: false };
        let export = |attendee_of_row: u32, joined: Instant| Export {
            format: Format::Zoom,
            meeting: Meeting::default(),
            attendees: vec![attendee.clone()],
            rows: vec![Row {
                number: 2,
                attendee: attendee_of_row,
                stay: Stay::Interval { joined, left: Instant::from_seconds(60) },
            }],
            refused: Vec::new(),
            more_refused: 0,
            date_order: DateQuestion::NotNeeded,
        };
        let (sure, never) = (Instant::from_seconds(0), Instant::from_millis(i64::MIN));
        assert!(export(0, sure).is_sound());
        assert!(!export(1, sure).is_sound(), "a row of nobody");
        assert!(!export(0, never).is_sound(), "before all time");
        let meeting = Meeting { ends: Some(Instant::from_millis(i64::MAX)), ..Meeting::default() };
        assert!(!Export { meeting, ..export(0, sure) }.is_sound(), "after all time");
    }
}
