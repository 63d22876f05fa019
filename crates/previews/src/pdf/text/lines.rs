//! Letters to lines: what stands on one line, and where there is a space that is not drawn.

use unicode_bidi::{BidiClass, bidi_class};

use super::glyphs::Letter;
use super::order::in_logical_order;

/// In parts of the size of the font.
const SPACE: f64 = 0.2;
/// Between the columns of a table.
const TAB: f64 = 2.0;
/// Chinese and Japanese are spread over a line without spaces.
const IDEOGRAPH_SPACE: f64 = 0.8;
/// How many lines back one may be that goes on: other fonts and numbers are drawn after the rest.
const LINES_BACK: usize = 8;

/// The text of each line. The order is that of the file: two columns stay two columns.
pub(super) fn lines(letters: Vec<Letter>) -> Vec<String> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line::default();
    for letter in letters {
        if line.letters.last().is_some_and(|last| !goes_on(last, &letter)) {
            add(&mut lines, std::mem::take(&mut line));
        }
        line.push(letter);
    }
    add(&mut lines, line);
    let texts = lines.iter_mut().map(|line| text_of(&mut line.letters));
    texts.filter(|text| !text.trim().is_empty()).collect()
}

/// Whether a letter stands on the line of the one before it, to either side.
fn goes_on(last: &Letter, letter: &Letter) -> bool {
    let size = last.size.max(letter.size);
    // A line that begins anew further left is another one, at the same height too: a column, a cell.
    // From right to left, letters follow each other that way.
    let onward = letter.start > last.end - size;
    let leftward =
        letter.end < last.start + 0.5 * size && last.start - letter.end < TAB * size && !is_from_left(&letter.text);
    last.is_on_line_of(letter) && (onward || leftward || letter.is_mark())
}

/// A line that one has just come to the end of is the rest of an earlier one if it stands beside it, or in its gaps.
fn add(lines: &mut Vec<Line>, mut line: Line) {
    line.settle_marks();
    let Some(first) = line.letters.first() else { return };
    let beside = |earlier: &&mut Line| {
        let gap = (line.start - earlier.end).max(earlier.start - line.end);
        let on_line = earlier.letters.first().is_some_and(|other| other.is_on_line_of(first));
        let middle = f64::midpoint(first.start, first.end);
        on_line && gap < first.size && !earlier.letters.iter().any(|other| other.start < middle && middle < other.end)
    };
    match lines.iter_mut().rev().take(LINES_BACK).find(beside) {
        Some(earlier) => {
            earlier.start = earlier.start.min(line.start);
            earlier.end = earlier.end.max(line.end);
            earlier.letters.append(&mut line.letters);
        }
        None => lines.push(line),
    }
}

struct Line {
    letters: Vec<Letter>,
    start: f64,
    end: f64,
    /// Vowels above and below letters from right to left, that come before it is known whose they are.
    marks: String,
}

impl Default for Line {
    fn default() -> Self {
        Self { letters: Vec::new(), start: f64::INFINITY, end: f64::NEG_INFINITY, marks: String::new() }
    }
}

impl Line {
    /// A mark becomes part of its letter, so that it stays with it in whatever order the line is read. It follows it,
    /// but for lines from right to left that are drawn from left to right: there it comes before.
    fn push(&mut self, mut letter: Letter) {
        if letter.is_mark() && !self.letters.is_empty() {
            match self.letters.last_mut() {
                Some(last) if !is_from_right(&letter.text) => last.text.push_str(&letter.text),
                _ => self.marks.push_str(&letter.text),
            }
            return;
        }
        let onward = self.letters.last().is_none_or(|last| letter.start > last.start);
        if onward {
            letter.text.push_str(&std::mem::take(&mut self.marks));
        } else {
            self.settle_marks();
        }
        self.start = self.start.min(letter.start);
        self.end = self.end.max(letter.end);
        self.letters.push(letter);
    }

    fn settle_marks(&mut self) {
        let marks = std::mem::take(&mut self.marks);
        if let Some(last) = self.letters.last_mut() {
            last.text.push_str(&marks);
        }
    }
}

fn text_of(letters: &mut [Letter]) -> String {
    letters.sort_by(|one, other| one.start.total_cmp(&other.start));
    let mut pieces: Vec<&str> = Vec::with_capacity(letters.len() * 2);
    let mut last: Option<&Letter> = None;
    for letter in letters.iter() {
        pieces.extend(last.and_then(|last| space_between(last, letter)));
        pieces.push(&letter.text);
        last = Some(letter);
    }
    in_logical_order(&pieces)
}

fn space_between(last: &Letter, letter: &Letter) -> Option<&'static str> {
    let is_space = |text: &str| text.ends_with(char::is_whitespace);
    if is_space(&last.text) || is_space(&letter.text) {
        return None;
    }
    let gap = (letter.start - last.end) / last.size.max(letter.size);
    let ideographs = is_ideograph(&last.text) && is_ideograph(&letter.text);
    match gap {
        gap if gap > TAB => Some("\t"),
        gap if gap > if ideographs { IDEOGRAPH_SPACE } else { SPACE } => Some(" "),
        _ => None,
    }
}

/// Marks have no direction of their own; those of Hebrew and Arabic are known by their place in Unicode.
fn is_from_right(text: &str) -> bool {
    let from_right = |c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL) || matches!(u32::from(c), 0x590..=0x8FF);
    text.chars().all(from_right)
}

fn is_from_left(text: &str) -> bool {
    text.chars().any(|c| bidi_class(c) == BidiClass::L)
}

/// Characters of Chinese, and of Japanese syllables and full-width punctuation.
fn is_ideograph(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, from: f64, across: f64) -> Vec<Letter> {
        let letters = text.chars().enumerate();
        letters
            .map(|(n, c)| Letter::at(&c.to_string(), from + 5.0 * n as f64, from + 5.0 * (n + 1) as f64, across))
            .collect()
    }

    #[test]
    fn a_gap_is_a_space_and_a_step_down_or_back_a_new_line() {
        let letters =
            [row("sea", 0.0, 0.0), row("port", 19.0, 0.0), row("Ha", 0.0, 12.0), row("col", 0.0, 12.0)].concat();
        assert_eq!(lines(letters), ["sea port", "Ha", "col"]);
    }

    #[test]
    fn columns_of_a_table_stand_apart() {
        assert_eq!(lines([row("2024", 0.0, 0.0), row("7", 90.0, 0.0)].concat()), ["2024\t7"]);
    }

    #[test]
    fn letters_that_the_file_does_not_explain_are_left_out() {
        assert_eq!(lines(vec![Letter::at("a", 0.0, 5.0, 0.0), Letter::at("", 5.0, 10.0, 0.0)]), ["a"]);
    }

    #[test]
    fn arabic_reads_the_same_whichever_way_it_is_drawn() {
        let word = "ميناء";
        let drawn_backwards: Vec<Letter> = word
            .chars()
            .enumerate()
            .map(|(n, c)| Letter::at(&c.to_string(), 100.0 - 5.0 * n as f64, 105.0 - 5.0 * n as f64, 0.0))
            .collect();
        let drawn_onward: Vec<Letter> = drawn_backwards.iter().rev().cloned().collect();
        assert_eq!(lines(drawn_backwards), [word]);
        assert_eq!(lines(drawn_onward), [word]);
    }
}
