//! PDF (ISO 32000): every object in it, wherever it hides.
//!
//! A viewer follows the table of objects at the end of a file, and repairs it in its own way when it is wrong. What one
//! viewer skips another one shows; so here no table is followed: whatever looks like an object anywhere in the file is
//! read as one, old revisions and the midst of streams included, and the streams that objects are packed in are unpacked.
//!
//! Read here and not by a reader of PDF: `hayro-syntax`, which this project has through `typst`, wants the whole file in
//! memory, unpacks streams without a limit, and follows arrays and pages in one another until the stack ends.
//!
//! | module | what |
//! |---|---|
//! | [`window`] | pieces of a file that is not held in memory |
//! | [`object`] | what a PDF is made of |
//! | [`parser`] | bytes to objects |
//! | [`scan`] | where objects begin |
//! | [`stream`] | the bytes of streams: found, and counted while they unpack |
//! | [`packing`] | how they were packed |
//! | [`rows`] | what was done to bytes before they were packed |
//! | [`password`] | files that are encrypted and open without a password |
//! | [`findings`] | what objects do |
//! | [`attachments`] | what is attached, and forms that are XML |

mod attachments;
mod findings;
mod object;
mod packing;
mod parser;
mod password;
mod rows;
mod scan;
mod stream;
mod window;

use std::collections::HashMap;
use std::ops::Range;

use domain::gate::{Budget, FileKind, Hold, Refusal};

use crate::check::{Check, Checked, Stop};
use crate::content::polyglot;
use crate::source::Source;
use findings::{Findings, Whence};
use object::{Dict, Object};
use packing::{MOST_FILTERS, Packing};
use password::Cipher;
use scan::Place;
use stream::{Packed, Stream};
use window::Window;

pub(crate) fn examine(source: &mut dyn Source, check: &Check<'_>) -> Checked {
    let mut window = Window::new(source)?;
    let places = scan::places(&mut window, check)?;
    let mut reader =
        Reader { window, check, places: HashMap::new(), findings: Findings::default(), packed: Vec::new() };
    for place in &places.objects {
        reader.places.insert(place.number, *place);
    }
    let streams = reader.read_objects(&places)?;
    reader.refuse_between(&streams, &places)?;
    let cipher = reader.cipher()?;
    reader.read_packed(cipher.as_ref())?;
    reader.look_into_attachments(cipher.as_ref())?;
    reader.findings.judge(check)
}

/// Is it a document? What it does is not asked.
pub(crate) fn opens(source: &mut dyn Source, check: &Check<'_>) -> Checked<bool> {
    match check.without_holds(|| examine(source, check)) {
        Ok(()) | Err(Stop::Refused(_)) => Ok(true),
        Err(Stop::Broken) => Ok(false),
        Err(stop) => Err(stop),
    }
}

/// Bytes at the end of a file that is laid out for the web: programs that take off spaces have taken them.
const MOST_LOST: u64 = 64;

struct Reader<'s, 'c> {
    window: Window<'s>,
    check: &'c Check<'c>,
    /// Of several objects with one number, the last.
    places: HashMap<u32, Place>,
    findings: Findings,
    /// Streams of objects.
    packed: Vec<Packed>,
}

impl Reader<'_, '_> {
    /// Tells where streams lie that do not lie in others.
    fn read_objects(&mut self, places: &scan::Places) -> Checked<Vec<Range<u64>>> {
        // What begins before this lies in the stream of another object.
        let mut covered = 0;
        let mut streams = Vec::new();
        for place in &places.objects {
            self.check.in_time()?;
            let is_within = place.offset < covered;
            let whence = Whence { number: place.number, generation: place.generation, is_packed: false, is_within };
            let Some(Parsed { mut dict, stream }) = self.read_object(place.offset, whence)? else { continue };
            if let Some(begin) = stream {
                let stream = self.locate(&dict, begin)?;
                if !is_within {
                    covered = stream.begin + stream.length;
                    streams.push(stream.begin..covered);
                    self.measure(&dict, &stream)?;
                }
                if Packed::is_one(&dict) {
                    let packed = self.packed_of(&mut dict, whence, stream)?;
                    self.packed.push(packed);
                }
            }
        }
        for offset in &places.trailers {
            if stream_at(&streams, *offset).is_some() {
                continue;
            }
            let findings = &mut self.findings;
            let check = self.check;
            self.window.parse(*offset, check, |object, _| {
                if let Object::Dict(dict) = object {
                    findings.take_trailer(&dict);
                }
            })?;
        }
        let size = self.window.size();
        let is_cut = self.findings.linearized_length.is_some_and(|length| length > size + MOST_LOST);
        if is_cut { Err(Stop::Broken) } else { Ok(streams) }
    }

