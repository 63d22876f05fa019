//! Scripts that put no spaces between their words: Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan.
//!
//! Of a text in these scripts each pair of letters that follow each other is a word: what is asked for stands there if all
//! of its pairs do. So is such text commonly searched where no dictionary of the language is at hand. A pair is written as
//! the numbers of its letters: by their sound, as other letters are written, many words would be one.

use unicode_script::{Script, UnicodeScript};

/// A run of characters in such a script, or of all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'a> {
    Spaceless(&'a str),
    Other(&'a str),
}

pub fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let spaceless = is_spaceless(rest.chars().next()?);
        let goes_on = |c| is_spaceless(c) == spaceless || (spaceless && is_joiner(c));
        let end = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(if spaceless { Run::Spaceless(run) } else { Run::Other(run) })
    })
}

/// The pairs of letters of a run, or its only letter. Marks that are no letters, such as those of tone, are left out:
/// they are not always typed.
pub fn pairs(run: &str) -> Vec<String> {
    let letters: Vec<char> = run.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.len() == 1 { vec![code(&letters)] } else { letters.windows(2).map(code).collect() }
}

pub fn code(letters: &[char]) -> String {
    letters.iter().map(|letter| format!("{:06}", u32::from(*letter))).collect()
}

/// Where a line may break, or letters join: unseen, and typed by some only.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}')
}

pub fn is_spaceless(c: char) -> bool {
    // The Japanese mark of length belongs to several scripts.
    let is_mark_of_length = matches!(c, '\u{30fc}' | '\u{ff70}');
    !c.is_ascii()
        && (is_mark_of_length
            || matches!(
                c.script(),
                Script::Han
                    | Script::Hiragana
                    | Script::Katakana
                    | Script::Khmer
                    | Script::Lao
                    | Script::Myanmar
                    | Script::Thai
                    | Script::Tibetan
            ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_spaces_is_cut_into_pairs() {
        assert_eq!(pairs("主要港口"), [code(&['主', '要']), code(&['要', '港']), code(&['港', '口'])]);
        assert_eq!(pairs("港"), ["028207"]);
        assert_eq!(pairs("ท่าเรือ"), pairs("ทาเรือ"), "without the mark of tone");
        assert_eq!(pairs("ท่าเรือ").len(), 5);
        assert_eq!(runs("データ").collect::<Vec<_>>(), [Run::Spaceless("データ")]);
        assert_eq!(runs("ភ្នំ\u{200b}ពេញ").collect::<Vec<_>>(), [Run::Spaceless("ភ្នំ\u{200b}ពេញ")]);
        assert_eq!(pairs("ភ្នំ\u{200b}ពេញ"), pairs("ភ្នំពេញ"));
        assert_eq!(runs("می\u{200c}خواهم").count(), 1);
    }
}
