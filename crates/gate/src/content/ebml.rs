//! WebM: the head of a Matroska file says whether it is one, and what follows how long it is.

use domain::gate::{FileKind, Looks, Refusal};

use crate::check::{Checked, Stop};
use crate::source::{Source, piece};

const DOC_TYPE: u64 = 0x4282;
const SEGMENT: u64 = 0x1853_8067;

pub(crate) fn examine(source: &mut dyn Source, named: FileKind, size: u64) -> Checked<FileKind> {
    let head = piece(source, 0, 4096)?;
    let mut elements = Elements(head.get(4..).unwrap_or_default());
    let length = elements.size().and_then(|length| usize::try_from(length).ok()).ok_or(Stop::Broken)?;
    let (inner, behind) = elements.0.split_at_checked(length).ok_or(Stop::Broken)?;
    let mut doc_type = None;
    let mut inner = Elements(inner);
    while let (Some(id), Some(length)) = (inner.id(), inner.size()) {
        let Some((value, rest)) = usize::try_from(length).ok().and_then(|length| inner.0.split_at_checked(length))
        else {
            break;
        };
        if id == DOC_TYPE {
            doc_type = Some(value);
        }
        inner.0 = rest;
    }
    let doc_type = doc_type.unwrap_or_default();
    match doc_type.split(|byte| *byte == 0).next().unwrap_or_default() {
        b"webm" if has_whole_segment(behind, size.saturating_sub((head.len() - behind.len()) as u64)) => {
            Ok(FileKind::Webm)
        }
        b"webm" => Err(Stop::Broken),
        _ => Err(Refusal::ContentDiffers { named, looks: Looks::Other("Matroska video".to_owned()) }.into()),
    }
}

/// Behind the head comes the film, perhaps after room that was left free; `left` bytes of the file are behind the head.
/// A film that was sent while it was made does not say how long it is.
fn has_whole_segment(bytes: &[u8], left: u64) -> bool {
    const VOID: u64 = 0xEC;
    let mut elements = Elements(bytes);
    loop {
        let id = elements.id();
        let length = elements.size();
        match id {
            Some(SEGMENT) => {
                let before = (bytes.len() - elements.0.len()) as u64;
                return length.is_some_and(|length| is_unknown(length) || length <= left.saturating_sub(before));
            }
            Some(VOID) => {}
            _ => return false,
        }
        let skipped = length.and_then(|length| usize::try_from(length).ok());
        let Some(rest) = skipped.and_then(|length| elements.0.get(length..)) else { return false };
        elements.0 = rest;
    }
}

/// All bits set, in a number of any width.
fn is_unknown(length: u64) -> bool {
    (1..=8).any(|width| length == (1 << (7 * width)) - 1)
}

struct Elements<'b>(&'b [u8]);

impl Elements<'_> {
    /// With the bits that tell its length.
    fn id(&mut self) -> Option<u64> {
        self.number(4, false)
    }

    fn size(&mut self) -> Option<u64> {
        self.number(8, true)
    }

    fn number(&mut self, longest: u32, without_mark: bool) -> Option<u64> {
        let first = *self.0.first()?;
        let length = first.leading_zeros() + 1;
        if length > longest {
            return None;
        }
        let (bytes, rest) = self.0.split_at_checked(length as usize)?;
        self.0 = rest;
        let number = bytes.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        Some(if without_mark { number & !(1 << (7 * length)) } else { number })
    }
}
