//! Where objects begin: wherever `7 0 obj` is written.

use domain::gate::Budget;

use super::parser::is_space;
use super::window::Window;
use crate::check::{Check, Checked};

#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) objects: Vec<Place>,
    /// Behind the word `trailer`.
    pub(super) trailers: Vec<u64>,
    /// Where the word `startxref` ends: behind a table.
    pub(super) tables: Vec<u64>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) number: u32,
    pub(super) generation: u32,
    /// Behind the word `obj`.
    pub(super) offset: u64,
}

/// Bytes looked at in one go, and how much before a word belongs to it.
const PIECE: usize = 256 * 1024;
const BEFORE: usize = 4096;
/// More revisions than a document goes through.
const MOST_TRAILERS: usize = 10_000;

pub(super) fn places(window: &mut Window<'_>, check: &Check<'_>) -> Checked<Places> {
    let [objects, trailers, tables] = ["obj", "trailer", "startxref"].map(memchr::memmem::Finder::new);
    let mut places = Places::default();
    let (mut begin, mut behind_long_lines) = (0, Vec::new());
    while begin < window.size() {
        check.in_time()?;
        // The same bytes before and behind belong to two pieces: a word is counted where it ends.
        let overlap = begin.min(BEFORE as u64) as usize;
        let bytes = window.at(begin - overlap as u64, overlap + PIECE)?;
        let from = begin - overlap as u64;
        for place in objects.find_iter(bytes).filter(|place| place + 3 > overlap) {
            let found = readings_of(bytes.get(..place).unwrap_or_default());
            let word = from + place as u64;
            if from > 0 && found.contains(&Before::Unknown) {
                behind_long_lines.push(word);
            } else {
                places.add(word, found, check)?;
            }
        }
        for place in trailers.find_iter(bytes).filter(|place| place + 7 > overlap) {
            if places.trailers.len() < MOST_TRAILERS {
                places.trailers.push(from + place as u64 + 7);
            }
        }
        for place in tables.find_iter(bytes).filter(|place| place + 9 > overlap) {
            if places.tables.len() < MOST_TRAILERS {
                places.tables.push(from + place as u64 + 9);
            }
        }
        begin += PIECE as u64;
    }
    for word in behind_long_lines {
        let found = readings_far_before(window, word, check)?;
        places.add(word, found, check)?;
    }
    places.objects.sort_by_key(|place| place.offset);
    Ok(places)
}

impl Places {
    /// `word`: where the word `obj` stands.
    fn add(&mut self, word: u64, found: [Before; 2], check: &Check<'_>) -> Checked {
        for (number, generation) in distinct(found) {
            if self.objects.len() == check.limits.pdf_objects {
                return Err(Budget::Pieces.into());
            }
            self.objects.push(Place { number, generation, offset: word + 3 });
        }
        Ok(())
    }
}

/// Lines of a text, or of a comment, may be longer than what is looked at in one go. Each is looked through for the word
/// that follows it alone, so that all of them together are no more than the file.
fn readings_far_before(window: &mut Window<'_>, word: u64, check: &Check<'_>) -> Checked<[Before; 2]> {
    let most = (check.limits.pdf_object_bytes as u64).min(word);
    let mut length = BEFORE as u64;
    loop {
        check.in_time()?;
        length = length.saturating_mul(8).min(most);
        let found = readings_of(window.aside(word - length, length as usize)?);
        if !found.contains(&Before::Unknown) || length == word {
            return Ok(found);
        }
        if length == most {
            return Err(Budget::Pieces.into());
        }
    }
}

/// What stands before the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Numbers(u32, u32),
    Other,
    /// Spaces and comments, as far as there are bytes.
    Unknown,
}

/// What looks like a comment may be the end of a text, so that there are two ways to read what stands before the word.
fn readings_of(before: &[u8]) -> [Before; 2] {
    [numbers_before(before, false), numbers_before(before, true)]
}

fn distinct([plain, behind_comments]: [Before; 2]) -> impl Iterator<Item = (u32, u32)> {
    [Some(plain), (behind_comments != plain).then_some(behind_comments)].into_iter().flatten().filter_map(|before| {
        match before {
            Before::Numbers(number, generation) => Some((number, generation)),
            _ => None,
        }
    })
}

/// `7 0 ` at the end of `bytes`.
fn numbers_before(bytes: &[u8], skips_comments: bool) -> Before {
    let numbers = || {
        let (bytes, generation) = number_before(bytes, skips_comments)?;
        if !bytes.last().is_some_and(|byte| is_space(*byte)) {
            return Err(Before::Other);
        }
        Ok(Before::Numbers(number_before(bytes, skips_comments)?.1, generation))
    };
    numbers().unwrap_or_else(|before| before)
}

/// A number, and what stands before it.
fn number_before(mut bytes: &[u8], skips_comments: bool) -> Result<(&[u8], u32), Before> {
    loop {
        let spaces = bytes.iter().rev().take_while(|byte| is_space(**byte)).count();
        let (rest, space) = bytes.split_at(bytes.len() - spaces);
        if rest.is_empty() {
            return Err(Before::Unknown);
        }
        // A comment goes on to the end of its line.
        if skips_comments && space.iter().any(|byte| is_end_of_line(*byte)) {
            let line = memchr::memrchr2(b'\r', b'\n', rest).map_or(0, |end| end + 1);
            if let Some(mark) = memchr::memchr(b'%', rest.get(line..).unwrap_or_default()) {
                bytes = rest.get(..line + mark).unwrap_or_default();
                continue;
            }
            if line == 0 {
                return Err(Before::Unknown);
            }
        }
        let digits = rest.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let (before, number) = rest.split_at(rest.len() - digits);
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        return number.map(|number| (before, number)).ok_or(Before::Other);
    }
}

fn is_end_of_line(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_before_the_word() {
        let plain = |bytes| numbers_before(bytes, false);
        assert_eq!(plain(b"endobj\n12 0 "), Before::Numbers(12, 0));
        assert_eq!(plain(b"7\r\n1\t"), Before::Numbers(7, 1));
        assert_eq!(plain(b"%%EOF7 0"), Before::Numbers(7, 0));
        assert_eq!(plain(b"\nend"), Before::Other);
        assert_eq!(plain(b"a\n70 "), Before::Other);
        assert_eq!(plain(b"   "), Before::Unknown);
    }

    #[test]
    fn comments_may_stand_between() {
        let before = |bytes| numbers_before(bytes, true);
        assert_eq!(before(b"\n7 %0 (\n0 %\r%1\n"), Before::Numbers(7, 0));
        assert_eq!(before(b"\n7%\n0"), Before::Numbers(7, 0));
        for other in [b"\n7 0 % ".as_slice(), b"\na\n7 a\n", b"\na\n% 7 0\n"] {
            assert_eq!(before(other), Before::Other, "{other:?}");
        }
        for unknown in [b" %\n ".as_slice(), b" 0 ", b"a long comment\n"] {
            assert_eq!(before(unknown), Before::Unknown, "{unknown:?}");
        }
    }
}
