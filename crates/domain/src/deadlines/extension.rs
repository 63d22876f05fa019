//! More time for one delegation.

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;
use crate::id::AssignmentSlug;
use crate::material::MaterialKey;
use crate::seminar::Assignment;
use crate::time::Instant;
use crate::words::tidied;

/// Staff have given a delegation more time for an assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    pub assignment: AssignmentSlug,
    pub country: CountryCode,
    /// Instead of the assignment's.
    pub due: Instant,
    /// Instead of the assignment's: as long after the due time as that.
    pub closes: Instant,
    /// The delegation reads it, too.
    pub reason: String,
    /// Name of the staff member.
    pub granted_by: String,
    pub granted_at: Instant,
}

/// Why an extension is not granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefusedExtension {
    #[error("an extension ends later than the due time of everyone")]
    NotLater,
    #[error("an extension gives at most {MOST_DAYS} days more")]
    TooLong,
    #[error("please say why, in up to {MOST_REASON_CHARS} characters: the delegation reads it")]
    Reason,
}

/// More than this is a mistake in the year.
pub const MOST_DAYS: i64 = 366;
pub const MOST_REASON_CHARS: usize = 500;

impl Extension {
    /// More time for this delegation, if it is more.
    pub fn grant(
        assignment: &Assignment,
        country: CountryCode,
        due: Instant,
        reason: &str,
        granted_by: String,
        now: Instant,
    ) -> Result<Self, RefusedExtension> {
        if due <= assignment.due {
            return Err(RefusedExtension::NotLater);
        }
        if due > assignment.due.plus_days(MOST_DAYS) {
            return Err(RefusedExtension::TooLong);
        }
        let reason = tidied(reason);
        if reason.is_empty() || reason.chars().count() > MOST_REASON_CHARS {
            return Err(RefusedExtension::Reason);
        }
        let late = assignment.closes.millis() - assignment.due.millis();
        Ok(Self {
            assignment: assignment.slug.clone(),
            country,
            due,
            closes: Instant::from_millis(due.millis() + late),
            reason,
            granted_by,
            granted_at: now,
        })
    }

    /// Does the delegation have the same time, for the same reason?
    pub fn says_the_same(&self, other: &Self) -> bool {
        (self.due, self.closes, &self.reason) == (other.due, other.closes, &other.reason)
    }

    /// What holds for the delegation. An extension never takes time away, as when the seminar's file
    /// has meanwhile given everyone more.
    pub fn applied_to(&self, assignment: &Assignment) -> Assignment {
        Assignment {
            due: assignment.due.max(self.due),
            closes: assignment.closes.max(self.closes),
            ..assignment.clone()
        }
    }
}

/// Which extensions a page shows, for its form to post: `status.la=1636000000000`, with spaces between them.
pub fn written_grants(extensions: &[Extension]) -> String {
    let written = extensions.iter().map(|Extension { assignment, country, granted_at, .. }| {
        let key = MaterialKey { assignment: assignment.clone(), country: *country };
        format!("{key}={}", granted_at.millis())
    });
    written.collect::<Vec<_>>().join(" ")
}

/// When the time for this material was granted that stands there, if one does.
pub fn written_grant(written: &str, key: &MaterialKey) -> Option<Instant> {
    let key = key.to_string();
    let mut grants = written.split_whitespace().filter_map(|grant| grant.split_once('='));
    let (_, at) = grants.find(|(of, _)| *of == key)?;
    at.parse().ok().map(Instant::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::assignment;

    fn grant(due: i64, reason: &str) -> Result<Extension, RefusedExtension> {
        let country = "LA".parse().expect("a code");
        let now = Instant::from_seconds(5);
        Extension::grant(&assignment(), country, Instant::from_seconds(due), reason, "Sample Staff".to_owned(), now)
    }

    #[test]
    fn the_closing_time_moves_with_the_due_time() {
        let extension = grant(2_000, " the link was down ").expect("more time");
        assert_eq!(extension.closes, Instant::from_seconds(2_600));
        assert_eq!(extension.reason, "the link was down");
        let extended = extension.applied_to(&assignment());
        assert_eq!((extended.due, extended.closes), (extension.due, extension.closes));
    }

    #[test]
    fn only_more_time_with_a_reason_is_granted() {
        assert_eq!(grant(1_000, "late"), Err(RefusedExtension::NotLater));
        assert_eq!(grant(1_000 + 400 * 86_400, "late"), Err(RefusedExtension::TooLong));
        assert_eq!(grant(2_000, "  "), Err(RefusedExtension::Reason));
        assert_eq!(grant(2_000, &"x".repeat(501)), Err(RefusedExtension::Reason));
    }

    #[test]
    fn a_form_posts_which_extensions_its_page_showed() {
        let laos = grant(2_000, "the link was down").expect("more time");
        let kenya =
            Extension { country: "KE".parse().expect("a code"), granted_at: Instant::from_seconds(7), ..laos.clone() };
        let written = written_grants(&[laos, kenya]);
        assert_eq!(written, "e-port-status.la=5000 e-port-status.ke=7000");
        let seen = |key: &str| written_grant(&written, &key.parse().expect("a key"));
        assert_eq!(seen("e-port-status.ke"), Some(Instant::from_seconds(7)));
        assert_eq!(seen("status.ke"), None);
        assert_eq!(seen("e-port-status.fj"), None);
    }

    #[test]
    fn an_extension_never_takes_time_away() {
        let extension = grant(2_000, "the link was down").expect("more time");
        let moved =
            Assignment { due: Instant::from_seconds(3_000), closes: Instant::from_seconds(3_100), ..assignment() };
        let holds = extension.applied_to(&moved);
        assert_eq!((holds.due, holds.closes), (moved.due, moved.closes));
    }
}
