//! When trainees are reminded by mail of what their delegation owes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;
use crate::material::{MaterialKey, MaterialState};
use crate::seminar::Assignment;
use crate::time::CalendarDay;
use crate::words::echoed;

/// On which days around the due day those who owe a material are written to. Days are the host's.
/// Stands in the seminar's file; staff may set another one while the seminar runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReminderRule {
    /// So many days before the due day.
    pub before: Vec<u16>,
    /// On the due day itself.
    pub on_the_day: bool,
    /// So many days after it, while a late material is still taken.
    pub after: Vec<u16>,
}

/// Why a rule cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAReminderRule {
    #[error("“{0}” is not a list of days such as 7, 1")]
    Days(String),
    #[error("days are between 1 and {MOST_DAYS}")]
    Range,
    #[error("at most {MOST_REMINDERS} reminders before the due day, and as many after it")]
    TooMany,
}

pub const MOST_DAYS: u16 = 90;
pub const MOST_REMINDERS: usize = 6;
/// So long reminders of a day that has begun lie in the outbox before they go out.
pub const WAIT_MINUTES: i64 = 60;

/// Something that a delegation has still to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// With the time that this delegation has.
    pub assignment: Assignment,
    pub state: MaterialState,
}

impl Owed {
    /// What of these assignments the delegation still owes, as its materials stand; one that has none is missing.
    pub fn among(
        assignments: impl IntoIterator<Item = Assignment>,
        country: CountryCode,
        states: &BTreeMap<MaterialKey, MaterialState>,
    ) -> Vec<Self> {
        let with_state = |assignment: Assignment| {
            let key = MaterialKey { assignment: assignment.slug.clone(), country };
            Self { assignment, state: states.get(&key).copied().unwrap_or(MaterialState::Missing) }
        };
        assignments.into_iter().map(with_state).filter(|owed| owed.state.lacks()).collect()
    }

    /// What is owed, for the forms of a page to post: `e-port-status=1636507800000:missing`, with spaces between them.
    pub fn written(owed: &[Self]) -> String {
        let write = |Self { assignment, state }: &Self| {
            format!("{}={}:{}", assignment.slug, assignment.due.millis(), state.as_str())
        };
        let mut written: Vec<String> = owed.iter().map(write).collect();
        written.sort_unstable();
        written.join(" ")
    }
}

impl ReminderRule {
    /// Reads the days of a form: `7, 1`. Nothing is no day.
    pub fn read_days(text: &str) -> Result<Vec<u16>, NotAReminderRule> {
        let parts = text.split(|c: char| c == ',' || c == ';' || c.is_whitespace()).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().map_err(|_| NotAReminderRule::Days(echoed(text)))).collect()
    }

    /// What [`read_days`](Self::read_days) reads.
    pub fn written_days(days: &[u16]) -> String {
        days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// The rule of a form, if it can hold.
    pub fn read(before: &str, on_the_day: bool, after: &str) -> Result<Self, NotAReminderRule> {
        Self { before: Self::read_days(before)?, on_the_day, after: Self::read_days(after)? }.checked()
    }

    /// The same rule in one order and without repeats, if it can hold.
    pub fn checked(mut self) -> Result<Self, NotAReminderRule> {
        for days in [&mut self.before, &mut self.after] {
            if days.iter().any(|day| !(1..=MOST_DAYS).contains(day)) {
                return Err(NotAReminderRule::Range);
            }
            days.sort_unstable();
            days.dedup();
            if days.len() > MOST_REMINDERS {
                return Err(NotAReminderRule::TooMany);
            }
        }
        self.before.reverse();
        Ok(self)
    }

    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && !self.on_the_day && self.after.is_empty()
    }

    /// The days on which those who owe something that is due on `due` are written to, the first one first.
    pub fn days_around(&self, due: CalendarDay) -> Vec<CalendarDay> {
        let before = self.before.iter().map(|days| -i64::from(*days));
        let after = self.after.iter().map(|days| i64::from(*days));
        let mut days: Vec<CalendarDay> =
            before.chain(self.on_the_day.then_some(0)).chain(after).map(|days| due.plus_days(days)).collect();
        days.sort_unstable();
        days
    }

    /// `7 days and 1 day before the due day, on the due day, and 1 day after it`
    pub fn in_words(&self) -> String {
        let listed = |days: &[u16]| {
            let words: Vec<String> =
                days.iter().map(|days| format!("{days} day{}", if *days == 1 { "" } else { "s" })).collect();
            match words.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                _ => words.concat(),
            }
        };
        let mut parts = Vec::new();
        if !self.before.is_empty() {
            parts.push(format!("{} before the due day", listed(&self.before)));
        }
        if self.on_the_day {
            parts.push("on the due day".to_owned());
        }
        if !self.after.is_empty() {
            parts.push(format!("{} after it", listed(&self.after)));
        }
        if parts.is_empty() { "nobody is reminded".to_owned() } else { parts.join("; ") }
    }
}

