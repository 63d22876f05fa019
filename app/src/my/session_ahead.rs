use domain::id::SessionSlug;
use domain::seminar::{Room, Session};
use domain::time::Instant;
use serde::{Deserialize, Serialize};

/// A session that runs or is to come, as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionAhead {
    pub slug: SessionSlug,
    pub title: String,
    /// `Lecture`
    pub kind: String,
    pub starts: Instant,
    pub ends: Instant,
    pub interpretation: Option<String>,
    pub room: Option<Room>,
}

impl From<&Session> for SessionAhead {
    fn from(session: &Session) -> Self {
        Self {
            slug: session.slug.clone(),
            title: session.title.clone(),
            kind: session.kind.label().to_owned(),
            starts: session.starts,
            ends: session.ends,
            interpretation: session.interpretation.clone(),
            room: session.room.clone(),
        }
    }
}
