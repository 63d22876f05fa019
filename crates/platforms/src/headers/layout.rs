//! A table of a file, with the columns that were found or that staff have named.

use std::collections::HashMap;

use domain::attendance::export::{DateOrder, DurationUnit, Mapping, NameCell};
use domain::attendance::record::Format;

use super::{Field, KnownTable, columns_of_known};
use crate::file::{Row, Table};
use crate::unreadable::{Misfit, Unreadable};

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowsAre {
    /// One coming and leaving. Someone is on as many rows as they came.
    Joins,
    /// All of someone's meeting, from first to last.
    People,
}

/// Where in a file the attendees are.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) format: Format,
    pub(crate) rows: RowsAre,
    pub(crate) table: usize,
    /// The places of the rows below the header.
    pub(crate) places: std::ops::Range<usize>,
    pub(crate) columns: Columns,
    pub(crate) name_cell: NameCell,
    pub(crate) unit: DurationUnit,
    pub(crate) twelve_hour_order: Option<DateOrder>,
    pub(crate) host_roles: &'static [&'static str],
    pub(crate) marks: &'static [&'static str],
    /// How many of its headers are known.
    known: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) name: usize,
    pub(crate) joined: Option<usize>,
    pub(crate) left: Option<usize>,
    pub(crate) duration: Option<usize>,
    pub(crate) email: Option<usize>,
    pub(crate) account: Option<usize>,
    pub(crate) role: Option<usize>,
    pub(crate) waiting_room: Option<usize>,
}

/// The known tables of a file: those to be read, and those that only tell who hosted.
///
/// Where a file has each coming and leaving, those tables are read and the ones by person are not: both say the same.
/// A meeting may have two of them, one for each kind of participant.
pub(crate) fn find_layouts(tables: &[Table]) -> Option<(Vec<Layout>, Vec<Layout>)> {
    let mut all: Vec<Layout> = tables.iter().enumerate().flat_map(|(place, table)| layouts_in(place, table)).collect();
    let best = |rows: RowsAre| {
        let candidates = all.iter().enumerate().filter(|(_, layout)| layout.rows == rows && !layout.places.is_empty());
        candidates.reduce(|best, other| if other.1.known > best.1.known { other } else { best }).map(|(index, _)| index)
    };
    // A list in which nobody stands is still a list.
    let best = best(RowsAre::Joins).or_else(|| best(RowsAre::People)).or((!all.is_empty()).then_some(0))?;
    let format = all[best].format;
    if all[best].rows == RowsAre::People {
        // The header may be repeated within the table, as on printed pages.
        let best = all.swap_remove(best);
        all.retain(|other| other.table == best.table && other.columns == best.columns);
        all.push(best);
        all.sort_by_key(|layout| layout.places.start);
        return Some((all, Vec::new()));
    }
    all.retain(|layout| layout.format == format);
    Some(all.into_iter().partition(|layout| layout.rows == RowsAre::Joins))
}

/// A sheet of more headers than this is made of them; those below the last that counts are rows like others.
const MOST_HEADERS: usize = 1_000;

/// A table of a sheet ends where the next header begins, or its title above it.
fn layouts_in(place: usize, table: &Table) -> Vec<Layout> {
    let mut layouts: Vec<Layout> = Vec::new();
    for (index, row) in table.rows().enumerate() {
        let Some((known, columns)) = columns_of_known(row) else { continue };
        if let Some(last) = layouts.last_mut() {
            let titled = index.checked_sub(1).and_then(|above| table.row(above)).is_some_and(is_title);
            last.places.end = index - usize::from(titled && index > last.places.start);
        }
        layouts.push(Layout::of_known(known, &columns, place, index + 1..table.len()));
        if layouts.len() == MOST_HEADERS {
            break;
        }
    }
    layouts
}

fn is_title(row: Row<'_>) -> bool {
    row.cells().filter(|cell| !cell.is_empty()).count() == 1
}

impl Layout {
    fn of_known(
        known: &'static KnownTable,
        columns: &HashMap<Field, usize>,
        table: usize,
        places: std::ops::Range<usize>,
    ) -> Self {
        let column = |field| columns.get(&field).copied();
        Self {
            format: known.format,
            rows: known.rows,
            table,
            places,
            columns: Columns {
                name: column(Field::Name).unwrap_or_default(),
                joined: column(Field::Joined),
                left: column(Field::Left),
                duration: column(Field::Duration),
                email: column(Field::Email),
                account: column(Field::Account),
                role: column(Field::Role),
                waiting_room: column(Field::WaitingRoom),
            },
            name_cell: known.name_cell,
            unit: known.unit,
            twelve_hour_order: known.twelve_hour_order,
            host_roles: known.host_roles,
            marks: known.marks,
            known: columns.len(),
        }
    }
}

/// The table that staff have named the columns of.
pub(crate) fn layout_of_mapping(tables: &[Table], mapping: &Mapping) -> Result<Layout, Unreadable> {
    let misfit = |misfit| Err(Unreadable::MappingDoesNotFit(misfit));
    let place = mapping.table as usize;
    let Some(table) = tables.get(place) else { return misfit(Misfit::Table) };
    let times = mapping.joined.is_some() && (mapping.left.is_some() || mapping.duration.is_some());
    if !times && mapping.duration.is_none() {
        return misfit(Misfit::Columns);
    }
    let named = [Some(mapping.name), mapping.joined, mapping.left, mapping.duration, mapping.email];
    let width = table.rows().map(Row::width).max().unwrap_or(0);
    if named.into_iter().flatten().any(|column| column as usize >= width) {
        return misfit(Misfit::Column);
    }
    let first = table.rows().take_while(|row| row.number() <= mapping.header_row).count();
    let column = |column: Option<u32>| column.map(|column| column as usize);
    Ok(Layout {
        format: Format::Mapped,
        // A sum that is shorter than the time between first and last counts, as it does for people.
        rows: RowsAre::People,
        table: place,
        places: first..table.len(),
        columns: Columns {
            name: mapping.name as usize,
            joined: column(mapping.joined),
            left: column(mapping.left),
            duration: column(mapping.duration),
            email: column(mapping.email),
            ..Columns::default()
        },
        name_cell: mapping.name_cell,
        unit: mapping.unit,
        twelve_hour_order: None,
        host_roles: &[],
        marks: &[],
        known: 0,
    })
}