    /// Another archive or a program outside of streams, or in one that does not belong to the document: it has no end, or
    /// stands behind the last table.
    fn refuse_between(&mut self, streams: &[Range<u64>], places: &scan::Places) -> Checked {
        let size = self.window.size();
        let last_table = places.tables.iter().rev().find(|table| stream_at(streams, **table).is_none());
        let last_table = last_table.copied().unwrap_or(size);
        let belongs = |stream: &Range<u64>| stream.end < size && stream.start < last_table;
        let is_within = |place: u64| stream_at(streams, place).is_some_and(belongs);
        polyglot::refuse_between(self.window.source(), FileKind::Pdf, is_within, self.check)
    }

    /// Notes what an object does. Its dictionary without what lies in it, if it has a stream.
    fn read_object(&mut self, offset: u64, whence: Whence) -> Checked<Option<Parsed>> {
        let (findings, check) = (&mut self.findings, self.check);
        let parsed = self
            .window
            .parse(offset, check, |object, stream| {
                findings.take(&object, whence, check);
                let Object::Dict(dict) = object else { return None };
                if stream.is_some() && findings::lies_elsewhere(&dict) {
                    check.hold(Hold::ExternalContent);
                }
                Some(Parsed { dict: dict.shallow(), stream })
            })
            .map(Option::flatten);
        match parsed {
            // The text of a stream may well look like the beginning of an object that never ends.
            Err(Stop::Refused(Refusal::OverBudget { budget: Budget::Pieces })) if whence.is_within => Ok(None),
            parsed => parsed,
        }
    }

    /// A stream's length may be wrong.
    fn locate(&mut self, dict: &Dict<'_>, begin: u64) -> Checked<Stream> {
        let stated = self.number(dict, "Length")?;
        Stream::locate(&mut self.window, begin, stated, self.check)
    }

    /// A number may stand in another object.
    fn number(&mut self, dict: &Dict<'_>, key: &str) -> Checked<Option<u64>> {
        let offset = match dict.get(key) {
            Some(Object::Number(number)) => return Ok(Some(*number as u64)),
            Some(Object::Reference(number, _)) => self.places.get(number).map(|place| place.offset),
            _ => None,
        };
        let Some(offset) = offset else { return Ok(None) };
        let parsed = self.window.parse_aside(offset, self.check, |object| match object {
            Object::Number(number) => Some(number as u64),
            _ => None,
        })?;
        Ok(parsed.flatten())
    }

    fn packed_of(&mut self, dict: &mut Dict<'static>, whence: Whence, stream: Stream) -> Checked<Packed> {
        if let Some(parameters) = dict.get_mut(b"DecodeParms") {
            match parameters {
                Object::Array(all) => {
                    all.iter_mut().take(MOST_FILTERS).try_for_each(|one| self.resolve(one))?;
                }
                one => self.resolve(one)?,
            }
        }
        let (count, first) = (self.number(dict, "N")?, self.number(dict, "First")?);
        let is_marked = dict.name("Type") == Some(b"ObjStm");
        Ok(Packed { whence, stream, packing: Packing::of(dict), is_marked, count, first })
    }

    /// Unpacks a stream into nothing and counts. Pictures are only as large as they say: viewers read no more of them.
    fn measure(&mut self, dict: &Dict<'_>, stream: &Stream) -> Checked {
        let number = |key| match dict.get(key) {
            Some(Object::Number(number)) => *number as u64,
            _ => 0,
        };
        if dict.name("Subtype") == Some(b"Image") {
            // Large plans are in black and white: eight points of them take no more room than one in colour.
            let is_mask = matches!(dict.get("ImageMask"), Some(Object::Word));
            let points = if is_mask || number("BitsPerComponent") == 1 { 8 } else { 1 };
            if number("Width").saturating_mul(number("Height")) / points > self.check.limits.pixels {
                return Err(Budget::Pixels.into());
            }
            // Virus scanners unpack none, either.
            self.check.count_content(stream.length);
            return Ok(());
        }
        stream.measure(&mut self.window, &Packing::of(dict), self.check)
    }

