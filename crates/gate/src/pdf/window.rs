//! Pieces of a file that is not held in memory.

use std::io::{Read, SeekFrom};

use domain::gate::Budget;

use super::object::Object;
use super::parser::{self, Miss};
use crate::check::{Check, Checked};
use crate::source::{Source, length, piece, up_to};

pub(super) struct Window<'s> {
    source: &'s mut dyn Source,
    size: u64,
    /// The bytes from `begin` on.
    bytes: Vec<u8>,
    begin: u64,
    aside: Vec<u8>,
    /// From the first place on, the next word that ends a stream is at the second, or nowhere.
    pub(super) next_end: Option<(u64, Option<u64>)>,
}

/// What is read at once: objects lie close together.
const AT_ONCE: usize = 256 * 1024;

impl<'s> Window<'s> {
    pub(super) fn new(source: &'s mut dyn Source) -> Checked<Self> {
        let size = length(source)?;
        Ok(Self { source, size, bytes: Vec::new(), begin: 0, aside: Vec::new(), next_end: None })
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Up to `length` bytes from `offset` on; fewer where the file ends.
    pub(super) fn at(&mut self, offset: u64, length: usize) -> Checked<&[u8]> {
        let inside = offset.checked_sub(self.begin).and_then(|start| usize::try_from(start).ok());
        let held = inside.is_some_and(|start| {
            let end = start.saturating_add(length);
            end <= self.bytes.len() || start <= self.bytes.len() && self.begin + self.bytes.len() as u64 >= self.size
        });
        if !held {
            self.source.seek(SeekFrom::Start(offset))?;
            self.bytes = up_to(self.source, length.max(AT_ONCE))?;
            self.begin = offset;
        }
        let start = usize::try_from(offset - self.begin).unwrap_or(usize::MAX);
        let rest = self.bytes.get(start..).unwrap_or_default();
        Ok(rest.get(..length).unwrap_or(rest))
    }

    /// The same of what is referred to from elsewhere: it is short, and what is held stays.
    pub(super) fn aside(&mut self, offset: u64, length: usize) -> Checked<&[u8]> {
        let end = offset.saturating_add(length as u64);
        if offset >= self.begin && end <= self.begin + self.bytes.len() as u64 {
            return self.at(offset, length);
        }
        self.aside = piece(self.source, offset, length)?;
        Ok(&self.aside)
    }

    pub(super) fn source(&mut self) -> &mut dyn Source {
        self.source
    }

    /// A part of the file to be read piece by piece.
    pub(super) fn section(&mut self, offset: u64, length: u64) -> Checked<impl Read + '_> {
        self.source.seek(SeekFrom::Start(offset))?;
        Ok(Read::take(&mut *self.source, length))
    }

    /// Reads the object at `offset` for `look`, with the place where its stream begins. `None` if there is none.
    pub(super) fn parse<T>(
        &mut self,
        offset: u64,
        check: &Check<'_>,
        look: impl FnOnce(Object<'_>, Option<u64>) -> T,
    ) -> Checked<Option<T>> {
        self.parse_by(Self::at, offset, check, look)
    }

    /// The same of an object that is referred to from elsewhere.
    pub(super) fn parse_aside<T>(
        &mut self,
        offset: u64,
        check: &Check<'_>,
        look: impl FnOnce(Object<'_>) -> T,
    ) -> Checked<Option<T>> {
        self.parse_by(Self::aside, offset, check, |object, _| look(object))
    }

    fn parse_by<T>(
        &mut self,
        bytes_at: fn(&mut Self, u64, usize) -> Checked<&[u8]>,
        offset: u64,
        check: &Check<'_>,
        look: impl FnOnce(Object<'_>, Option<u64>) -> T,
    ) -> Checked<Option<T>> {
        let mut length = 2_048;
        loop {
            let bytes = bytes_at(self, offset, length)?;
            let is_all = bytes.len() < length;
            let parsed = parser::parse(bytes, check.limits);
            check.take_parsed(parser::read_of(bytes, &parsed))?;
            match parsed {
                Ok((object, end)) => {
                    let stream = parser::stream_begin(bytes.get(end..).unwrap_or_default());
                    match stream {
                        // What follows the object is not there yet.
                        Err(Miss::End) if !is_all && length < check.limits.pdf_object_bytes => {}
                        _ => {
                            let begin = stream.ok().flatten().map(|begin| offset + (end + begin) as u64);
                            return Ok(Some(look(object, begin)));
                        }
                    }
                }
                Err(Miss::End) if is_all => return Ok(None),
                Err(Miss::End) if length >= check.limits.pdf_object_bytes => return Err(Budget::Pieces.into()),
                Err(Miss::End) => {}
                Err(Miss::Over) => return Err(Budget::Pieces.into()),
                Err(Miss::Bad) => return Ok(None),
            }
            length = length.saturating_mul(8).min(check.limits.pdf_object_bytes);
            check.in_time()?;
        }
    }
}
