//! Text in another format that Word puts into a document when it opens it (`altChunk`): web pages, and RTF.

use domain::gate::{Hold, Refusal};

use super::relations::may_be_elsewhere;
use crate::check::Check;
use crate::content::signature;
use crate::source::find;

const RTF: &[u8] = b"{\\rt";

pub(super) fn is_imported(head: &[u8]) -> bool {
    head.starts_with(RTF) || matches!(signature::danger(head), Some(Refusal::Html))
}

/// Holds for what is fetched, and for objects: they are written in digits, in more ways than are read here.
pub(super) fn look_at(bytes: &[u8], check: &Check<'_>) {
    const LOADED: [&[u8]; 3] = [b"\\objupdate", b"\\objautlink", b"ddeauto"];
    let text = bytes.to_ascii_lowercase();
    let has = |mark: &[u8]| find(&text, mark).is_some();
    let loads = if text.starts_with(RTF) {
        if has(b"\\objdata") {
            check.hold(Hold::EmbeddedPrograms);
        }
        LOADED.iter().any(|mark| has(mark)) || behind(&text, b"\\*\\template")
    } else {
        // In mails, `=` is written `=3D`.
        has(b"<object") || [b"src=".as_slice(), b"src=3d", b"url("].iter().any(|mark| behind(&text, mark))
    };
    if loads {
        check.hold(Hold::ExternalContent);
    }
}

/// Does `mark` stand before the place of something on another machine?
fn behind(text: &[u8], mark: &[u8]) -> bool {
    memchr::memmem::find_iter(text, mark).any(|place| {
        let rest = text.get(place + mark.len()..).unwrap_or_default();
        let target: Vec<u8> = rest.iter().take(16).copied().filter(|byte| !b"\"' ".contains(byte)).collect();
        may_be_elsewhere(&String::from_utf8_lossy(&target))
    })
}
