//! Text: no mark says so, only that there is nothing else in it.

use std::io::SeekFrom;

use domain::gate::{FileKind, Looks, Refusal};
use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE};

use super::{differs, table};
use crate::check::{Check, Checked};
use crate::inspect::fits;
use crate::source::{Source, find, piece, up_to};

const PIECE: usize = 64 * 1024;

/// Documents whose bytes are text: RTF, PostScript.
const WRITTEN_AS_TEXT: [&[u8]; 2] = [b"{\\rtf", b"%!PS-Adobe"];

/// Is it text? UTF-8, UTF-16, UTF-32, or any encoding of offices that is built on ASCII: of those it is only asked that
/// they have hardly any control characters.
pub(crate) fn examine(source: &mut dyn Source, named: FileKind, check: &Check<'_>) -> Checked {
    let head = piece(source, 0, 4096)?;
    let is_text = match (of_four_bytes(&head), wide_encoding(&head)) {
        (Some(letter), _) => is_text_of_four_bytes(source, letter, check)?,
        (None, Some(decoder)) => is_wide_text(source, decoder, check)? || is_narrow_text(source, check)?,
        (None, None) => is_narrow_text(source, check)?,
    };
    if !is_text {
        return Err(differs(named, &head).into());
    }
    if WRITTEN_AS_TEXT.iter().any(|mark| head.starts_with(mark)) {
        return Err(differs(named, &head).into());
    }
    if named == FileKind::Csv {
        if table::is_of_excel(source)? {
            return Err(Refusal::ContentDiffers { named, looks: Looks::Other("SYLK workbook".to_owned()) }.into());
        }
        let wide = if of_four_bytes(&head).is_none() { wide_encoding(&head) } else { None };
        return table::examine(source, wide, check);
    }
    if named == FileKind::Txt {
        return Ok(());
    }
    match super::looks_of(&head) {
        Looks::Other(_) => Err(differs(named, &head).into()),
        _ => fits(named, FileKind::Txt),
    }
}

/// UTF-32 by its mark: how a letter is read.
fn of_four_bytes(head: &[u8]) -> Option<fn([u8; 4]) -> u32> {
    match head {
        [0xFF, 0xFE, 0, 0, ..] => Some(u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, ..] => Some(u32::from_be_bytes),
        _ => None,
    }
}

fn is_text_of_four_bytes(source: &mut dyn Source, letter: fn([u8; 4]) -> u32, check: &Check<'_>) -> Checked<bool> {
    let is_letter = |bytes: &[u8; 4]| {
        let letter = char::from_u32(letter(*bytes));
        letter.is_some_and(|letter| !u8::try_from(letter).is_ok_and(is_control))
    };
    source.seek(SeekFrom::Start(0))?;
    loop {
        let bytes = up_to(source, PIECE)?;
        check.in_time()?;
        if !bytes.as_chunks::<4>().0.iter().all(is_letter) {
            return Ok(false);
        }
        if bytes.len() < PIECE {
            return Ok(true);
        }
    }
}

/// UTF-16 by its mark, by the zeros beside Latin letters, or by those beside spaces and the ends of lines in any script.
fn wide_encoding(head: &[u8]) -> Option<Decoder> {
    let zeros = |first: usize| {
        let (pairs, _) = head.as_chunks::<2>();
        !pairs.is_empty()
            && pairs.iter().filter(|pair| pair[first] == 0 && pair[1 - first] != 0).count() * 2 > pairs.len()
    };
    let breaks = |zero: usize| {
        let is_break = |pair: &[u8; 2]| pair[zero] == 0 && matches!(pair[1 - zero], b' ' | b'\n');
        head.as_chunks::<2>().0.iter().any(is_break)
    };
    match head {
        [0xFF, 0xFE, ..] => Some(UTF_16LE.new_decoder_with_bom_removal()),
        [0xFE, 0xFF, ..] => Some(UTF_16BE.new_decoder_with_bom_removal()),
        _ if zeros(1) => Some(UTF_16LE.new_decoder_without_bom_handling()),
        _ if zeros(0) => Some(UTF_16BE.new_decoder_without_bom_handling()),
        _ if breaks(1) => Some(UTF_16LE.new_decoder_without_bom_handling()),
        _ if breaks(0) => Some(UTF_16BE.new_decoder_without_bom_handling()),
        _ => None,
    }
}

fn is_wide_text(source: &mut dyn Source, mut decoder: Decoder, check: &Check<'_>) -> Checked<bool> {
    source.seek(SeekFrom::Start(0))?;
    let mut text = String::with_capacity(PIECE * 4);
    loop {
        let bytes = up_to(source, PIECE)?;
        check.in_time()?;
        text.clear();
        let (result, _, replaced) = decoder.decode_to_string(&bytes, &mut text, bytes.is_empty());
        if replaced || result != CoderResult::InputEmpty || text.bytes().any(is_control) {
            // A file that was cut in the midst of a character is no less text.
            return Ok(bytes.is_empty());
        }
        if bytes.is_empty() {
            return Ok(true);
        }
    }
}

/// ASCII, UTF-8, or an encoding with a byte or two for each character. A tenth of packed bytes are control characters;
/// tables from databases and old programs have a stray one here and there. `ESC` begins characters in old encodings of
/// East Asia, and the last byte may be the end mark of DOS.
fn is_narrow_text(source: &mut dyn Source, check: &Check<'_>) -> Checked<bool> {
    let head = piece(source, 0, 4096)?;
    let may_shift = find(&head, CHARACTERS_OF_TWO_BYTES).is_some();
    let is_stray = |byte: &u8| is_control(*byte) && !(may_shift && matches!(byte, 0x0E | 0x0F));
    source.seek(SeekFrom::Start(0))?;
    let (mut strays, mut length) = (0, 0);
    loop {
        let mut bytes = up_to(source, PIECE)?;
        check.in_time()?;
        let last = bytes.len() < PIECE;
        while last && bytes.last().is_some_and(|byte| matches!(byte, 0x1A | 0)) {
            bytes.pop();
        }
        strays += bytes.iter().filter(|byte| is_stray(byte)).count();
        length += bytes.len();
        if strays > length / BYTES_TO_A_STRAY {
            return Ok(false);
        }
        if last {
            break;
        }
    }
    // Sounds and pictures may have as few of them; their beginning says what they are.
    Ok(strays == 0 || !matches!(super::looks_of(&head), Looks::Other(_)))
}

/// How old encodings of East Asia (ISO 2022) announce them. The Korean one then shifts to them and back by control
/// characters.
const CHARACTERS_OF_TWO_BYTES: &[u8] = b"\x1B$";

/// Bytes of text for one control character among them.
const BYTES_TO_A_STRAY: usize = 50;

/// Control characters that no text has.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0E..=0x1F | 0x7F) && byte != 0x1B
}
