//! One file that programs open as two different things.

use domain::gate::{FileKind, Looks, Refusal};

use super::{Family, PDF_MARK_WITHIN, signature};
use crate::check::{Check, Checked};
use crate::source::{Numbers, Source, find, length, piece};

/// A web page in the first bytes of something else: browsers that guess would show it.
pub(crate) fn refuse_web_page(family: Option<Family>, named: FileKind, head: &[u8]) -> Checked {
    const MARKS: [&[u8]; 6] = [b"<html", b"<script", b"<!doctype html", b"<iframe", b"<svg", b"<?php"];
    // Text may tell of tags, and packed files may hold the names of such files.
    if !matches!(family, Some(Family::Pdf | Family::Other(_))) {
        return Ok(());
    }
    let head = head.get(..PDF_MARK_WITHIN).unwrap_or(head).to_ascii_lowercase();
    if MARKS.iter().any(|mark| find(&head, mark).is_some()) {
        return Err(Refusal::Polyglot { first: Looks::Kind(named), second: Looks::WebPage }.into());
    }
    Ok(())
}

/// A PDF in the first bytes of an archive. In a plain archive that is what an unpacked PDF as its first file looks like.
pub(crate) fn refuse_pdf_in_archive(named: FileKind, head: &[u8]) -> Checked {
    let Some(place) = find(head.get(..PDF_MARK_WITHIN).unwrap_or(head), b"%PDF-") else { return Ok(()) };
    if named == FileKind::Zip && begins_first_entry(head, place) {
        return Ok(());
    }
    Err(Refusal::Polyglot { first: Looks::Kind(named), second: Looks::Kind(FileKind::Pdf) }.into())
}

/// A PDF in the first bytes of a picture or a recording, or in the head of an old Office file; and a PDF that begins as
/// something else. Junk before it means nothing, and occurs.
pub(crate) fn refuse_pdf_within(family: Option<Family>, named: FileKind, head: &[u8]) -> Checked {
    const HEAD_OF_OLE: usize = 512;
    let within = match family {
        Some(Family::Other(_)) => PDF_MARK_WITHIN,
        Some(Family::Ole) => HEAD_OF_OLE,
        Some(Family::Pdf) if !head.starts_with(b"%PDF-") => {
            return match super::looks_of(head) {
                second @ Looks::Other(_) => Err(Refusal::Polyglot { first: Looks::Kind(named), second }.into()),
                _ => Ok(()),
            };
        }
        _ => return Ok(()),
    };
    match find(head.get(..within).unwrap_or(head), b"%PDF-") {
        Some(_) => Err(Refusal::Polyglot { first: Looks::Kind(named), second: Looks::Kind(FileKind::Pdf) }.into()),
        None => Ok(()),
    }
}

/// Something else behind the end of a picture or a film. Telephones put a film or a second picture there, and what they
/// know about them.
pub(crate) fn refuse_behind(source: &mut dyn Source, kind: FileKind, end: u64, check: &Check<'_>) -> Checked {
    const PIECE: usize = 256 * 1024;
    const OVERLAP: usize = 4096;
    let mut place = end;
    loop {
        check.in_time()?;
        let bytes = piece(source, place, PIECE)?;
        if let Some(second) = second_in(&bytes) {
            return Err(Refusal::Polyglot { first: Looks::Kind(kind), second }.into());
        }
        if bytes.len() < PIECE {
            return Ok(());
        }
        place += (PIECE - OVERLAP) as u64;
    }
}

/// The same behind a recording, which has no end of its own: in its last bytes.
pub(crate) fn refuse_at_the_end(source: &mut dyn Source, kind: FileKind, size: u64, check: &Check<'_>) -> Checked {
    const LAST: u64 = 64 * 1024;
    refuse_behind(source, kind, size.saturating_sub(LAST), check)
}

const END_OF_PDF: &[u8] = b"%%EOF";
const END_OF_ARCHIVE: &[u8] = b"PK\x05\x06";

/// Where a PDF ends. Each of its revisions does, behind the place of its table; an end without a table is none.
fn end_of_pdf(bytes: &[u8]) -> Option<usize> {
    let table = memchr::memmem::rfind(bytes, b"startxref");
    let end = table.and_then(|table| Some(table + find(bytes.get(table..)?, END_OF_PDF)?));
    end.or_else(|| memchr::memmem::rfind(bytes, END_OF_PDF))
}

/// Another archive or a program behind the end of an archive.
pub(crate) fn refuse_behind_archive(source: &mut dyn Source, named: FileKind) -> Checked {
    const LAST: u64 = 1024 * 1024;
    let size = length(source)?;
    let bytes = piece(source, size.saturating_sub(LAST), LAST as usize)?;
    let Some(place) = memchr::memmem::rfind(&bytes, END_OF_ARCHIVE) else { return Ok(()) };
    // Of the mark of a PDF nothing follows there.
    let second = other_files_in(bytes.get(place..).unwrap_or_default()).find(|(_, second)| !is_pdf(second));
    match second {
        Some((_, second)) => Err(Refusal::Polyglot { first: Looks::Kind(named), second }.into()),
        None => Ok(()),
    }
}

