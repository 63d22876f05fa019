//! How much of a file is read. A list of some thousand people in a meeting of a day stays far below all of these.

use std::time::{Duration, Instant};

use crate::unreadable::{TooMuch, Unreadable};

/// The largest file.
pub const FILE_BYTES: usize = 20_000_000;
/// What a workbook may unpack to, as counted while unpacking it: what it says of itself is not believed.
pub const UNPACKED_BYTES: u64 = 32_000_000;
/// Files packed into one workbook.
pub const ENTRIES: usize = 2_000;
/// `<` in all of a workbook: what a reader has to keep grows with them, not with the bytes.
pub const TAGS: u64 = 3_000_000;
/// Bytes between one `<` and the next. (Excel holds 32,767 characters in a cell.)
pub const TAG_BYTES: u64 = 256_000;
/// How deep the tags of a sheet may lie in one another.
pub const TAG_DEPTH: u32 = 64;
/// Rows with something in them, in all tables of a file.
pub const ROWS: usize = 200_000;
/// Cells, with the empty ones between others.
pub const CELLS: usize = 1_000_000;
/// Columns further right are not looked at: a header stands among the first dozen.
pub const COLUMNS: usize = 256;
/// The text of all cells.
pub const TEXT_BYTES: usize = 16_000_000;
/// Longer cells are cut.
pub const CELL_CHARS: usize = 1_000;
/// The same in a form, where people write; one more than they may, so that what is too long is noticed.
pub const FORM_CELL_CHARS: usize = 10_001;
/// Attendees that differ in name or address.
pub const ATTENDEES: usize = 20_000;
/// Refused rows that are told one by one; of more there is only the number.
pub const REFUSED_ROWS: usize = 1_000;
/// For all of it.
pub const SECONDS: u64 = 20;

/// Until when a file has to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Instant);

impl Deadline {
    pub(crate) fn from_now() -> Self {
        Self(Instant::now() + Duration::from_secs(SECONDS))
    }

    #[cfg(test)]
    pub(crate) fn past() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn instant(self) -> Instant {
        self.0
    }

    pub(crate) fn check(self) -> Result<(), Unreadable> {
        if Instant::now() < self.0 { Ok(()) } else { Err(Unreadable::TooSlow) }
    }
}

/// What may still be taken from a file.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    pub(crate) deadline: Deadline,
    rows: usize,
    cells: usize,
    text: usize,
    pub(crate) texts: Texts,
}

/// How the text of a cell is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// On one line: names and times.
    Short,
    /// With its lines: what people write.
    Long,
}

impl Texts {
    pub(crate) fn most_chars(self) -> usize {
        match self {
            Self::Short => CELL_CHARS,
            Self::Long => FORM_CELL_CHARS,
        }
    }
}

impl Budget {
    pub(crate) fn new(deadline: Deadline) -> Self {
        Self { deadline, rows: ROWS, cells: CELLS, text: TEXT_BYTES, texts: Texts::Short }
    }

    /// For tables in which people write.
    pub(crate) fn of_form(deadline: Deadline) -> Self {
        Self { texts: Texts::Long, ..Self::new(deadline) }
    }

    /// A row that is kept.
    pub(crate) fn take_row(&mut self, cells: usize, bytes: usize) -> Result<(), Unreadable> {
        self.rows = self.rows.checked_sub(1).ok_or(Unreadable::TooMuch(TooMuch::Rows))?;
        self.cells = self.cells.checked_sub(cells).ok_or(Unreadable::TooMuch(TooMuch::Cells))?;
        self.text = self.text.checked_sub(bytes).ok_or(Unreadable::TooMuch(TooMuch::Text))?;
        self.check_now_and_then(self.rows)
    }

    /// A row without anything in it costs only time.
    pub(crate) fn pass_row(&self, number: u32) -> Result<(), Unreadable> {
        self.check_now_and_then(number as usize)
    }

    /// Asking the clock for every row would cost more than the row.
    pub(crate) fn check_now_and_then(&self, count: usize) -> Result<(), Unreadable> {
        if count.is_multiple_of(1_024) { self.deadline.check() } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_that_has_passed_ends_the_reading() {
        let mut budget = Budget::new(Deadline::past());
        let text = "a,b\n".repeat(2_000);
        let error = crate::file::separated::read_separated(&text, &mut budget).expect_err("too slow");
        assert_eq!(error, Unreadable::TooSlow);
    }
}
