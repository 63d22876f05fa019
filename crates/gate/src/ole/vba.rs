//! Basic of Office programs ([MS-OVBA]): does a project hold any code? Excel puts an empty module beside each sheet as
//! soon as somebody has looked into its editor; such a project does nothing.
//!
//! A project is idle if the text of all its modules is, and what was made of the text for running says so too: programs
//! run that, and a file can be made whose text is empty and which runs all the same. Any doubt means that it is not.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::Compound;
use crate::check::{Check, Checked};
use crate::office::is_elsewhere;
use crate::source::{Numbers, up_to};

/// The list of modules, and the largest module.
const MOST: usize = 4 * 1024 * 1024;
/// What it unpacks to.
const MOST_UNPACKED: usize = 16 * 1024 * 1024;
/// Bytes that a chunk unpacks to at most.
const MOST_OF_CHUNK: usize = 4_096;
/// More than a workbook has sheets.
const MOST_MODULES: usize = 1_000;

/// `folder` holds the list of modules, and each of them as a stream.
pub(super) fn is_idle(file: &mut Compound<'_>, folder: &Path, check: &Check<'_>) -> Checked<bool> {
    let (Some(list), Some(cache)) = (read(file, folder, "dir")?, read(file, folder, "_VBA_PROJECT")?) else {
        return Ok(false);
    };
    let Some(project) = unpacked(&list, check)?.and_then(|list| Project::of(&list)) else { return Ok(false) };
    let known = |name: &str| {
        let lower = name.to_lowercase();
        matches!(&*lower, "dir" | "_vba_project")
            || lower.starts_with("__srp_")
            || project.modules.iter().any(|module| module.name.to_lowercase() == lower)
    };
    let in_folder = |path: &&PathBuf| path.parent() == Some(folder);
    let mut names = file.paths.iter().filter(in_folder).map(|path| path.file_name().and_then(|name| name.to_str()));
    if !names.all(|name| name.is_some_and(known)) {
        return Ok(false);
    }
    for module in &project.modules {
        check.in_time()?;
        let Some(bytes) = read(file, folder, &module.name)? else { return Ok(false) };
        let Some((made, text)) = bytes.split_at_checked(module.text) else { return Ok(false) };
        let Some(text) = unpacked(text, check)? else { return Ok(false) };
        if !text.split(|byte| matches!(byte, b'\r' | b'\n')).all(is_idle_line) || !has_no_code(made, &cache) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn read(file: &mut Compound<'_>, folder: &Path, name: &str) -> Checked<Option<Vec<u8>>> {
    let is_it = |path: &&PathBuf| {
        path.parent() == Some(folder)
            && path
                .file_name()
                .and_then(|file| file.to_str())
                .is_some_and(|file| file.to_lowercase() == name.to_lowercase())
    };
    let Some(path) = file.paths.iter().find(is_it).cloned() else { return Ok(None) };
    let bytes = up_to(&mut file.file.open_stream(path)?.take(MOST as u64 + 1), MOST + 1)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() <= MOST))
}