/// Another archive or a program in a file, but for places where it may have others within it.
pub(crate) fn refuse_between(
    source: &mut dyn Source,
    named: FileKind,
    is_within: impl Fn(u64) -> bool,
    check: &Check<'_>,
) -> Checked {
    const PIECE: usize = 256 * 1024;
    /// A program is known by its whole header.
    const OVERLAP: usize = 4096;
    let refused = |second| Err(Refusal::Polyglot { first: Looks::Kind(named), second }.into());
    let mut begin = 0;
    loop {
        check.in_time()?;
        let bytes = piece(source, begin, PIECE + OVERLAP)?;
        let is_last = bytes.len() < PIECE + OVERLAP;
        let counts = |place: usize| (is_last || place < PIECE) && !is_within(begin + place as u64);
        if let Some((_, second)) = other_files_in(&bytes).find(|(place, second)| !is_pdf(second) && counts(*place)) {
            return refused(second);
        }
        for place in memchr::memmem::find_iter(&bytes, END_OF_ARCHIVE).filter(|place| counts(*place)) {
            if leads_to_a_file(source, begin + place as u64, bytes.get(place..).unwrap_or_default())? {
                return refused(Looks::Kind(FileKind::Zip));
            }
        }
        if is_last {
            return Ok(());
        }
        begin += PIECE as u64;
    }
}

fn is_pdf(looks: &Looks) -> bool {
    matches!(looks, Looks::Kind(FileKind::Pdf))
}

fn second_in(bytes: &[u8]) -> Option<Looks> {
    const PAGES: [&[u8]; 4] = [b"<html", b"<script", b"<!doctype html", b"<?php"];
    let lower = bytes.to_ascii_lowercase();
    if PAGES.iter().any(|mark| find(&lower, mark).is_some()) {
        return Some(Looks::WebPage);
    }
    other_files_in(bytes).next().map(|(_, second)| second)
}

/// Marks that are long enough not to stand there by chance, and where they stand.
fn other_files_in(bytes: &[u8]) -> impl Iterator<Item = (usize, Looks)> {
    let marks: [(&'static [u8], Looks); 6] = [
        (b"%PDF-", Looks::Kind(FileKind::Pdf)),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Looks::Other("file of an old Office program".to_owned())),
        (b"Rar!\x1A\x07", Looks::Other("RAR archive".to_owned())),
        (b"7z\xBC\xAF\x27\x1C", Looks::Other("7-Zip archive".to_owned())),
        (b"\x7FELF\x01\x01\x01", Looks::Program),
        (b"\x7FELF\x02\x01\x01", Looks::Program),
    ];
    let is_program = |place: &usize| signature::is_windows_program(bytes.get(*place..).unwrap_or_default());
    let programs = memchr::memmem::find_iter(bytes, b"MZ").filter(is_program).map(|place| (place, Looks::Program));
    let marked = marks
        .into_iter()
        .flat_map(move |(mark, looks)| memchr::memmem::find_iter(bytes, mark).map(move |place| (place, looks.clone())));
    programs.chain(marked)
}

/// Do the bytes of the first file begin at `place`, and is it called a PDF?
fn begins_first_entry(head: &[u8], place: usize) -> bool {
    let (Some(name), Some(extra)) = (head.le_u16(26), head.le_u16(28)) else { return false };
    let data = 30 + usize::from(name) + usize::from(extra);
    let name = head.get(30..30 + usize::from(name)).unwrap_or_default();
    data == place && String::from_utf8_lossy(name).to_ascii_lowercase().ends_with(".pdf")
}

/// What may stand at the end of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    /// No archive at all.
    Any,
    /// An attachment that is an archive, if the PDF goes on behind it.
    Pdf,
    /// No archive that ends with the file: one that does not is embedded.
    AtTheVeryEnd,
}

/// The directory of an archive at the end of a file that is none: programs that unpack look for it from there.
pub(crate) fn refuse_appended_archive(source: &mut dyn Source, named: FileKind, tail: Tail) -> Checked {
    const LONGEST_COMMENT: u64 = 65_535;
    let size = length(source)?;
    let from = size.saturating_sub(LONGEST_COMMENT + 22);
    let bytes = piece(source, from, LONGEST_COMMENT as usize + 22)?;
    let after_pdf = end_of_pdf(&bytes).unwrap_or(0);
    for place in memchr::memmem::rfind_iter(&bytes, END_OF_ARCHIVE) {
        let Some(comment) = bytes.le_u16(place + 20) else { continue };
        let reaches_end = place + 22 + usize::from(comment) == bytes.len();
        let counts = match tail {
            Tail::Any => true,
            Tail::Pdf => reaches_end || place > after_pdf,
            Tail::AtTheVeryEnd => reaches_end,
        };
        if counts && leads_to_a_file(source, from + place as u64, &bytes[place..])? {
            return Err(Refusal::Polyglot { first: Looks::Kind(named), second: Looks::Kind(FileKind::Zip) }.into());
        }
    }
    Ok(())
}

/// Does this end of an archive have a directory with a file in it? Offsets may count from the beginning of the archive
/// or of the whole file.
fn leads_to_a_file(source: &mut dyn Source, place: u64, end: &[u8]) -> Checked<bool> {
    let (Some(files), Some(size), Some(offset)) = (end.le_u16(10), end.le_u32(12), end.le_u32(16)) else {
        return Ok(false);
    };
    if files == 0 {
        return Ok(false);
    }
    let before = place.checked_sub(u64::from(size));
    for directory in before.into_iter().chain([u64::from(offset)]) {
        let entry = piece(source, directory, 46)?;
        if entry.starts_with(b"PK\x01\x02") {
            return Ok(true);
        }
    }
    // Of more than 4 GB or of 65,535 files: its directory is told elsewhere.
    Ok(files == u16::MAX || offset == u32::MAX)
}
