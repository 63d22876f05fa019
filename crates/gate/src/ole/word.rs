//! `WordDocument` ([MS-DOC]).

use std::io::{Read, Seek, SeekFrom};

use domain::gate::{Hold, Refusal};

use super::exactly;
use crate::check::{Check, Checked, Stop};
use crate::office::{is_elsewhere, may_be_elsewhere};
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

/// Where a document says which template it is made by: the stream, the place in it, and the length. Word 97 and later.
pub(super) fn place_of_associations(stream: &mut dyn Read) -> Checked<Option<(&'static str, u64, usize)>> {
    const WORD_97: u16 = 0x00C1;
    const IN_SECOND_TABLE: u16 = 0x0200;
    let head = up_to(stream, 0x1A2)?;
    let (Some(version), Some(flags)) = (head.le_u16(2), head.le_u16(10)) else { return Ok(None) };
    let (Some(place), Some(length)) = (head.le_u32(0x19A), head.le_u32(0x19E)) else { return Ok(None) };
    let table = if flags & IN_SECOND_TABLE == 0 { "0Table" } else { "1Table" };
    Ok((version >= WORD_97 && length > 0).then_some((table, place.into(), length as usize)))
}

/// A template of another machine is fetched when the document is opened (`SttbfAssoc`: the second of some texts).
pub(super) fn look_at_template<S: Read + Seek>(table: &mut S, place: u64, length: usize, check: &Check<'_>) -> Checked {
    const LONGEST: usize = 64 * 1024;
    if table.seek(SeekFrom::Start(place)).is_err() {
        return Ok(());
    }
    let texts = up_to(table, length.min(LONGEST))?;
    let of = |place: usize| {
        let letters = usize::from(texts.le_u16(place)?);
        Some((texts.get(place + 2..)?.get(..2 * letters)?, place + 2 + 2 * letters))
    };
    let template = of(6).and_then(|(_, next)| of(next)).map(|(template, _)| {
        let letters: Vec<u16> = template.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        String::from_utf16_lossy(&letters)
    });
    if template.is_some_and(|template| is_elsewhere(&template)) {
        check.hold(Hold::ExternalContent);
    }
    Ok(())
}

/// Word 6 and 95 keep macros in a list of what was changed in the program, if there are any as its first part.
pub(super) fn look_for_old_macros<S: Read + Seek>(stream: &mut S, check: &Check<'_>) -> Checked {
    const WORD_97: u16 = 0x00C1;
    const MACROS: [u8; 2] = [0xFF, 0x01];
    let head = up_to(stream, 0x120)?;
    let (Some(version), Some(place), Some(length)) = (head.le_u16(2), head.le_u32(0x118), head.le_u32(0x11C)) else {
        return Ok(());
    };
    if version >= WORD_97 || length < 4 {
        return Ok(());
    }
    if stream.seek(SeekFrom::Start(place.into())).is_err() {
        return Ok(());
    }
    let list = up_to(stream, 4)?;
    if list.starts_with(&MACROS) && list.le_u16(2).is_some_and(|count| count > 0) {
        check.hold(Hold::Macros);
    }
    Ok(())
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
    } else if is("INCLUDEPICTURE") && loads(field, "\\d") || is("LINK") && loads(field, "\\a") {
        Some(Hold::ExternalContent)
    } else {
        None
    }
}

/// Something of another machine, with a switch that has it fetched on opening: a picture that is not kept in the
/// document (`\d`), an object that is kept up to date (`\a`).
fn loads(field: &[u8], switch: &str) -> bool {
    const ENDS: [u8; 2] = [0x14, 0x15];
    let instruction = field.iter().take(LONGEST_FIELD).copied().filter(|byte| *byte != 0);
    let instruction: Vec<u8> = instruction.take_while(|byte| !ENDS.contains(byte)).collect();
    let text = String::from_utf8_lossy(&instruction).into_owned();
    let words = text.split([' ', '"']).filter(|word| !word.is_empty());
    // In a field, a backslash is written twice.
    words.clone().any(|word| word.eq_ignore_ascii_case(switch))
        && words.skip(1).any(|word| may_be_elsewhere(&word.replace("\\\\", "\\")))
}
