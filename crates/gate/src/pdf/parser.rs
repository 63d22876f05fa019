//! Bytes to objects. As viewers do, what is odd within one is skipped.

use std::borrow::Cow;

use super::object::{Dict, Object};
use crate::limits::Limits;

/// Why no object came of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Miss {
    /// The bytes end before the object does.
    End,
    Bad,
    /// Too deep, or of too many pieces.
    Over,
}

/// More in one object is more than any document has.
const MOST_PIECES: usize = 2_000_000;

/// The object that `bytes` begin with, and where it ends.
pub(super) fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<(Object<'a>, usize), Miss> {
    let mut parser = Parser { bytes, place: 0, pieces: 0, depth: limits.pdf_depth };
    let object = parser.object(0)?;
    Ok((object, parser.place))
}

/// How many of `bytes` were read for what came of them, at most.
pub(super) fn read_of(bytes: &[u8], parsed: &Result<(Object<'_>, usize), Miss>) -> usize {
    parsed.as_ref().map_or(bytes.len(), |(_, end)| *end)
}

/// Where a stream's bytes begin, if a stream follows.
pub(super) fn stream_begin(bytes: &[u8]) -> Result<Option<usize>, Miss> {
    let mut parser = Parser { bytes, place: 0, pieces: 0, depth: 0 };
    parser.skip_space();
    let rest = parser.rest();
    if rest.len() < b"stream\r\n".len() && b"stream\r\n".starts_with(rest) {
        return Err(Miss::End);
    }
    Ok(rest.strip_prefix(b"stream").map(|rest| {
        let ended = rest.iter().take_while(|byte| matches!(byte, b' ')).count();
        let line = match rest.get(ended..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([b'\r' | b'\n', ..]) => 1,
            _ => 0,
        };
        parser.place + b"stream".len() + if line == 0 { 0 } else { ended + line }
    }))
}

struct Parser<'a> {
    bytes: &'a [u8],
    place: usize,
    pieces: usize,
    depth: u32,
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.place..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        loop {
            self.place += self.rest().iter().take_while(|byte| is_space(**byte)).count();
            if self.rest().first() != Some(&b'%') {
                return;
            }
            let line = memchr::memchr2(b'\r', b'\n', self.rest()).unwrap_or(self.rest().len());
            self.place += line;
        }
    }

    fn object(&mut self, depth: u32) -> Result<Object<'a>, Miss> {
        self.pieces += 1;
        if depth > self.depth || self.pieces > MOST_PIECES {
            return Err(Miss::Over);
        }
        self.skip_space();
        match self.rest() {
            [] => Err(Miss::End),
            [b'/', ..] => self.name().map(Object::Name),
            [b'(', ..] => self.text(),
            [b'<', b'<', ..] => self.dict(depth),
            [b'<'] => Err(Miss::End),
            [b'<', ..] => self.hexadecimal(),
            [b'[', ..] => self.array(depth),
            [b')' | b'>' | b']' | b'{' | b'}', ..] => Err(Miss::Bad),
            _ => self.word(),
        }
    }

    fn regular(&mut self) -> Result<&'a [u8], Miss> {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
        // It may go on behind the bytes that are there.
        if length == rest.len() {
            return Err(Miss::End);
        }
        self.place += length;
        Ok(rest.get(..length).unwrap_or_default())
    }

    /// `#4A` in a name is `J`.
    fn name(&mut self) -> Result<Cow<'a, [u8]>, Miss> {
        self.place += 1;
        let raw = self.regular()?;
        if !raw.contains(&b'#') {
            return Ok(Cow::Borrowed(raw));
        }
        let (mut name, mut rest) = (Vec::with_capacity(raw.len()), raw);
        while let [first, behind @ ..] = rest {
            let digits = behind
                .get(..2)
                .filter(|_| *first == b'#')
                .and_then(|digits| Some(digit(digits[0])? << 4 | digit(digits[1])?));
            name.push(digits.unwrap_or(*first));
            rest = if digits.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
        }
        Ok(Cow::Owned(name))
    }

    fn text(&mut self) -> Result<Object<'a>, Miss> {
        let (begin, mut depth, mut is_escaped) = (self.place + 1, 0u32, false);
        for (length, byte) in self.rest().iter().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'(' => depth += 1,
                b')' if depth == 1 => {
                    self.place += length + 1;
                    let raw = self.bytes.get(begin..self.place - 1).unwrap_or_default();
                    return Ok(Object::Text(unescaped(raw)));
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
        Err(Miss::End)
    }

    fn hexadecimal(&mut self) -> Result<Object<'a>, Miss> {
        let rest = self.rest();
        let end = memchr::memchr(b'>', rest).ok_or(Miss::End)?;
        let mut digits = rest.get(1..end).unwrap_or_default().iter().filter_map(|byte| digit(*byte));
        let mut text = Vec::with_capacity(end / 2);
        while let Some(first) = digits.next() {
            text.push(first << 4 | digits.next().unwrap_or(0));
        }
        self.place += end + 1;
        Ok(Object::Text(Cow::Owned(text)))
    }

    fn array(&mut self, depth: u32) -> Result<Object<'a>, Miss> {
        self.place += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.rest() {
                [] => return Err(Miss::End),
                [b']', ..] => {
                    self.place += 1;
                    return Ok(Object::Array(items));
                }
                // Somebody has forgotten to end it.
                [b'>', ..] => return Ok(Object::Array(items)),
                [b')' | b'{' | b'}', ..] => self.place += 1,
                _ => items.push(self.object(depth + 1)?),
            }
        }
    }

    fn dict(&mut self, depth: u32) -> Result<Object<'a>, Miss> {
        self.place += 2;
        let mut dict = Dict::default();
        loop {
            self.skip_space();
            match self.rest() {
                [] | [b'>'] => return Err(Miss::End),
                [b'>', b'>', ..] => {
                    self.place += 2;
                    return Ok(Object::Dict(dict));
                }
                [b'/', ..] => {
                    let key = self.name()?;
                    self.skip_space();
                    // A key without a value is the last one.
                    let value = if self.rest().starts_with(b">>") { Object::Word } else { self.object(depth + 1)? };
                    dict.0.push((key, value));
                }
                [b')' | b'{' | b'}' | b']' | b'>', ..] => self.place += 1,
                // The object ends without having been closed.
                rest if rest.starts_with(b"endobj") || rest.starts_with(b"stream") => return Ok(Object::Dict(dict)),
                _ => drop(self.object(depth + 1)?),
            }
        }
    }

    fn word(&mut self) -> Result<Object<'a>, Miss> {
        let word = self.regular()?;
        let Some(number) = number(word) else {
            return Ok(if word == b"false" { Object::False } else { Object::Word });
        };
        if let Some(reference) = self.reference(word)? {
            return Ok(reference);
        }
        Ok(Object::Number(number))
    }

    /// `7 0 R`.
    fn reference(&mut self, word: &[u8]) -> Result<Option<Object<'a>>, Miss> {
        let whole = |word: &[u8]| {
            std::str::from_utf8(word).ok().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
        };
        let Some(number) = whole(word) else { return Ok(None) };
        let begin = self.place;
        self.skip_space();
        let generation = self.regular();
        self.skip_space();
        let found = match (generation, self.rest()) {
            (Ok(generation), [b'R', rest @ ..]) if rest.first().is_none_or(|byte| !is_regular(*byte)) => {
                whole(generation)
            }
            _ => None,
        };
        self.place = if found.is_some() { self.place + 1 } else { begin };
        Ok(found.map(|generation| Object::Reference(number, generation)))
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn number(word: &[u8]) -> Option<f64> {
    let is_number = word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
    std::str::from_utf8(word).ok().filter(|_| is_number)?.parse().ok()
}

