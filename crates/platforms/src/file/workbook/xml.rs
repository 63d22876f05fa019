//! One part of a workbook, tag by tag.

use std::io::{BufReader, Cursor};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use zip::read::ZipFile;

use crate::limits::{Deadline, TAG_DEPTH, Texts};
use crate::unreadable::{TooMuch, Unreadable};

/// A part that is being read.
pub(super) struct Part<'p, 'b> {
    reader: Reader<BufReader<ZipFile<'p, Cursor<&'b [u8]>>>>,
    buffer: Vec<u8>,
    depth: u32,
    pieces: usize,
    deadline: Deadline,
}

/// What matters of XML here. Names are without their prefix, and what is written `<c/>` starts and ends.
pub(super) enum Piece<'a> {
    Start(Tag<'a>),
    End(String),
    Text(String),
}

impl<'p, 'b> Part<'p, 'b> {
    pub(super) fn new(file: ZipFile<'p, Cursor<&'b [u8]>>, deadline: Deadline) -> Self {
        let mut reader = Reader::from_reader(BufReader::new(file));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), depth: 0, pieces: 0, deadline }
    }

    /// The next piece; `None` at the end.
    pub(super) fn next_piece(&mut self) -> Result<Option<Piece<'_>>, Unreadable> {
        self.pieces += 1;
        if self.pieces.is_multiple_of(4_096) {
            self.deadline.check()?;
        }
        self.buffer.clear();
        let piece = match self.reader.read_event_into(&mut self.buffer).map_err(|_| Unreadable::Damaged)? {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > TAG_DEPTH {
                    return Err(Unreadable::TooMuch(TooMuch::Tags));
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
        // Looking for repeated attributes takes the square of their number.
        let mut attributes = self.0.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
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

/// Adds to the text of a cell, up to more than is kept of one.
pub(super) fn push_cut(text: &mut String, more: &str, texts: Texts) {
    let most_bytes = texts.most_chars() * 4;
    let room = most_bytes.saturating_sub(text.len());
    text.push_str(&more[..more.floor_char_boundary(room)]);
}

/// `_x000D_` is how a workbook writes characters that XML does not have.
pub(super) fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find("_x") {
        let escaped = rest.get(place + 2..place + 6).filter(|_| rest.as_bytes().get(place + 6) == Some(&b'_'));
        let character = escaped.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (kept, skipped) = match character {
            Some(_) => (place, place + 7),
            None => (place + 2, place + 2),
        };
        plain.push_str(&rest[..kept]);
        plain.extend(character);
        rest = &rest[skipped..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_names_that_resemble_them_stay() {
        assert_eq!(without_escapes("a_x000D_b_x0041__x_é"), "a\rbA_x_é");
        assert_eq!(without_escapes("_xD800__x12"), "_xD800__x12");
    }
}
