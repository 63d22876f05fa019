//! How single values are written in a calendar, so that none of them can add a line.

use domain::time::Instant;

/// `20211110T013000Z`
pub(super) fn utc(at: Instant) -> String {
    at.to_rfc3339().replace(['-', ':'], "")
}

/// The crate escapes line feeds; what else could end a line must not reach it.
pub(super) fn text(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace(|c: char| c.is_control() && c != '\n', " ")
}

pub(super) fn one_line(value: &str) -> String {
    text(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn escaped(line: &str) -> String {
    line.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;")
}

/// Addresses are not escaped in a calendar, so one that holds a line break could add a property.
pub(super) fn uri(address: &str) -> String {
    let mut uri = String::with_capacity(address.len());
    for byte in address.trim().bytes().filter(|byte| !byte.is_ascii_control()) {
        match byte {
            b' ' | b'"' | b'<' | b'>' | 0x80.. => uri.push_str(&format!("%{byte:02X}")),
            plain => uri.push(char::from(plain)),
        }
    }
    uri
}

const MAX_LINE_BYTES: usize = 75;

/// icalendar 0.17 forgets the leading space when it measures the last piece of a folded line,
/// which then has 76 bytes. Such a piece is folded once more.
pub(super) fn folded(calendar: &str) -> String {
    let mut lines = String::with_capacity(calendar.len());
    for line in calendar.split_inclusive("\r\n") {
        let content = line.trim_end_matches("\r\n");
        let (fits, rest) = content.split_at(content.floor_char_boundary(MAX_LINE_BYTES));
        lines.push_str(fits);
        if !rest.is_empty() {
            lines.push_str("\r\n ");
            lines.push_str(rest);
        }
        lines.push_str("\r\n");
    }
    lines
}
