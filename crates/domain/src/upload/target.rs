//! What an upload is meant for, as its metadata says it.

use serde::{Deserialize, Serialize};

use crate::id::{AssignmentSlug, SeminarSlug, SessionSlug};

/// The `assignment` of an upload's metadata: `{seminar}/{assignment}`, or `{seminar}/sessions/{session}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UploadTarget {
    pub seminar: SeminarSlug,
    #[serde(flatten)]
    pub place: UploadPlace,
}

/// What of a seminar an upload is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadPlace {
    /// The uploader's delegation answers an assignment.
    Assignment(AssignmentSlug),
    /// Slides of a session.
    Session(SessionSlug),
}

/// Before the slug of a session; no slug of an assignment holds a slash.
const SESSIONS: &str = "sessions/";

impl UploadPlace {
    /// `None` of the slides of a session.
    pub fn assignment(&self) -> Option<&AssignmentSlug> {
        match self {
            Self::Assignment(assignment) => Some(assignment),
            Self::Session(_) => None,
        }
    }
}

impl UploadTarget {
    /// Reads what [`Display`](std::fmt::Display) writes; `None` of anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (seminar, place) = text.split_once('/')?;
        let place = match place.strip_prefix(SESSIONS) {
            Some(session) => UploadPlace::Session(session.parse().ok()?),
            None => UploadPlace::Assignment(place.parse().ok()?),
        };
        Some(Self { seminar: seminar.parse().ok()?, place })
    }
}

impl std::fmt::Display for UploadTarget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            UploadPlace::Assignment(assignment) => write!(f, "{}/{assignment}", self.seminar),
            UploadPlace::Session(session) => write!(f, "{}/{SESSIONS}{session}", self.seminar),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_read_what_they_write() {
        for text in ["e-port/status", "e-port/sessions/day-1"] {
            let target = UploadTarget::parse(text).expect("a target");
            assert_eq!(target.to_string(), text);
            let json = serde_json::to_string(&target).expect("json");
            assert_eq!(serde_json::from_str::<UploadTarget>(&json).expect("a target"), target);
        }
        for bad in ["", "e-port", "e-port/", "e-port/sessions/", "e-port/sessions/a/b", "e-port/status/x", "/status"] {
            assert_eq!(UploadTarget::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn uploads_that_were_begun_before_there_were_slides_go_on() {
        let kept = r#"{"seminar":"e-port","assignment":"status"}"#;
        let target: UploadTarget = serde_json::from_str(kept).expect("a target");
        assert_eq!(target.to_string(), "e-port/status");
    }
}
