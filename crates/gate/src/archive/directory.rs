//! The end of an archive, measured before anything is built from it: a reader makes room for as many files as it claims.

use domain::gate::Budget;

use crate::check::{Check, Checked, Stop};
use crate::source::{Numbers, Source, length, piece};

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LONGEST_COMMENT: u64 = 65_535;

pub(super) fn measure(source: &mut dyn Source, check: &Check<'_>) -> Checked {
    let size = length(source)?;
    let tail = LONGEST_COMMENT + 22 + 20 + 56;
    let from = size.saturating_sub(tail);
    let bytes = piece(source, from, tail as usize)?;
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

fn refuse_more(number: u64, most: u64, budget: Budget) -> Checked {
    if number > most { Err(budget.into()) } else { Ok(()) }
}
