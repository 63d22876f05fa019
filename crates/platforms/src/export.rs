//! The questions that this crate answers: what does an export say, what tables are in a file, and what did people write
//! into a form.

use domain::attendance::export::{DateOrder, DateQuestion, Export, Mapping, Meeting, SampleRow, TableSample};
use domain::time::Instant;
use jiff::tz::TimeZone;

use crate::file::{self, Table};
use crate::headers::{self, Layout, MeetingText};
use crate::limits::{Budget, Deadline};
use crate::reading::{Clock, Collection, Ending, rows_of};
use crate::times::{Evidence, WrittenMoment};
use crate::unreadable::Unreadable;

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Times that name no zone are taken in this one.
    pub zone: TimeZone,
    /// What staff say of dates that could be read two ways.
    pub date_order: Option<DateOrder>,
    /// The columns of a table that is not known.
    pub mapping: Option<Mapping>,
    /// Where a time of leaving is missing, the meeting was still running: until its end if the file
    /// tells it, else until the last time that anybody left, else until this.
    pub until: Instant,
}

/// Reads an attendance export.
pub fn read(bytes: &[u8], reading: &Reading) -> Result<Export, Unreadable> {
    let deadline = Deadline::from_now();
    let tables = file::tables_of(bytes, &mut Budget::new(deadline))?;
    let (layouts, beside) = match &reading.mapping {
        Some(mapping) => (vec![headers::layout_of_mapping(&tables, mapping)?], Vec::new()),
        None => headers::find_layouts(&tables).ok_or(Unreadable::UnknownTable)?,
    };
    let Some(format) = layouts.first().map(|layout| layout.format) else { return Err(Unreadable::UnknownTable) };
    let text = headers::read_meeting(&tables, reading.mapping.as_ref());
    let date_order = settle_dates(&tables, &layouts, &text, reading);
    let order = if let DateQuestion::Settled(order) = date_order { Some(order) } else { None };
    let clock = Clock { zone: reading.zone.clone(), order };
    let meeting = meeting_of(&text, &clock);

    let mut collection = Collection::default();
    if date_order != DateQuestion::Open {
        beside.iter().for_each(|layout| collection.note_hosts(&tables, layout));
        let ending = ending_of(&tables, &layouts, &clock, &meeting, reading.until);
        for layout in &layouts {
            collection.read(&tables, layout, (&clock, ending), &meeting, deadline)?;
        }
    }
    let Collection { attendees, rows, refused, more_refused, .. } = collection;
    Ok(Export { format, meeting, attendees, rows, refused, more_refused, date_order })
}

/// The top of every table of a file, for the screen on which staff name the columns.
pub fn samples(bytes: &[u8]) -> Result<Vec<TableSample>, Unreadable> {
    const SAMPLE_ROWS: usize = 12;
    const SAMPLE_COLUMNS: usize = 40;
    const SAMPLE_CHARS: usize = 80;
    let tables = file::tables_of(bytes, &mut Budget::new(Deadline::from_now()))?;
    let cells = |row: file::Row<'_>| -> Vec<String> {
        row.cells().take(SAMPLE_COLUMNS).map(|cell| cell.chars().take(SAMPLE_CHARS).collect()).collect()
    };
    let sample = |table: &Table| {
        let rows = table.rows().map(|row| SampleRow { number: row.number(), cells: cells(row) });
        // What a row has far to the right is not shown, and perhaps it has nothing else.
        let rows = rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        TableSample { title: table.title.clone(), rows: rows.take(SAMPLE_ROWS).collect() }
    };
    Ok(tables.iter().map(sample).collect())
}

/// A row of a table in which people write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenRow {
    /// As a person counts.
    pub number: u32,
    pub cells: Vec<String>,
}

/// The tables of a form, with long texts and their lines.
pub fn read_form(bytes: &[u8]) -> Result<Vec<Vec<WrittenRow>>, Unreadable> {
    let tables = file::tables_of(bytes, &mut Budget::of_form(Deadline::from_now()))?;
    let written =
        |row: file::Row<'_>| WrittenRow { number: row.number(), cells: row.cells().map(str::to_owned).collect() };
    Ok(tables.iter().map(|table| table.rows().map(written).collect()).collect())
}

fn settle_dates(tables: &[Table], layouts: &[Layout], text: &MeetingText<'_>, reading: &Reading) -> DateQuestion {
    let mut evidence = Evidence::default();
    for layout in layouts {
        for row in rows_of(tables, layout) {
            for column in [layout.columns.joined, layout.columns.left].into_iter().flatten() {
                WrittenMoment::read(row.cell(column)).into_iter().for_each(|moment| evidence.add(moment));
            }
        }
    }
    for time in [text.starts, text.ends].into_iter().flatten() {
        WrittenMoment::read(time).into_iter().for_each(|moment| evidence.add(moment));
    }
    let said = reading.date_order.or_else(|| reading.mapping.as_ref().and_then(|mapping| mapping.date_order));
    evidence.settle(said, layouts.first().and_then(|layout| layout.twelve_hour_order))
}

fn meeting_of(text: &MeetingText<'_>, clock: &Clock) -> Meeting {
    let time = |text: Option<&str>| text.and_then(|text| clock.read(text));
    Meeting {
        title: text.title.map(str::to_owned),
        code: text.code.map(str::to_owned),
        starts: time(text.starts),
        ends: time(text.ends),
    }
}

fn ending_of(tables: &[Table], layouts: &[Layout], clock: &Clock, meeting: &Meeting, until: Instant) -> Ending {
    let leaves = layouts
        .iter()
        .flat_map(|layout| rows_of(tables, layout).filter_map(|row| clock.sure_leave(row, layout)).collect::<Vec<_>>());
    Ending { meeting: meeting.ends, latest_leave: leaves.max(), until }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_what_people_write() {
        let long = "a port ".repeat(1_000);
        let text = format!("Row,Words\n1,\"one line\r\nand another\"\n2,{long}\n");
        let tables = read_form(text.as_bytes()).expect("a table");
        let words: Vec<&str> = tables[0].iter().map(|row| row.cells[1].as_str()).collect();
        assert_eq!(words, ["Words", "one line\nand another", long.trim()]);
    }
}
