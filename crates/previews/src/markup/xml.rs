//! One part of an office file, tag by tag.

use std::io::{BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::unrenderable::Unrenderable;

/// Groups of shapes lie in one another; nobody draws so many.
const DEEPEST: u32 = 512;

/// A part that is being read.
pub(super) struct Part<R: Read> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
    depth: u32,
}

/// What matters of XML here. Names are without their prefix, and what is written `<br/>` starts and ends.
pub(super) enum Piece<'a> {
    Start(Tag<'a>),
    End(String),
    Text(String),
}

impl<R: Read> Part<R> {
    pub(super) fn new(file: R) -> Self {
        let mut reader = Reader::from_reader(BufReader::new(file));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next piece; `None` at the end.
    pub(super) fn next_piece(&mut self) -> Result<Option<Piece<'_>>, Unrenderable> {
        const DAMAGED: Unrenderable = Unrenderable::Damaged("a part of it is no XML, or too large");
        self.buffer.clear();
        let piece = match self.reader.read_event_into(&mut self.buffer).map_err(|_| DAMAGED)? {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Unrenderable::TooMuch("its tags lie too deep in one another"));
                }
                Piece::Start(Tag(start))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::End(end.local_name().as_ref().to_owned())
            }
            Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => Piece::Text(resolved(&reference).map(String::from).unwrap_or_default()),
            Event::Eof => return Ok(None),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                Piece::Text(String::new())
            }
        };
        Ok(Some(piece))
    }
}

pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    pub(super) fn name(&self) -> &str {
        let name: &str = self.0.name().into_inner();
        name.rsplit_once(':').map_or(name, |(_, name)| name)
    }

    /// An attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.find(|key| key.rsplit_once(':').map_or(key, |(_, key)| key) == name)
    }

    /// An attribute by its name behind a prefix, whatever that is: a slide has an `id` of its own, and another one
    /// (`r:id`) of its relation.
    pub(super) fn prefixed_attribute(&self, name: &str) -> Option<String> {
        self.find(|key| key.rsplit_once(':').is_some_and(|(_, key)| key == name))
    }

    fn find(&self, is_it: impl Fn(&str) -> bool) -> Option<String> {
        // Looking for repeated attributes takes the square of their number.
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| is_it(attribute.key.into_inner()))?;
        let value = found.normalized_value(XmlVersion::Explicit1_0).map(std::borrow::Cow::into_owned);
        Some(value.unwrap_or_else(|_| found.value.into_owned()))
    }
}

fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
