//! `Workbook` ([MS-XLS]): records one after another.

use std::io::{Read, Seek, SeekFrom};

use domain::gate::{Budget, Hold, Refusal};

use super::exactly;
use crate::check::{Check, Checked, Stop};
use crate::source::{Numbers, up_to};

const BOF: u16 = 0x0809;
const BOF_4: u16 = 0x0409;
const FILEPASS: u16 = 0x002F;
const BOUNDSHEET: u16 = 0x0085;
const EOF: u16 = 0x000A;

/// More records than the head of any workbook has.
const MOST_RECORDS: usize = 2_000_000;

/// The first part of a workbook, up to its first sheet: it names the sheets, and whether the rest is encrypted.
pub(super) fn examine<S: Read + Seek>(stream: &mut S, check: &Check<'_>) -> Checked {
    for number in 0..MOST_RECORDS {
        let Some(head) = exactly(stream, 4)? else { return if number == 0 { Err(Stop::Broken) } else { Ok(()) } };
        let (Some(kind), Some(length)) = (head.le_u16(0), head.le_u16(2)) else { return Err(Stop::Broken) };
        if number == 0 && !matches!(kind, BOF | BOF_4) {
            return Err(Stop::Broken);
        }
        if number.is_multiple_of(1_024) {
            check.in_time()?;
        }
        let kept = if kind == BOUNDSHEET { up_to(stream, usize::from(length).min(8))? } else { Vec::new() };
        match kind {
            FILEPASS => return Err(Refusal::Encrypted.into()),
            // Sheets of Excel 4.0 macros, and modules of Basic.
            BOUNDSHEET if matches!(kept.get(5), Some(1 | 6)) => check.hold(Hold::Macros),
            EOF => return Ok(()),
            _ => {}
        }
        stream.seek(SeekFrom::Current(i64::from(length) - kept.len() as i64))?;
    }
    Err(Budget::Pieces.into())
}
