//! Finds the form in a table.

use super::FilledRow;
use super::column::{Column, same_words};

/// Rows that are taken of one file. No instructor has more materials before them.
pub const MAX_FORM_ROWS: usize = 500;

/// Why a file is no form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAForm {
    #[error("this is no review form: no row of it has the headers of the form that is downloaded here")]
    NoHeaders,
    #[error("this form has more than {MAX_FORM_ROWS} rows that were filled in: please cut it into parts")]
    TooManyRows,
}

/// Finds the form in the rows of a table, wherever it begins and in whatever order its columns stand. Rows in which
/// nothing was filled in are left out.
pub fn read_form<'r>(rows: impl IntoIterator<Item = (u32, &'r [String])>) -> Result<Vec<FilledRow>, NotAForm> {
    let mut rows = rows.into_iter();
    let places = rows.find_map(|(_, cells)| places(cells)).ok_or(NotAForm::NoHeaders)?;
    let mut filled = Vec::new();
    for (line, cells) in rows {
        let cell = |column: Column| {
            let place = places.iter().find(|(found, _)| *found == column).map(|(_, place)| *place);
            place.and_then(|place| cells.get(place)).map(|text| text.trim().to_owned()).unwrap_or_default()
        };
        let row = FilledRow {
            line,
            material: cell(Column::Material),
            version: cell(Column::Version),
            comment: cell(Column::Comment),
            page: cell(Column::Page),
            decision: cell(Column::Decision),
            audience: cell(Column::Audience),
            row: cell(Column::Row),
            seen_decision: cell(Column::SeenDecision),
        };
        if row.is_filled() {
            filled.push(row);
        }
        if filled.len() > MAX_FORM_ROWS {
            return Err(NotAForm::TooManyRows);
        }
    }
    Ok(filled)
}

/// Where the columns stand, if this is the row of headers. Those that only inform may be missing.
fn places(cells: &[String]) -> Option<Vec<(Column, usize)>> {
    let place = |column: Column| {
        let place = cells.iter().position(|cell| same_words(cell, column.header()));
        place.map(|place| (column, place))
    };
    let places: Vec<(Column, usize)> = Column::ALL.into_iter().filter_map(place).collect();
    let needed = [Column::Material, Column::Version, Column::Comment, Column::Audience, Column::Row];
    needed.iter().all(|column| places.iter().any(|(found, _)| found == column)).then_some(places)
}

impl FilledRow {
    /// An audience alone says nothing.
    fn is_filled(&self) -> bool {
        [&self.comment, &self.page, &self.decision].into_iter().any(|text| !text.is_empty())
    }
}
