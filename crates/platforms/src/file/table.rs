//! A table in memory: one text for all cells, so that a million of them cost megabytes and not more.

use crate::limits::{Budget, COLUMNS, Texts};
use crate::unreadable::Unreadable;

/// Rows that hold something, in their order. A cell is without space around it, without line breaks unless people write
/// in it, and cut when it is very long; everything else in it is data and stays.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) title: String,
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    rows: Vec<RowPlace>,
}

#[derive(Debug, Clone, Copy)]
struct RowPlace {
    /// As a person counts.
    number: u32,
    /// Of the cells.
    start: u32,
    end: u32,
}

impl Table {
    pub(crate) fn titled(title: &str) -> Self {
        Self { title: clean(title), ..Self::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn row(&self, index: usize) -> Option<Row<'_>> {
        self.rows.get(index).map(|place| Row { table: self, place: *place })
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|place| Row { table: self, place: *place })
    }

    /// Adds a row. One in which every cell is empty is left out; its number is not given to another.
    pub(crate) fn push_row<'c>(
        &mut self,
        number: u32,
        cells: impl IntoIterator<Item = &'c str>,
        budget: &mut Budget,
    ) -> Result<(), Unreadable> {
        let (text_start, start) = (self.text.len(), self.ends.len());
        for cell in cells.into_iter().take(COLUMNS) {
            push_clean(&mut self.text, cell, budget.texts);
            self.ends.push(small(self.text.len()));
        }
        if self.text.len() == text_start {
            self.ends.truncate(start);
            return budget.pass_row(number);
        }
        // Spreadsheets write formatted cells far right of what anybody sees.
        while self.ends.len() > start + 1 && self.ends[self.ends.len() - 2] == self.ends[self.ends.len() - 1] {
            self.ends.pop();
        }
        budget.take_row(self.ends.len() - start, self.text.len() - text_start)?;
        self.rows.push(RowPlace { number, start: small(start), end: small(self.ends.len()) });
        Ok(())
    }

    fn cell(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[index] as usize]
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'t> {
    table: &'t Table,
    place: RowPlace,
}

impl<'t> Row<'t> {
    pub(crate) fn number(self) -> u32 {
        self.place.number
    }

    /// How many cells it has, empty ones included.
    pub(crate) fn width(self) -> usize {
        (self.place.end - self.place.start) as usize
    }

    /// What is in a column; empty where the row ends before it.
    pub(crate) fn cell(self, column: usize) -> &'t str {
        if column < self.width() { self.table.cell(self.place.start as usize + column) } else { "" }
    }

    pub(crate) fn cells(self) -> impl Iterator<Item = &'t str> {
        (self.place.start as usize..self.place.end as usize).map(|index| self.table.cell(index))
    }
}

/// A text as it is kept in a cell.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::new();
    push_clean(&mut cleaned, text, Texts::Short);
    cleaned
}

fn push_clean(into: &mut String, text: &str, texts: Texts) {
    let text = text.trim();
    let text = match text.char_indices().nth(texts.most_chars()) {
        Some((end, _)) => text[..end].trim_end(),
        None => text,
    };
    if texts == Texts::Long {
        into.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
        return;
    }
    let mut lines = text.split(['\r', '\n']);
    into.push_str(lines.next().unwrap_or_default());
    // A break of two characters leaves an empty piece between them.
    for line in lines.filter(|line| !line.is_empty()) {
        into.push(' ');
        into.push_str(line);
    }
}

/// The budget keeps all of this far below 2³².
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
