//! Names without what does not make a difference: capitals, diacritics, invisible characters, separators.
//!
//! Latin letters of every shape become plain ones. Other scripts are kept as they are: romanised, different
//! names come out the same, so [`romanised`] serves for proposals and never for certainty.

use deunicode::{deunicode, deunicode_char};

/// Longer texts are not read at all: what is cut off might be what matters.
const MOST_CHARS: usize = 1_000;

/// A word of a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    /// The part of the text it stands in. A new part begins after a dash, a bracket, a comma and their like.
    pub part: usize,
    /// It ended in “’s”, of which `text` holds the s.
    pub possessive: bool,
}

/// The words of a text, in order.
pub fn fold(text: &str) -> Vec<Word> {
    if text.chars().nth(MOST_CHARS).is_some() {
        return Vec::new();
    }
    let mut folding = Folding::default();
    for c in text.chars() {
        folding.take(c);
    }
    folding.end_part();
    folding.words
}

/// The letters of a text without anything between its words: `vietnam` for “Viet-Nam”.
pub fn joined(text: &str) -> String {
    fold(text).into_iter().map(|word| word.text).collect()
}

/// The words of a text with a space between: `viet nam` for “Viet-Nam”.
pub fn spaced(text: &str) -> String {
    let words: Vec<String> = fold(text).into_iter().map(|word| word.text).collect();
    words.join(" ")
}

/// A folded word in Latin letters. It may become several: every Chinese character is one.
pub fn romanised(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_owned()];
    }
    let latin = deunicode(word).to_ascii_lowercase();
    let words = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A character of a script that writes words without spaces between them.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x2_FA1F)
}

#[derive(Debug, Default)]
struct Folding {
    words: Vec<Word>,
    word: String,
    part: usize,
    /// How long the word was when an apostrophe came.
    apostrophe: Option<usize>,
    /// The first half of a flag.
    flag: Option<char>,
}

impl Folding {
    fn take(&mut self, c: char) {
        if let Some(letter) = flag_letter(c) {
            return self.take_flag(letter);
        }
        self.flag = None;
        if is_ignored(c) {
            return;
        }
        if is_apostrophe(c) {
            self.apostrophe = Some(self.word.len());
        } else if c.is_whitespace() || c == '.' {
            self.end_word();
        } else if c == '&' || c == '＆' {
            self.end_word();
            self.word.push_str("and");
            self.end_word();
        } else if !self.take_letter(c) {
            self.end_part();
        }
    }

    /// A flag is two halves that spell a country's code.
    fn take_flag(&mut self, letter: char) {
        let Some(first) = self.flag.take() else {
            self.end_part();
            self.flag = Some(letter);
            return;
        };
        self.word.extend([first, letter]);
        self.end_part();
    }

    /// Whether the character belongs to a word.
    fn take_letter(&mut self, c: char) -> bool {
        if self.word.chars().next_back().is_some_and(|last| is_han(last) != is_han(c)) {
            self.end_word();
        }
        if is_latin(c) {
            let plain = plain_latin(c);
            self.word.push_str(&plain);
            return !plain.is_empty();
        }
        let letter = c.is_alphanumeric() || is_sign_within_word(c);
        if letter {
            self.word.extend(c.to_lowercase().filter(|c| !is_ignored(*c)).map(one_shape));
        }
        letter
    }

    fn end_word(&mut self) {
        let apostrophe = self.apostrophe.take();
        if self.word.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.word);
        let possessive = text.ends_with('s') && apostrophe.is_some_and(|at| at > 0 && at + 1 == text.len());
        self.words.push(Word { text, part: self.part, possessive });
    }

    fn end_part(&mut self) {
        self.end_word();
        if self.words.last().is_some_and(|word| word.part == self.part) {
            self.part += 1;
        }
    }
}

fn flag_letter(c: char) -> Option<char> {
    let place = u32::from(c).checked_sub(0x1_F1E6).filter(|place| *place < 26)?;
    char::from_u32(u32::from('a') + place)
}

