//! Texts that cells refer to by number: a workbook keeps each only once.

use packages::Piece;

use super::measure::Package;
use super::texts::{push_cut, without_escapes};
use crate::limits::{CELLS, TEXT_BYTES, Texts};
use crate::unreadable::{TooMuch, Unreadable};

#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Keeps them all in one text. How many there are is what is counted, not what the part says.
    pub(super) fn of(package: &mut Package<'_>, path: Option<&str>, texts: Texts) -> Result<Self, Unreadable> {
        let mut strings = Self::default();
        let Some(path) = path else { return Ok(strings) };
        let Some(mut part) = package.part(path)? else { return Ok(strings) };
        let mut string = RichText::new(texts);
        while let Some(piece) = part.next_piece()? {
            let ends = matches!(&piece, Piece::End(name) if name == "si");
            string.take(&piece);
            if ends {
                strings.push(&string.finish())?;
            }
        }
        Ok(strings)
    }

    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some(&self.text[start..end])
    }

    fn push(&mut self, string: &str) -> Result<(), Unreadable> {
        if self.ends.len() == CELLS {
            return Err(Unreadable::TooMuch(TooMuch::Cells));
        }
        if self.text.len() + string.len() > TEXT_BYTES {
            return Err(Unreadable::TooMuch(TooMuch::Text));
        }
        self.text.push_str(string);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }
}

/// A text that may be of several pieces, and have a reading of its characters (`rPh`) that does not belong to it.
pub(super) struct RichText {
    texts: Texts,
    text: String,
    in_text: bool,
    in_reading: bool,
}

impl RichText {
    pub(super) fn new(texts: Texts) -> Self {
        Self { texts, text: String::new(), in_text: false, in_reading: false }
    }

    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(tag) => match tag.name() {
                "t" => self.in_text = true,
                "rPh" => self.in_reading = true,
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "t" => self.in_text = false,
                "rPh" => self.in_reading = false,
                _ => {}
            },
            Piece::Text(text) if self.in_text && !self.in_reading => push_cut(&mut self.text, text, self.texts),
            Piece::Text(_) => {}
        }
    }

    pub(super) fn finish(&mut self) -> String {
        let finished = std::mem::replace(self, Self::new(self.texts));
        without_escapes(&finished.text)
    }
}
