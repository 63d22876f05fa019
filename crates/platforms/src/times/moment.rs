//! A date with a time of day, as platforms and spreadsheets write them.

use domain::attendance::export::DateOrder;
use domain::time::Instant;
use jiff::Span;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::scan::{Half, Scan, WrittenDate};

/// A moment as it is written: perhaps without a zone, perhaps with day and month in either order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrittenMoment {
    date: WrittenDate,
    time: Time,
    /// Of a zone that the text names itself.
    offset: Option<Offset>,
    /// It is written with AM or PM.
    pub(crate) twelve_hours: bool,
}

impl WrittenMoment {
    /// Reads `2026-11-16 09:00:00`, `2026/11/16 9:00`, `2026-11-16T09:00:00Z`, `11/16/2026 09:00:00 AM`,
    /// `16.11.26, 09:00`, `2026年11月16日 上午9:00`, or the days since 1900 of a spreadsheet.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if let Ok(days) = text.parse::<f64>() {
            let moment = moment_of_days(days)?;
            let date = WrittenDate::Certain(moment.date());
            return Some(Self { date, time: moment.time(), offset: None, twelve_hours: false });
        }
        let text = plain(text);
        let mut scan = Scan::of(&text);
        let date = scan.date()?;
        scan.skip_between();
        let half = scan.half_of_day();
        let time = scan.time()?;
        let half = half.or_else(|| scan.half_of_day());
        let offset = scan.offset_to_the_end()?;
        Some(Self { date, time: in_half(time, half)?, offset, twelve_hours: half.is_some() })
    }

    /// First and second number of a date that may be either; `None` if the date is certain.
    pub(crate) fn either_order(self) -> Option<(i8, i8)> {
        match self.date {
            WrittenDate::Certain(_) => None,
            WrittenDate::EitherOrder { first, second, .. } => Some((first, second)),
        }
    }

    /// The instant, by a clock in the zone if the text names none. `None` if there is no such date, or its order is not known.
    pub(crate) fn instant(self, order: Option<DateOrder>, zone: &TimeZone) -> Option<Instant> {
        let date = match (self.date, order) {
            (WrittenDate::Certain(date), _) => date,
            (WrittenDate::EitherOrder { first, second, year }, Some(DateOrder::MonthFirst)) => {
                Date::new(year, first, second).ok()?
            }
            (WrittenDate::EitherOrder { first, second, year }, Some(DateOrder::DayFirst)) => {
                Date::new(year, second, first).ok()?
            }
            // The fifth of May is one day in both orders.
            (WrittenDate::EitherOrder { first, second, year }, None) if first == second => {
                Date::new(year, first, second).ok()?
            }
            (WrittenDate::EitherOrder { .. }, None) => return None,
        };
        // Before this century and far ahead there were no such meetings; a number was taken for a date.
        if !(2000..=2100).contains(&date.year()) {
            return None;
        }
        let moment = date.to_datetime(self.time);
        let timestamp = match self.offset {
            Some(offset) => offset.to_timestamp(moment).ok()?,
            // An hour that the clock shows twice is the first of both; one that it skips is moved on.
            None => zone.to_ambiguous_timestamp(moment).compatible().ok()?,
        };
        Some(Instant::from_millis(timestamp.as_millisecond()))
    }
}

/// The date and time of a spreadsheet: days since the end of 1899. Plain numbers that are no dates of our time are none.
pub(crate) fn moment_of_days(days: f64) -> Option<DateTime> {
    const EPOCH: Date = Date::constant(1899, 12, 30);
    const OUR_TIME: std::ops::Range<f64> = 36_526.0..73_415.0;
    if !OUR_TIME.contains(&days) {
        return None;
    }
    // In seconds: a day in binary fractions is seldom exact.
    #[expect(clippy::cast_possible_truncation, reason = "within this century")]
    let seconds = (days * 86_400.0).round() as i64;
    EPOCH.at(0, 0, 0, 0).checked_add(Span::new().try_seconds(seconds).ok()?).ok()
}

