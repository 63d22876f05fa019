//! Zone data, which only the server has.

use std::collections::BTreeSet;

use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::day::CalendarDay;
use super::todays_names::todays_name;
use super::{Clocks, Instant, ZoneClock};

/// Why a text names no zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a time zone of the IANA list, such as Asia/Shanghai")]
pub struct UnknownZone(pub String);

pub fn find_zone(name: &str) -> Result<TimeZone, UnknownZone> {
    TimeZone::get(name).map_err(|_| UnknownZone(name.to_owned()))
}

/// The name to keep of a zone that someone names: today's, if the zone data here has it already.
pub fn known_zone(name: &str) -> Result<String, UnknownZone> {
    find_zone(name)?;
    let today = todays_name(name);
    let kept = if find_zone(today).is_ok() { today } else { name };
    Ok(kept.to_owned())
}

/// All zone names of today, sorted.
pub fn zone_names() -> Vec<String> {
    let all: BTreeSet<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let is_of_today = |name: &str| todays_name(name) == name || !all.contains(todays_name(name));
    let names = all.iter().filter(|name| (name.contains('/') || *name == "UTC") && is_of_today(name));
    names.cloned().collect()
}

/// The offsets of a zone from a year before `around` to two years after it, under its name of today.
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
    Ok(ZoneClock { name: todays_name(name).to_owned(), offsets })
}

/// Which day it is in a zone; in one that is not known, as in Greenwich.
pub fn day_in(zone: &str, at: Instant) -> CalendarDay {
    zone_clock(zone, at).unwrap_or_else(|_| ZoneClock::utc()).show(at).day()
}

/// When a day begins in a zone. Where clocks skip midnight, with the first minute that they show.
pub fn start_of_day(zone: &str, day: CalendarDay) -> Instant {
    let zone = find_zone(zone).unwrap_or(TimeZone::UTC);
    let midnight = day.date().at(0, 0, 0, 0);
    let starts = zone.to_timestamp(midnight).or_else(|_| TimeZone::UTC.to_timestamp(midnight));
    Instant::from_millis(starts.map_or(0, Timestamp::as_millisecond))
}

/// Why a text is no time of a zone's clocks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAWallTime {
    #[error("“{0}” is not a date and time such as 2021-11-10T14:30")]
    Unreadable(String),
    #[error("clocks in {0} skip this time; please choose another one")]
    Skipped(String),
}

/// What a form says with a date and a time of a zone's clocks. Of two such times, the later one.
pub fn at_wall_clock(zone: &str, text: &str) -> Result<Instant, NotAWallTime> {
    let unreadable = || NotAWallTime::Unreadable(text.to_owned());
    let civil: jiff::civil::DateTime = text.trim().parse().map_err(|_| unreadable())?;
    let shown = find_zone(zone).unwrap_or(TimeZone::UTC).to_ambiguous_timestamp(civil);
    if matches!(shown.offset(), AmbiguousOffset::Gap { .. }) {
        return Err(NotAWallTime::Skipped(zone.to_owned()));
    }
    let at = shown.later().map_err(|_| unreadable())?;
    Ok(Instant::from_millis(at.as_millisecond()))
}

/// The clocks for a seminar in `host`; a reader's zone that is not known falls away.
pub fn clocks(host: &str, reader: Option<&str>, around: Instant) -> Clocks {
    Clocks {
        host: zone_clock(host, around).unwrap_or_else(|_| ZoneClock::utc()),
        reader: reader.and_then(|name| zone_clock(name, around).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_kept_and_offered_by_their_names_of_today() {
        assert_eq!(known_zone("Asia/Saigon").as_deref(), Ok("Asia/Ho_Chi_Minh"));
        assert_eq!(known_zone("Asia/Shanghai").as_deref(), Ok("Asia/Shanghai"));
        assert_eq!(known_zone("Mars/Olympus"), Err(UnknownZone("Mars/Olympus".to_owned())));
        let offered = zone_names();
        let is_offered = |name: &str| offered.iter().any(|offered| offered == name);
        assert!(is_offered("Asia/Ho_Chi_Minh") && is_offered("Asia/Kolkata") && is_offered("UTC"));
        assert!(!is_offered("Asia/Saigon") && !is_offered("Asia/Calcutta"));
    }

    #[test]
    fn a_form_speaks_of_the_zones_clocks() {
        let at = |zone, text| at_wall_clock(zone, text).map(Instant::to_rfc3339);
        assert_eq!(at("Asia/Shanghai", "2021-11-10T14:30").as_deref(), Ok("2021-11-10T06:30:00Z"));
        let skipped = Err(NotAWallTime::Skipped("Europe/Berlin".to_owned()));
        assert_eq!(at("Europe/Berlin", "2021-03-28T02:30"), skipped);
        assert_eq!(at("Europe/Berlin", "2021-10-31T02:30").as_deref(), Ok("2021-10-31T01:30:00Z"), "the later one");
        for bad in ["", "tomorrow", "2021-02-30T10:00"] {
            assert_eq!(at("UTC", bad), Err(NotAWallTime::Unreadable(bad.to_owned())));
        }
    }

    #[test]
    fn a_day_begins_at_the_zones_midnight() {
        let day: CalendarDay = "2021-11-10".parse().expect("a day");
        assert_eq!(start_of_day("Asia/Shanghai", day).to_rfc3339(), "2021-11-09T16:00:00Z");
        let before = start_of_day("Asia/Shanghai", day).plus_minutes(-1);
        assert_eq!(day_in("Asia/Shanghai", before), day.plus_days(-1));
        assert_eq!(day_in("Asia/Shanghai", start_of_day("Asia/Shanghai", day)), day);
    }
}
