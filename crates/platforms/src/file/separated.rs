//! Text with separators, as platforms and spreadsheets write it.
//!
//! Read here and not by the `csv` crate, because an export is not always well written CSV: Teams puts no quotes
//! around what it separates with tabs, so a name may begin with a quotation mark that nothing closes. A strict reader takes all
//! rows up to the next mark, or the end, for a part of that name, and the people in them would silently be absent.

use super::table::Table;
use crate::headers;
use crate::limits::{Budget, COLUMNS};
use crate::unreadable::Unreadable;

/// Reads text with the separator under which known headers appear; failing that, the one it has most of.
pub(crate) fn read_separated(text: &str, budget: &mut Budget) -> Result<Vec<Table>, Unreadable> {
    let (text, named) = strip_named_separator(text);
    let separators = match named {
        Some(separator) => vec![separator],
        None => separators_by_frequency(text),
    };
    let mut first = None;
    for separator in separators {
        let top = top_of(text, separator)?;
        if top.rows().any(|row| headers::is_header(row)) {
            return sections(text, separator, budget);
        }
        first.get_or_insert(separator);
    }
    sections(text, first.unwrap_or(','), budget)
}

/// How many rows are looked at to find the separator.
const TOP_ROWS: usize = 60;

const SEPARATORS: [char; 3] = ['\t', ',', ';'];

/// Excel writes and reads such a first line.
fn strip_named_separator(text: &str) -> (&str, Option<char>) {
    let named = || {
        let rest = text.strip_prefix("sep=")?;
        let separator = rest.chars().next().filter(|separator| SEPARATORS.contains(separator))?;
        let rest = &rest[separator.len_utf8()..];
        rest.starts_with(['\r', '\n']).then_some((rest, Some(separator)))
    };
    named().unwrap_or((text, None))
}

fn separators_by_frequency(text: &str) -> Vec<char> {
    let lines: Vec<&str> = text.lines().take(TOP_ROWS).collect();
    let mut separators = SEPARATORS.to_vec();
    separators.sort_by_cached_key(|separator| {
        let count: usize = lines.iter().map(|line| line.matches(*separator).count()).sum();
        std::cmp::Reverse(count)
    });
    separators
}

fn top_of(text: &str, separator: char) -> Result<Table, Unreadable> {
    let mut budget = Budget::new(crate::limits::Deadline::from_now());
    let mut top = Table::default();
    for written in WrittenRows::of(text, separator).take(TOP_ROWS) {
        top.push_row(written.number, written.cells(), &mut budget)?;
    }
    Ok(top)
}

/// Teams puts several tables into one file, each under a numbered title: `2. Participants`.
fn sections(text: &str, separator: char, budget: &mut Budget) -> Result<Vec<Table>, Unreadable> {
    let mut tables = vec![Table::default()];
    let mut previous = 0;
    for written in WrittenRows::of(text, separator) {
        let after_gap = previous == 0 || written.number > previous + 1 || written.is_blank();
        if !written.is_blank() {
            if after_gap && let Some(title) = written.section_title() {
                tables.push(Table::titled(title));
            }
            previous = written.number;
        }
        if let Some(table) = tables.last_mut() {
            table.push_row(written.number, written.cells(), budget)?;
        }
    }
    Ok(tables)
}

/// A row as it is written: pieces of the text, still with their quotes.
struct WrittenRow<'t> {
    number: u32,
    fields: Vec<Field<'t>>,
}

enum Field<'t> {
    Plain(&'t str),
    /// Every second of its quotation marks is to be left out.
    Doubled(String),
}

impl WrittenRow<'_> {
    fn cells(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| match field {
            Field::Plain(text) => *text,
            Field::Doubled(text) => text.as_str(),
        })
    }

    fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }

    fn section_title(&self) -> Option<&str> {
        let mut cells = self.cells();
        let title = cells.next()?.trim();
        let (number, words) = title.split_once('.')?;
        let numbered = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        (numbered && words.starts_with([' ', '\u{A0}']) && cells.all(|cell| cell.trim().is_empty())).then_some(title)
    }
}