/// Without marks of direction, with one kind of space, and digits and points of full width made plain.
fn plain(text: &str) -> String {
    let plain = text.chars().filter_map(|character| match character {
        '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
        space if space.is_whitespace() => Some(' '),
        other => Some(other),
    });
    plain.collect()
}

fn in_half(time: Time, half: Option<Half>) -> Option<Time> {
    let Some(half) = half else { return Some(time) };
    let hour = match (half, time.hour()) {
        (Half::Morning, 12) => 0,
        (Half::Afternoon, hour @ 1..=11) => hour + 12,
        // `17:05 PM` is written by some; it says the same twice.
        (Half::Afternoon, hour) | (Half::Morning, hour @ 0..=11) => hour,
        (Half::Morning, _) => return None,
    };
    Time::new(hour, time.minute(), time.second(), 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shanghai() -> TimeZone {
        TimeZone::get("Asia/Shanghai").expect("a zone")
    }

    fn read(text: &str, order: Option<DateOrder>) -> Option<String> {
        WrittenMoment::read(text)?.instant(order, &shanghai()).map(Instant::to_rfc3339)
    }

    #[test]
    fn what_platforms_write_is_read() {
        for text in [
            "2026-11-16 09:00:00",
            "2026/11/16 9:00",
            "2026-11-16T01:00:00Z",
            "2026-11-16T01:00:00.000Z",
            "2026-11-16 02:00:00+01:00",
            "2026-11-16 09:00 UTC+8",
            "2026-11-16 10:00 +0900",
            "16.11.2026, 09:00:00",
            "16.11.26 09:00",
            "16. 11. 2026 9:00:00",
            "2026年11月16日 上午9:00",
            "2026年11月16日 09:00:00",
            "46342.375",
            "２０２６-11-16 09:00",
            "\u{200F}2026-11-16 09:00",
            "2026-11-16 9:00:00\u{202F}AM",
        ] {
            assert_eq!(read(text, None).as_deref(), Some("2026-11-16T01:00:00Z"), "{text}");
        }
        for text in
            ["11/16/2026 09:00:00 AM", "11/16/26, 9:00:00\u{202F}AM", "11-16-2026 09:00", "11/16/2026 09:00 a.m."]
        {
            assert_eq!(read(text, Some(DateOrder::MonthFirst)).as_deref(), Some("2026-11-16T01:00:00Z"), "{text}");
        }
        assert_eq!(read("16/11/2026 12:30:00 AM", Some(DateOrder::DayFirst)).as_deref(), Some("2026-11-15T16:30:00Z"));
        assert_eq!(
            read("16/11/2026 12:30:00 p. m.", Some(DateOrder::DayFirst)).as_deref(),
            Some("2026-11-16T04:30:00Z")
        );
        assert_eq!(read("05/05/2026 09:00", None).as_deref(), Some("2026-05-05T01:00:00Z"));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "--",
            "09:00",
            "2026-11-16",
            "2026-13-01 09:00",
            "2026-02-30 09:00",
            "31/31/2026 09:00",
            "2026-11-16 25:00",
            "1h 27m",
            "2026-11-16 09:00 tomorrow",
            "1926-11-16 09:00",
            "13:00 AM",
            "2026-11-16 13:00 AM",
            "0.5",
            "NaN",
            "inf",
            "16/11.2026 09:00",
            "2026-11-16 09:00 +99:99",
        ] {
            assert_eq!(read(text, Some(DateOrder::DayFirst)), None, "{text}");
        }
        assert_eq!(read("03/04/2026 09:00", None), None, "either order");
    }

    #[test]
    fn an_hour_that_the_clock_skips_is_moved_on() {
        let zone = TimeZone::get("Europe/Berlin").expect("a zone");
        let written = WrittenMoment::read("2026-03-29 02:30:00").expect("a moment");
        assert_eq!(written.instant(None, &zone).map(Instant::to_rfc3339).as_deref(), Some("2026-03-29T01:30:00Z"));
    }
}
