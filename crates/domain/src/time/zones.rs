//! Zone data, which only the server has.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{Clocks, Instant, ZoneClock};

/// Why a text names no zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a time zone of the IANA list, such as Asia/Shanghai")]
pub struct UnknownZone(pub String);

pub fn find_zone(name: &str) -> Result<TimeZone, UnknownZone> {
    TimeZone::get(name).map_err(|_| UnknownZone(name.to_owned()))
}

/// All zone names, sorted.
pub fn zone_names() -> Vec<String> {
    let mut names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    names.retain(|name| name.contains('/') || name == "UTC");
    names.sort();
    names
}

/// The offsets of a zone from a year before `around` to two years after it.
pub fn zone_clock(name: &str, around: Instant) -> Result<ZoneClock, UnknownZone> {
    let zone = find_zone(name)?;
    let middle = Timestamp::from_millisecond(around.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    let start = middle.checked_sub((366 * 24).hours()).unwrap_or(middle);
    let end = middle.checked_add((732 * 24).hours()).unwrap_or(middle);
    let mut offsets = vec![(Instant::from_millis(start.as_millisecond()), zone.to_offset(start).seconds())];
    let changes = zone.following(start).take_while(|change| change.timestamp() < end);
    offsets.extend(
        changes.map(|change| (Instant::from_millis(change.timestamp().as_millisecond()), change.offset().seconds())),
    );
    Ok(ZoneClock { name: name.to_owned(), offsets })
}

/// The clocks for a seminar in `host`; a reader's zone that is not known falls away.
pub fn clocks(host: &str, reader: Option<&str>, around: Instant) -> Clocks {
    Clocks {
        host: zone_clock(host, around).unwrap_or_else(|_| ZoneClock::utc()),
        reader: reader.and_then(|name| zone_clock(name, around).ok()),
    }
}
