//! MP3: frames of sound, perhaps behind a tag (ID3). What bears that name may be of the layer before it.

use domain::gate::FileKind;

use super::differs;
use crate::check::Checked;
use crate::source::{Source, piece};

/// A tag, or two frames where the first says the second lies, or a single one that is all there is.
pub(crate) fn begins(head: &[u8]) -> bool {
    tag_length(head).is_some() || two_frames(head) || is_one_frame(head)
}

/// A recording that was cut from a longer one begins in the midst of a frame, or with zeros: some frames have to follow
/// one another, since bytes of anything else may look like two.
pub(crate) fn begins_later(source: &mut dyn Source) -> Checked<bool> {
    const FRAMES: usize = 5;
    const WITHIN: usize = 64 * 1024;
    let bytes = piece(source, 0, WITHIN)?;
    let follow = |from: &[u8]| {
        let mut rest = Some(from);
        (0..FRAMES).all(|_| {
            let frame = rest.filter(|frame| frame.get(..2) == from.get(..2));
            let length = frame.and_then(frame_length);
            rest = length.and_then(|length| frame?.get(length..));
            length.is_some()
        })
    };
    Ok(memchr::memchr_iter(0xFF, &bytes).any(|place| bytes.get(place..).is_some_and(follow)))
}

/// What a program has left behind between a tag and the first frame.
const MOST_PADDING: usize = 256 * 1024;
/// Zeros there, which come in any number.
const MOST_ZEROS: u64 = 16 * 1024 * 1024;

pub(crate) fn examine(source: &mut dyn Source, named: FileKind, size: u64) -> Checked<FileKind> {
    let mut place = 0;
    // More than one tag in a row occurs.
    for _ in 0..8 {
        match tag_length(&piece(source, place, 10)?) {
            Some(length) if place + length < size => place += length,
            _ => break,
        }
    }
    let begin = behind_zeros(source, place)?;
    let bytes = piece(source, begin, MOST_PADDING)?;
    let begins_with_frames = bytes.iter().enumerate().any(|(place, byte)| *byte == 0xFF && two_frames(&bytes[place..]));
    if begins_with_frames || is_one_frame(&bytes) {
        Ok(FileKind::Mp3)
    } else {
        Err(differs(named, &piece(source, place, 4096)?).into())
    }
}

fn behind_zeros(source: &mut dyn Source, begin: u64) -> Checked<u64> {
    const PIECE: usize = 64 * 1024;
    let mut place = begin;
    while place - begin < MOST_ZEROS {
        let bytes = piece(source, place, PIECE)?;
        match bytes.iter().position(|byte| *byte != 0) {
            Some(zeros) => return Ok(place + zeros as u64),
            None if bytes.is_empty() => break,
            None => place += bytes.len() as u64,
        }
    }
    Ok(place)
}

/// Of an ID3 tag with its head. Its length is written in groups of seven bits.
fn tag_length(head: &[u8]) -> Option<u64> {
    let [b'I', b'D', b'3', major, minor, flags, length @ ..] = head else { return None };
    let length = length.first_chunk::<4>()?;
    // A table may begin with a column of that name.
    if !(2..=4).contains(major) || *minor == 0xFF || length.iter().any(|byte| *byte > 0x7F) {
        return None;
    }
    let footer = if flags & 0x10 == 0 { 10 } else { 20 };
    Some(length.iter().fold(0, |sum, byte| sum << 7 | u64::from(*byte)) + footer)
}

fn two_frames(bytes: &[u8]) -> bool {
    let second = frame_length(bytes).and_then(|length| bytes.get(length..));
    second.is_some_and(|second| frame_length(second).is_some())
}

/// One that ends where the file does, or where the tag of 128 bytes begins that old programs put at the end.
fn is_one_frame(bytes: &[u8]) -> bool {
    let behind = frame_length(bytes).and_then(|length| bytes.get(length..));
    behind.is_some_and(|behind| behind.is_empty() || behind.len() == 128 && behind.starts_with(b"TAG"))
}

/// Of a frame of layer II or III (ISO 11172-3, 13818-3), in bytes.
fn frame_length(bytes: &[u8]) -> Option<usize> {
    const KILOBITS_II: [usize; 15] = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    const KILOBITS_III: [usize; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const KILOBITS_OF_SECOND: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    const HERTZ: [usize; 3] = [44_100, 48_000, 32_000];
    let [0xFF, second, third, ..] = bytes else { return None };
    let (version, layer) = (second >> 3 & 3, second >> 1 & 3);
    if second & 0xE0 != 0xE0 || version == 1 {
        return None;
    }
    let (is_first, is_third) = (version == 3, layer == 1);
    let kilobits = match layer {
        1 | 2 if !is_first => KILOBITS_OF_SECOND,
        1 => KILOBITS_III,
        2 => KILOBITS_II,
        _ => return None,
    };
    let kilobits = kilobits.get(usize::from(third >> 4)).copied()?;
    let hertz = HERTZ.get(usize::from(third >> 2 & 3))? / [4, 1, 2, 1][usize::from(version)];
    let samples = if is_third && !is_first { 72 } else { 144 };
    (kilobits > 0).then(|| samples * kilobits * 1000 / hertz + usize::from(third >> 1 & 1))
}
