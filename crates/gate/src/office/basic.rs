//! Modules of LibreOffice Basic. Programs put empty ones beside what they have converted from old workbooks.

use super::xml::{Piece, read};
use crate::archive::Package;
use crate::check::{Check, Checked, Stop};
use crate::source::{find, up_to};

/// Does a part begin like a module, wherever it lies?
pub(super) fn is_module(package: &mut Package<'_>, place: usize, check: &Check<'_>) -> Checked<bool> {
    let head = package.unpack(place, check, |reader| Ok(up_to(reader, 1_024)?))?;
    // In UTF-16, every second byte is zero.
    let text: Vec<u8> = head.into_iter().filter(|byte| *byte != 0).collect();
    let has = |mark: &[u8]| find(&text, mark).is_some();
    // Dialogs name the same language.
    Ok(has(b"<script:module") || has(b"openoffice.org/2000/script") && has(b":module"))
}

/// Has a module no line that does anything? Any doubt means that it has.
pub(super) fn is_idle(package: &mut Package<'_>, place: usize, check: &Check<'_>) -> Checked<bool> {
    const MOST: usize = 64 * 1024;
    let (mut is_module, mut has_more, mut code) = (false, false, String::new());
    let examined = package.unpack(place, check, |reader| {
        read(reader, check, |piece| match piece {
            Piece::Start(tag) if tag.name() == "module" => is_module = true,
            Piece::Start(_) => has_more = true,
            Piece::Text(text) if code.len() < MOST => code.push_str(text),
            Piece::Text(_) => has_more = true,
            Piece::End(_) => {}
        })
    });
    match examined {
        Err(Stop::Broken) => Ok(false),
        examined => examined.map(|()| is_module && !has_more && code.lines().all(is_idle_line)),
    }
}

/// Empty, a remark, one of the lines that say how a module is to be read, or the frame that a new module begins with.
fn is_idle_line(line: &str) -> bool {
    const IDLE: [&str; 5] = ["option vbasupport 1", "option explicit", "option compatible", "sub main", "end sub"];
    let line = line.trim().to_ascii_lowercase();
    line.is_empty() || line == "rem" || line.starts_with("rem ") || line.starts_with('\'') || IDLE.contains(&&*line)
}
