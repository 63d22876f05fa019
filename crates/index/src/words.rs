//! A text as the words by which it is found: without accents, in small Latin letters, without endings.

use deunicode::deunicode;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use crate::spaceless::{Run, code, is_joiner, is_spaceless, pairs, runs};

/// Longer ones are no words.
const MAX_WORD_CHARS: usize = 50;
/// Where a line may break within a word; unseen otherwise.
const SOFT_HYPHEN: char = '\u{ad}';

/// What stands in a text. Of `ISO9001`, its letters and its figures too.
pub fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in runs(text) {
        match run {
            Run::Other(text) => {
                for word in split(text) {
                    words.extend(folded(word));
                    words.extend(parts(word).filter_map(folded));
                }
            }
            Run::Spaceless(run) => {
                // A Chinese letter is a word.
                words.extend(run.chars().filter(|c| c.script() == Script::Han).map(|letter| code(&[letter])));
                words.extend(pairs(run));
            }
        }
    }
    words
}

/// The words of a text as they stand there; whole runs where there are no spaces.
pub fn standing(text: &str) -> Vec<&str> {
    let words = runs(text).flat_map(|run| match run {
        Run::Other(text) => split(text).collect(),
        Run::Spaceless(run) => vec![run],
    });
    words.collect()
}

/// How a word is spelt, without accents but with its ending. `None` of what has figures in it, where one for another is
/// another number, and of scripts that put no spaces between their words.
pub fn spelt(word: &str) -> Option<String> {
    if word.chars().any(|c| c.is_numeric() || is_spaceless(c)) {
        return None;
    }
    latin(word).filter(|latin| !latin.is_empty())
}

/// What a text has to have for these words to stand in it.
pub fn words_asked(text: &str) -> Vec<String> {
    let words = runs(text).flat_map(|run| match run {
        Run::Other(text) => split(text).filter_map(folded).collect(),
        Run::Spaceless(run) => pairs(run),
    });
    words.collect()
}

/// Is it part of a word? Also what is left out of one.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || c == SOFT_HYPHEN || is_spaceless(c) || is_joiner(c)
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_word(c) || is_joiner(c)).filter(|word| !word.is_empty())
}

/// The stretches of letters and of figures, if there is more than one.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let is_mixed = word.contains(char::is_numeric) && word.contains(char::is_alphabetic);
    let mut rest = if is_mixed { word } else { "" };
    std::iter::from_fn(move || {
        let is_figure = rest.chars().next()?.is_numeric();
        let (part, after) = rest.split_at(rest.find(|c: char| c.is_numeric() != is_figure).unwrap_or(rest.len()));
        rest = after;
        Some(part)
    })
}

/// `None` of what is no word.
fn folded(word: &str) -> Option<String> {
    let stem = Stemmer::create(Algorithm::English).stem(&latin(word)?).into_owned();
    (!stem.is_empty()).then_some(stem)
}

fn latin(word: &str) -> Option<String> {
    let is_word = word.chars().count() <= MAX_WORD_CHARS;
    is_word.then(|| deunicode(&word.replace(SOFT_HYPHEN, "")).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_in_every_form() {
        assert_eq!(words_of("Ports, PORT port’s"), ["port", "port", "port", "s"]);
        assert_eq!(words_of("Côte cote Co\u{302}te"), ["cote", "cote", "cote"]);
        assert_eq!(words_of("har\u{ad}bours"), words_of("harbour"));
        assert_eq!(words_of("порт"), words_of("Порт"));
        assert_eq!(words_of("हिन्दी").len(), 1, "marks do not end a word");
        assert_eq!(words_of(&"x".repeat(MAX_WORD_CHARS + 1)), [""; 0]);
    }

    #[test]
    fn letters_and_figures_are_found_alone_and_together() {
        assert_eq!(words_of("ISO9001:2021"), ["iso9001", "iso", "9001", "2021"]);
        assert_eq!(words_asked("ISO9001"), ["iso9001"]);
        assert_eq!(words_asked("number42"), ["number42"]);
    }

    #[test]
    fn a_chinese_letter_is_a_word_and_a_pair_is_what_is_asked() {
        assert_eq!(words_of("the port of 港口"), ["the", "port", "of", "028207", "021475", "028207021475"]);
        assert_eq!(words_asked("港口"), ["028207021475"]);
        assert_eq!(words_asked("港"), ["028207"]);
    }

    #[test]
    fn a_word_is_spelt_with_its_ending_and_without_its_accents() {
        assert_eq!(standing("Gümrük, d’Azur 港口港"), ["Gümrük", "d", "Azur", "港口港"]);
        let spelt = |word| spelt(word).unwrap_or_default();
        assert_eq!(
            ["Gümrük", "İstanbul", "DECLARATIONS", "har\u{ad}bour"].map(spelt),
            ["gumruk", "istanbul", "declarations", "harbour"]
        );
        assert_eq!(["2021", "ISO9001", "港口"].map(spelt), [""; 3]);
    }

    #[test]
    fn words_joined_by_nothing_seen_stand_alone() {
        assert_eq!(words_of("می\u{200c}خواهم").len(), 2);
    }
}
