//! Days of the calendar, as certificates and seminars name them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::weekday_name;

/// A day of the Gregorian calendar, from the year 1 to 9999. Written `2021-11-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CalendarDay(Date);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date such as 2021-11-10")]
pub struct NotADay(pub String);

impl CalendarDay {
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// From 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// From 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// `10 November 2021`
    pub fn long(self) -> String {
        format!("{} {}", self.day_and_month(), self.year())
    }

    /// `Wed 10 Nov`
    pub fn short(self) -> String {
        format!("{} {} {}", &weekday_name(self.0.weekday())[..3], self.day(), &self.month_name()[..3])
    }

    /// `Wed 10 Nov 2021`
    pub fn with_weekday(self) -> String {
        format!("{} {}", self.short(), self.year())
    }

    /// `10 November`
    pub fn day_and_month(self) -> String {
        format!("{} {}", self.day(), self.month_name())
    }

    /// `November`
    pub fn month_name(self) -> &'static str {
        MONTHS[usize::from(self.month() - 1)]
    }

    /// So many days later, or earlier. At the ends of the calendar it stays where it is.
    pub fn plus_days(self, days: i64) -> Self {
        self.0.checked_add(jiff::Span::new().days(days)).map_or(self, Self)
    }

    #[cfg(feature = "server")]
    pub(super) fn date(self) -> Date {
        self.0
    }

    /// Days since 1970-01-01. `Date::until` would bring all errors of `jiff` into the browser: 33 KB for most pages.
    pub fn since_epoch(self) -> i64 {
        self.0.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
    }
}

impl From<Date> for CalendarDay {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl FromStr for CalendarDay {
    type Err = NotADay;
    /// Takes `2021-11-10` and nothing else.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let read = || {
            let digits =
                |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok())?;
            let mut parts = text.split('-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            let plain = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
            let [year, month, day] = [digits(year)?, digits(month)?, digits(day)?];
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            (plain && year > 0).then_some(Self(date))
        };
        read().ok_or_else(|| NotADay(text.to_owned()))
    }
}

impl TryFrom<String> for CalendarDay {
    type Error = NotADay;
    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

impl From<CalendarDay> for String {
    fn from(day: CalendarDay) -> String {
        day.to_string()
    }
}

impl fmt::Display for CalendarDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_read() {
        let day: CalendarDay = "2024-02-29".parse().expect("a leap day");
        assert_eq!((day.short(), day.with_weekday()), ("Thu 29 Feb".to_owned(), "Thu 29 Feb 2024".to_owned()));
        assert_eq!((day.long(), day.to_string()), ("29 February 2024".to_owned(), "2024-02-29".to_owned()));
        for bad in [
            "2023-02-29",
            "2021-13-01",
            "2021-00-10",
            "2021-1-100",
            "10.11.2021",
            "2021-11-31",
            "",
            "0000-01-01",
            "2021-11-10-1",
            "+021-11-10",
        ] {
            assert_eq!(bad.parse::<CalendarDay>(), Err(NotADay(bad.to_owned())), "{bad}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2021-11-10", 18_941)] {
            assert_eq!(text.parse::<CalendarDay>().expect("a day").since_epoch(), days, "{text}");
        }
    }
}
