//! Exports as platforms write them, read from outside; and files that were made to do harm.

mod bigbluebutton;
mod hostile;
mod mapped;
mod properties;
mod samples;
mod teams;
mod tencent;
mod workbooks;
mod zoom;

use domain::attendance::export::{DateOrder, Export};
use domain::attendance::record::Stay;
use domain::time::Instant;
use jiff::tz::TimeZone;
use platforms::{Reading, read};

/// Times in Shanghai, looked at the evening after the seminar.
fn reading() -> Reading {
    let zone = TimeZone::get("Asia/Shanghai").expect("a zone");
    Reading { zone, date_order: None, mapping: None, until: at("2026-11-16T20:00:00+08:00") }
}

fn reading_in(order: DateOrder) -> Reading {
    Reading { date_order: Some(order), ..reading() }
}

fn at(text: &str) -> Instant {
    let timestamp: jiff::Timestamp = text.parse().expect("a timestamp");
    Instant::from_millis(timestamp.as_millisecond())
}

/// A time on the day of the samples, on Shanghai's clock.
fn on_the_day(time: &str) -> Instant {
    at(&format!("2026-11-16T{time}+08:00"))
}

fn export(bytes: &[u8]) -> Export {
    read(bytes, &reading()).expect("an export")
}

fn interval(joined: &str, left: &str) -> Stay {
    Stay::Interval { joined: on_the_day(joined), left: on_the_day(left) }
}

/// What an export says of somebody, in the order of its rows.
fn stays(export: &Export, name: &str) -> Vec<Stay> {
    let is_them = |place: u32| export.attendees[place as usize].name == name;
    export.rows.iter().filter(|row| is_them(row.attendee)).map(|row| row.stay).collect()
}

fn hosts(export: &Export) -> Vec<&str> {
    export.attendees.iter().filter(|attendee| attendee.host).map(|attendee| attendee.name.as_str()).collect()
}

fn refused(export: &Export) -> Vec<(u32, &str, &str)> {
    export.refused.iter().map(|row| (row.number, row.name.as_str(), row.reason.as_str())).collect()
}