fn unescaped(raw: &[u8]) -> Cow<'_, [u8]> {
    if !raw.contains(&b'\\') {
        return Cow::Borrowed(raw);
    }
    let (mut text, mut rest) = (Vec::with_capacity(raw.len()), raw);
    while let [first, behind @ ..] = rest {
        if *first != b'\\' {
            text.push(*first);
            rest = behind;
            continue;
        }
        let octal = behind.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        let skipped = match behind {
            _ if octal > 0 => {
                let digits = behind.get(..octal).unwrap_or_default();
                text.push(digits.iter().fold(0u8, |sum, byte| sum.wrapping_mul(8).wrapping_add(byte - b'0')));
                octal
            }
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            [other, ..] => {
                text.push(match other {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => *other,
                });
                1
            }
            [] => 0,
        };
        rest = behind.get(skipped..).unwrap_or_default();
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Object<'_>, Miss> {
        parse(text.as_bytes(), &Limits::default()).map(|(object, _)| object)
    }

    #[test]
    fn objects_are_read_as_they_are_written() {
        let Ok(Object::Dict(dict)) = parsed("<</S/#4aava#53cript/JS(a\\)\\101)/N 7 0 R/K[1 2 R% ]\n3 0 R<41>]>> ")
        else {
            panic!("a dictionary");
        };
        assert_eq!(dict.name("S"), Some(b"JavaScript".as_slice()));
        assert_eq!(dict.get("JS"), Some(&Object::Text(Cow::Borrowed(b"a)A"))));
        assert_eq!(dict.get("N"), Some(&Object::Reference(7, 0)));
        let items = vec![Object::Reference(1, 2), Object::Reference(3, 0), Object::Text(Cow::Borrowed(b"A"))];
        assert_eq!(dict.get("K"), Some(&Object::Array(items)));
    }

    #[test]
    fn what_is_not_whole_is_told_apart_from_what_is_wrong() {
        assert_eq!(parsed("<</A 1"), Err(Miss::End));
        assert_eq!(parsed("(abc"), Err(Miss::End));
        assert_eq!(parsed(")"), Err(Miss::Bad));
        assert_eq!(parsed(&"[".repeat(1_000)), Err(Miss::Over));
        assert_eq!(parsed(&"<</A".repeat(1_000)), Err(Miss::Over));
    }
}
