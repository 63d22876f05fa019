//! Words that people write into forms.

/// Words as they are kept, counted and compared: without the space and the invisible letters around them, each line
/// ended by one letter. A browser that posts a form by itself ends lines as Windows does; a script that posts the same
/// form does not.
pub fn tidied(text: &str) -> String {
    text.trim_matches(is_unseen).replace("\r\n", "\n").replace('\r', "\n")
}

/// White space, and what a reader sees nothing of: spaces of no width, joiners, marks of direction, byte order marks.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// So much of what was typed is said again beside what is wrong with it.
const MOST_ECHOED_CHARS: usize = 40;

/// The beginning of a text, to tell which one is meant.
pub fn echoed(text: &str) -> String {
    match text.char_indices().nth(MOST_ECHOED_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{echoed, tidied};

    #[test]
    fn words_are_the_same_however_they_were_posted() {
        let words = "Which port?\n\n  And which ship?";
        assert_eq!(tidied(&format!("\n {words} \n")), words);
        for end in ["\r\n", "\r"] {
            assert_eq!(tidied(&format!("{words}\n").replace('\n', end)), words, "{end:?}");
        }
        assert_eq!(tidied(" \r\n "), "");
    }

    #[test]
    fn a_long_text_is_told_by_its_beginning() {
        assert_eq!(echoed(&"ü".repeat(40)), "ü".repeat(40));
        assert_eq!(echoed(&"ü".repeat(100_000)), format!("{}…", "ü".repeat(40)));
    }

    #[test]
    fn letters_that_nobody_sees_are_no_words() {
        for unseen in ["\u{200B}", "\u{200B} \u{200D}\n", "\u{200E}\u{200F}", "\u{2060}", "\u{FEFF}\u{a0}"] {
            assert_eq!(tidied(unseen), "", "{unseen:?}");
            assert_eq!(tidied(&format!("{unseen}A port{unseen}")), "A port", "{unseen:?}");
        }
        assert_eq!(tidied("می\u{200C}خواهم"), "می\u{200C}خواهم", "within words they have a meaning");
    }
}
