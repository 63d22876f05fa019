//! Instants, and the two clocks that every time is shown on: the host's and the reader's.
//!
//! The browser carries no zone data. The server hands it [`Clocks`], the
//! offsets of both zones over a span of some years, and from there both sides
//! compute the same wall time from the same numbers.

mod day;
mod seen_at;
#[cfg(feature = "server")]
mod todays_names;
#[cfg(feature = "server")]
pub mod zones;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

pub use day::{CalendarDay, NotADay};
pub use seen_at::SeenAt;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds * 1000)
    }

    pub const fn millis(self) -> i64 {
        self.0
    }

    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1000)
    }

    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes * 60)
    }

    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days * 86_400)
    }

    /// Seconds from `earlier` to here; negative if `earlier` is later.
    pub const fn seconds_since(self, earlier: Instant) -> i64 {
        (self.0 - earlier.0).div_euclid(1000)
    }

    /// Is it in one of the years that a calendar has? Times of others may be any number.
    pub fn is_in_calendar(self) -> bool {
        (Timestamp::MIN.as_millisecond()..=Timestamp::MAX.as_millisecond()).contains(&self.0)
    }

    /// The wall time that a clock `offset` seconds east of Greenwich shows. At the ends of the calendar it stays where it
    /// is. `Date::checked_add` would bring the arithmetic and the errors of all spans of `jiff` into the browser.
    pub fn at_offset(self, offset: i32) -> DateTime {
        let local = self.seconds() + i64::from(offset);
        let local = local.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        Offset::UTC.to_datetime(Timestamp::constant(local, 0))
    }

    /// `2021-11-10T06:30:00Z`, for `<time datetime>` and exports.
    pub fn to_rfc3339(self) -> String {
        let at = self.at_offset(0);
        format!("{}T{:02}:{:02}:{:02}Z", CalendarDay::from(at.date()), at.hour(), at.minute(), at.second())
    }

    #[cfg(feature = "server")]
    pub fn now() -> Self {
        Self(Timestamp::now().as_millisecond())
    }
}

/// One zone as a list of offsets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneClock {
    /// IANA name: `Asia/Shanghai`.
    pub name: String,
    /// From when on which offset (seconds east) holds; sorted, the first one holds before too.
    pub offsets: Vec<(Instant, i32)>,
}

impl ZoneClock {
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), offsets: vec![(Instant(0), 0)] }
    }

    fn offset_at(&self, instant: Instant) -> i32 {
        let past = self.offsets.partition_point(|(from, _)| *from <= instant);
        self.offsets.get(past.saturating_sub(1)).map_or(0, |(_, offset)| *offset)
    }

    pub fn show(&self, instant: Instant) -> WallTime {
        let offset = self.offset_at(instant);
        WallTime { civil: instant.at_offset(offset), offset }
    }

    /// `Shanghai` of `Asia/Shanghai`.
    pub fn city(&self) -> String {
        self.name.rsplit('/').next().unwrap_or(&self.name).replace('_', " ")
    }
}

/// The clocks a page shows its times on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    pub host: ZoneClock,
    /// `None` until the reader's zone is known.
    pub reader: Option<ZoneClock>,
}

impl Clocks {
    pub fn show(&self, instant: Instant) -> Moment {
        Moment { instant, host: self.host.show(instant), reader: self.reader.as_ref().map(|clock| clock.show(instant)) }
    }
}

/// One instant on both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub instant: Instant,
    pub host: WallTime,
    pub reader: Option<WallTime>,
}

impl Moment {
    /// By how many days the reader's calendar is ahead of the host's (-1, 0 or 1).
    pub fn day_shift(&self) -> i32 {
        self.reader.map_or(0, |reader| {
            let [host, reader] = [self.host, reader].map(|wall| wall.day().since_epoch());
            i32::try_from(reader - host).unwrap_or(0)
        })
    }
}

/// What a wall clock and calendar show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallTime {
    pub civil: DateTime,
    /// Seconds east of Greenwich.
    pub offset: i32,
}

impl WallTime {
    pub fn day(&self) -> CalendarDay {
        self.civil.date().into()
    }

    /// `2021-11-10`
    pub fn iso_date(&self) -> String {
        self.day().to_string()
    }

