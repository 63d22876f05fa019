//! What is kept of the text of a cell.

use crate::limits::Texts;

/// Adds to the text of a cell, up to more than is kept of one.
pub(super) fn push_cut(text: &mut String, more: &str, texts: Texts) {
    let most_bytes = texts.most_chars() * 4;
    let room = most_bytes.saturating_sub(text.len());
    text.push_str(&more[..more.floor_char_boundary(room)]);
}

/// `_x000D_` is how a workbook writes characters that XML does not have.
pub(super) fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find("_x") {
        let escaped = rest.get(place + 2..place + 6).filter(|_| rest.as_bytes().get(place + 6) == Some(&b'_'));
        let character = escaped.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (kept, skipped) = match character {
            Some(_) => (place, place + 7),
            None => (place + 2, place + 2),
        };
        plain.push_str(&rest[..kept]);
        plain.extend(character);
        rest = &rest[skipped..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_names_that_resemble_them_stay() {
        assert_eq!(without_escapes("a_x000D_b_x0041__x_é"), "a\rbA_x_é");
        assert_eq!(without_escapes("_xD800__x12"), "_xD800__x12");
    }
}
