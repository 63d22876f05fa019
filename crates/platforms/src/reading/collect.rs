//! All rows of a file: who is in it, and how long.

use std::collections::{HashMap, HashSet};

use domain::attendance::export::{Meeting, RefusedRow};
use domain::attendance::record::{Attendee, Row as CountedRow};
use domain::person::EmailAddress;

use super::name::Names;
use super::presence::{Clock, Ending, NotCounted, shortened, stay_of};
use crate::file::{Row, Table};
use crate::headers::Layout;
use crate::limits::{ATTENDEES, Deadline, REFUSED_ROWS};
use crate::unreadable::{TooMuch, Unreadable};

/// What has been read of a file.
#[derive(Debug, Default)]
pub(crate) struct Collection<'t> {
    pub(crate) attendees: Vec<Attendee>,
    pub(crate) rows: Vec<CountedRow>,
    pub(crate) refused: Vec<RefusedRow>,
    pub(crate) more_refused: u32,
    /// Names and address of an attendee, and their place.
    places: HashMap<(&'t str, Option<&'t str>, &'t str), u32>,
    /// What stands in the cell of a name for those who hosted, from tables that are not read row by row.
    hosts: HashSet<&'t str>,
}

impl<'t> Collection<'t> {
    /// Notes who hosted, as a table says it beside the one that is read.
    pub(crate) fn note_hosts(&mut self, tables: &'t [Table], layout: &Layout) {
        for row in rows_of(tables, layout).filter(|row| is_host_role(*row, layout)) {
            self.hosts.insert(row.cell(layout.columns.name));
        }
    }

    pub(crate) fn read(
        &mut self,
        tables: &'t [Table],
        layout: &Layout,
        (clock, ending): (&Clock, Ending),
        meeting: &Meeting,
        deadline: Deadline,
    ) -> Result<(), Unreadable> {
        for (count, row) in rows_of(tables, layout).enumerate() {
            if count.is_multiple_of(1_024) {
                deadline.check()?;
            }
            let stay = named(row, layout).and_then(|names| Ok((names, stay_of(row, layout, clock, ending, meeting)?)));
            match stay {
                Ok((names, stay)) => {
                    let attendee = self.place_of(row, names, layout)?;
                    self.rows.push(CountedRow { number: row.number(), attendee, stay });
                }
                Err(reason) => self.refuse(row, layout, &reason),
            }
        }
        Ok(())
    }

    /// One attendee for all rows that agree in names and address. Two people of one name and no address cannot be told apart here.
    fn place_of(&mut self, row: Row<'t>, names: Names<'t>, layout: &Layout) -> Result<u32, Unreadable> {
        let host = names.host || is_host_role(row, layout) || self.hosts.contains(row.cell(layout.columns.name));
        let address = address_of(row, layout);
        let key = (names.name, names.other, address);
        if let Some(place) = self.places.get(&key) {
            if let Some(attendee) = self.attendees.get_mut(*place as usize) {
                attendee.host |= host;
            }
            return Ok(*place);
        }
        if self.attendees.len() == ATTENDEES {
            return Err(Unreadable::TooMuch(TooMuch::Attendees));
        }
        let place = u32::try_from(self.attendees.len()).unwrap_or(u32::MAX);
        self.places.insert(key, place);
        self.attendees.push(Attendee {
            name: names.name.to_owned(),
            other_name: names.other.map(str::to_owned),
            email: address.parse().ok(),
            host,
        });
        Ok(place)
    }

    fn refuse(&mut self, row: Row<'t>, layout: &Layout, reason: &NotCounted) {
        if self.refused.len() == REFUSED_ROWS {
            self.more_refused += 1;
            return;
        }
        let name = shortened(row.cell(layout.columns.name));
        self.refused.push(RefusedRow { number: row.number(), name, reason: reason.to_string() });
    }
}

pub(crate) fn rows_of<'t>(tables: &'t [Table], layout: &Layout) -> impl Iterator<Item = Row<'t>> + use<'t> {
    let table = tables.get(layout.table);
    layout.places.clone().filter_map(move |place| table.and_then(|table| table.row(place)))
}

fn named<'t>(row: Row<'t>, layout: &Layout) -> Result<Names<'t>, NotCounted> {
    let names = Names::of(row.cell(layout.columns.name), layout.name_cell, layout.marks);
    if names.name.is_empty() {
        return Err(NotCounted::NoName);
    }
    let waiting = layout.columns.waiting_room.map_or("", |column| row.cell(column));
    if ["yes", "y", "true"].iter().any(|yes| waiting.eq_ignore_ascii_case(yes)) {
        return Err(NotCounted::WaitingRoom);
    }
    Ok(names)
}

fn is_host_role(row: Row<'_>, layout: &Layout) -> bool {
    let role = layout.columns.role.map_or("", |column| row.cell(column)).to_lowercase();
    layout.host_roles.iter().any(|host| host.to_lowercase() == role)
}

/// The address of a row, or a name to sign in with that is one; empty if there is neither.
fn address_of<'t>(row: Row<'t>, layout: &Layout) -> &'t str {
    let cell = |column: Option<usize>| column.map_or("", |column| row.cell(column));
    let is_address = |text: &&str| text.contains('@') && text.parse::<EmailAddress>().is_ok();
    let cells = [cell(layout.columns.email), cell(layout.columns.account)];
    cells.into_iter().find(is_address).unwrap_or_default()
}
