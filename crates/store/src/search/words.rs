//! Words as the index takes them apart (`migrations/007_search.surql`), to mark them in what was found.

use deunicode::deunicode;
use domain::search::{MAX_WORDS, Piece};
use rust_stemmers::{Algorithm, Stemmer};

/// Longer ones are no words.
const MAX_WORD_CHARS: usize = 50;
/// Words shown before and behind one that is marked.
const AROUND: usize = 10;
/// Words of a passage.
const MOST_WORDS: usize = 40;

/// What someone searches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    words: Vec<String>,
    stems: Vec<String>,
}

impl Question {
    /// `None` if there is no word in it.
    pub fn read(text: &str) -> Option<Self> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> =
            words.filter(|word| word.chars().count() <= MAX_WORD_CHARS).take(MAX_WORDS).map(str::to_owned).collect();
        let stems = words.iter().map(|word| stem(word)).collect();
        (!words.is_empty()).then_some(Self { words, stems })
    }

    /// As the index is asked.
    pub fn words(&self) -> String {
        self.words.join(" ")
    }

    fn asks_for(&self, word: &str) -> bool {
        word.split(|c: char| !c.is_alphanumeric()).any(|part| !part.is_empty() && self.stems.contains(&stem(part)))
    }

    /// The part of a text in which the words stand first, and which they are.
    pub fn passage(&self, text: &str) -> Vec<Piece> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let first = words.iter().position(|word| self.asks_for(word)).unwrap_or(0);
        let start = first.saturating_sub(AROUND);
        let end = words.len().min(start + MOST_WORDS);
        let mut pieces: Vec<Piece> = Vec::new();
        if start > 0 {
            pieces.push(Piece { text: "… ".to_owned(), marked: false });
        }
        for word in &words[start..end] {
            let marked = self.asks_for(word);
            match pieces.last_mut().filter(|last| !last.marked && !marked) {
                Some(last) => last.text.push_str(&format!("{word} ")),
                None if marked => {
                    pieces.push(Piece { text: (*word).to_owned(), marked: true });
                    pieces.push(Piece { text: " ".to_owned(), marked: false });
                }
                None => pieces.push(Piece { text: format!("{word} "), marked: false }),
            }
        }
        if end < words.len() {
            pieces.push(Piece { text: "…".to_owned(), marked: false });
        }
        pieces
    }
}

fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(&deunicode(word).to_lowercase()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(question: &str, text: &str) -> Vec<String> {
        let pieces = Question::read(question).expect("words").passage(text);
        pieces.into_iter().filter(|piece| piece.marked).map(|piece| piece.text).collect()
    }

    #[test]
    fn words_are_marked_in_every_form() {
        assert_eq!(marked("port", "Ports, the port’s quay, a report"), ["Ports,", "port’s"]);
        assert_eq!(marked("cote", "la Côte d’Ivoire"), ["Côte"]);
        assert_eq!(marked("single window", "One single-window for all Windows"), ["single-window", "Windows"]);
    }

    #[test]
    fn a_passage_is_around_the_first_word() {
        let text = format!("{} port {}", "a ".repeat(100), "b ".repeat(100));
        let pieces = Question::read("PORT").expect("words").passage(&text);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(whole.starts_with("… a ") && whole.ends_with("b …"), "{whole}");
        assert!(whole.split_whitespace().count() <= MOST_WORDS + 2);
    }

    #[test]
    fn a_question_has_words() {
        assert_eq!(Question::read(" -- "), None);
        let many = Question::read(&"word ".repeat(100)).expect("words");
        assert_eq!(many.words.len(), MAX_WORDS);
    }
}
