//! The times of the file, and the days that a seminar lasts.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use toml::Spanned;
use toml::value::Datetime;

use crate::definition::Refusal;
use crate::definition::file::SeminarFile;
use crate::time::Instant;
use crate::time::zones::find_zone;

/// The clock on the host's wall, which all times of the file are read on.
pub struct HostClock {
    name: String,
    zone: TimeZone,
}

impl HostClock {
    pub fn find(name: &Spanned<String>) -> Result<Self, Refusal> {
        let zone = find_zone(name.get_ref()).map_err(|unknown| Refusal::at(name, unknown.to_string()))?;
        Ok(Self { name: name.get_ref().clone(), zone })
    }

    pub fn instant(&self, written: &Spanned<Datetime>) -> Result<Instant, Refusal> {
        let moment = self.zone.to_ambiguous_timestamp(wall_time(written)?);
        if matches!(moment.offset(), AmbiguousOffset::Gap { .. }) {
            return Err(Refusal::at(written, format!("clocks in {} skip this time", self.name)));
        }
        // Where clocks go back, a time comes twice; the first one is meant.
        let first = moment.compatible().map_err(|error| Refusal::at(written, error.to_string()))?;
        Ok(Instant::from_millis(first.as_millisecond()))
    }

    pub fn date(&self, instant: Instant) -> Date {
        let timestamp = jiff::Timestamp::from_millisecond(instant.millis()).unwrap_or_default();
        self.zone.to_datetime(timestamp).date()
    }
}

/// TOML has four kinds of dates and times; only a date with a time and without an offset will do.
fn wall_time(written: &Spanned<Datetime>) -> Result<DateTime, Refusal> {
    const EXPECTED: &str = "write a date and a time without an offset, such as 2021-11-10T09:00:00";
    let Datetime { date: Some(date), time: Some(time), offset: None } = *written.get_ref() else {
        return Err(Refusal::at(written, EXPECTED));
    };
    let small = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
    let year = i16::try_from(date.year).unwrap_or(i16::MAX);
    let impossible = |_| Refusal::at(written, "there is no such date or time");
    let date = Date::new(year, small(date.month), small(date.day)).map_err(impossible)?;
    let second = small(time.second.unwrap_or(0));
    let time = Time::new(small(time.hour), small(time.minute), second, 0).map_err(impossible)?;
    Ok(date.to_datetime(time))
}

/// From the first to the last moment of the seminar, and the days that this touches.
pub struct Days {
    pub starts: Instant,
    pub ends: Instant,
    first: Date,
    last: Date,
}

impl Days {
    pub fn check(file: &SeminarFile, clock: &HostClock) -> Result<Self, Refusal> {
        let (starts, ends) = (clock.instant(&file.starts)?, clock.instant(&file.ends)?);
        if ends <= starts {
            return Err(Refusal::at(&file.ends, "a seminar must end after it starts"));
        }
        Ok(Self { starts, ends, first: clock.date(starts), last: clock.date(ends) })
    }

    pub fn refuse_outside(&self, date: Date, written: &Spanned<Datetime>) -> Result<(), Refusal> {
        if (self.first..=self.last).contains(&date) {
            return Ok(());
        }
        let problem = format!("a session must lie within the days of the seminar, {} to {}", self.first, self.last);
        Err(Refusal::at(written, problem))
    }
}
