//! A table, and its two files: CSV for programs, XLSX for people.

mod csv;
mod xlsx;

use domain::time::{CalendarDay, Instant, WallTime};

use crate::DocumentError;

/// A table with a title. Every row has one cell for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Names the tab of a workbook, cleaned of what a tab cannot be called. A CSV has no title.
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Shown letter by letter, whatever a spreadsheet would make of it.
    Text(String),
    /// Counts and sizes; exact up to 2^53.
    Number(f64),
    /// What a clock shows. A workbook does not keep whose clock: the column's head names its zone.
    Time(WallTime),
    Day(CalendarDay),
    Blank,
}

/// A column in which one of some words is written. None of them has a comma, which a workbook would take for two.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'w> {
    /// Counts from 0.
    pub column: u16,
    pub words: &'w [&'w str],
}

impl Sheet {
    /// A CSV for Excel, LibreOffice and programs: UTF-8 with a byte order mark, CRLF, and
    /// no text that a spreadsheet would run as a formula.
    pub fn to_csv(&self) -> Result<Vec<u8>, DocumentError> {
        self.check_rows()?;
        csv::write(self)
    }

    /// A workbook of one sheet with a bold, frozen, filterable header. Its texts are
    /// stored as texts, so they keep their letters where the CSV has to add an apostrophe.
    ///
    /// Of the same sheet it is the same bytes; `made_at` is when they say that they were made.
    pub fn to_xlsx(&self, made_at: Instant) -> Result<Vec<u8>, DocumentError> {
        self.check_rows()?;
        xlsx::write(&[self], Some(made_at))
    }

    /// A workbook of several sheets, whose titles have to differ, made now.
    pub fn to_workbook(sheets: &[&Sheet]) -> Result<Vec<u8>, DocumentError> {
        sheets.iter().try_for_each(|sheet| sheet.check_rows())?;
        xlsx::write(sheets, None)
    }

    /// A workbook whose first sheet people fill in; the others tell how.
    pub fn to_form(sheets: &[&Sheet], choices: &[Choice<'_>]) -> Result<Vec<u8>, DocumentError> {
        sheets.iter().try_for_each(|sheet| sheet.check_rows())?;
        xlsx::write_form(sheets, choices)
    }

    fn check_rows(&self) -> Result<(), DocumentError> {
        let expected = self.columns.len();
        match self.rows.iter().enumerate().find(|(_, row)| row.len() != expected) {
            None => Ok(()),
            Some((index, row)) => {
                Err(DocumentError::Uneven { title: self.title.clone(), row: index + 1, found: row.len(), expected })
            }
        }
    }
}

/// `2021-11-10 09:30:05 (UTC+8)`, where there are no cells of dates: sorts as text, and says its offset itself.
fn time_text(time: &WallTime) -> String {
    format!("{} {} ({})", time.iso_date(), time.time_with_seconds(), time.offset_name())
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<WallTime> for Cell {
    fn from(time: WallTime) -> Self {
        Self::Time(time)
    }
}

impl From<CalendarDay> for Cell {
    fn from(day: CalendarDay) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::OPENING;

    #[test]
    fn an_uneven_sheet_is_refused_in_both_formats() {
        let sheet = Sheet {
            title: "People".to_owned(),
            columns: vec!["Name".to_owned(), "Country".to_owned()],
            rows: vec![vec!["A".into(), Cell::Blank], vec!["B".into()]],
        };
        for refused in [sheet.to_csv(), sheet.to_xlsx(OPENING)] {
            assert!(matches!(refused, Err(DocumentError::Uneven { row: 2, found: 1, expected: 2, .. })));
        }
    }
}
