//! `WordDocument` ([MS-DOC]).

use std::io::Read;

use domain::gate::{Hold, Refusal};

use super::exactly;
use crate::check::{Check, Checked, Stop};
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
    const OVERLAP: usize = 64;
    let mut kept: Vec<u8> = Vec::new();
    loop {
        let piece = up_to(stream, PIECE)?;
        check.in_time()?;
        let length = piece.len();
        kept.extend(piece);
        if memchr::memchr_iter(0x13, &kept).any(|place| is_dde(kept.get(place + 1..).unwrap_or_default())) {
            check.hold(Hold::Dde);
            return Ok(());
        }
        if length < PIECE {
            return Ok(());
        }
        kept.drain(..kept.len().saturating_sub(OVERLAP));
    }
}

fn is_dde(text: &[u8]) -> bool {
    let plain: Vec<u8> = text.iter().take(60).copied().filter(|byte| *byte != 0).collect();
    let plain = plain.trim_ascii_start();
    let word = plain.split(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
    word.eq_ignore_ascii_case(b"DDE") || word.eq_ignore_ascii_case(b"DDEAUTO")
}
