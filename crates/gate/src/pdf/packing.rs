//! How the bytes of a stream were packed, and how they are unpacked.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use super::object::{Dict, Object};
use super::parser::is_space;
use super::rows::Rows;

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

    pub(super) fn with_rows_undone(&self, bytes: Vec<u8>) -> Vec<u8> {
        match self.rows {
            Some(rows) => rows.undone(&bytes),
            None => bytes,
        }
    }

    /// Takes off filters up to the first that is of pictures.
    pub(super) fn unpack<'r>(&self, raw: impl Read + 'r) -> Box<dyn Read + 'r> {
        let mut reader: Box<dyn Read + 'r> = Box::new(raw);
        for filter in &self.filters {
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