#[cfg(feature = "server")]
mod by_the_calendar {
    use std::slice;

    use super::{CalendarDay, CountryCode, Owed, WAIT_MINUTES};
    use crate::seminar::{Assignment, Seminar};
    use crate::time::Instant;
    use crate::time::zones::{clocks, day_in, start_of_day};

    impl Seminar {
        /// Which day it is where the host is.
        pub fn host_day(&self, at: Instant) -> CalendarDay {
            day_in(&self.host_zone, at)
        }

        /// A time as the host's clock shows it, with its zone: `Wed 10 Nov 2021, 14:30 (UTC+8)`.
        pub fn host_clock(&self, at: Instant) -> String {
            let shown = clocks(&self.host_zone, None, at).show(at).host;
            format!("{shown} ({})", shown.offset_name())
        }

        /// When a day of the host begins. Reminders go out then: west of the host it is still the evening before.
        pub fn host_day_starts(&self, day: CalendarDay) -> Instant {
            start_of_day(&self.host_zone, day)
        }

        /// When reminders of a day go out that are queued now: as it begins, if staff have had a while to look at
        /// them by then. `None` if the day is over before they have.
        pub fn reminders_go_out(&self, day: CalendarDay, now: Instant) -> Option<Instant> {
            let at = self.host_day_starts(day).max(now.plus_minutes(WAIT_MINUTES));
            (self.host_day(at) <= day).then_some(at)
        }

        /// What is due when, in short: `Status of our port, due 10 Nov`. Days are the host's.
        pub fn due_in_short(&self, asked: &[Assignment]) -> String {
            let due = |assignment: &Assignment| {
                let day = self.host_day(assignment.due);
                format!("{}, due {} {}", assignment.title, day.day(), &day.month_name()[..3])
            };
            asked.iter().map(due).collect::<Vec<_>>().join("; ")
        }

        /// What is owed, in short: `Status of our port, due 10 Nov (Missing)`.
        pub fn owed_in_short(&self, owed: &[Owed]) -> String {
            let one = |owed: &Owed| {
                format!("{} ({})", self.due_in_short(slice::from_ref(&owed.assignment)), owed.state.label())
            };
            owed.iter().map(one).collect::<Vec<_>>().join("; ")
        }

