//! Words that people write into forms.

/// Words as they are kept, counted and compared: without what surrounds them, each line ended by one letter. A browser
/// that posts a form by itself ends lines as Windows does; a script that posts the same form does not.
pub fn tidied(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::tidied;

    #[test]
    fn words_are_the_same_however_they_were_posted() {
        let words = "Which port?\n\n  And which ship?";
        assert_eq!(tidied(&format!("\n {words} \n")), words);
        for end in ["\r\n", "\r"] {
            assert_eq!(tidied(&format!("{words}\n").replace('\n', end)), words, "{end:?}");
        }
        assert_eq!(tidied(" \r\n "), "");
    }
}
