//! The text of a page, as it is read.
//!
//! | module | what |
//! |---|---|
//! | [`glyphs`] | what the page draws, and where |
//! | [`lines`] | letters to lines, with the spaces between them |
//! | [`order`] | right to left |
//! | [`replaced`] | what the file says that glyphs mean together |

mod glyphs;
mod lines;
mod order;
mod replaced;

use hayro::hayro_interpret::{InterpreterCache, InterpreterSettings};
use hayro::hayro_syntax::page::Page;

use crate::normal::normal;

/// What a page says. Glyphs whose meaning the file does not tell are left out.
pub(super) fn text_of<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>, settings: &InterpreterSettings) -> String {
    joined(&lines::lines(glyphs::letters(page, cache, settings)))
}

/// One line after the other. A word that is broken by a soft hyphen becomes one again; with an ordinary hyphen it
/// keeps it (`long-term` and `transport-ation` look alike) but is not broken over two lines.
fn joined(lines: &[String]) -> String {
    const SOFT: [char; 2] = ['\u{AD}', '\u{2010}'];
    let mut text = String::new();
    for line in lines {
        let line = line.trim();
        let broken =
            text.ends_with(SOFT) || (text.ends_with('-') && text.trim_end_matches('-').ends_with(char::is_alphabetic));
        if broken && line.starts_with(char::is_lowercase) {
            text.truncate(text.trim_end_matches(SOFT).len());
        } else if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
    normal(&text)
}

#[cfg(test)]
mod tests {
    use super::joined;

    fn of(lines: &[&str]) -> String {
        joined(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_word_that_is_broken_over_two_lines_is_one_word() {
        assert_eq!(of(&["trans\u{AD}", "port"]), "transport");
        assert_eq!(of(&["a long-", "term plan"]), "a long-term plan");
        assert_eq!(of(&["2019 -", "2021"]), "2019 -\n2021");
    }
}