    /// # Errors
    ///
    /// Refuses a file that has a password.
    fn cipher(&mut self) -> Checked<Option<Cipher>> {
        let Some(encryption) = self.findings.encryption.take() else { return Ok(None) };
        let id = self.findings.id.clone();
        let dict = match encryption {
            findings::Encryption::Here(dict) => dict,
            findings::Encryption::At(number) => match self.places.get(&number).copied() {
                Some(place) => self.dict_at(place.offset)?.unwrap_or_default(),
                // A reference to nothing is nothing.
                None => return Ok(None),
            },
        };
        let cipher = Cipher::without_password(&self.with_ways(dict)?, &id);
        cipher.map(Some).ok_or_else(|| Refusal::Encrypted.into())
    }

    fn dict_at(&mut self, offset: u64) -> Checked<Option<Dict<'static>>> {
        let parsed = self.window.parse_aside(offset, self.check, |object| match object {
            Object::Dict(dict) => Some(dict.owned()),
            _ => None,
        })?;
        Ok(parsed.flatten())
    }

    /// With the ways to encrypt in it that it uses: the list of them may be an object of its own, and each of them.
    fn with_ways(&mut self, mut dict: Dict<'static>) -> Checked<Dict<'static>> {
        let used = ["StmF", "StrF"].map(|which| dict.name(which).map(<[u8]>::to_vec));
        let Some(list) = dict.get_mut(b"CF") else { return Ok(dict) };
        self.resolve(list)?;
        if let Object::Dict(ways) = list {
            for name in used.iter().flatten() {
                if let Some(way) = ways.get_mut(name) {
                    self.resolve(way)?;
                }
            }
        }
        Ok(dict)
    }

    fn resolve(&mut self, value: &mut Object<'static>) -> Checked {
        if let Object::Reference(number, _) = value
            && let Some(place) = self.places.get(number).copied()
            && let Some(dict) = self.dict_at(place.offset)?
        {
            *value = Object::Dict(dict);
        }
        Ok(())
    }

    fn read_packed(&mut self, cipher: Option<&Cipher>) -> Checked {
        let mut objects = 0;
        for packed in std::mem::take(&mut self.packed) {
            let most = self.check.limits.pdf_object_stream_bytes;
            let Packed { stream, packing, whence, .. } = &packed;
            let bytes = stream.unpacked(&mut self.window, packing, *whence, cipher, most, self.check)?;
            let Some(bytes) = bytes.filter(|_| packed.first.is_some()) else {
                if packed.is_marked {
                    return Err(Stop::Broken);
                }
                continue;
            };
            let table = packed.table(&bytes, self.check)?;
            // In a PDF that is attached it may be encrypted; that is looked at as a file of its own.
            let is_empty = table.is_empty() && packed.count != Some(0);
            if is_empty && packed.is_marked && !packed.whence.is_within {
                return Err(Stop::Broken);
            }
            for (number, place) in table {
                objects += 1;
                if objects > self.check.limits.pdf_objects {
                    return Err(Budget::Pieces.into());
                }
                self.check.in_time()?;
                let whence = Whence { number, generation: 0, is_packed: true, is_within: packed.whence.is_within };
                let Some(rest) = bytes.get(place..) else { continue };
                let parsed = parser::parse(rest, self.check.limits);
                self.check.take_parsed(parser::read_of(rest, &parsed))?;
                match parsed {
                    Ok((object, _)) => self.findings.take(&object, whence, self.check),
                    Err(parser::Miss::Over) => return Err(Budget::Pieces.into()),
                    Err(_) => {}
                }
            }
        }
        Ok(())
    }
}

/// The stream that a place lies in.
fn stream_at(streams: &[Range<u64>], place: u64) -> Option<&Range<u64>> {
    let behind = streams.partition_point(|stream| stream.start <= place);
    streams.get(behind.checked_sub(1)?).filter(|stream| stream.contains(&place))
}

struct Parsed {
    dict: Dict<'static>,
    /// Where its stream begins.
    stream: Option<u64>,
}
