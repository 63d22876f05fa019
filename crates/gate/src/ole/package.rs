//! A file that was packed into an object (`Ole10Native`): its name, and its bytes.

use std::io::Read;

use domain::gate::Hold;

use crate::check::{Check, Checked};
use crate::content::{program_names, signature};
use crate::office::embedded;
use crate::source::Numbers;

/// Names and paths of the file stand before its bytes, each ended by a zero. They are looked for in all that comes
/// before: programs write more or fewer of them.
const NAMES_WITHIN: usize = 2_048;

pub(super) fn examine(stream: &mut dyn Read, check: &Check<'_>) -> Checked {
    let mut bytes = Vec::new();
    stream.take(check.limits.nested_bytes).read_to_end(&mut bytes)?;
    let names = bytes.get(4..NAMES_WITHIN).unwrap_or(bytes.get(4..).unwrap_or_default());
    let is_printable = |byte: u8| byte >= 0x20 && byte != 0x7F;
    let named_program = names
        .split(|byte| *byte == 0)
        .filter(|name| (3..300).contains(&name.len()))
        .take(4)
        .map(|name| name.iter().copied().filter(|byte| is_printable(*byte)).collect::<Vec<u8>>())
        .any(|name| program_names::is_program_name(&String::from_utf8_lossy(&name)));
    let holds_program = memchr::memmem::find_iter(names, b"MZ")
        .any(|place| signature::is_windows_program(bytes.get(4 + place..).unwrap_or_default()))
        || memchr::memmem::find(names, b"\x7FELF").is_some();
    if named_program || holds_program {
        check.hold(Hold::EmbeddedPrograms);
    }
    match content(&bytes) {
        Some(content) => {
            check.count_content(content.len() as u64);
            look_at_file(content.to_vec(), check)
        }
        None => Ok(()),
    }
}

/// The packed file's own bytes ([MS-OLEDS] leaves them to the packer): lengths, a mark, two names, four bytes, one more
/// name by its length, and the bytes by theirs.
fn content(package: &[u8]) -> Option<&[u8]> {
    let mut rest = package.get(6..)?;
    for _ in 0..2 {
        rest = rest.get(memchr::memchr(0, rest)? + 1..)?;
    }
    let name = rest.le_u32(4)? as usize;
    rest = rest.get(8..)?.get(name..)?;
    let size = rest.le_u32(0)? as usize;
    rest.get(4..)?.get(..size)
}

/// The bytes of a file as they are.
pub(super) fn look_at_file(bytes: Vec<u8>, check: &Check<'_>) -> Checked {
    // A film of Flash stands behind a mark and its length.
    let film = bytes.strip_prefix(b"fUfU").and_then(|film| film.get(4..)).unwrap_or_default();
    if signature::is_program(&bytes) || signature::is_program(film) {
        check.hold(Hold::EmbeddedPrograms);
    }
    embedded::examine_bytes(bytes, check)
}
