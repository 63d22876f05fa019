//! What a workbook unpacks to, found out before anything is read of it.

use std::io::{Cursor, Read};

use packages::Limits;

use crate::limits::{Deadline, ENTRIES, TAG_BYTES, TAG_DEPTH, TAGS, UNPACKED_BYTES};
use crate::unreadable::{TooMuch, Unreadable};

/// The packed parts of a workbook.
pub(super) type Package<'b> = packages::Package<Cursor<&'b [u8]>>;

/// More relations than any workbook of so few sheets has.
const MOST_RELATIONS: usize = 1_000;

/// Opens a package that is found to unpack within bounds.
pub(super) fn open_measured(bytes: &[u8], deadline: Deadline) -> Result<Package<'_>, Unreadable> {
    check_directory(bytes)?;
    let limits = Limits {
        parts: ENTRIES,
        relations: MOST_RELATIONS,
        unpacked_bytes: None,
        tag_depth: TAG_DEPTH,
        deadline: Some(deadline.instant()),
    };
    let mut package = Package::open(Cursor::new(bytes), limits)?;
    let mut measure = Measure::default();
    let mut buffer = vec![0; 64 * 1024];
    package.unpack_each(|part| measure.add_part(part, &mut buffer, deadline))?;
    Ok(package)
}

#[derive(Default)]
struct Measure {
    unpacked: u64,
    tags: u64,
    /// Bytes since the last `<`.
    gap: u64,
}

impl Measure {
    /// Unpacks a part into nothing and counts.
    fn add_part(&mut self, part: &mut dyn Read, buffer: &mut [u8], deadline: Deadline) -> Result<(), Unreadable> {
        self.gap = 0;
        let mut first = true;
        loop {
            let length = part.read(buffer).map_err(|_| Unreadable::Damaged)?;
            let piece = &buffer[..length];
            if piece.is_empty() {
                return Ok(());
            }
            if first && piece.starts_with(b"PK\x03\x04") {
                return Err(Unreadable::TooMuch(TooMuch::Packed));
            }
            first = false;
            self.add(piece)?;
            deadline.check()?;
        }
    }

    fn add(&mut self, piece: &[u8]) -> Result<(), Unreadable> {
        self.unpacked += piece.len() as u64;
        if self.unpacked > UNPACKED_BYTES {
            return Err(Unreadable::TooMuch(TooMuch::Unpacked));
        }
        for part in piece.split_inclusive(|byte| *byte == b'<') {
            self.gap += part.len() as u64;
            if self.gap > TAG_BYTES {
                return Err(Unreadable::TooMuch(TooMuch::Piece));
            }
            if part.ends_with(b"<") {
                self.gap = 0;
                self.tags += 1;
            }
        }
        if self.tags > TAGS { Err(Unreadable::TooMuch(TooMuch::Tags)) } else { Ok(()) }
    }
}

/// Looks at the directory before anything is built from it: how many entries, and how long their names are.
/// Anything that looks like an entry counts. In packed bytes that is too rare to matter.
fn check_directory(bytes: &[u8]) -> Result<(), Unreadable> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const LONGEST_NAMES: usize = 1_000_000;
    let (mut entries, mut names, mut rest) = (0, 0, bytes);
    while let Some(place) = find(rest, ENTRY) {
        rest = &rest[place + ENTRY.len()..];
        // The lengths of name, further fields and remark stand one after the other, 28 bytes into the entry.
        let lengths = rest.get(24..30).unwrap_or_default();
        names += lengths.as_chunks().0.iter().map(|two| usize::from(u16::from_le_bytes(*two))).sum::<usize>();
        entries += 1;
        if entries > ENTRIES || names > LONGEST_NAMES {
            return Err(Unreadable::TooMuch(TooMuch::Entries));
        }
    }
    Ok(())
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    let first = pattern.first()?;
    let mut from = 0;
    loop {
        from += bytes.get(from..)?.iter().position(|byte| byte == first)?;
        if bytes[from..].starts_with(pattern) {
            return Some(from);
        }
        from += 1;
    }
}
