//! Tables as text (CSV): a cell that begins like a formula is one to the program that opens the table.
//!
//! By what cells are set apart, and whether a quote belongs to the table or to a formula, programs do not agree on. So a
//! cell begins wherever one may, and a formula goes on for as long as one may.

use std::io::SeekFrom;

use domain::gate::Hold;
use encoding_rs::Decoder;

use crate::check::{Check, Checked};
use crate::office::formulas::Word;
use crate::source::{Source, piece, up_to};

const PIECE: usize = 64 * 1024;

/// `wide` reads UTF-16, if the table looks like it. Its bytes are looked at all the same: programs may take them for
/// letters.
pub(super) fn examine(source: &mut dyn Source, wide: Option<Decoder>, check: &Check<'_>) -> Checked {
    let mut cell = Cell::default();
    read(source, check, |bytes| {
        // Every second byte of UTF-16 is zero.
        bytes.iter().filter(|byte| **byte != 0).for_each(|byte| cell.take(char::from(*byte), check));
    })?;
    let Some(mut wide) = wide else { return Ok(()) };
    let (mut cell, mut text) = (Cell::default(), String::with_capacity(PIECE * 4));
    read(source, check, |bytes| {
        text.clear();
        let _ = wide.decode_to_string(bytes, &mut text, false);
        text.chars().for_each(|letter| cell.take(letter, check));
    })
}

/// SYLK: a table that begins with `ID;P` and has cells of its own kind is a workbook to Excel, whatever it is called, and
/// may have macros that run by themselves.
pub(super) fn is_of_excel(source: &mut dyn Source) -> Checked<bool> {
    const LOOKED_AT: usize = 1024 * 1024;
    let text = piece(source, 0, LOOKED_AT)?;
    let is_cell = |line: &[u8]| matches!(line, [b'C', b';', b'X' | b'Y', b'0'..=b'9', ..]);
    Ok(text.starts_with(b"ID;P") && text.split(|byte| matches!(byte, b'\n' | b'\r')).any(is_cell))
}

/// The cell that the table is at, letter by letter.
#[derive(Default)]
struct Cell {
    command: Command,
    formula: Formula,
}

impl Cell {
    fn take(&mut self, letter: char, check: &Check<'_>) {
        self.command = self.command.after(letter, check);
        self.formula.take(letter, check);
    }
}

/// What may stand before the sign of a formula: among it the marks of UTF-8 and UTF-16, byte by byte.
const BEFORE: [char; 8] = ['"', '\'', ' ', '\u{EF}', '\u{BB}', '\u{BF}', '\u{FE}', '\u{FF}'];
/// By which cells are set apart.
const BETWEEN: [char; 5] = [',', ';', '\t', '\n', '\r'];

fn read(source: &mut dyn Source, check: &Check<'_>, mut look: impl FnMut(&[u8])) -> Checked {
    source.seek(SeekFrom::Start(0))?;
    loop {
        let bytes = up_to(source, PIECE)?;
        if bytes.is_empty() {
            return Ok(());
        }
        check.in_time()?;
        look(&bytes);
    }
}

/// A cell like `=cmd|' /C calc'!A0` has a program started by the one that opens the table.
#[derive(Clone, Copy, Default)]
enum Command {
    #[default]
    Start,
    /// A formula, and how many letters its first word has so far.
    Formula(u8),
    /// A formula whose first word ends with `|`: it names a program, or cells are set apart by that.
    Asking,
    Within,
}

impl Command {
    fn after(self, letter: char, check: &Check<'_>) -> Self {
        match (self, letter) {
            // Another program, and what it is asked for: `program|topic!item`.
            (Self::Asking, '!') => {
                check.hold(Hold::Dde);
                Self::Within
            }
            (Self::Asking, letter) if !matches!(letter, '\n' | '\r') => Self::Asking,
            (_, letter) if BETWEEN.contains(&letter) => Self::Start,
            (Self::Start, letter) if BEFORE.contains(&letter) => Self::Start,
            (Self::Start, '=' | '+' | '-' | '@') => Self::Formula(0),
            (Self::Formula(letters), '|') if letters > 1 => Self::Asking,
            (Self::Formula(letters), letter) if letter.is_ascii_alphanumeric() && letters < 40 => {
                Self::Formula(letters + 1)
            }
            (Self::Formula(letters), '=' | '+' | '-' | '@' | ' ' | '.' | '(') => Self::Formula(letters),
            _ => Self::Within,
        }
    }
}

/// A cell like `=WEBSERVICE("https://a.example")` fetches something. Which text in it stands between quotes cannot be
/// known, so that names of functions count there, too.
#[derive(Default)]
struct Formula {
    place: Place,
    /// The cell began with a quote, so that lines may end within it until that is closed.
    is_quoted: bool,
    is_open: bool,
    word: Word,
}

#[derive(Clone, Copy, Default)]
enum Place {
    #[default]
    Start,
    /// A sign, and nothing yet that is not of a number: `-1.5`, `+255 (22) 211`.
    Number,
    Formula,
    Within,
}

impl Formula {
    fn take(&mut self, letter: char, check: &Check<'_>) {
        match (self.place, letter) {
            (Place::Formula, '\n' | '\r') if !self.is_open => *self = Self::default(),
            (Place::Formula, letter) => self.look_at(letter, check),
            (_, letter) if BETWEEN.contains(&letter) => *self = Self::default(),
            (Place::Start, '"') => (self.is_quoted, self.is_open) = (true, !self.is_open),
            (Place::Start, letter) if BEFORE.contains(&letter) => {}
            (Place::Start, '+' | '-') => self.place = Place::Number,
            (Place::Start, '=' | '@') => self.place = Place::Formula,
            (Place::Number, '0'..='9' | ' ' | '.' | '%' | '(' | ')' | '/' | '-' | '"') => self.quote(letter),
            (Place::Number, letter) => {
                self.place = Place::Formula;
                self.look_at(letter, check);
            }
            (Place::Start | Place::Within, _) => self.place = Place::Within,
        }
    }

    fn look_at(&mut self, letter: char, check: &Check<'_>) {
        self.quote(letter);
        self.word.take(letter, check);
    }

    fn quote(&mut self, letter: char) {
        if self.is_quoted && letter == '"' {
            self.is_open = !self.is_open;
        }
    }
}
