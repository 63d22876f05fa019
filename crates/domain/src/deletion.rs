//! Deleted versions: hidden from everyone, kept for some days, then gone.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::material::VersionPlace;
use crate::seminar::Seminar;
use crate::time::Instant;
use crate::words::tidied;

/// The longest reason of a deletion, in characters.
pub const MAX_REASON_CHARS: usize = 1_000;

/// Someone deleted a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    pub by: String,
    /// They were of the seminar's staff. Earlier records do not say it; their reasons were asked for the audit alone.
    #[serde(default)]
    pub by_staff: bool,
    /// Empty where a delegation gave none.
    pub reason: String,
    pub at: Instant,
}

impl Deletion {
    /// From when on it can not be restored any more.
    pub fn ends(&self, days: u32) -> Instant {
        self.at.plus_days(i64::from(days))
    }
}

/// A version that staff deleted and can still restore, as its delegation is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedByStaff {
    pub number: u32,
    /// As the uploader's machine called it.
    pub file_name: String,
    pub deletion: Deletion,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RefusedDeletion {
    #[error("this assignment is closed; the staff of the seminar can still delete a version")]
    Closed,
    #[error("please say why, in at most {MAX_REASON_CHARS} letters")]
    Reason,
}

/// May the actor delete versions of this place at `now`? Of a material delegations may until the assignment closes,
/// staff always, instructors never; slides are removed by those who lead their session.
pub fn deletes(actor: &Actor, seminar: &Seminar, place: &VersionPlace, now: Instant) -> bool {
    match place {
        VersionPlace::Material(key) => {
            let closes = seminar.assignment_for(&key.assignment, key.country).map(|assignment| assignment.closes);
            let own = actor.submits(seminar, key) && closes.is_some_and(|closes| now <= closes);
            own || actor.is_staff(&seminar.slug)
        }
        VersionPlace::Session(session) => seminar.session(session).is_some_and(|one| actor.leads(seminar, one)),
    }
}

/// A reason as it is kept. Staff have to give one: it is not their file.
pub fn checked_reason(reason: &str, by_staff: bool) -> Result<String, RefusedDeletion> {
    let reason = tidied(reason);
    let lacks = by_staff && reason.is_empty();
    if lacks || reason.chars().count() > MAX_REASON_CHARS { Err(RefusedDeletion::Reason) } else { Ok(reason) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_say_why() {
        assert_eq!(checked_reason(" ", false), Ok(String::new()));
        assert_eq!(checked_reason(" ", true), Err(RefusedDeletion::Reason));
        assert_eq!(checked_reason(" Wrong file ", true), Ok("Wrong file".to_owned()));
        assert_eq!(checked_reason(&"a".repeat(MAX_REASON_CHARS + 1), false), Err(RefusedDeletion::Reason));
    }

    #[test]
    fn what_is_deleted_is_kept_for_days() {
        let earlier = r#"{ "by": "Sample", "reason": "", "at": 0 }"#;
        let deletion: Deletion = serde_json::from_str(earlier).expect("a deletion");
        assert_eq!(deletion.ends(30), Instant::from_seconds(30 * 86_400));
        assert!(!deletion.by_staff);
    }
}
