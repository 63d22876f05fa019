//! What happens in a seminar, told to its members as server-sent events.
//!
//! An event only says what changed; whoever hears it loads the rest through what they may see.

use std::convert::Infallible;
use std::time::Duration;

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::actor::Actor;
use domain::id::{SeminarSlug, SessionSlug};
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use store::Store;
use store::live::LiveEvent;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::refusal::{Refusal, signed_in};
use crate::route_table::RouteTable;
use crate::state::AppState;

/// A comment is sent after so long a silence, so that nothing on the way takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// The browser connects anew after this time, and what it may see is found out anew.
const LIFETIME: Duration = Duration::from_secs(600);
/// How long the browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(2);
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

pub fn routes() -> RouteTable {
    RouteTable::new().at("/events", &["GET"], get(listen))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    seminar: String,
    /// The session whose discussion is followed; nobody else needs to hear of every vote.
    session: String,
    /// How long ago what the page shows was asked for, in milliseconds.
    age: u64,
}

async fn listen(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let seminar: SeminarSlug = wish.seminar.parse().map_err(|_| Refusal::not_found())?;
    let store = state.office.store;
    store.seminar_for_member(&actor, &seminar)?;
    let ends = Instant::now() + LIFETIME;
    let session = wish.session.parse().ok();
    let listener =
        Listener { receiver: store.listen(), store, actor, seminar, session, ends, shutdown: state.shutdown };
    // The id makes the browser say on its next connection that it had one before.
    let mut first = vec![Event::default().id("1").retry(RETRY)];
    let missed = listener.store.told_within(Duration::from_millis(wish.age));
    if headers.contains_key(LAST_EVENT_ID) || missed.iter().any(|event| listener.concerns(event)) {
        first.push(listener.reload());
    }
    let told = stream::unfold(listener, async |mut listener| Some((listener.next().await?, listener)));
    let events = stream::iter(first).chain(told).map(Ok::<_, Infallible>);
    let sse = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    let fields = [(header::CACHE_CONTROL, "no-store"), (HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((fields, sse).into_response())
}

/// One reader of one seminar's events.
struct Listener {
    receiver: Receiver<LiveEvent>,
    store: Store,
    actor: Actor,
    seminar: SeminarSlug,
    session: Option<SessionSlug>,
    ends: Instant,
    shutdown: CancellationToken,
}

impl Listener {
    /// The next event that the reader may know of; `None` when it is time to end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let received = tokio::select! {
                () = self.shutdown.cancelled() => return None,
                () = tokio::time::sleep_until(self.ends) => return None,
                received = self.receiver.recv() => received,
            };
            match received {
                Ok(event) if self.concerns(&event) => return Some(written(&event)),
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return Some(self.reload()),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn concerns(&self, event: &LiveEvent) -> bool {
        *event.seminar() == self.seminar && self.may_know(event)
    }

    fn may_know(&self, event: &LiveEvent) -> bool {
        match event {
            LiveEvent::Seminar { .. } => true,
            LiveEvent::Discussion { session, .. } => self.session.as_ref() == Some(session),
            // On other pages, such as the gate's, only who leads the session has something to load.
            LiveEvent::Slides { seminar, session, released } => {
                let follows = self.session.as_ref() == Some(session);
                let leads = || {
                    let seminar = self.store.seminar(seminar).ok()?;
                    let session = seminar.session(session)?;
                    Some(self.actor.leads(&seminar, session))
                };
                (*released && follows) || leads().unwrap_or(false)
            }
            LiveEvent::People { seminar } => self.actor.is_host(seminar),
            LiveEvent::Attendance { seminar } | LiveEvent::Certificates { seminar } | LiveEvent::Outbox { seminar } => {
                self.actor.is_staff(seminar)
            }
            LiveEvent::Material { seminar, key } => {
                let own = self.actor.delegation(seminar) == Some(key.country);
                let host = || {
                    let seminar = self.store.seminar(seminar).ok()?;
                    let assignment = seminar.assignment(&key.assignment)?;
                    Some(self.actor.sees_all_answers(&seminar, assignment))
                };
                own || host().unwrap_or(false)
            }
        }
    }

    /// Something may have been missed: all has to be read again.
    fn reload(&self) -> Event {
        written(&LiveEvent::Seminar { seminar: self.seminar.clone() })
    }
}

#[derive(Serialize)]
struct Told<'e> {
    seminar: &'e SeminarSlug,
    /// The material's or the session's, or nothing.
    key: String,
}

fn written(event: &LiveEvent) -> Event {
    let (name, key) = match event {
        LiveEvent::Material { key, .. } => ("material", key.to_string()),
        LiveEvent::People { .. } => ("people", String::new()),
        LiveEvent::Attendance { .. } => ("attendance", String::new()),
        LiveEvent::Certificates { .. } => ("certificates", String::new()),
        LiveEvent::Discussion { session, .. } => ("discussion", session.to_string()),
        LiveEvent::Slides { session, .. } => ("slides", session.to_string()),
        LiveEvent::Outbox { .. } => ("outbox", String::new()),
        LiveEvent::Seminar { .. } => ("seminar", String::new()),
    };
    let told = serde_json::to_string(&Told { seminar: event.seminar(), key }).unwrap_or_default();
    Event::default().event(name).data(told)
}
