//! Why a file as a whole is not read, in words for the person who uploaded it.

use packages::Stop;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than {} MB", crate::limits::FILE_BYTES / 1_000_000)]
    TooLarge,
    /// Small as a file, and without measure when it is unpacked.
    #[error("there is far more in this file than in any attendance list: {0}")]
    TooMuch(TooMuch),
    #[error("reading this file takes too long")]
    TooSlow,
    #[error(
        "this is an old Excel workbook (.xls) or one with a password: open it in Excel or WPS, \
         save it as “Excel workbook (.xlsx)” without a password, and upload that"
    )]
    SaveAsXlsx,
    #[error(
        "this is no Excel workbook (.xlsx), though it is packed like one: save it as .xlsx or .csv, and upload that"
    )]
    NotAWorkbook,
    #[error("this workbook is damaged and cannot be read: download it from the platform once more")]
    Damaged,
    #[error("this is no table: attendance lists are Excel workbooks (.xlsx) or text (.csv)")]
    NotATable,
    /// There are tables, and none has headers that are known: staff can name the columns.
    #[error("no table in this file has the headers of a platform that is known here")]
    UnknownTable,
    #[error("the named columns do not fit this file: {0}")]
    MappingDoesNotFit(Misfit),
}

impl From<Stop> for Unreadable {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::NoZip | Stop::BadPart | Stop::NoXml => Self::Damaged,
            Stop::Locked => Self::SaveAsXlsx,
            Stop::TooManyParts => Self::TooMuch(TooMuch::Entries),
            Stop::TooManyBytes => Self::TooMuch(TooMuch::Unpacked),
            Stop::TooDeep => Self::TooMuch(TooMuch::Tags),
            Stop::OutOfTime => Self::TooSlow,
        }
    }
}

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    #[error("it is packed of thousands of files")]
    Entries,
    #[error("another packed file lies in it")]
    Packed,
    #[error("it unpacks to more than {} MB", crate::limits::UNPACKED_BYTES / 1_000_000)]
    Unpacked,
    #[error("its sheets are made of millions of pieces")]
    Tags,
    #[error("a single piece of it is longer than any cell can be")]
    Piece,
    #[error("it has more than {} rows", grouped(crate::limits::ROWS))]
    Rows,
    #[error("it has more than {} cells", grouped(crate::limits::CELLS))]
    Cells,
    #[error("it holds more than {} MB of text", crate::limits::TEXT_BYTES / 1_000_000)]
    Text,
    #[error("it names more than {} people", grouped(crate::limits::ATTENDEES))]
    Attendees,
}

/// Why a mapping and a file do not belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    #[error("there is no such table")]
    Table,
    #[error("no row of the table has so many columns")]
    Column,
    #[error("a column of names is needed, and beside it two times, or a time of joining and a duration, or a duration")]
    Columns,
}

/// `1,000,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
