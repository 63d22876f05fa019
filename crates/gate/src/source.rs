//! Pieces of a file, wherever they lie.

use std::io::{self, Read, Seek, SeekFrom};

/// What is looked at: a file, or a part of one that has been unpacked into memory.
pub(crate) trait Source: Read + Seek {}

impl<T: Read + Seek + ?Sized> Source for T {}

pub(crate) fn length(source: &mut dyn Source) -> io::Result<u64> {
    source.seek(SeekFrom::End(0))
}

/// Up to `length` bytes from `offset` on; fewer where the file ends.
pub(crate) fn piece(source: &mut dyn Source, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    source.seek(SeekFrom::Start(offset))?;
    up_to(source, length)
}

/// The next `length` bytes; fewer where it ends.
pub(crate) fn up_to(reader: &mut dyn Read, length: usize) -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(length.min(64 * 1024));
    reader.take(length as u64).read_to_end(&mut piece)?;
    Ok(piece)
}

/// Numbers in foreign bytes; `None` past their end.
pub(crate) trait Numbers {
    fn le_u16(&self, place: usize) -> Option<u16>;
    fn le_u32(&self, place: usize) -> Option<u32>;
    fn le_u64(&self, place: usize) -> Option<u64>;
    fn be_u16(&self, place: usize) -> Option<u16>;
    fn be_u32(&self, place: usize) -> Option<u32>;
    fn be_u64(&self, place: usize) -> Option<u64>;
}

fn array<const N: usize>(bytes: &[u8], place: usize) -> Option<[u8; N]> {
    bytes.get(place..)?.first_chunk().copied()
}

impl Numbers for [u8] {
    fn le_u16(&self, place: usize) -> Option<u16> {
        array(self, place).map(u16::from_le_bytes)
    }
    fn le_u32(&self, place: usize) -> Option<u32> {
        array(self, place).map(u32::from_le_bytes)
    }
    fn le_u64(&self, place: usize) -> Option<u64> {
        array(self, place).map(u64::from_le_bytes)
    }
    fn be_u16(&self, place: usize) -> Option<u16> {
        array(self, place).map(u16::from_be_bytes)
    }
    fn be_u32(&self, place: usize) -> Option<u32> {
        array(self, place).map(u32::from_be_bytes)
    }
    fn be_u64(&self, place: usize) -> Option<u64> {
        array(self, place).map(u64::from_be_bytes)
    }
}

/// The first place of `needle`.
pub(crate) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}

/// Has `text` this beginning, in any case?
pub(crate) fn starts_with_any_case(text: &[u8], beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()))
}

/// Is `needle`, which is in lower case, anywhere in `bytes`, in any case?
pub(crate) fn is_any_case_in(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len().max(1)).any(|window| window.eq_ignore_ascii_case(needle))
}
