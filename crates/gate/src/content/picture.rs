//! Pictures: whole, and not of more points than a viewer can hold.

use domain::gate::Budget;
use flate2::Crc;

use super::scan;
use crate::check::{Check, Checked, Stop};
use crate::source::{Numbers, Source, find, piece};

/// Most marks of a JPEG before its picture begins, and most chunks of a PNG or WebP.
const MOST_PIECES: usize = 100_000;

fn check_size(width: u32, height: u32, check: &Check<'_>) -> Checked {
    match u64::from(width) * u64::from(height) {
        0 => Err(Stop::Broken),
        pixels if pixels > check.limits.pixels => Err(Budget::Pixels.into()),
        _ => Ok(()),
    }
}

/// Mark by mark up to the frame that says how large it is, and on to the points and their end. Tells where that is.
pub(crate) fn examine_jpeg(source: &mut dyn Source, size: u64, check: &Check<'_>) -> Checked<u64> {
    let (mut place, mut has_size) = (2, false);
    for _ in 0..MOST_PIECES {
        let mark = piece(source, place, 16)?;
        let Some(skipped) = mark.iter().position(|byte| *byte == 0xFF) else { return Err(Stop::Broken) };
        let mark = mark.get(skipped..).unwrap_or_default();
        let fill = mark.iter().take_while(|byte| **byte == 0xFF).count();
        let Some(code) = mark.get(fill) else {
            place += (skipped + fill).max(1) as u64;
            if place >= size {
                return Err(Stop::Broken);
            } else {
                continue;
            };
        };
        let body = piece(source, place + (skipped + fill + 1) as u64, 8)?;
        match code {
            // Marks without anything behind them.
            0x01 | 0xD0..=0xD8 => {
                place += (skipped + fill + 1) as u64;
                continue;
            }
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let (Some(height), Some(width)) = (body.be_u16(3), body.be_u16(5)) else { return Err(Stop::Broken) };
                // The height may come later, in a mark of its own.
                check_size(width.into(), u32::from(height).max(1), check)?;
                has_size = true;
            }
            0xDA if has_size => return end_of_jpeg(source, place + (skipped + fill - 1) as u64, check),
            0xD9 | 0xDA => return Err(Stop::Broken),
            _ => {}
        }
        let Some(length) = body.be_u16(0).filter(|length| *length >= 2) else { return Err(Stop::Broken) };
        place += (skipped + fill + 1) as u64 + u64::from(length);
    }
    Err(Budget::Pieces.into())
}

/// Without a mark at its end the picture was cut, unless hardly anything is missing; then nothing tells where the points
/// end, and something else might stand behind each of them.
fn end_of_jpeg(source: &mut dyn Source, from: u64, check: &Check<'_>) -> Checked<u64> {
    const PIECE: usize = 64 * 1024;
    let mut place = from;
    loop {
        check.in_time()?;
        let bytes = piece(source, place, PIECE)?;
        if let Some(found) = find(&bytes, b"\xFF\xD9") {
            return Ok(place + found as u64 + 2);
        }
        if bytes.len() < PIECE {
            return if scan::is_nearly_whole(source, from, check)? { Ok(from) } else { Err(Stop::Broken) };
        }
        // The mark may lie across two pieces.
        place += PIECE as u64 - 1;
    }
}

/// Chunk by chunk up to the last, which has to be there. Tells where it ends.
pub(crate) fn examine_png(source: &mut dyn Source, size: u64, check: &Check<'_>) -> Checked<u64> {
    let (mut place, mut has_picture) = (8, false);
    for number in 0..MOST_PIECES {
        let chunk = piece(source, place, 18)?;
        let (Some(length), Some(name)) = (chunk.be_u32(0), chunk.get(4..8)) else { return Err(Stop::Broken) };
        let end = place + 12 + u64::from(length);
        match name {
            b"IHDR" if number == 0 => {
                let (Some(width), Some(height)) = (chunk.be_u32(8), chunk.be_u32(12)) else { return Err(Stop::Broken) };
                check_size(width, height, check)?;
                if !chunk.get(16..18).is_some_and(is_way_of_colours) {
                    return Err(Stop::Broken);
                }
            }
            _ if number == 0 => return Err(Stop::Broken),
            b"IDAT" => has_picture = true,
            b"IEND" if has_picture => return Ok(end),
            _ => {}
        }
        if end >= size || matches!(name, b"IHDR" | b"PLTE" | b"IDAT") && !is_unharmed(source, place, length, check)? {
            return Err(Stop::Broken);
        }
        place = end;
    }
    Err(Budget::Pieces.into())
}

/// Bits for each point and colour, and the kind of colours: no others go together.
fn is_way_of_colours(way: &[u8]) -> bool {
    matches!(way, [1 | 2 | 4 | 8 | 16, 0] | [8 | 16, 2 | 4 | 6] | [1 | 2 | 4 | 8, 3])
}

/// Does the sum at the end of a chunk fit its name and its body?
fn is_unharmed(source: &mut dyn Source, place: u64, length: u32, check: &Check<'_>) -> Checked<bool> {
    const PIECE: u64 = 256 * 1024;
    let (mut crc, mut place, end) = (Crc::new(), place + 4, place + 8 + u64::from(length));
    while place < end {
        check.in_time()?;
        let bytes = piece(source, place, PIECE.min(end - place) as usize)?;
        if bytes.is_empty() {
            return Ok(false);
        }
        crc.update(&bytes);
        place += bytes.len() as u64;
    }
    Ok(piece(source, end, 4)?.be_u32(0) == Some(crc.sum()))
}

/// Tells where it ends.
pub(crate) fn examine_webp(source: &mut dyn Source, size: u64, check: &Check<'_>) -> Checked<u64> {
    let head = piece(source, 0, 64)?;
    let Some(length) = head.le_u32(4) else { return Err(Stop::Broken) };
    if u64::from(length) + 8 > size + 1 {
        return Err(Stop::Broken);
    }
    let number = |place: usize| head.le_u32(place);
    let (width, height) = match head.get(12..16) {
        Some(b"VP8 ") => match (head.get(23..26), head.le_u16(26), head.le_u16(28)) {
            (Some([0x9D, 0x01, 0x2A]), Some(width), Some(height)) => {
                (u32::from(width & 0x3FFF), u32::from(height & 0x3FFF))
            }
            _ => return Err(Stop::Broken),
        },
        Some(b"VP8L") => match (head.get(20), number(21)) {
            (Some(0x2F), Some(bits)) => ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1),
            _ => return Err(Stop::Broken),
        },
        Some(b"VP8X") => match (number(24), number(26)) {
            (Some(width), Some(height)) => ((width & 0xFF_FFFF) + 1, (height >> 8) + 1),
            _ => return Err(Stop::Broken),
        },
        _ => return Err(Stop::Broken),
    };
    check_size(width, height, check)?;
    Ok(u64::from(length) + 8)
}