/// Characters that cannot be seen, and marks on the letter before them.
fn is_ignored(c: char) -> bool {
    matches!(
        u32::from(c),
        0xAD | 0x34F | 0x61C | 0x180B..=0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF
            | 0xFE00..=0xFE0F | 0xE_0000..=0xE_0FFF
            // Accents.
            | 0x300..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F
            // Vowels and lengthening of Arabic, points of Hebrew: written or not, as one likes.
            | 0x640 | 0x64B..=0x65F | 0x670 | 0x591..=0x5BD | 0x5BF | 0x5C1 | 0x5C2 | 0x5C4 | 0x5C5
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | '`' | '´' | '′' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʾ' | 'ʿ' | '＇')
}

/// Latin letters and digits: accented, wide, circled, in the styles of mathematics.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            u32::from(c),
            0xAA | 0xB2 | 0xB3 | 0xB9 | 0xBA | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x2AF | 0x1D00..=0x1D25
                | 0x1D2C..=0x1D5C | 0x1D62..=0x1D65 | 0x1E00..=0x1EFF | 0x2070..=0x2094 | 0x2102..=0x213A
                | 0x2160..=0x2188 | 0x2460..=0x24FF | 0x2C60..=0x2C7F | 0xA722..=0xA7FF | 0xFB00..=0xFB06
                | 0xFF10..=0xFF19 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A | 0x1_D400..=0x1_D6A5 | 0x1_D7CE..=0x1_D7FF
                | 0x1_F110..=0x1_F189
        )
}

fn plain_latin(c: char) -> String {
    // Azerbaijani writes its names with an a in Latin alphabets that lack the letter.
    let plain = if matches!(c, 'ə' | 'Ə') { "a" } else { deunicode_char(c).unwrap_or_default() };
    plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Vowel and tone signs of the scripts of India and South-East Asia, which are no letters by themselves.
fn is_sign_within_word(c: char) -> bool {
    matches!(u32::from(c), 0x900..=0x963 | 0x981..=0x109F | 0x17B4..=0x17D3 | 0x17DD)
}

/// One letter for those that are written with and without a mark.
fn one_shape(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        'й' => 'и',
        'ё' => 'е',
        'ї' => 'і',
        'ў' => 'у',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        fold(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn case_marks_width_and_invisible_characters_make_no_difference() {
        for text in [
            "sample person",
            "  SAMPLE\u{A0}\u{3000}Person ",
            "Sámplè Pêrsön",
            "Sa\u{301}mple Perso\u{308}n",
            "Ｓａｍｐｌｅ　Ｐｅｒｓｏｎ",
            "\u{202E}Sam\u{200B}ple\u{2069} Per\u{AD}son\u{FEFF}",
            "𝓢𝓪𝓶𝓹𝓵𝓮 𝐏𝐞𝐫𝐬𝐨𝐧",
            "🌸Sample🌸Person🌸",
            "S'ample Pers’on",
        ] {
            assert_eq!(words(text), ["sample", "person"], "{text:?}");
        }
    }

    #[test]
    fn dashes_brackets_and_separators_begin_a_part() {
        let separators = "-‐‑‒–—―−－﹣~～_＿|｜/／\\·•,，、;:：()（）[]［］【】〔〕<>《》「」『』{}\"“”«»+=*#@!";
        for separator in separators.chars() {
            let parts: Vec<_> = fold(&format!("Sample Person{separator}Laos")).iter().map(|word| word.part).collect();
            assert_eq!(parts, [0, 0, 1], "{separator:?}");
        }
    }

    #[test]
    fn other_scripts_stay_themselves() {
        assert_eq!(words("测试学员Sample老挝2"), ["测试学员", "sample", "老挝", "2"]);
        assert_eq!(words("ТЕСТ Ёлка"), ["тест", "елка"]);
        assert_eq!(words("مُحَاضِر أ"), ["محاضر", "ا"]);
        assert_eq!(words("ກ່າວ ไทย नमस्ते"), ["ກ່າວ", "ไทย", "नमस्ते"]);
        assert_eq!(romanised("测试"), ["ce", "shi"]);
    }

    #[test]
    fn flags_spell_codes_and_possessives_are_marked() {
        assert_eq!(words("Sample 🇱🇦"), ["sample", "la"]);
        let folded = fold("Sample’s iPhone");
        assert_eq!((folded[0].text.as_str(), folded[0].possessive), ("samples", true));
        assert!(!folded[1].possessive);
    }

    #[test]
    fn what_is_too_long_is_not_read() {
        assert_eq!(words(&"x".repeat(1_000)).len(), 1);
        assert_eq!(words(&"x ".repeat(501)).len(), 0);
    }
}
