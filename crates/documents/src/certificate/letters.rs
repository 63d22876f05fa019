//! Letters that no font has, and how names run.

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;

/// The first letter on a page that came out as an empty box, and the run of text it stands in.
pub fn missing_letter(frame: &Frame) -> Option<(char, String)> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => missing_letter(&group.frame),
        FrameItem::Text(text) => missing_in_run(text),
        _ => None,
    })
}

/// Glyph 0 of every font is the box. A letter for private use means nothing outside the font that
/// happens to have it, so it is missing from all of them.
fn missing_in_run(run: &TextItem) -> Option<(char, String)> {
    if let Some(private) = run.text.chars().find(|letter| is_private(*letter)) {
        return Some((private, run.text.to_string()));
    }
    let glyph = run.glyphs.iter().find(|glyph| glyph.id == 0)?;
    let letter = run.text.get(glyph.range()).and_then(|text| text.chars().next());
    Some((letter.unwrap_or(char::REPLACEMENT_CHARACTER), run.text.to_string()))
}

fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Whether a text begins with a script that is written from the right.
pub fn runs_from_the_right(text: &str) -> bool {
    let first = text.chars().find(|letter| letter.is_alphabetic());
    first.is_some_and(
        |letter| matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_and_hebrew_run_from_the_right() {
        for (text, from_the_right) in [("(محمد)", true), ("דוד", true), ("Åsa", false), ("李", false), ("1", false)]
        {
            assert_eq!(runs_from_the_right(text), from_the_right, "{text}");
        }
    }
}
