//! One part, tag by tag.

use std::borrow::Cow;
use std::io::{self, BufReader, Read};
use std::time::Instant;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::limits::Limits;
use crate::stop::Stop;

/// A part that is being read.
pub struct Part<R: Read> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
    depth: u32,
    pieces: usize,
    limits: Limits,
}

/// What matters of XML here. Names are without their prefix, and what is written `<c/>` starts and ends.
pub enum Piece<'a> {
    Start(Tag<'a>),
    End(String),
    Text(String),
}

impl<R: Read> Part<R> {
    pub(crate) fn new(bytes: R, limits: Limits) -> Self {
        let mut reader = Reader::from_reader(BufReader::new(bytes));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), depth: 0, pieces: 0, limits }
    }

    /// The next piece; `None` at the end.
    pub fn next_piece(&mut self) -> Result<Option<Piece<'_>>, Stop> {
        self.check_time_now_and_then()?;
        self.buffer.clear();
        let piece = match self.reader.read_event_into(&mut self.buffer).map_err(stop)? {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > self.limits.tag_depth {
                    return Err(Stop::TooDeep);
                }
                Piece::Start(Tag(start))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::End(without_prefix(end.name().into_inner()).to_owned())
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

    /// Asking the clock for every piece would cost more than the piece.
    fn check_time_now_and_then(&mut self) -> Result<(), Stop> {
        self.pieces += 1;
        let is_time_to_ask = self.pieces.is_multiple_of(4_096);
        let is_late = |deadline| is_time_to_ask && Instant::now() >= deadline;
        if self.limits.deadline.is_some_and(is_late) { Err(Stop::OutOfTime) } else { Ok(()) }
    }
}

pub struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    pub fn name(&self) -> &str {
        without_prefix(self.0.name().into_inner())
    }

    /// An attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.find(|key| without_prefix(key) == name)
    }

    /// An attribute by its name behind a prefix, whatever that is: a slide has an `id` of its own, and another one
    /// (`r:id`) of its relation.
    pub fn prefixed_attribute(&self, name: &str) -> Option<String> {
        self.find(|key| key.rsplit_once(':').is_some_and(|(_, key)| key == name))
    }

    fn find(&self, is_it: impl Fn(&str) -> bool) -> Option<String> {
        // Looking for repeated attributes takes the square of their number.
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| is_it(attribute.key.into_inner()))?;
        let value = found.normalized_value(XmlVersion::Explicit1_0).map(Cow::into_owned);
        Some(value.unwrap_or_else(|_| found.value.into_owned()))
    }
}

fn without_prefix(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
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

fn stop(error: quick_xml::Error) -> Stop {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Stop::TooManyBytes,
        _ => Stop::NoXml,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { parts: 0, relations: 0, unpacked_bytes: None, tag_depth: 3, deadline: None };

    /// The pieces of a text: `<name attribute `a`|the same with a prefix>`, `</name>`, text.
    fn pieces(text: &str, limits: Limits) -> Result<String, Stop> {
        let mut part = Part::new(text.as_bytes(), limits);
        let mut seen = String::new();
        while let Some(piece) = part.next_piece()? {
            match piece {
                Piece::Start(tag) => {
                    let [any, prefixed] =
                        [tag.attribute("a"), tag.prefixed_attribute("a")].map(Option::unwrap_or_default);
                    seen.push_str(&format!("<{} {any}|{prefixed}>", tag.name()));
                }
                Piece::End(name) => seen.push_str(&format!("</{name}>")),
                Piece::Text(text) => seen.push_str(&text),
            }
        }
        Ok(seen)
    }

    #[test]
    fn prefixes_are_left_out_and_an_attribute_can_be_asked_for_behind_one() {
        let text = r#"<?xml version="1.0"?><x:r a="1&amp;2" x:a="3">é<!-- no --><x:b x:a="4"/></x:r>"#;
        assert_eq!(pieces(text, LIMITS).as_deref(), Ok("<r 1&2|3>é<b 4|4></b></r>"));
    }

    #[test]
    fn entities_stand_for_characters_and_for_nothing_else() {
        let text = "<!DOCTYPE r [<!ENTITY b \"bomb\">]><r>&lt;&#65;&b;&<![CDATA[<c>]]></r>";
        assert_eq!(pieces(text, LIMITS).as_deref(), Ok("<r |><A&<c></r>"));
    }

    #[test]
    fn tags_lie_only_so_deep_in_one_another() {
        assert!(pieces(&"<a><b><c></c></b></a>".repeat(3), LIMITS).is_ok());
        assert_eq!(pieces("<a><b><c><d>", LIMITS), Err(Stop::TooDeep));
        assert_eq!(pieces("<a <", LIMITS), Err(Stop::NoXml));
    }

    #[test]
    fn a_deadline_that_has_passed_ends_the_reading() {
        let late = Limits { deadline: Some(Instant::now()), ..LIMITS };
        assert_eq!(pieces(&"<a/>".repeat(5_000), late), Err(Stop::OutOfTime));
        assert!(pieces(&"<a/>".repeat(5_000), LIMITS).is_ok());
    }
}
