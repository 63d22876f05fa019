//! The end of an archive, measured before anything is built from it: a reader makes room for as many files as it claims.

use std::ops::Range;

use domain::gate::Budget;

use crate::check::{Check, Checked, Stop};
use crate::source::{Numbers, Source, length, piece};

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const FILE: &[u8] = b"PK\x01\x02";
const SIGNATURE: &[u8] = b"PK\x05\x05";
const LONGEST_COMMENT: u64 = 65_535;
/// Of the end, and of what else is written there for large archives.
const TAIL: u64 = LONGEST_COMMENT + 22 + 20 + 56;

pub(super) fn measure(source: &mut dyn Source, check: &Check<'_>) -> Checked {
    let size = length(source)?;
    let bytes = piece(source, size.saturating_sub(TAIL), TAIL as usize)?;
    let most = check.limits.entries as u64;
    let mut has_end = false;
    for place in memchr::memmem::find_iter(&bytes, END) {
        let (Some(files), Some(directory)) = (bytes.le_u16(place + 10), bytes.le_u32(place + 12)) else { continue };
        has_end = true;
        // The largest numbers mean that the other end tells them.
        if files != u16::MAX {
            refuse_more(u64::from(files), most, Budget::Entries)?;
        }
        if directory != u32::MAX {
            refuse_more(u64::from(directory).min(size), check.limits.directory_bytes, Budget::Entries)?;
        }
    }
    for place in memchr::memmem::find_iter(&bytes, END_64) {
        let (Some(files), Some(directory)) = (bytes.le_u64(place + 32), bytes.le_u64(place + 40)) else { continue };
        // Four bytes of packed data may look like an end; then these numbers mean nothing.
        if bytes.le_u64(place + 4).is_some_and(|own| (44..100_000).contains(&own)) {
            refuse_more(files, most, Budget::Entries)?;
            refuse_more(directory.min(size), check.limits.directory_bytes, Budget::Entries)?;
        }
    }
    if has_end { Ok(()) } else { Err(Stop::Broken) }
}

/// What lies between the last file of a directory that begins at `begin` and the last end of the archive. A signature of
/// the directory may stand there, and the end of large archives with the place of it; bytes that are added to that end
/// are known to no program.
pub(super) fn gap_behind(source: &mut dyn Source, begin: u64, files: usize) -> Checked<Option<Range<u64>>> {
    const OWN_OF_END_64: u64 = 44;
    let mut place = begin;
    for _ in 0..files {
        let head = piece(source, place, 46)?;
        if !head.starts_with(FILE) {
            break;
        }
        let name_and_more = [28, 30, 32].map(|length| u64::from(head.le_u16(length).unwrap_or(0)));
        place += 46 + name_and_more.iter().sum::<u64>();
    }
    let head = piece(source, place, 6)?;
    if head.starts_with(SIGNATURE) {
        place += 6 + u64::from(head.le_u16(4).unwrap_or(0));
    }
    let head = piece(source, place, 12)?;
    if head.starts_with(END_64) && head.le_u64(4) == Some(OWN_OF_END_64) {
        place += 12 + OWN_OF_END_64;
    }
    if piece(source, place, 4)?.starts_with(LOCATOR_64) {
        place += 20;
    }
    let from = length(source)?.saturating_sub(TAIL);
    let end = memchr::memmem::rfind(&piece(source, from, TAIL as usize)?, END);
    Ok(end.map(|end| place..from + end as u64).filter(|gap| !gap.is_empty()))
}

fn refuse_more(number: u64, most: u64, budget: Budget) -> Checked {
    if number > most { Err(budget.into()) } else { Ok(()) }
}
