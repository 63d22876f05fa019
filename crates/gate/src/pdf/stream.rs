//! The bytes of streams: found, unpacked, counted.

use std::io::{self, Read};

use domain::gate::Budget;
use flate2::read::ZlibDecoder;

use super::findings::Whence;
use super::object::{Dict, Object};
use super::parser::{self, is_space};
use super::password::Cipher;
use super::rows::Rows;
use super::window::Window;
use crate::check::{Check, Checked, as_far_as_it_unpacks};

/// Where a stream's bytes lie, as they are in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    pub(super) begin: u64,
    pub(super) length: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    Flate,
    Ascii85,
    Hexadecimal,
    /// Encryption that is none.
    Nothing,
    /// Packing that is not undone here, since hardly anybody uses it any more.
    Old,
    /// Pictures, and what one viewer undoes and another one does not.
    Other,
}

/// More on one stream are not looked at.
pub(super) const MOST_FILTERS: usize = 16;

/// How the bytes of a stream were packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packing {
    /// In the order in which they are taken off.
    filters: Vec<Filter>,
    rows: Option<Rows>,
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

impl Filter {
    fn of(object: &Object<'_>) -> Self {
        let Object::Name(name) = object else { return Self::Other };
        match &**name {
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"ASCII85Decode" | b"A85" => Self::Ascii85,
            b"ASCIIHexDecode" | b"AHx" => Self::Hexadecimal,
            b"Crypt" => Self::Nothing,
            b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL" | b"BrotliDecode" => Self::Old,
            _ => Self::Other,
        }
    }
}

impl Packing {
    pub(super) fn of(dict: &Dict<'_>) -> Self {
        // Some viewers take short keys for the same. A text or a dictionary there is the name of a file.
        let short =
            dict.get("F").filter(|value| matches!(value, Object::Name(_) | Object::Array(_) | Object::Reference(..)));
        let listed = dict.get("Filter").or(short);
        let mut filters: Vec<Filter> = match listed {
            Some(Object::Array(list)) => list.iter().take(MOST_FILTERS).map(Filter::of).collect(),
            Some(one) => vec![Filter::of(one)],
            None => Vec::new(),
        };
        let is_long = matches!(listed, Some(Object::Array(list)) if list.len() > MOST_FILTERS);
        let mut is_odd = is_long || short.is_some() || dict.get("DP").is_some();
        // Viewers take a list of parameters with a list of filters only, and one of them with one filter.
        let parameters = dict.get("DecodeParms");
        let is_list = |object: Option<&Object<'_>>| matches!(object, Some(Object::Array(_)));
        let is_alike = is_list(listed) == is_list(parameters);
        let mut rows = None;
        for (place, filter) in filters.iter().enumerate() {
            let own = match parameters {
                Some(Object::Array(all)) => all.get(place),
                one => one.filter(|_| place == 0),
            };
            let told = match own {
                Some(Object::Dict(own)) => {
                    is_odd |= own.0.iter().any(|(_, value)| matches!(value, Object::Reference(..)));
                    Rows::of(own)
                }
                own => {
                    is_odd |= matches!(own, Some(Object::Reference(..)));
                    None
                }
            };
            // Of several filters, the last is the one that a program has put on first.
            if told.is_some() && is_alike && *filter == Filter::Flate && place + 1 == filters.len() {
                rows = told;
            } else {
                is_odd |= told.is_some();
            }
        }
        if is_odd {
            filters.push(Filter::Other);
        }
        Self { filters, rows }
    }

    pub(super) fn has(&self, filter: Filter) -> bool {
        self.filters.contains(&filter)
    }

    fn with_rows_undone(&self, bytes: Vec<u8>) -> Vec<u8> {
        match self.rows {
            Some(rows) => rows.undone(&bytes),
            None => bytes,
        }
    }
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
            return Ok(());
        }
        let mut unpacked = unpack(window.section(self.begin, self.length)?, &packing.filters);
        let (mut piece, mut sum) = (vec![0; 64 * 1024], 0u64);
        while let Some(length @ 1..) = as_far_as_it_unpacks(unpacked.read(&mut piece))? {
            sum += length as u64;
            check.take_unpacked(length as u64)?;
            if sum > check.limits.entry_bytes {
                return Err(Budget::EntryBytes.into());
            }
        }
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
                unpack(plain.as_slice(), &packing.filters).take(most).read_to_end(&mut bytes)
            }
            None => unpack(section, &packing.filters).take(most).read_to_end(&mut bytes),
        };
        as_far_as_it_unpacks(read)?;
        check.take_unpacked(bytes.len() as u64)?;
        Ok(bytes)
    }
}

/// Takes off filters up to the first that is of pictures.
fn unpack<'r>(raw: impl Read + 'r, filters: &[Filter]) -> Box<dyn Read + 'r> {
    let mut reader: Box<dyn Read + 'r> = Box::new(raw);
    for filter in filters {
        reader = match filter {
            Filter::Flate => Box::new(ZlibDecoder::new(reader)),
            Filter::Ascii85 => {
                Box::new(Unwritten { inner: io::BufReader::new(reader), digits: ascii_85, ready: Vec::new() })
            }
            Filter::Hexadecimal => {
                Box::new(Unwritten { inner: io::BufReader::new(reader), digits: hexadecimal, ready: Vec::new() })
            }
            Filter::Nothing => reader,
            Filter::Old | Filter::Other => return reader,
        };
    }
    reader
}

/// Bytes that are written as text, a few digits for a few bytes.
struct Unwritten<R> {
    inner: io::BufReader<R>,
    digits: fn(&mut dyn Read) -> io::Result<Vec<u8>>,
    ready: Vec<u8>,
}

impl<R: Read> Read for Unwritten<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_empty() {
            self.ready = (self.digits)(&mut self.inner)?;
        }
        let length = self.ready.len().min(buffer.len());
        for (place, byte) in buffer.iter_mut().zip(self.ready.drain(..length)) {
            *place = byte;
        }
        Ok(length)
    }
}

/// The next character that is no space; nothing at the end, which `~` or `>` marks.
fn next_digit(reader: &mut dyn Read) -> io::Result<Option<u8>> {
    let mut byte = [0];
    loop {
        if reader.read(&mut byte)? == 0 || matches!(byte, [b'~' | b'>']) {
            return Ok(None);
        }
        if !is_space(byte[0]) {
            return Ok(Some(byte[0]));
        }
    }
}

fn hexadecimal(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or(0) as u8;
    let Some(first) = next_digit(reader)? else { return Ok(Vec::new()) };
    Ok(vec![digit(first) << 4 | next_digit(reader)?.map_or(0, digit)])
}

fn ascii_85(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut digits = Vec::with_capacity(5);
    while digits.len() < 5 {
        match next_digit(reader)? {
            Some(b'z') if digits.is_empty() => return Ok(vec![0; 4]),
            Some(digit @ b'!'..=b'u') => digits.push(u32::from(digit - b'!')),
            Some(_) => return Err(io::ErrorKind::InvalidData.into()),
            None => break,
        }
    }
    let bytes = digits.len().saturating_sub(1);
    digits.resize(5, 84);
    let number = digits.iter().fold(0u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(*digit));
    Ok(number.to_be_bytes().iter().take(bytes).copied().collect())
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
