//! What someone asks for, and the passages in which it stands.

use domain::search::{MAX_WORDS, Piece};

use crate::spaceless::{Run, pairs, runs};
use crate::words::{is_word, words_asked, words_of};

/// Words of a question as they are indexed: where there are no spaces, one makes many.
pub(crate) const MAX_INDEXED: usize = 64;
/// Characters shown before the first word that is marked.
const BEFORE: usize = 70;
/// Characters of a passage.
const MOST: usize = 280;

/// What someone searches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// As they are indexed.
    pub(crate) words: Vec<String>,
}

/// What is marked as a whole or not at all: a word, or a letter with its marks where there are no spaces.
struct Unit<'a> {
    text: &'a str,
    marked: bool,
}

impl Question {
    /// `None` if there is no word in it.
    pub fn read(text: &str) -> Option<Self> {
        let asked = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).take(MAX_WORDS);
        let words: Vec<String> = asked.flat_map(words_asked).take(MAX_INDEXED).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Does one of its words stand in a text?
    pub fn asks_for(&self, text: &str) -> bool {
        words_of(text).iter().any(|word| self.words.contains(word))
    }

    /// What of it does not stand in a text; `None` if all of it does.
    pub fn beyond(&self, text: &str) -> Option<Self> {
        let there = words_of(text);
        let words: Vec<String> = self.words.iter().filter(|word| !there.contains(word)).cloned().collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// The part of a text in which the words stand first, and which they are.
    pub fn passage(&self, text: &str) -> Vec<Piece> {
        let units = self.units(text);
        let lengths: Vec<usize> = units.iter().map(|unit| unit.text.chars().count()).collect();
        let first = units.iter().position(|unit| unit.marked).unwrap_or(0);
        let start = first - fitting(lengths[..first].iter().rev(), BEFORE);
        let end = start + fitting(lengths[start..].iter(), MOST);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut add = |text: &str, marked: bool| match pieces.last_mut().filter(|last| last.marked == marked) {
            Some(last) => last.text.push_str(text),
            None => pieces.push(Piece { text: text.to_owned(), marked }),
        };
        if start > 0 {
            add("… ", false);
        }
        for unit in &units[start..end] {
            add(unit.text, unit.marked);
        }
        if end < units.len() {
            let spaced = end > start && units[end - 1].text == " ";
            add(if spaced { "…" } else { " …" }, false);
        }
        pieces
    }

    /// Up to where a passage around the first mark can reach.
    fn units<'a>(&self, text: &'a str) -> Vec<Unit<'a>> {
        let mut units = Vec::new();
        let mut behind_mark = None;
        for word in text.split_whitespace() {
            if !units.is_empty() {
                units.push(Unit { text: " ", marked: false });
            }
            let before = units.len();
            for run in runs(word) {
                match run {
                    Run::Other(text) => units.extend(self.word(text)),
                    Run::Spaceless(run) => units.extend(self.letters(run)),
                }
            }
            if behind_mark.is_some() || units[before..].iter().any(|unit| unit.marked) {
                let behind = behind_mark.get_or_insert(0);
                *behind += word.chars().count() + 1;
                if *behind > MOST + BEFORE {
                    break;
                }
            }
        }
        units
    }

    /// A word, and what stands before and behind it.
    fn word<'a>(&self, text: &'a str) -> impl Iterator<Item = Unit<'a>> {
        let from_word = text.trim_start_matches(|c: char| !is_word(c));
        let word = from_word.trim_end_matches(|c: char| !is_word(c));
        let (before, behind) = (&text[..text.len() - from_word.len()], &from_word[word.len()..]);
        let units = [(before, false), (word, self.asks_for(word)), (behind, false)];
        units.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, marked)| Unit { text, marked })
    }

    /// The letters of a run, each with the marks behind it. Those are marked that were asked for, or are in such a pair.
    fn letters<'a>(&self, run: &'a str) -> Vec<Unit<'a>> {
        let mut starts: Vec<usize> =
            run.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| at).collect();
        if let Some(first) = starts.first_mut() {
            *first = 0;
        }
        let ends = starts.iter().skip(1).copied().chain([run.len()]);
        let mut units: Vec<Unit<'a>> =
            starts.iter().zip(ends).map(|(start, end)| Unit { text: &run[*start..end], marked: false }).collect();
        let width = units.len().min(2);
        for (place, pair) in pairs(run).iter().enumerate() {
            if self.words.contains(pair) {
                units[place..place + width].iter_mut().for_each(|unit| unit.marked = true);
            }
        }
        // A letter that was asked for alone.
        for unit in units.iter_mut() {
            unit.marked |= self.words.contains(&pairs(unit.text).concat());
        }
        units
    }
}

/// How many of them fit into `room`; one at least, if there is any.
fn fitting<'a>(lengths: impl Iterator<Item = &'a usize>, room: usize) -> usize {
    let mut used = 0;
    lengths
        .take_while(|length| {
            let fits = used == 0 || used + **length <= room;
            used += **length;
            fits
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(question: &str, text: &str) -> Vec<String> {
        let pieces = Question::read(question).expect("words").passage(text);
        pieces.into_iter().filter(|piece| piece.marked).map(|piece| piece.text).collect()
    }

    #[test]
    fn what_does_not_stand_in_a_text_is_asked_for_elsewhere() {
        let question = Question::read("ports vietnam").expect("words");
        assert_eq!(question.beyond("Vietnam, the port"), None);
        let rest = question.beyond("Viet Nam, the port").expect("a word is left");
        assert!(rest.asks_for("Vietnam") && !rest.asks_for("ports"));
    }

    #[test]
    fn words_are_marked_in_every_form() {
        assert_eq!(marked("port", "Ports, the port’s quay, a report"), ["Ports", "port’s"]);
        assert_eq!(marked("boten thailand", "(Boten.pptx, of “Thailand”)"), ["Boten.pptx", "Thailand"]);
        assert_eq!(marked("cote", "la Côte d’Ivoire"), ["Côte"]);
        assert_eq!(marked("single window", "One single-window for all Windows"), ["single-window", "Windows"]);
    }

    #[test]
    fn a_passage_is_around_the_first_word() {
        let text = format!("{} port {}", "a ".repeat(100), "b ".repeat(200));
        let pieces = Question::read("PORT").expect("words").passage(&text);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(whole.starts_with("… ") && whole.contains(" a port b ") && whole.ends_with("b …"), "{whole}");
        assert!(whole.chars().count() <= MOST + 4, "{whole}");
    }

    #[test]
    fn what_stands_without_spaces_is_marked_too() {
        assert_eq!(marked("港口", "主要港口2021年吞吐量"), ["港口"]);
        assert_eq!(marked("ท่าเรือ", "รายงานท่าเรือน้ำลึก"), ["ท่าเรือ"]);
        assert_eq!(marked("ทาเรอ port", "a port"), ["port"]);
        assert_eq!(marked("データ", "輸出データベース"), ["データ"]);
        assert_eq!(Question::read(&"港口".repeat(100)).expect("words").words.len(), MAX_INDEXED);
        let passage = Question::read("港").expect("a word").passage(&format!("{}港", "口".repeat(500)));
        assert!(passage.iter().map(|piece| piece.text.chars().count()).sum::<usize>() <= MOST + 4);
    }

    #[test]
    fn a_question_has_words() {
        assert_eq!(Question::read(" -- "), None);
        let many = Question::read(&"word ".repeat(100)).expect("words");
        assert_eq!(many.words.len(), MAX_WORDS);
    }
}
