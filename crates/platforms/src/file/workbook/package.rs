//! The packed parts of a workbook.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::Part;
use crate::limits::{Deadline, ENTRIES, TAG_BYTES, TAGS, UNPACKED_BYTES};
use crate::unreadable::{TooMuch, Unreadable};

/// A package that has been found to unpack within bounds.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    deadline: Deadline,
}

impl<'b> Package<'b> {
    pub(super) fn measured(bytes: &'b [u8], deadline: Deadline) -> Result<Self, Unreadable> {
        check_directory(bytes)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > ENTRIES {
            return Err(Unreadable::TooMuch(TooMuch::Entries));
        }
        let mut package = Self { archive, deadline };
        package.measure()?;
        Ok(package)
    }

    /// A part by its path, if there is one. Office programs take upper and lower case for the same.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Part<'_, 'b>>, Unreadable> {
        let path = path.trim_start_matches('/');
        let index = (0..self.archive.len()).find(|index| {
            let entry = self.archive.by_index_data(*index).ok();
            entry.and_then(|entry| entry.name().ok().map(|name| same_path(&name, path))).unwrap_or(false)
        });
        match index {
            Some(index) => Ok(Some(Part::new(self.archive.by_index(index).map_err(damaged)?, self.deadline))),
            None => Ok(None),
        }
    }

    /// Unpacks every part into nothing and counts.
    fn measure(&mut self) -> Result<(), Unreadable> {
        let mut measure = Measure::default();
        let mut piece = vec![0; 64 * 1024];
        for index in 0..self.archive.len() {
            if self.archive.by_index_raw(index).map_err(damaged)?.encrypted() {
                return Err(Unreadable::SaveAsXlsx);
            }
            let mut part = self.archive.by_index(index).map_err(damaged)?;
            let mut first = true;
            measure.gap = 0;
            loop {
                let length = part.read(&mut piece).map_err(|_| Unreadable::Damaged)?;
                if length == 0 {
                    break;
                }
                if first && piece[..length].starts_with(b"PK\x03\x04") {
                    return Err(Unreadable::TooMuch(TooMuch::Packed));
                }
                first = false;
                measure.add(&piece[..length])?;
                self.deadline.check()?;
            }
        }
        Ok(())
    }
}

#[derive(Default)]
struct Measure {
    unpacked: u64,
    tags: u64,
    /// Bytes since the last `<`.
    gap: u64,
}

impl Measure {
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

fn same_path(name: &str, path: &str) -> bool {
    let name = name.trim_start_matches(['/', '\\']);
    name.len() == path.len()
        && name
            .bytes()
            .zip(path.bytes())
            .all(|(one, other)| one.eq_ignore_ascii_case(&other) || (one == b'\\' && other == b'/'))
}

fn damaged(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::SaveAsXlsx,
        _ => Unreadable::Damaged,
    }
}
