//! The seminar's rule: when someone was present, and who gets a certificate.

use serde::{Deserialize, Serialize};

use super::record::RefusedEntry;
use crate::id::SessionSlug;
use crate::seminar::Seminar;
use crate::time::Instant;

/// Stands in the seminar's file; staff may set another one while the seminar runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttendanceRule {
    /// Present in a session from so many percent of its minutes.
    pub present_percent: u8,
    /// Late when arriving more than so many minutes after the start. Who is late is present all the same.
    pub late_minutes: u16,
    /// A gap shorter than this is taken for a lost link and does not count as absence.
    pub link_loss_minutes: u16,
    /// A certificate from so many percent of the sessions that count.
    pub certificate_percent: u8,
    pub excused: Excused,
    /// Sessions that do not count, ceremonies for example.
    pub left_out: Vec<SessionSlug>,
    /// A trainee may object to what is recorded of a session until so many days after it.
    pub dispute_days: u16,
}

/// What an excuse does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excused {
    /// The session counts as attended.
    CountsAsPresent,
    /// The session is taken out of the count.
    #[default]
    NotCounted,
}

impl Default for AttendanceRule {
    fn default() -> Self {
        Self {
            present_percent: 75,
            late_minutes: 15,
            link_loss_minutes: 5,
            certificate_percent: 80,
            excused: Excused::NotCounted,
            left_out: Vec::new(),
            dispute_days: 7,
        }
    }
}

/// Why a rule cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotARule {
    #[error("a share is between 1 and 100 percent")]
    Percent,
    #[error("minutes are at most {MOST_MINUTES}")]
    Minutes,
    #[error("objections close at most {MOST_DISPUTE_DAYS} days after a session")]
    DisputeDays,
    #[error("every session is left out, so nobody could earn a certificate")]
    NothingCounts,
}

pub const MOST_MINUTES: u16 = 600;
pub const MOST_DISPUTE_DAYS: u16 = 365;

impl AttendanceRule {
    pub fn check(&self) -> Result<(), NotARule> {
        let shares = [self.present_percent, self.certificate_percent];
        if !shares.iter().all(|percent| (1..=100).contains(percent)) {
            return Err(NotARule::Percent);
        }
        if self.late_minutes > MOST_MINUTES || self.link_loss_minutes > MOST_MINUTES {
            return Err(NotARule::Minutes);
        }
        if self.dispute_days > MOST_DISPUTE_DAYS {
            return Err(NotARule::DisputeDays);
        }
        Ok(())
    }

    /// The same with what the seminar has to say of it.
    pub fn check_for(&self, seminar: &Seminar) -> Result<(), NotARule> {
        self.check()?;
        let mut sessions = seminar.sessions.iter().map(|session| &session.slug);
        if seminar.sessions.is_empty() || sessions.any(|slug| self.counts(slug)) {
            return Ok(());
        }
        Err(NotARule::NothingCounts)
    }

    /// Until when a trainee may object to what is recorded of a session that ends then.
    pub fn disputes_close(&self, session_ends: Instant) -> Instant {
        session_ends.plus_days(i64::from(self.dispute_days))
    }

    pub fn admits_dispute(&self, session_ends: Instant, now: Instant) -> Result<(), RefusedEntry> {
        if now < session_ends {
            return Err(RefusedEntry::NotOver);
        }
        if now > self.disputes_close(session_ends) {
            return Err(RefusedEntry::Closed);
        }
        Ok(())
    }

    pub fn counts(&self, session: &SessionSlug) -> bool {
        !self.left_out.contains(session)
    }

    /// Are these enough seconds of a session of this length to have been present?
    pub fn is_present(&self, seconds: u32, session_seconds: u32) -> bool {
        u64::from(seconds) * 100 >= u64::from(session_seconds) * u64::from(self.present_percent)
    }

    /// Are these enough sessions for a certificate? Where nothing counts, nothing is earned.
    pub fn earns_certificate(&self, attended: u32, counted: u32) -> bool {
        counted > 0 && u64::from(attended) * 100 >= u64::from(counted) * u64::from(self.certificate_percent)
    }

    /// The rule as sentences, for those whom it binds. `title_of` names a session.
    pub fn in_words(&self, title_of: impl Fn(&SessionSlug) -> Option<String>) -> Vec<String> {
        let mut words = vec![
            format!(
                "You are present in a session if you are in the room for at least {} % of its time.",
                self.present_percent
            ),
            format!(
                "If you arrive more than {} after the start, you are late. Late is present, but it is noted.",
                minutes(self.late_minutes)
            ),
            "Time before the start is shown and does not count.".to_owned(),
        ];
        words.push(match self.link_loss_minutes {
            0 => "Time out of the room is absence, however short.".to_owned(),
            limit => format!("If you are out of the room for less than {}, we take it for a lost link and count the time as present.", minutes(limit)),
        });
        words.push(format!(
            "The certificate is for those who attended at least {} % of the sessions that count.",
            self.certificate_percent
        ));
        let left_out: Vec<String> =
            self.left_out.iter().filter_map(title_of).map(|title| format!("“{title}”")).collect();
        words.push(match left_out.len() {
            0 => "All sessions count.".to_owned(),
            1 => format!("All sessions count but {}.", left_out[0]),
            _ => format!("These sessions do not count: {}.", left_out.join(", ")),
        });
        words.push(match self.excused {
            Excused::CountsAsPresent => "A session that you are excused from counts as attended.".to_owned(),
            Excused::NotCounted => "A session that you are excused from is taken out of the count.".to_owned(),
        });
        words.push("If you were admitted late, only sessions from your admission on count.".to_owned());
        words.push(match self.dispute_days {
            0 => "Objections to what is recorded are not taken here; write to the staff.".to_owned(),
            1 => "You may object to what is recorded of a session until a day after it.".to_owned(),
            days => format!("You may object to what is recorded of a session until {days} days after it."),
        });
        words
    }
}

fn minutes(count: u16) -> String {
    if count == 1 { "1 minute".to_owned() } else { format!("{count} minutes") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_reached_exactly_and_not_by_rounding() {
        let rule = AttendanceRule::default();
        assert!(rule.is_present(5_400, 7_200));
        assert!(!rule.is_present(5_399, 7_200));
        assert!(rule.earns_certificate(8, 10));
        assert!(!rule.earns_certificate(79, 99), "79 of 99 is 79.8 %");
    }

    #[test]
    fn nothing_counted_earns_nothing() {
        assert!(!AttendanceRule::default().earns_certificate(0, 0));
    }

    #[test]
    fn a_rule_keeps_its_numbers_in_bounds() {
        let rule = AttendanceRule { present_percent: 0, ..AttendanceRule::default() };
        assert_eq!(rule.check(), Err(NotARule::Percent));
        let rule = AttendanceRule { late_minutes: 601, ..AttendanceRule::default() };
        assert_eq!(rule.check(), Err(NotARule::Minutes));
        assert_eq!(AttendanceRule::default().check(), Ok(()));
    }

    #[test]
    fn the_rule_reads_as_sentences() {
        let rule = AttendanceRule { left_out: vec!["opening".parse().expect("a slug")], ..AttendanceRule::default() };
        let words = rule.in_words(|slug| (slug.as_str() == "opening").then(|| "Opening ceremony".to_owned())).join(" ");
        assert!(words.contains("at least 75 % of its time"), "{words}");
        assert!(words.contains("All sessions count but “Opening ceremony”."), "{words}");
    }
}
