//! `Workbook` ([MS-XLS]): records one after another. Before Excel 5 they were the whole file, and programs that write
//! workbooks in a simple way leave it at that to this day.

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};

use domain::gate::{Budget, Hold};

use super::exactly;
use super::excel_password::Cipher;
use crate::check::{Check, Checked, Stop};
use crate::source::{Numbers, Source, up_to};

/// Of Excel 2, 3, 4, and of all later ones.
const BOFS: [u16; 4] = [0x0009, 0x0209, 0x0409, 0x0809];
const FILEPASS: u16 = 0x002F;
const BOUNDSHEET: u16 = 0x0085;
const SUPBOOK: u16 = 0x01AE;
const EXTERNSHEET: u16 = 0x0017;
const EXTERNNAME: u16 = 0x0023;
const EOF: u16 = 0x000A;

/// What a `BOF` begins.
const MODULE: u16 = 0x0006;
const MACRO_SHEET: u16 = 0x0040;
const KINDS: [u16; 6] = [0x0005, MODULE, 0x0010, 0x0020, MACRO_SHEET, 0x0100];

/// More records than the head of any workbook has.
const MOST_RECORDS: usize = 2_000_000;
/// The most that is read of a record. Names of other files are shorter.
const KEPT: usize = 1_024;

/// Does a file begin with a record, as workbooks do that are no compound file?
pub(crate) fn begins(head: &[u8]) -> bool {
    let number = |place| head.le_u16(place).unwrap_or(u16::MAX);
    BOFS.contains(&number(0)) && (4..=16).contains(&number(2)) && KINDS.contains(&number(6))
}

/// A file of nothing but records.
pub(crate) fn examine_file(mut source: &mut dyn Source, check: &Check<'_>) -> Checked {
    source.seek(SeekFrom::Start(0))?;
    let sheets = read_records(&mut source, true, check)?;
    look_at_sheets(&mut source, sheets, check)
}

/// The first part of a workbook, up to its first sheet: it names the sheets, and by which password the rest is
/// encrypted.
pub(super) fn examine<S: Read + Seek>(stream: &mut S, check: &Check<'_>) -> Checked {
    let sheets = read_records(stream, false, check)?;
    look_at_sheets(stream, sheets, check)
}

/// A sheet is what it begins as, whatever the list of sheets says. Where it begins, nothing is encrypted.
fn look_at_sheets<S: Read + Seek>(stream: &mut S, sheets: Sheets, check: &Check<'_>) -> Checked {
    for (number, place) in sheets.into_iter().enumerate() {
        if number.is_multiple_of(256) {
            check.in_time()?;
        }
        if stream.seek(SeekFrom::Start(place.into())).is_err() {
            continue;
        }
        let head = up_to(stream, 8)?;
        let is_begin = head.le_u16(0).is_some_and(|kind| BOFS.contains(&kind));
        if is_begin && matches!(head.le_u16(6), Some(MODULE | MACRO_SHEET)) {
            check.hold(Hold::Macros);
            return Ok(());
        }
    }
    Ok(())
}

/// Where they begin in the stream.
type Sheets = BTreeSet<u32>;

fn read_records<S: Read + Seek>(stream: &mut S, to_the_end: bool, check: &Check<'_>) -> Checked<Sheets> {
    let mut sheets = Sheets::new();
    let (mut has_end, mut is_old, mut asks) = (false, false, false);
    let (mut place, mut cipher) = (0, None);
    for number in 0..MOST_RECORDS {
        let Some(head) = exactly(stream, 4)? else {
            return if number == 0 || to_the_end && !has_end { Err(Stop::Broken) } else { Ok(sheets) };
        };
        let (Some(kind), Some(length)) = (head.le_u16(0), head.le_u16(2)) else { return Err(Stop::Broken) };
        if number == 0 && !BOFS.contains(&kind) {
            return Err(Stop::Broken);
        }
        if number.is_multiple_of(1_024) {
            check.in_time()?;
        }
        let is_encrypted = matches!(kind, BOUNDSHEET | SUPBOOK | EXTERNSHEET | EXTERNNAME);
        let is_looked_at = is_encrypted || kind == FILEPASS || BOFS.contains(&kind);
        let mut kept = if is_looked_at { up_to(stream, usize::from(length).min(KEPT))? } else { Vec::new() };
        place += 4;
        if kind == BOUNDSHEET {
            sheets.extend(kept.le_u32(0));
        }
        if let Some(cipher) = &cipher
            && is_encrypted
        {
            Cipher::decrypt(cipher, &mut kept, place, length);
        }
        place += u64::from(length);
        match kind {
            FILEPASS => cipher = Some(Cipher::of(&kept, is_old)?),
            kind if BOFS.contains(&kind) => {
                is_old = kept.le_u16(0) != Some(0x0600);
                if kept.le_u16(2) == Some(MACRO_SHEET) {
                    check.hold(Hold::Macros);
                }
            }
            // Sheets of Excel 4.0 macros, and modules of Basic.
            BOUNDSHEET if matches!(kept.get(5), Some(1 | 6)) => check.hold(Hold::Macros),
            SUPBOOK => asks = names_program(source_of(&kept)),
            EXTERNSHEET if is_old => asks = names_program(kept.get(1..).unwrap_or_default()),
            EXTERNNAME if asks && is_asked_for_data(&kept) => check.hold(Hold::Dde),
            EOF if to_the_end => has_end = true,
            EOF => return Ok(sheets),
            _ => {}
        }
        stream.seek(SeekFrom::Current(i64::from(length) - kept.len() as i64))?;
    }
    Err(Budget::Pieces.into())
}

/// The source in a `SUPBOOK`: how many letters it has, how wide they are, and the letters. Names of sheets follow.
fn source_of(book: &[u8]) -> &[u8] {
    let (Some(letters), Some(flags)) = (book.le_u16(2), book.get(4)) else { return &[] };
    let length = usize::from(letters) * if flags & 1 == 0 { 1 } else { 2 };
    let source = book.get(5..).unwrap_or_default();
    source.get(..length).unwrap_or(source)
}

/// A program and a topic have a mark between them. In the path of a file the same mark stands between folders; such a
/// path begins with a mark of its own.
fn names_program(source: &[u8]) -> bool {
    const BETWEEN: u8 = 0x03;
    source.first().is_some_and(|first| *first >= b' ') && source.contains(&BETWEEN)
}

/// Not so if it is an object of another program that was linked: it keeps what it shows.
fn is_asked_for_data(name: &[u8]) -> bool {
    const IS_LINKED_OBJECT: u16 = 0x0010;
    name.le_u16(0).is_some_and(|flags| flags & IS_LINKED_OBJECT == 0)
}