    /// `10 November 2021`
    pub fn long_date(&self) -> String {
        self.day().long()
    }

    /// `Wed 10 Nov 2021`
    pub fn date(&self) -> String {
        self.day().with_weekday()
    }

    /// `Wed 10 Nov`
    pub fn short_date(&self) -> String {
        self.day().short()
    }

    /// `Wednesday`
    pub fn weekday(&self) -> &'static str {
        weekday_name(self.civil.weekday())
    }

    /// `14:30`
    pub fn time(&self) -> String {
        format!("{:02}:{:02}", self.civil.hour(), self.civil.minute())
    }

    /// `14:30:05`
    pub fn time_with_seconds(&self) -> String {
        format!("{}:{:02}", self.time(), self.civil.second())
    }

    /// `2021-11-10-1430`: in the name of a file, where colons are forbidden, and sorted as files are.
    pub fn in_file_name(&self) -> String {
        format!("{}-{:02}{:02}", self.iso_date(), self.civil.hour(), self.civil.minute())
    }

    /// `UTC+8`, `UTC+5:45`
    pub fn offset_name(&self) -> String {
        let minutes = self.offset / 60;
        if minutes == 0 {
            return "UTC".to_owned();
        }
        let sign = if minutes < 0 { '−' } else { '+' };
        match (minutes.abs() / 60, minutes.abs() % 60) {
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
        }
    }
}

impl fmt::Display for WallTime {
    /// `Wed 10 Nov 2021, 14:30`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.date(), self.time())
    }
}

fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::zones::clocks;
    use super::*;

    const OPENING: Instant = Instant::from_seconds(1_636_507_800); // 2021-11-10T01:30:00Z

    #[test]
    fn one_instant_reads_differently_in_shanghai_and_bogota() {
        let moment = clocks("Asia/Shanghai", Some("America/Bogota"), OPENING).show(OPENING);
        assert_eq!(moment.host.to_string(), "Wed 10 Nov 2021, 09:30");
        assert_eq!(moment.host.in_file_name(), "2021-11-10-0930");
        let reader = moment.reader.expect("the reader's zone is known");
        assert_eq!(reader.to_string(), "Tue 9 Nov 2021, 20:30");
        assert_eq!(moment.day_shift(), -1);
        assert_eq!(reader.offset_name(), "UTC−5");
    }

    #[test]
    fn offsets_follow_daylight_saving() {
        let clocks = clocks("Asia/Shanghai", Some("Europe/Berlin"), OPENING);
        let summer = OPENING.plus_days(-100);
        assert_eq!(clocks.show(summer).reader.map(|wall| wall.time()), Some("03:30".to_owned()));
        assert_eq!(clocks.show(OPENING).reader.map(|wall| wall.time()), Some("02:30".to_owned()));
    }

    #[test]
    fn a_city_is_called_as_it_is_today() {
        for (told, city) in
            [("Asia/Saigon", "Ho Chi Minh"), ("America/Buenos_Aires", "Buenos Aires"), ("Asia/Calcutta", "Kolkata")]
        {
            let clocks = clocks(told, Some(told), OPENING);
            assert_eq!(
                (clocks.host.city(), clocks.reader.map(|clock| clock.city())),
                (city.to_owned(), Some(city.to_owned()))
            );
        }
    }

    #[test]
    fn an_unknown_reader_zone_falls_away() {
        assert_eq!(clocks("Asia/Shanghai", Some("Mars/Olympus"), OPENING).reader, None);
    }

    #[test]
    fn instants_print_in_utc() {
        assert_eq!(OPENING.to_rfc3339(), "2021-11-10T01:30:00Z");
        assert_eq!(Instant::from_seconds(-1).to_rfc3339(), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn clocks_stop_at_the_ends_of_the_calendar() {
        let years =
            [-1_000_000_000_000, 1_000_000_000_000].map(|far| Instant::from_seconds(far).at_offset(3_600).year());
        assert_eq!(years, [-9999, 9999]);
    }

    #[test]
    fn kathmandu_is_three_quarters_off() {
        let moment = clocks("Asia/Kathmandu", None, OPENING).show(OPENING);
        assert_eq!(moment.host.offset_name(), "UTC+5:45");
    }
}
