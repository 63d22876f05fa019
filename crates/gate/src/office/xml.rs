//! XML, tag by tag. Entities that a document defines itself are never put in: whoever defines some is refused.

use std::io::{self, BufRead, BufReader, Read};

use domain::gate::Budget;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::check::{Check, Checked, Stop};

/// Reads all of a part, and hands its pieces to `look`.
pub(crate) fn read(reader: &mut dyn Read, check: &Check<'_>, mut look: impl FnMut(Piece<'_>)) -> Checked {
    let mut start = [0; 4];
    let length = fill(reader, &mut start)?;
    let start = &start[..length];
    let bytes = start.chain(reader);
    let limits = check.limits;
    let mut budget = Measured {
        inner: bytes.take(limits.xml_bytes + 1),
        left: limits.xml_bytes,
        gap: 0,
        most: limits.xml_tag_bytes,
        over: false,
    };
    let result = if is_utf_16(start) {
        // Office programs read it, too.
        let mut wide = Vec::new();
        budget.read_to_end(&mut wide)?;
        let encoding = if start.starts_with(&[0xFE, 0xFF]) || start.first() == Some(&0) {
            encoding_rs::UTF_16BE
        } else {
            encoding_rs::UTF_16LE
        };
        let (text, _, _) = encoding.decode(&wide);
        read_tags(text.as_bytes(), check, &mut look)
    } else {
        read_tags(BufReader::new(&mut budget), check, &mut look)
    };
    if budget.over { Err(Budget::Pieces.into()) } else { result }
}

fn read_tags(bytes: impl BufRead, check: &Check<'_>, look: &mut impl FnMut(Piece<'_>)) -> Checked {
    let mut reader = Reader::from_reader(bytes);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let (mut buffer, mut depth, mut pieces, mut has_root) = (Vec::new(), 0u32, 0u64, false);
    loop {
        pieces += 1;
        if pieces.is_multiple_of(4_096) {
            check.in_time()?;
        }
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Stop::Broken)? {
            Event::Start(start) => {
                has_root = true;
                depth += 1;
                if depth > check.limits.xml_depth {
                    return Err(Budget::Pieces.into());
                }
                look(Piece::Start(Tag(&start)));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                look(Piece::End(end.local_name().as_ref()));
            }
            Event::Text(text) => look(Piece::Text(&text.xml10_content())),
            Event::CData(text) => look(Piece::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => look(Piece::Text(&written_out(&reference))),
            Event::DocType(doctype) if doctype.contains("<!ENTITY") || doctype.contains("<!entity") => {
                return Err(Stop::Broken);
            }
            Event::Eof => return if has_root && depth == 0 { Ok(()) } else { Err(Stop::Broken) },
            _ => {}
        }
    }
}

/// `&#68;` is `D`, and `&lt;` is `<`. No other references are put in.
fn written_out(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => letter.to_string(),
        _ => resolve_xml_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// What matters of XML here. Names are without their prefix, and what is written `<c/>` starts and ends.
pub(crate) enum Piece<'a> {
    Start(Tag<'a>),
    End(&'a str),
    Text(&'a str),
}

pub(crate) struct Tag<'a>(&'a BytesStart<'a>);

impl Tag<'_> {
    pub(crate) fn name(&self) -> &str {
        let name: &str = self.0.name().into_inner();
        name.rsplit_once(':').map_or(name, |(_, name)| name)
    }

    /// An attribute by its name without prefix. If several have that name, the one that has no prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.named(name).min_by_key(|attribute| attribute.key.prefix().is_some()).map(value_of)
    }

    /// All attributes of a name without prefix: which prefix a program goes by is not known here.
    pub(crate) fn attributes(&self, name: &str) -> impl Iterator<Item = String> {
        self.named(name).map(value_of)
    }

    /// Is this so for any attribute of a name without prefix?
    pub(crate) fn any(&self, name: &str, is_so: impl Fn(&str) -> bool) -> bool {
        self.attributes(name).any(|value| is_so(&value))
    }

    fn named(&self, name: &str) -> impl Iterator<Item = Attribute<'_>> {
        let mut attributes = self.0.attributes();
        // Looking for repeated attributes takes the square of their number.
        attributes.with_checks(false);
        attributes.flatten().filter(move |attribute| attribute.key.local_name().as_ref() == name)
    }
}

