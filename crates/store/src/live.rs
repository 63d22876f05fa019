//! What happens, told to whoever listens, after it is committed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

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
    /// A file of a session's slides came, passed the gate or went, or staff released them.
    Slides {
        seminar: SeminarSlug,
        session: SessionSlug,
        /// Members who do not lead the session may know of them.
        released: bool,
    },
    /// Mail was queued, went out or did not, or staff did something with it.
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
            | Self::Slides { seminar, .. }
            | Self::Outbox { seminar }
            | Self::Seminar { seminar } => seminar,
        }
    }
}

/// How many events a slow listener may fall behind before it has to load afresh.
const BACKLOG: usize = 256;

/// How long it is remembered what was told, for pages that were on their way meanwhile.
const REMEMBERED: Duration = Duration::from_secs(120);

#[derive(Debug, Clone)]
pub(crate) struct Channel {
    sender: broadcast::Sender<LiveEvent>,
    /// The newest last, at most [`BACKLOG`].
    lately: Arc<Mutex<VecDeque<(Instant, LiveEvent)>>>,
}

impl Default for Channel {
    fn default() -> Self {
        Self { sender: broadcast::Sender::new(BACKLOG), lately: Arc::default() }
    }
}

impl crate::Store {
    pub fn listen(&self) -> broadcast::Receiver<LiveEvent> {
        self.live.sender.subscribe()
    }

    /// What was told within this time, as far as it is remembered: someone whose page was on its way then has not
    /// heard of it.
    pub fn told_within(&self, time: Duration) -> Vec<LiveEvent> {
        let lately = self.live.lately.lock().unwrap_or_else(PoisonError::into_inner);
        let within = |(at, _): &&(Instant, LiveEvent)| at.elapsed() <= time.min(REMEMBERED);
        lately.iter().filter(within).map(|(_, event)| event.clone()).collect()
    }

    pub(crate) fn tell(&self, event: LiveEvent) {
        let mut lately = self.live.lately.lock().unwrap_or_else(PoisonError::into_inner);
        while lately.len() >= BACKLOG || lately.front().is_some_and(|(at, _)| at.elapsed() > REMEMBERED) {
            lately.pop_front();
        }
        lately.push_back((Instant::now(), event.clone()));
        drop(lately);
        // An error only says that nobody listens.
        let _ = self.live.sender.send(event);
    }
}
