//! A sheet to a table. Only cells that are written count: a sheet may claim to reach to the last column of the last row.

use packages::{Piece, Tag};

use super::measure::Package;
use super::strings::{RichText, Strings};
use super::styles::Styles;
use super::texts::push_cut;
use crate::file::table::Table;
use crate::limits::{Budget, COLUMNS, Texts};
use crate::unreadable::Unreadable;

pub(super) fn read_sheet(
    package: &mut Package<'_>,
    path: &str,
    table: &mut Table,
    strings: &Strings,
    styles: &Styles,
    budget: &mut Budget,
) -> Result<(), Unreadable> {
    let Some(mut part) = package.part(path)? else { return Err(Unreadable::Damaged) };
    let mut row = WrittenRow::default();
    let mut cell: Option<WrittenCell> = None;
    while let Some(piece) = part.next_piece()? {
        if let Some(cell) = &mut cell {
            cell.take(&piece);
        }
        match piece {
            Piece::Start(tag) => match tag.name() {
                "row" => row.start(&tag),
                "c" => cell = Some(WrittenCell::start(&tag, row.next_column, budget.texts)),
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "c" => {
                    if let Some(cell) = cell.take() {
                        row.place(cell.column, cell.text(strings, styles));
                    }
                }
                "row" => table.push_row(row.number, row.cells.iter().map(String::as_str), budget)?,
                "sheetData" => return Ok(()),
                _ => {}
            },
            Piece::Text(_) => {}
        }
    }
    Ok(())
}

#[derive(Default)]
struct WrittenRow {
    number: u32,
    cells: Vec<String>,
    next_column: usize,
}

impl WrittenRow {
    /// A row may leave out its number: then it is the one after the last.
    fn start(&mut self, tag: &Tag<'_>) {
        let number = tag.attribute("r").and_then(|number| number.parse().ok()).filter(|number| *number > 0);
        self.number = number.unwrap_or_else(|| self.number.saturating_add(1));
        self.cells.clear();
        self.next_column = 0;
    }

    fn place(&mut self, column: usize, text: String) {
        self.next_column = column.saturating_add(1);
        if column >= COLUMNS {
            return;
        }
        if column >= self.cells.len() {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
    }
}

/// A cell while it is read.
struct WrittenCell {
    texts: Texts,
    column: usize,
    style: usize,
    kind: String,
    value: String,
    in_value: bool,
    /// Looked at in a form alone.
    formula: Option<String>,
    in_formula: bool,
    inline: RichText,
}

impl WrittenCell {
    fn start(tag: &Tag<'_>, next_column: usize, texts: Texts) -> Self {
        let number = |name| tag.attribute(name).and_then(|number| number.parse::<usize>().ok());
        Self {
            texts,
            column: tag.attribute("r").and_then(|place| column_of(&place)).unwrap_or(next_column),
            style: number("s").unwrap_or(0),
            kind: tag.attribute("t").unwrap_or_default(),
            value: String::new(),
            in_value: false,
            formula: None,
            in_formula: false,
            inline: RichText::new(texts),
        }
    }

    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(tag) if tag.name() == "v" => self.in_value = true,
            Piece::End(name) if name == "v" => self.in_value = false,
            Piece::Start(tag) if tag.name() == "f" => {
                self.in_formula = true;
                self.formula = (self.texts == Texts::Long).then(String::new);
            }
            Piece::End(name) if name == "f" => self.in_formula = false,
            Piece::Text(text) if self.in_formula => {
                if let Some(formula) = &mut self.formula {
                    push_cut(formula, text, self.texts);
                }
            }
            Piece::Text(text) if self.in_value => push_cut(&mut self.value, text, self.texts),
            _ => self.inline.take(piece),
        }
    }

    /// Of a form, a formula that was never worked out is its own text: what somebody meant to say is not left out.
    fn text(mut self, strings: &Strings, styles: &Styles) -> String {
        match self.kind.as_str() {
            "s" => {
                let number = self.value.trim().parse().ok();
                number.and_then(|number| strings.get(number)).unwrap_or_default().to_owned()
            }
            "inlineStr" => self.inline.finish(),
            "b" if self.value.trim() == "1" => "TRUE".to_owned(),
            "b" => "FALSE".to_owned(),
            "str" | "d" | "e" => self.value,
            _ => match self.formula {
                Some(formula) if self.value.trim().is_empty() => format!("={formula}"),
                _ => styles.written(&self.value, self.style),
            },
        }
    }
}

/// `BC7` is in column 54, counted from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let column = letters.fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("BC7"), Some(54));
        assert_eq!(column_of("XFD1048576"), Some(16_383));
        assert_eq!(column_of("7"), None);
    }
}
