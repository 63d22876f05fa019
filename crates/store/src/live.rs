//! What happens, told to whoever listens, after it is committed.

use domain::id::{SeminarSlug, SessionSlug};
use domain::material::MaterialKey;
use tokio::sync::broadcast;

/// What changed. Listeners load the rest through what they may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveEvent {
    /// A version, comment or decision came to a material.
    Material { seminar: SeminarSlug, key: MaterialKey },
    /// People were invited or have confirmed.
    People { seminar: SeminarSlug },
    /// Something about attendance was recorded or said.
    Attendance { seminar: SeminarSlug },
    /// A list was frozen, or something was issued or revoked.
    Certificates { seminar: SeminarSlug },
    /// Something was asked, voted, answered or ordered in a session's discussion round.
    Discussion { seminar: SeminarSlug, session: SessionSlug },
    /// Mail was queued, or staff did something with it.
    Outbox { seminar: SeminarSlug },
    /// The seminar was imported anew or its rules changed.
    Seminar { seminar: SeminarSlug },
}

impl LiveEvent {
    pub fn seminar(&self) -> &SeminarSlug {
        match self {
            Self::Material { seminar, .. }
            | Self::People { seminar }
            | Self::Attendance { seminar }
            | Self::Certificates { seminar }
            | Self::Discussion { seminar, .. }
            | Self::Outbox { seminar }
            | Self::Seminar { seminar } => seminar,
        }
    }
}

/// How many events a slow listener may fall behind before it has to load afresh.
const BACKLOG: usize = 256;

#[derive(Debug, Clone)]
pub(crate) struct Channel(broadcast::Sender<LiveEvent>);

impl Default for Channel {
    fn default() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }
}

impl crate::Store {
    pub fn listen(&self) -> broadcast::Receiver<LiveEvent> {
        self.live.0.subscribe()
    }

    pub(crate) fn tell(&self, event: LiveEvent) {
        // An error only says that nobody listens.
        let _ = self.live.0.send(event);
    }
}
