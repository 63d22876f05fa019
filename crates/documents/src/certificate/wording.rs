//! The sentences of a certificate.

use domain::time::CalendarDay;

/// `held from 10 to 19 November 2021`: nothing is said twice.
pub fn period(starts: CalendarDay, ends: CalendarDay) -> String {
    if starts == ends {
        return format!("on {}", starts.long());
    }
    let from = match (starts.year() == ends.year(), starts.month() == ends.month()) {
        (true, true) => starts.day().to_string(),
        (true, false) => starts.day_and_month(),
        (false, _) => starts.long(),
    };
    format!("from {from} to {}", ends.long())
}

/// `21 hours 30 minutes`
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => counted(rest, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, rest) => format!("{} {}", counted(hours, "hour"), counted(rest, "minute")),
    }
}

/// `11 of 12 sessions`
pub fn sessions(attended: u32, counted_in_all: u32) -> String {
    format!("{attended} of {}", counted(counted_in_all, "session"))
}

/// `lectern.example.org`, as people write an address on paper.
pub fn without_scheme(url: &str) -> &str {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.unwrap_or(url).trim_end_matches('/')
}

fn counted(number: u32, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(starts: &str, ends: &str) -> String {
        period(starts.parse().expect("a day"), ends.parse().expect("a day"))
    }

    #[test]
    fn a_period_says_nothing_twice() {
        assert_eq!(between("2021-11-10", "2021-11-19"), "from 10 to 19 November 2021");
        assert_eq!(between("2021-10-28", "2021-11-03"), "from 28 October to 3 November 2021");
        assert_eq!(between("2021-12-28", "2022-01-03"), "from 28 December 2021 to 3 January 2022");
        assert_eq!(between("2021-11-10", "2021-11-10"), "on 10 November 2021");
    }

    #[test]
    fn time_is_told_in_hours_and_minutes() {
        for (minutes, text) in [
            (0, "0 minutes"),
            (1, "1 minute"),
            (60, "1 hour"),
            (1290, "21 hours 30 minutes"),
            (121, "2 hours 1 minute"),
        ] {
            assert_eq!(duration(minutes), text);
        }
        assert_eq!(without_scheme("https://lectern.example.org/"), "lectern.example.org");
        assert_eq!(sessions(1, 1), "1 of 1 session");
        assert_eq!(sessions(11, 12), "11 of 12 sessions");
    }
}
