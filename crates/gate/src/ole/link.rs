//! Where the object of a link is ([MS-OLEDS] 2.3.3, [MS-OSHARED] 2.3.7): on another machine, or on the reader's own.

use std::io::Read;

use domain::gate::Hold;

use crate::check::{Check, Checked};
use crate::office::is_elsewhere;
use crate::source::{Numbers, up_to};

/// `{79EAC9E0-BAF9-11CE-8C82-00AA004BA90B}`: an address.
const ADDRESS: [u8; 16] =
    [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B];
/// `{00000303-0000-0000-C000-000000000046}`: a file.
const FILE: [u8; 16] = [0x03, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46];
/// Longer ones than programs write.
const MOST: usize = 64 * 1024;

/// A link is followed when its document is opened.
pub(super) fn examine(stream: &mut dyn Read, check: &Check<'_>) -> Checked {
    let bytes = up_to(stream, MOST)?;
    let behind = |mark: &'static [u8; 16]| {
        memchr::memmem::find_iter(&bytes, mark).map(|place| bytes.get(place + 16..).unwrap_or_default())
    };
    let mut targets = behind(&ADDRESS).map(address).chain(behind(&FILE).map(path));
    if targets.any(|target| is_elsewhere(&target)) {
        check.hold(Hold::ExternalContent);
    }
    Ok(())
}

/// Its length in bytes, and letters of two bytes up to a zero.
fn address(link: &[u8]) -> String {
    let letters = link.get(4..).unwrap_or_default().as_chunks::<2>().0;
    let letters: Vec<u16> =
        letters.iter().map(|letter| u16::from_le_bytes(*letter)).take_while(|letter| *letter != 0).collect();
    String::from_utf16_lossy(&letters)
}

/// How many folders it goes up, its length, and letters of one byte.
fn path(link: &[u8]) -> String {
    let length = link.le_u32(2).map_or(0, |length| length as usize);
    let letters = link.get(6..).unwrap_or_default();
    let letters = letters.get(..length).unwrap_or(letters);
    String::from_utf8_lossy(letters).trim_end_matches('\0').to_owned()
}
