//! From bytes to tables.
//!
//! | module | what |
//! |---|---|
//! | [`table`] | a table in memory |
//! | [`text`] | bytes to text: UTF-8, UTF-16, code pages |
//! | [`separated`] | text with commas, semicolons or tabs |
//! | [`workbook`] | Excel workbooks |

pub(crate) mod separated;
mod table;
mod text;
mod workbook;

pub(crate) use table::{Row, Table};

use crate::limits::{Budget, FILE_BYTES};
use crate::unreadable::Unreadable;

/// The tables of a file: sheets, or sections. Those with nothing in them are left out.
pub(crate) fn tables_of(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Table>, Unreadable> {
    if bytes.len() > FILE_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let mut tables = match kind_of(bytes)? {
        Kind::Packed => workbook::read_workbook(bytes, budget)?,
        Kind::Text => separated::read_separated(&text::decode(bytes)?, budget)?,
    };
    tables.retain(|table| table.len() > 0);
    if tables.is_empty() { Err(Unreadable::Empty) } else { Ok(tables) }
}

enum Kind {
    Packed,
    Text,
}

fn kind_of(bytes: &[u8]) -> Result<Kind, Unreadable> {
    /// Old Office files, and new ones with a password, are such containers.
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const NO_TABLES: [&[u8]; 7] = [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x1F\x8B", b"Rar!", b"7z\xBC\xAF"];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Packed);
    }
    if bytes.starts_with(OLE) {
        return Err(Unreadable::SaveAsXlsx);
    }
    if NO_TABLES.iter().any(|start| bytes.starts_with(start)) {
        return Err(Unreadable::NotATable);
    }
    Ok(Kind::Text)
}