/// The rows of a text. A line is a row, blank ones too, but for breaks within quotes.
struct WrittenRows<'t> {
    rest: &'t str,
    separator: char,
    number: u32,
}

/// Quotes that close later than this are no quotes.
const LONGEST_QUOTED_BYTES: usize = 65_536;

impl<'t> WrittenRows<'t> {
    fn of(text: &'t str, separator: char) -> Self {
        Self { rest: text, separator, number: 0 }
    }

    /// Takes the next field and tells whether the row goes on after it.
    fn take_field(&mut self) -> (Field<'t>, bool) {
        if let Some((field, length)) = self.quoted() {
            self.rest = &self.rest[length..];
            return (field, self.take_separator());
        }
        let length = self.rest.find([self.separator, '\r', '\n']).unwrap_or(self.rest.len());
        let field = Field::Plain(&self.rest[..length]);
        self.rest = &self.rest[length..];
        (field, self.take_separator())
    }

    /// A quoted field at the start of the rest, and its length with its quotes; only if its quotes close where a field ends.
    fn quoted(&self) -> Option<(Field<'t>, usize)> {
        let inner = self.rest.strip_prefix('"')?;
        let mut doubled = false;
        let mut from = 0;
        loop {
            let end = from + inner[from..].find('"')?;
            if end > LONGEST_QUOTED_BYTES {
                return None;
            }
            let after = &inner[end + 1..];
            if after.starts_with('"') {
                doubled = true;
                from = end + 2;
                continue;
            }
            if !(after.is_empty() || after.starts_with([self.separator, '\r', '\n'])) {
                return None;
            }
            let text = &inner[..end];
            let field = if doubled { Field::Doubled(text.replace("\"\"", "\"")) } else { Field::Plain(text) };
            return Some((field, end + 2));
        }
    }

    fn take_separator(&mut self) -> bool {
        match self.rest.strip_prefix(self.separator) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn take_line_break(&mut self) {
        let rest = self.rest;
        self.rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
    }
}

impl<'t> Iterator for WrittenRows<'t> {
    type Item = WrittenRow<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let mut fields = Vec::new();
        loop {
            let (field, more) = self.take_field();
            // A line of nothing but separators would cost more as fields than as text.
            if fields.len() < COLUMNS {
                fields.push(field);
            }
            if !more {
                break;
            }
        }
        self.take_line_break();
        Some(WrittenRow { number: self.number, fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Deadline;

    fn read(text: &str) -> Vec<Table> {
        read_separated(text, &mut Budget::new(Deadline::from_now())).expect("readable")
    }

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let table = &read(text)[0];
        table.rows().map(|row| (row.number(), row.cells().map(str::to_owned).collect())).collect()
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn quotes_hold_separators_quotes_and_breaks() {
        let text = "a,\"b, \"\"c\"\"\",\"d\r\ne\"\r\n\r\nf,g\n";
        assert_eq!(rows(text), [(1, cells(&["a", "b, \"c\"", "d e"])), (3, cells(&["f", "g"]))]);
    }

    #[test]
    fn a_quote_that_nothing_closes_is_a_character() {
        let text = "\"Ana\tx\n\"Bo\" Li\ty\nZoe\tz\n";
        assert_eq!(
            rows(text),
            [(1, cells(&["\"Ana", "x"])), (2, cells(&["\"Bo\" Li", "y"])), (3, cells(&["Zoe", "z"]))]
        );
    }

    #[test]
    fn numbered_titles_after_a_gap_begin_tables() {
        let tables = read("1. Summary\nTitle\tT\n\n2. Participants\nName\tX\n3. Not a title\n");
        let titles: Vec<(&str, usize)> = tables.iter().map(|table| (table.title.as_str(), table.len())).collect();
        assert_eq!(titles, [("", 0), ("1. Summary", 2), ("2. Participants", 3)]);
    }

    #[test]
    fn a_first_line_may_name_the_separator() {
        assert_eq!(rows("sep=;\r\na,1;b,2\r\n"), [(2, cells(&["a,1", "b,2"]))]);
    }
}
