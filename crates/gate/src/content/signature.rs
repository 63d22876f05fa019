//! Programs, scripts and web pages by their first bytes.

use domain::gate::Refusal;

use crate::source::{Numbers, find, starts_with_any_case};

/// Why bytes that begin like this are taken under no name.
pub(crate) fn danger(head: &[u8]) -> Option<Refusal> {
    if is_program(head) {
        return Some(Refusal::Executable);
    }
    let text = sniffable(head);
    let text = text.trim_ascii_start();
    if is_script(text) {
        return Some(Refusal::Script);
    }
    let text = past_prologue(text);
    if is_script(text) {
        return Some(Refusal::Script);
    }
    if begins_with_any(text, &["<svg", "<!doctype svg", "<svg:svg"]) {
        return Some(Refusal::Svg);
    }
    (begins_with_any(text, WEB_PAGE) || is_web_archive(text)).then_some(Refusal::Html)
}

const WEB_PAGE: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<script",
    "<iframe",
    "<meta ",
    "<title",
    "<table",
    "<div",
    "<style",
    "<h1",
    "<h2",
    "<p>",
    "<p ",
    "<a href",
    "<br",
    "<img ",
    "<font",
    "<center",
    "<form",
    "<frameset",
    "<object",
    "<embed",
    "<base ",
    "<link ",
    "<?php",
];

fn begins_with_any(text: &[u8], beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| starts_with_any_case(text, beginning))
}

/// Programs of any system, and files that start one.
pub(crate) fn is_program(head: &[u8]) -> bool {
    const MARKS: &[&[u8]] = &[
        b"\x7FELF",
        b"\xFE\xED\xFA\xCE",
        b"\xFE\xED\xFA\xCF",
        b"\xCE\xFA\xED\xFE",
        b"\xCF\xFA\xED\xFE",
        // Java classes, and programs of several Macs in one.
        b"\xCA\xFE\xBA\xBE",
        b"dex\n03",
        b"\0asm\x01\0\0\0",
        // Shortcuts of Windows.
        b"L\0\0\0\x01\x14\x02\0",
        // Compiled help, which runs scripts.
        b"ITSF\x03\0\0\0",
        b"!<arch>\ndebian",
        b"\xED\xAB\xEE\xDB",
    ];
    if MARKS.iter().any(|mark| head.starts_with(mark)) {
        return true;
    }
    // A table may begin with the code of Mozambique: a program has zeros there.
    let marked = |mark: &[u8]| head.starts_with(mark) && head.get(..64).unwrap_or(head).contains(&0);
    marked(b"MZ") || marked(b"ZM") || is_flash(head)
}

/// Behind the mark come a version and a length, whose last byte is zero: no text has that.
fn is_flash(head: &[u8]) -> bool {
    matches!(head.get(..3), Some(b"FWS" | b"CWS" | b"ZWS"))
        && head.get(3).is_some_and(|version| *version < 64)
        && head.get(7) == Some(&0)
}

fn is_script(text: &[u8]) -> bool {
    if let Some(rest) = text.strip_prefix(b"#!") {
        return rest.trim_ascii_start().starts_with(b"/");
    }
    begins_with_any(
        text,
        &[
            "<?php",
            "<?=",
            "@echo off",
            "<%@",
            "<job>",
            "<job ",
            "<package>",
            "<scriptlet",
            "[internetshortcut]",
            "[autorun]",
            "[desktop entry]",
            "windows registry editor",
            "regedit4",
            "<?xml-stylesheet",
            "<hta:",
        ],
    )
}

/// What mails, and pages that are saved like one, begin with.
const HEADERS: &[&str] = &["mime-version:", "from:", "content-type:", "subject:", "date:"];

/// Web pages saved whole: Word does that too, and calls it `.doc`.
fn is_web_archive(text: &[u8]) -> bool {
    let top = text.get(..1024).unwrap_or(text).to_ascii_lowercase();
    let has = |needle: &[u8]| find(&top, needle).is_some();
    has(b"mime-version:") && (has(b"multipart/related") || has(b"text/html")) && begins_with_any(&top, HEADERS)
}

/// A mail, whatever it holds further down. Pages that are saved like one were sent by nobody and to nobody.
pub(crate) fn is_mail(head: &[u8]) -> bool {
    const SENT: &[&str] = &["to:", "cc:", "received:", "return-path:", "delivered-to:", "message-id:"];
    let text = sniffable(head);
    let text = text.trim_ascii_start();
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).take_while(|line| !line.is_empty());
    let is_of_someone = |line: &[u8]| starts_with_any_case(line, "from:") && line.contains(&b'@');
    begins_with_any(text, HEADERS) && lines.any(|line| begins_with_any(line, SENT) || is_of_someone(line))
}

/// Bytes of text as ASCII, where text in UTF-16 and UTF-32 has become readable; other bytes as they are.
fn sniffable(head: &[u8]) -> Vec<u8> {
    let wide = |bytes: &[u8], low: usize| bytes.as_chunks::<2>().0.iter().map(|pair| pair[low]).collect();
    match head {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        [0xFF, 0xFE, 0, 0, rest @ ..] | [0, 0, 0xFE, 0xFF, rest @ ..] => {
            rest.iter().copied().filter(|byte| *byte != 0).collect()
        }
        [0xFF, 0xFE, rest @ ..] => wide(rest, 0),
        [0xFE, 0xFF, rest @ ..] => wide(rest, 1),
        [b'<', 0, ..] => wide(head, 0),
        [0, b'<', ..] => wide(head, 1),
        _ => head.to_vec(),
    }
}

/// Without what may stand before the first element: `<?xml …?>` and comments.
fn past_prologue(mut text: &[u8]) -> &[u8] {
    loop {
        let end: &[u8] = match text {
            [b'<', b'?', ..] if !starts_with_any_case(text, "<?php") => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ => return text,
        };
        let Some(place) = find(text, end) else { return text };
        text = text.get(place + end.len()..).unwrap_or_default().trim_ascii_start();
    }
}

/// Programs of Windows by their whole header: for bytes in the midst of others.
pub(crate) fn is_windows_program(bytes: &[u8]) -> bool {
    let header = bytes.le_u32(0x3C).and_then(|place| bytes.get(place as usize..));
    bytes.starts_with(b"MZ") && header.is_some_and(|header| header.starts_with(b"PE\0\0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_begins_with_mozambique_is_none() {
        assert_eq!(danger(b"MZ,Mozambique\nLA,Laos\n"), None);
        assert_eq!(danger(b"CWS\tCrew without shore leave\n"), None);
        assert_eq!(danger(b"CWS\x09\x10\x20\0\0\x78\x9C"), Some(Refusal::Executable));
        assert_eq!(danger(b"MZ\x90\0\x03\0\0\0\x04"), Some(Refusal::Executable));
    }

    #[test]
    fn web_pages_are_known_behind_whatever_stands_before_them() {
        let utf_16: Vec<u8> = "\u{feff}<HTML>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for page in [
            b"  <!DOCTYPE HTML>".as_slice(),
            b"<?xml version='1.0'?><!-- a --> <html>",
            b"<FORM action='x'>",
            b"\xEF\xBB\xBF<script>",
            &utf_16,
        ] {
            assert_eq!(danger(page), Some(Refusal::Html), "{page:?}");
        }
        assert_eq!(danger(b"<?xml version='1.0'?>\n<svg xmlns='x'/>"), Some(Refusal::Svg));
        assert_eq!(danger(b"<?xml version='1.0'?><scriptlet>"), Some(Refusal::Script));
        assert_eq!(danger(b"# A heading\n<html> is a tag"), None);
    }
}