fn value_of(attribute: Attribute<'_>) -> String {
    let value = attribute.normalized_value(XmlVersion::Explicit1_0).map(std::borrow::Cow::into_owned);
    value.unwrap_or_else(|_| attribute.value.into_owned())
}

fn fill(reader: &mut dyn Read, start: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = start.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest)? {
            0 => break,
            more => length += more,
        }
    }
    Ok(length)
}

fn is_utf_16(start: &[u8]) -> bool {
    matches!(start, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..])
}

/// Ends where there is more than the limits allow, in all or between two tags: a reader keeps what lies between.
struct Measured<R> {
    inner: R,
    left: u64,
    gap: u64,
    most: u64,
    over: bool,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let bytes = buffer.get(..length).unwrap_or_default();
        self.over |= length as u64 > self.left;
        self.left = self.left.saturating_sub(length as u64);
        // Gaps within what is read at once are short.
        match (memchr::memchr(b'<', bytes), memchr::memrchr(b'<', bytes)) {
            (Some(first), Some(last)) => {
                self.over |= self.gap + first as u64 > self.most;
                self.gap = (length - last) as u64;
            }
            _ => self.gap += length as u64,
        }
        self.over |= self.gap > self.most;
        if self.over { Err(io::Error::other("over a limit")) } else { Ok(length) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn read_all(bytes: &[u8], limits: &Limits) -> Checked<String> {
        let check = Check::new(limits, &[], 1_000);
        let mut seen = String::new();
        read(&mut &bytes[..], &check, |piece| match piece {
            Piece::Start(tag) => seen.push_str(&format!("<{} {}>", tag.name(), tag.attribute("a").unwrap_or_default())),
            Piece::End(name) => seen.push_str(&format!("</{name}>")),
            Piece::Text(text) => seen.push_str(text),
        })?;
        Ok(seen)
    }

    #[test]
    fn tags_come_without_prefix_in_any_encoding() {
        let text = "<?xml version='1.0'?><x:r x:a='1&amp;2'>&#xE9;&lt;</x:r>";
        let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &wide] {
            assert_eq!(read_all(bytes, &Limits::default()).expect("XML"), "<r 1&2>é<</r>");
        }
    }

    #[test]
    fn of_attributes_with_one_name_none_is_passed_over() {
        let (limits, mut seen) = (Limits::default(), Vec::new());
        let check = Check::new(&limits, &[], 1_000);
        let text = b"<r x:a='1' a='2' y:a='3'/><r x:a='4' y:a='5' b='6'/>";
        read(&mut &text[..], &check, |piece| {
            if let Piece::Start(tag) = piece {
                seen.push((tag.attribute("a").unwrap_or_default(), tag.attributes("a").collect::<String>()));
            }
        })
        .expect("XML");
        assert_eq!(seen, [("2".to_owned(), "123".to_owned()), ("4".to_owned(), "45".to_owned())]);
    }

    #[test]
    fn defined_entities_and_unended_roots_are_broken() {
        for text in ["<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", "<r>", "", "just text"] {
            assert!(matches!(read_all(text.as_bytes(), &Limits::default()), Err(Stop::Broken)), "{text:?}");
        }
        assert!(read_all(b"<!DOCTYPE r PUBLIC 'x' 'y.dtd'><r/>", &Limits::default()).is_ok());
    }

    #[test]
    fn budgets_hold() {
        let limits = Limits { xml_bytes: 50_000, xml_tag_bytes: 10_000, xml_depth: 5, ..Limits::default() };
        for text in
            [format!("<r>{}</r>", "a".repeat(30_000)), format!("<r>{}</r>", "<a/>".repeat(20_000)), "<r>".repeat(6)]
        {
            assert!(matches!(read_all(text.as_bytes(), &limits), Err(Stop::Refused(_))), "{text:?}");
        }
    }
}
