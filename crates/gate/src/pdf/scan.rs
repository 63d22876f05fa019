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
const BEFORE: usize = 64;
/// More revisions than a document goes through.
const MOST_TRAILERS: usize = 10_000;

pub(super) fn places(window: &mut Window<'_>, check: &Check<'_>) -> Checked<Places> {
    let (objects, trailers) = (memchr::memmem::Finder::new(b"obj"), memchr::memmem::Finder::new(b"trailer"));
    let mut places = Places::default();
    let mut begin = 0;
    while begin < window.size() {
        check.in_time()?;
        // The same bytes before and behind belong to two pieces: a word is counted where it ends.
        let overlap = begin.min(BEFORE as u64) as usize;
        let bytes = window.at(begin - overlap as u64, overlap + PIECE)?;
        let from = begin - overlap as u64;
        for place in objects.find_iter(bytes).filter(|place| place + 3 > overlap) {
            let Some((number, generation)) = numbers_before(bytes.get(..place).unwrap_or_default()) else { continue };
            if places.objects.len() == check.limits.pdf_objects {
                return Err(Budget::Pieces.into());
            }
            places.objects.push(Place { number, generation, offset: from + place as u64 + 3 });
        }
        for place in trailers.find_iter(bytes).filter(|place| place + 7 > overlap) {
            if places.trailers.len() < MOST_TRAILERS {
                places.trailers.push(from + place as u64 + 7);
            }
        }
        begin += PIECE as u64;
    }
    Ok(places)
}

/// `7 0 ` at the end of `bytes`.
fn numbers_before(bytes: &[u8]) -> Option<(u32, u32)> {
    let (bytes, generation) = number_before(bytes)?;
    let (_, number) = number_before(bytes).filter(|_| bytes.last().is_some_and(|byte| is_space(*byte)))?;
    Some((number, generation))
}

fn number_before(bytes: &[u8]) -> Option<(&[u8], u32)> {
    let spaces = bytes.iter().rev().take_while(|byte| is_space(**byte)).count();
    let bytes = bytes.get(..bytes.len() - spaces)?;
    let digits = bytes.iter().rev().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let (rest, digits) = bytes.split_at_checked(bytes.len() - digits)?;
    Some((rest, std::str::from_utf8(digits).ok()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_before_the_word() {
        assert_eq!(numbers_before(b"endobj\n12 0 "), Some((12, 0)));
        assert_eq!(numbers_before(b"7\r\n1\t"), Some((7, 1)));
        assert_eq!(numbers_before(b"%%EOF7 0"), Some((7, 0)));
        assert_eq!(numbers_before(b"end"), None);
        assert_eq!(numbers_before(b"70 "), None);
    }
}