        /// What this delegation is reminded of on a day of the host, if it still owes it. What closes
        /// before that day begins is past help.
        pub fn reminded_on(&self, country: CountryCode, day: CalendarDay) -> Vec<Assignment> {
            let rule = self.reminder_rule();
            let begins = self.host_day_starts(day);
            let assignments = self.assignments.iter().map(|assignment| self.extended(assignment, country));
            assignments
                .filter(|assignment| assignment.closes > begins)
                .filter(|assignment| rule.days_around(self.host_day(assignment.due)).contains(&day))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> ReminderRule {
        ReminderRule { before: vec![1, 7, 7], on_the_day: true, after: vec![2] }.checked().expect("a rule")
    }

    fn day(text: &str) -> CalendarDay {
        text.parse().expect("a day")
    }

    #[test]
    fn days_come_in_order_and_once() {
        assert_eq!(rule().before, [7, 1]);
        let days: Vec<String> = rule().days_around(day("2024-03-01")).iter().map(ToString::to_string).collect();
        assert_eq!(days, ["2024-02-23", "2024-02-29", "2024-03-01", "2024-03-03"]);
    }

    #[test]
    fn a_rule_reads_as_a_sentence() {
        assert_eq!(rule().in_words(), "7 days and 1 day before the due day; on the due day; 2 days after it");
        assert_eq!(ReminderRule::default().in_words(), "nobody is reminded");
    }

    #[test]
    fn days_are_read_from_a_form() {
        assert_eq!(ReminderRule::read_days(" 7, 1 "), Ok(vec![7, 1]));
        assert_eq!(ReminderRule::read_days(""), Ok(vec![]));
        for bad in ["soon", "-1", "1.5", "99999"] {
            assert_eq!(ReminderRule::read_days(bad), Err(NotAReminderRule::Days(bad.to_owned())));
        }
        let told = ReminderRule::read_days(&"x".repeat(100_000)).expect_err("no days").to_string();
        assert!(told.chars().count() < 100, "{} characters", told.chars().count());
    }

    #[test]
    fn what_the_fields_are_filled_with_is_read_as_the_same_rule() {
        let written = |days: &[u16]| ReminderRule::written_days(days);
        let read = ReminderRule::read(&written(&rule().before), true, &written(&rule().after));
        assert_eq!(read, Ok(rule()));
        assert_eq!(ReminderRule::read("1 7", true, "2"), Ok(rule()));
        assert!(ReminderRule::read("soon", true, "2").is_err());
    }

    #[test]
    fn a_rule_without_measure_is_refused() {
        let with = |before: Vec<u16>| ReminderRule { before, ..ReminderRule::default() }.checked();
        assert_eq!(with(vec![0]), Err(NotAReminderRule::Range));
        assert_eq!(with(vec![91]), Err(NotAReminderRule::Range));
        assert_eq!(with((1..=7).collect()), Err(NotAReminderRule::TooMany));
    }

    #[cfg(feature = "server")]
    #[test]
    fn what_is_due_is_told_in_short() {
        let seminar = crate::sample::seminar();
        let asked = &seminar.assignments[..1];
        let due = seminar.host_day(asked[0].due);
        let told = seminar.due_in_short(asked);
        assert_eq!(told, format!("{}, due {} {}", asked[0].title, due.day(), &due.month_name()[..3]));
        assert_eq!(seminar.due_in_short(&[asked[0].clone(), asked[0].clone()]), format!("{told}; {told}"));
        assert_eq!(seminar.due_in_short(&[]), "");
        let owed = Owed { assignment: asked[0].clone(), state: MaterialState::Refused };
        assert_eq!(seminar.owed_in_short(&[owed]), format!("{told} (File refused)"));
    }

    #[cfg(feature = "server")]
    #[test]
    fn what_is_owed_is_written_by_what_a_mail_says_of_it() {
        let seminar = crate::sample::seminar();
        let [first, second, ..] = &seminar.assignments[..] else { panic!("two assignments") };
        let missing = |assignment: &Assignment| Owed { assignment: assignment.clone(), state: MaterialState::Missing };
        let written = Owed::written(&[missing(first)]);
        assert_eq!(written, format!("{}={}:missing", first.slug, first.due.millis()));
        let both = [missing(first), missing(second)];
        assert_eq!(Owed::written(&both), Owed::written(&[missing(second), missing(first)]), "the order says nothing");
        let later = Assignment { due: first.due.plus_days(1), ..first.clone() };
        let others = [
            vec![],
            both.to_vec(),
            vec![missing(&later)],
            vec![Owed { state: MaterialState::Refused, ..missing(first) }],
        ];
        for other in others {
            assert_ne!(Owed::written(&other), written, "{other:?}");
        }
    }

    #[cfg(feature = "server")]
    #[test]
    fn reminders_of_a_day_that_has_begun_wait_for_a_while() {
        let seminar = crate::sample::seminar();
        let day = day("2021-11-10");
        let (begins, ends) = (seminar.host_day_starts(day), seminar.host_day_starts(day.plus_days(1)));
        let go_out = |now| seminar.reminders_go_out(day, now);
        assert_eq!(go_out(begins.plus_days(-1)), Some(begins));
        assert_eq!(go_out(begins.plus_minutes(-WAIT_MINUTES)), Some(begins));
        assert_eq!(go_out(begins.plus_minutes(5)), Some(begins.plus_minutes(5 + WAIT_MINUTES)));
        assert_eq!(go_out(ends.plus_minutes(-1 - WAIT_MINUTES)), Some(ends.plus_minutes(-1)));
        assert_eq!(go_out(ends.plus_minutes(-WAIT_MINUTES)), None, "the day is over by then");
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_delegation_is_reminded_by_the_hosts_days_and_its_own_due_time() {
        use crate::deadlines::Extension;
        use crate::time::Instant;

        let mut seminar = crate::sample::seminar();
        seminar.reminders = ReminderRule { before: vec![1], on_the_day: true, after: vec![30] };
        let (laos, fiji) = ("LA".parse().expect("a code"), "FJ".parse().expect("a code"));
        let first = seminar.assignments[0].clone();
        let due_day = seminar.host_day(first.due);
        let slugs = |seminar: &crate::seminar::Seminar, country, day| -> Vec<String> {
            seminar.reminded_on(country, day).iter().map(|assignment| assignment.slug.to_string()).collect()
        };
        assert!(slugs(&seminar, laos, due_day.plus_days(-1)).contains(&first.slug.to_string()));
        assert!(slugs(&seminar, laos, due_day).contains(&first.slug.to_string()));
        assert!(slugs(&seminar, laos, due_day.plus_days(-2)).is_empty());
        assert!(!slugs(&seminar, laos, due_day.plus_days(30)).contains(&first.slug.to_string()), "closed by then");

        let due = first.due.plus_days(3);
        let by = "Sample Staff".to_owned();
        let extension = Extension::grant(&first, laos, due, "the link was down", by, Instant::from_seconds(0));
        seminar.extensions.push(extension.expect("more time"));
        assert!(!slugs(&seminar, laos, due_day).contains(&first.slug.to_string()));
        assert!(slugs(&seminar, laos, due_day.plus_days(3)).contains(&first.slug.to_string()));
        assert!(slugs(&seminar, fiji, due_day).contains(&first.slug.to_string()), "others have no more time");
    }
}
