//! `WordDocument` ([MS-DOC]).

use std::io::Read;

use domain::gate::{Hold, Refusal};

use super::exactly;
use crate::check::{Check, Checked, Stop};
use crate::office::is_elsewhere;
use crate::source::{Numbers, up_to};

/// The head of the stream says whether the rest is encrypted (`fEncrypted`).
pub(super) fn refuse_encrypted(stream: &mut dyn Read) -> Checked {
    const ENCRYPTED: u16 = 0x0100;
    let head = exactly(stream, 32)?.ok_or(Stop::Broken)?;
    // Word 6 and 95, Word 97 and later, and East Asian ones of both.
    let is_word = head.le_u16(0).is_some_and(|mark| matches!(mark, 0xA5DC | 0xA5EC | 0xA697..=0xA699 | 0xA5DB));
    match head.le_u16(10) {
        Some(flags) if is_word && flags & ENCRYPTED != 0 => Err(Refusal::Encrypted.into()),
        Some(_) if is_word => Ok(()),
        _ => Err(Stop::Broken),
    }
}

/// A field begins with a mark of its own, in text of one byte or of two for each character.
pub(super) fn look_for_fields(stream: &mut dyn Read, check: &Check<'_>) -> Checked {
    const PIECE: usize = 64 * 1024;
    const OVERLAP: usize = LONGEST_FIELD + 1;
    let mut kept: Vec<u8> = Vec::new();
    loop {
        let piece = up_to(stream, PIECE)?;
        check.in_time()?;
        let length = piece.len();
        kept.extend(piece);
        for place in memchr::memchr_iter(0x13, &kept) {
            match loaded_by(kept.get(place + 1..).unwrap_or_default()) {
                Some(Hold::Dde) => {
                    check.hold(Hold::Dde);
                    return Ok(());
                }
                Some(hold) => check.hold(hold),
                None => {}
            }
        }
        if length < PIECE {
            return Ok(());
        }
        kept.drain(..kept.len().saturating_sub(OVERLAP));
    }
}

/// Longer instructions of fields are cut.
const LONGEST_FIELD: usize = 1_024;

/// What a field gets from elsewhere when the document is opened.
fn loaded_by(field: &[u8]) -> Option<Hold> {
    let letters: Vec<u8> = field.iter().take(64).copied().filter(|byte| *byte != 0).collect();
    let word = letters.trim_ascii_start().split(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
    let is = |name: &str| word.eq_ignore_ascii_case(name.as_bytes());
    if is("DDE") || is("DDEAUTO") {
        Some(Hold::Dde)
    } else if is("INCLUDEPICTURE") && loads_picture(field) {
        Some(Hold::ExternalContent)
    } else {
        None
    }
}

/// A picture of another machine that is not kept in the document (`\d`).
fn loads_picture(field: &[u8]) -> bool {
    const ENDS: [u8; 2] = [0x14, 0x15];
    let instruction = field.iter().take(LONGEST_FIELD).copied().filter(|byte| *byte != 0);
    let instruction: Vec<u8> = instruction.take_while(|byte| !ENDS.contains(byte)).collect();
    let text = String::from_utf8_lossy(&instruction).into_owned();
    let words = text.split([' ', '"']).filter(|word| !word.is_empty());
    let is_kept = !words.clone().any(|word| word.eq_ignore_ascii_case("\\d"));
    // In a field, a backslash is written twice.
    !is_kept && words.skip(1).any(|word| is_elsewhere(&word.replace("\\\\", "\\")))
}
