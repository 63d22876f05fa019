//! What a file is by its bytes.

pub(crate) mod audio;
pub(crate) mod boxes;
pub(crate) mod ebml;
pub(crate) mod picture;
pub(crate) mod polyglot;
pub(crate) mod program_names;
mod scan;
pub(crate) mod signature;
mod table;
pub(crate) mod text;

use domain::gate::{FileKind, Looks, Refusal};
use file_format::FileFormat;

use crate::check::{Check, Checked};
use crate::ole::excel;
use crate::source::{Source, find};

/// What is known from the first bytes alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Archives, and the office files that are packed as one.
    Zip,
    /// Files of old Office programs, and encrypted ones of new programs.
    Ole,
    /// Workbooks of the oldest programs, which are no compound files.
    Records,
    Pdf,
    Other(FileKind),
}

/// Readers of PDF look for its mark in so many bytes.
pub(crate) const PDF_MARK_WITHIN: usize = 1024;

impl Family {
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        // An archive begins with a file, or (a split one that was joined) with a mark of its own; or it is empty.
        if head.starts_with(b"PK\x03\x04")
            || head.starts_with(b"PK\x07\x08PK\x03\x04")
            || head.starts_with(b"PK\x05\x06")
        {
            return Some(Self::Zip);
        }
        if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Some(Self::Ole);
        }
        if excel::begins(head) {
            return Some(Self::Records);
        }
        if head.starts_with(b"\xFF\xD8\xFF") {
            return Some(Self::Other(FileKind::Jpg));
        }
        if head.starts_with(b"\x89PNG\r\n\x1A\n") {
            return Some(Self::Other(FileKind::Png));
        }
        if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            return Some(Self::Other(FileKind::Webp));
        }
        if head.starts_with(b"\x1A\x45\xDF\xA3") {
            return Some(Self::Other(FileKind::Webm));
        }
        if boxes::begins(head) {
            return Some(Self::Other(FileKind::Mp4));
        }
        if find(head.get(..PDF_MARK_WITHIN + 5).unwrap_or(head), b"%PDF-").is_some() {
            return Some(Self::Pdf);
        }
        if audio::begins(head) {
            return Some(Self::Other(FileKind::Mp3));
        }
        None
    }

    /// Documents and archives: they may do something, or hold what does.
    pub(crate) fn is_document(self) -> bool {
        matches!(self, Self::Zip | Self::Ole | Self::Records | Self::Pdf)
    }
}

/// Looks at a picture or a recording, and tells what it is after all.
pub(crate) fn examine(
    source: &mut dyn Source,
    kind: FileKind,
    named: FileKind,
    size: u64,
    check: &Check<'_>,
) -> Checked<FileKind> {
    let picture = match kind {
        FileKind::Jpg => Some(picture::examine_jpeg(source, size, check)?),
        FileKind::Png => Some(picture::examine_png(source, size, check)?),
        FileKind::Webp => Some(picture::examine_webp(source, size, check)?),
        _ => None,
    };
    if let Some(end) = picture {
        polyglot::refuse_behind(source, kind, end, check)?;
        return Ok(kind);
    }
    match kind {
        FileKind::Webm => ebml::examine(source, named, size),
        FileKind::Mp4 => boxes::examine(source, named, size, check),
        _ => audio::examine(source, named, size),
    }
}

/// Documents from before there were compound files: today's programs refuse them or open them wrongly.
const BEFORE_OLE: [(&[u8], &str); 3] = [
    (b"\x9B\xA5\x21\0", "document of Word 1"),
    (b"\xDB\xA5\x2D\0", "document of Word 2"),
    (b"\x31\xBE\0\0", "document of Word for DOS"),
];

/// What bytes look like that are of no kind that is taken.
pub(crate) fn looks_of(head: &[u8]) -> Looks {
    if let Some((_, name)) = BEFORE_OLE.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Looks::Other((*name).to_owned());
    }
    match FileFormat::from_bytes(head) {
        FileFormat::ArbitraryBinaryData | FileFormat::Empty => Looks::Unknown,
        FileFormat::PlainText => Looks::Kind(FileKind::Txt),
        format => Looks::Other(format.name().to_owned()),
    }
}

pub(crate) fn differs(named: FileKind, head: &[u8]) -> Refusal {
    Refusal::ContentDiffers { named, looks: looks_of(head) }
}
