//! The bytes of streams: found, and counted while they unpack.

use std::io::Read;

use domain::gate::Budget;

use super::findings::Whence;
use super::object::{Dict, Object};
use super::packing::{Filter, Packing};
use super::parser::{self, is_space};
use super::password::Cipher;
use super::window::Window;
use crate::check::{Check, Checked, as_far_as_it_unpacks};

/// Where a stream's bytes lie, as they are in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    pub(super) begin: u64,
    pub(super) length: u64,
}

const END: &[u8] = b"endstream";

fn next_end(window: &mut Window<'_>, begin: u64, check: &Check<'_>) -> Checked<Option<u64>> {
    const PIECE: usize = 64 * 1024;
    let mut place = begin;
    while place < window.size() {
        check.in_time()?;
        let bytes = window.at(place, PIECE + END.len())?;
        if let Some(found) = memchr::memmem::find(bytes, END) {
            return Ok(Some(place + found as u64));
        }
        place += PIECE as u64;
    }
    Ok(None)
}

impl Stream {
    /// The stated length counts if the stream ends there; otherwise the next word that ends a stream does.
    pub(super) fn locate(window: &mut Window<'_>, begin: u64, stated: Option<u64>, check: &Check<'_>) -> Checked<Self> {
        if let Some(length) = stated
            && begin.checked_add(length).is_some_and(|end| end < window.size())
        {
            let behind = window.aside(begin + length, 32)?;
            let spaces = behind.iter().take_while(|byte| is_space(**byte)).count();
            if behind.get(spaces..).is_some_and(|behind| behind.starts_with(END)) {
                return Ok(Self { begin, length });
            }
        }
        let end = match window.next_end {
            // Objects without an end lie in one another by the thousand in some files: looked for once.
            Some((from, end)) if begin >= from && end.is_none_or(|end| begin <= end) => end,
            _ => {
                let end = next_end(window, begin, check)?;
                window.next_end = Some((begin, end));
                end
            }
        };
        Ok(Self { begin, length: end.unwrap_or(window.size()).saturating_sub(begin) })
    }

    /// Unpacks it into nothing.
    pub(super) fn measure(&self, window: &mut Window<'_>, packing: &Packing, check: &Check<'_>) -> Checked {
        if !packing.has(Filter::Flate) {
            check.count_content(self.length);
            return Ok(());
        }
        let mut unpacked = packing.unpack(window.section(self.begin, self.length)?);
        let (mut piece, mut sum) = (vec![0; 64 * 1024], 0u64);
        while let Some(length @ 1..) = as_far_as_it_unpacks(unpacked.read(&mut piece))? {
            sum += length as u64;
            check.take_unpacked(length as u64)?;
            if sum > check.limits.entry_bytes {
                return Err(Budget::EntryBytes.into());
            }
        }
        check.count_content(sum);
        Ok(())
    }

    /// All of it in memory. `None` if it is packed in a way that no writer packs objects in.
    pub(super) fn unpacked(
        &self,
        window: &mut Window<'_>,
        packing: &Packing,
        whence: Whence,
        cipher: Option<&Cipher>,
        most: u64,
        check: &Check<'_>,
    ) -> Checked<Option<Vec<u8>>> {
        if packing.has(Filter::Other) || packing.has(Filter::Old) {
            return Ok(None);
        }
        let bytes = self.packed_rows(window, packing, whence, cipher, most + 1, check)?;
        if bytes.len() as u64 > most {
            Err(Budget::EntryBytes.into())
        } else {
            Ok(Some(packing.with_rows_undone(bytes)))
        }
    }

    /// Up to `most` bytes of it, as far as it unpacks.
    pub(super) fn beginning(
        &self,
        window: &mut Window<'_>,
        packing: &Packing,
        whence: Whence,
        cipher: Option<&Cipher>,
        most: u64,
        check: &Check<'_>,
    ) -> Checked<Vec<u8>> {
        let bytes = self.packed_rows(window, packing, whence, cipher, most, check)?;
        Ok(packing.with_rows_undone(bytes))
    }

    /// The same before what was done to rows is undone.
    fn packed_rows(
        &self,
        window: &mut Window<'_>,
        packing: &Packing,
        whence: Whence,
        cipher: Option<&Cipher>,
        most: u64,
        check: &Check<'_>,
    ) -> Checked<Vec<u8>> {
        let mut bytes = Vec::new();
        let section = window.section(self.begin, self.length)?;
        let read = match cipher {
            Some(cipher) => {
                let mut raw = Vec::new();
                section.take(check.limits.nested_bytes).read_to_end(&mut raw)?;
                let plain = cipher.decrypted_stream(whence, raw);
                packing.unpack(plain.as_slice()).take(most).read_to_end(&mut bytes)
            }
            None => packing.unpack(section).take(most).read_to_end(&mut bytes),
        };
        as_far_as_it_unpacks(read)?;
        check.take_unpacked(bytes.len() as u64)?;
        Ok(bytes)
    }
}

/// A stream that objects are packed in.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) whence: Whence,
    pub(super) stream: Stream,
    pub(super) packing: Packing,
    /// Does it say of itself what it is? Viewers that find an object in it by a table do not ask.
    pub(super) is_marked: bool,
    /// How many, and where the first of them begins. Missing if they are told in a way that no writer tells them.
    pub(super) count: Option<u64>,
    pub(super) first: Option<u64>,
}

impl Packed {
    /// Does a stream with this dictionary hold objects?
    pub(super) fn is_one(dict: &Dict<'_>) -> bool {
        dict.name("Type") == Some(b"ObjStm") || dict.get("First").is_some() && dict.get("N").is_some()
    }

    /// Numbers of objects, and where they begin. They stand at the beginning, whatever is said of where that ends.
    pub(super) fn table(&self, bytes: &[u8], check: &Check<'_>) -> Checked<Vec<(u32, usize)>> {
        let first = usize::try_from(self.first.unwrap_or(0)).unwrap_or(usize::MAX);
        let most = usize::try_from(self.count.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        let most = most.min(check.limits.pdf_objects.saturating_add(1));
        let (mut place, mut table) = (0, Vec::new());
        let mut number = || match parser::parse(bytes.get(place..)?, check.limits) {
            Ok((Object::Number(number), length)) => {
                place += length;
                Some(number as u32)
            }
            _ => None,
        };
        while table.len() < most
            && let (Some(number), Some(place)) = (number(), number())
        {
            table.push((number, first.saturating_add(place as usize)));
        }
        check.take_parsed(place)?;
        Ok(table)
    }
}