/// 2.4.1: chunks of up to 4,096 bytes, each with a head; in them, bytes and references to earlier bytes.
fn unpacked(bytes: &[u8], check: &Check<'_>) -> Checked<Option<Vec<u8>>> {
    let mut text = Vec::new();
    let Some((1, mut rest)) = bytes.split_first().map(|(mark, rest)| (*mark, rest)) else { return Ok(None) };
    while !rest.is_empty() {
        let Some(head) = rest.le_u16(0) else { return Ok(None) };
        let length = usize::from(head & 0x0FFF) + 1;
        let Some(chunk) = rest.get(2..2 + length) else { return Ok(None) };
        if head >> 12 & 7 != 3 || text.len() > MOST_UNPACKED {
            return Ok(None);
        }
        if head & 0x8000 == 0 {
            // What is not packed is a whole chunk.
            if length != MOST_OF_CHUNK {
                return Ok(None);
            }
            text.extend(chunk);
        } else if unpack_chunk(chunk, &mut text).is_none() {
            return Ok(None);
        }
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    check.take_unpacked(text.len() as u64)?;
    check.count_content(text.len() as u64);
    Ok(Some(text))
}

fn unpack_chunk(mut chunk: &[u8], text: &mut Vec<u8>) -> Option<()> {
    let begin = text.len();
    while let Some((flags, rest)) = chunk.split_first() {
        chunk = rest;
        for bit in 0..8 {
            if chunk.is_empty() {
                break;
            }
            if flags >> bit & 1 == 0 {
                text.push(*chunk.first()?);
                chunk = chunk.get(1..)?;
                continue;
            }
            let token = usize::from(chunk.le_u16(0)?);
            chunk = chunk.get(2..)?;
            let so_far = text.len() - begin;
            // As many bits for the place as what is there so far needs; four at least.
            let bits = so_far.checked_next_power_of_two()?.ilog2().max(4);
            let length = (token & (0xFFFF >> bits)) + 3;
            let back = (token >> (16 - bits)) + 1;
            if back > so_far || so_far + length > MOST_OF_CHUNK {
                return None;
            }
            for _ in 0..length {
                text.push(*text.get(text.len() - back)?);
            }
        }
    }
    Some(())
}

#[derive(Debug)]
struct Module {
    name: String,
    /// Where in its stream its text begins.
    text: usize,
}

#[derive(Debug)]
struct Project {
    modules: Vec<Module>,
}

impl Project {
    /// 2.3.4.2: records of a kind, a length, and a body. `None` if it is not in order, or takes code from elsewhere.
    fn of(list: &[u8]) -> Option<Self> {
        const VERSION: u16 = 0x0009;
        const OTHER_PROJECT: u16 = 0x000E;
        const COUNT: u16 = 0x000F;
        const END: u16 = 0x0010;
        const STREAM: u16 = 0x001A;
        const STREAM_WIDE: u16 = 0x0032;
        const TEXT: u16 = 0x0031;
        let (mut modules, mut count, mut name) = (Vec::new(), None, None);
        let mut rest = list;
        loop {
            let (kind, length) = (rest.le_u16(0)?, rest.le_u32(2)? as usize);
            // The length of this one does not tell it.
            let length = if kind == VERSION { 6 } else { length };
            let body = rest.get(6..)?.get(..length)?;
            rest = rest.get(6 + length..)?;
            match kind {
                COUNT => count = Some(usize::from(body.le_u16(0)?)),
                OTHER_PROJECT if names_elsewhere(body) => return None,
                STREAM => name = Some(String::from_utf8_lossy(body).into_owned()),
                STREAM_WIDE => {
                    let letters: Vec<u16> =
                        body.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
                    name = Some(String::from_utf16_lossy(&letters));
                }
                TEXT => modules.push(Module { name: name.take()?, text: body.le_u32(0)? as usize }),
                END => break,
                _ => {}
            }
        }
        (count == Some(modules.len()) && modules.len() <= MOST_MODULES).then_some(Self { modules })
    }
}

/// The path of another project, behind its length, an asterisk, a backslash and a letter.
fn names_elsewhere(reference: &[u8]) -> bool {
    let length = reference.le_u32(0).map_or(0, |length| length as usize);
    let path = String::from_utf8_lossy(reference.get(4..).and_then(|path| path.get(..length)).unwrap_or(reference));
    is_elsewhere(path.get(3..).unwrap_or(&path))
}

/// Empty, a remark, or one of the lines that describe a module and stand in every one.
fn is_idle_line(line: &[u8]) -> bool {
    const OPTIONS: [&str; 5] =
        ["option explicit", "option base 0", "option base 1", "option compare text", "option private module"];
    let line = String::from_utf8_lossy(line.trim_ascii()).to_ascii_lowercase();
    line.is_empty()
        || line.starts_with("attribute vb_")
        || line.starts_with('\'')
        || line == "rem"
        || line.starts_with("rem ")
        || OPTIONS.contains(&&*line)
}

/// What was made of a text (“p-code”), as Office 97 and its followers lay it out. Their maker does not tell: these places
/// are those that `pcodedmp` has found. An empty line is of no bytes and `Option Explicit` of two, which are too few to
/// begin a procedure or to call one.
fn has_no_code(made: &[u8], cache: &[u8]) -> bool {
    const IDLE_BYTES: u16 = 2;
    const LINE: usize = 12;
    if made.is_empty() {
        return true;
    }
    let Some((lines, begin)) = lines_of(made, cache) else { return false };
    (0..usize::from(lines)).all(|line| made.le_u16(begin + LINE * line + 4).is_some_and(|length| length <= IDLE_BYTES))
}

/// How many lines there are, and where the list of them begins.
fn lines_of(made: &[u8], cache: &[u8]) -> Option<(u16, usize)> {
    const OFFICE_2000: u16 = 0x6B;
    const MARK: u16 = 0xCAFE;
    let place = if cache.le_u16(2)? >= OFFICE_2000 { 0x19 } else { place_in_office_97(made)? };
    let table = (made.le_u32(place)? as usize).checked_add(0x3C)?;
    if made.le_u16(table)? == MARK { Some((made.le_u16(table + 4)?, table + 6)) } else { None }
}

/// Behind some lists, each with its length before it.
fn place_in_office_97(made: &[u8]) -> Option<usize> {
    let behind_bytes = |place: usize| (place + 4).checked_add(made.le_u32(place)? as usize);
    let behind_entries = |place: usize| Some(place + 2 + 16 * usize::from(made.le_u16(place)?));
    let place = behind_entries(behind_bytes(11)?.checked_add(64)?)?;
    behind_bytes(behind_bytes(place)?.checked_add(6)?)?.checked_add(77)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    /// The examples of [MS-OVBA] 3.2.
    #[test]
    fn what_is_packed_comes_out() {
        let limits = Limits::default();
        let check = Check::new(&limits, &[], 1_000);
        let text = |bytes: &[u8]| {
            unpacked(bytes, &check).expect("within limits").map(|text| String::from_utf8_lossy(&text).into_owned())
        };
        let plain = b"\x01\x19\xB0\0abcdefgh\0ijklmnop\0qrstuv.";
        assert_eq!(text(plain).as_deref(), Some("abcdefghijklmnopqrstuv."));
        let packed = b"\x01\x2F\xB0\0#aaabcde\x82f\0paghij\x018\x08akl\x000mnop\x06q\x02p\x04\x10rstuv\x10wxyz\0<";
        assert_eq!(text(packed).as_deref(), Some("#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"));
        assert_eq!(text(b"\x01\x03\xB0\x02aE\0"), Some("a".repeat(73)));
        for wrong in [b"".as_slice(), b"\x02", b"\x01\x03\xB0\x02", b"\x01\x02\xB0\x01\0\0", b"\x01\x03\x30\x02aE\0"] {
            assert_eq!(text(wrong), None, "{wrong:?}");
        }
    }
}
