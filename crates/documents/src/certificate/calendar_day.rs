//! Days as certificates write them.

use super::error::CertificateError;

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

/// A day of the Gregorian calendar, from the year 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDay {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

impl CalendarDay {
    /// Takes `2021-11-10` and nothing else.
    pub fn parse(text: &str) -> Result<Self, CertificateError> {
        let day = || {
            let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            let mut parts = text.split('-').filter(|_| plain);
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            let widths = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
            let found = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
            (widths && found.exists()).then_some(found)
        };
        day().ok_or_else(|| CertificateError::NotADate(text.to_owned()))
    }

    /// `10 November 2021`
    pub fn long(self) -> String {
        format!("{} {}", self.day_and_month(), self.year)
    }

    /// `10 November`
    pub fn day_and_month(self) -> String {
        format!("{} {}", self.day, MONTHS[usize::from(self.month - 1)])
    }

    /// Days since 1970-01-01. Years are counted from March, so that the leap day is a year's last.
    pub fn since_epoch(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
    }

    fn exists(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let last = match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return false,
        };
        self.year > 0 && (1..=last).contains(&self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_read() {
        let day = CalendarDay::parse("2024-02-29").expect("a leap day");
        assert_eq!(day.long(), "29 February 2024");
        for bad in
            ["2023-02-29", "2021-13-01", "2021-00-10", "2021-1-100", "10.11.2021", "2021-11-31", "", "0000-01-01"]
        {
            assert_eq!(CalendarDay::parse(bad), Err(CertificateError::NotADate(bad.to_owned())), "{bad}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2021-11-10", 18_941)] {
            assert_eq!(CalendarDay::parse(text).expect("a day").since_epoch(), days, "{text}");
        }
    }
}
