use domain::id::SeminarSlug;
use domain::seminar::{Platform, Room};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use leptos_router::components::A;

use super::session_ahead::SessionAhead;
use crate::clipboard::CopyButton;
use crate::clock::{Countdown, OwnTime};
use crate::erased::Erase;
use crate::fact::Fact;

/// When and where to be next.
#[component]
pub fn NextSession(
    seminar: SeminarSlug,
    session: Option<SessionAhead>,
    platform: Platform,
    clocks: Clocks,
    now: Instant,
) -> impl IntoView {
    let Some(session) = session else {
        return view! { <p>"No session is ahead."</p> }.erased();
    };
    let minutes = platform.early_minutes;
    let be_there = session.starts.plus_minutes(-i64::from(minutes));
    let address = format!("/seminars/{seminar}/sessions/{}", session.slug);
    let runs = session.starts <= now;
    let standing = if runs {
        view! { <span class="badge entry-mark">"Running now"</span> }.erased()
    } else {
        view! { <Countdown to=session.starts now /> }.erased()
    };
    view! {
        <div class="card next-session">
            <p class="eyebrow">{session.kind} " " {standing}</p>
            <h3>{session.title}</h3>
            <dl class="facts">
                {(!runs)
                    .then(|| {
                        view! {
                            <div>
                                <dt>"Be in the room"</dt>
                                <dd>
                                    <OwnTime clocks=clocks.clone() at=be_there />
                                    <span class="muted">{format!("{minutes} minutes early")}</span>
                                </dd>
                            </div>
                        }
                    })}
                <SessionTimes starts=session.starts ends=session.ends interpretation=session.interpretation clocks />
            </dl>
            <RoomFacts room=session.room platform=platform.name />
            <p>
                <A href=address>"Questions and order of speaking"</A>
            </p>
        </div>
    }
    .erased()
}

/// Facts of a session for a list of them: from when to when, and in which languages.
#[component]
pub fn SessionTimes(starts: Instant, ends: Instant, interpretation: Option<String>, clocks: Clocks) -> impl IntoView {
    let of_end = clocks.clone();
    view! {
        <Fact name="Begins">
            <OwnTime clocks at=starts />
        </Fact>
        <Fact name="Ends">
            <OwnTime clocks=of_end at=ends />
        </Fact>
        {interpretation.map(|interpretation| view! { <Fact name="Interpretation">{interpretation}</Fact> })}
    }
    .erased()
}

/// Link and code of the meeting room.
#[component]
pub fn RoomFacts(room: Option<Room>, platform: String) -> impl IntoView {
    let Some(Room { link, code, channel }) = room else {
        return view! { <p class="muted">"Link and code of the room have not been published yet."</p> }.erased();
    };
    view! {
        <div class="room">
            <p>
                <a class="button" href=link rel="external noreferrer">"Go to the meeting room"</a>
                " "
                <span class="muted">{platform}</span>
            </p>
            <p>
                "Meeting code "
                <span class="code">{code.clone()}</span>
                " "
                <CopyButton text=code label="Copy the code" />
            </p>
            {channel
                .map(|channel| {
                    view! { <p>"For the interpretation choose the channel " <strong>{channel}</strong> "."</p> }
                })}
        </div>
    }
    .erased()
}

/// The name to carry in the meeting, to copy.
#[component]
pub fn DisplayName(name: String) -> impl IntoView {
    view! {
        <div
            class="display-name"
            role="group"
            aria-labelledby="display-name-label"
            aria-describedby="display-name-hint"
        >
            <p id="display-name-label" class="display-name-label">"Your display name in the meeting"</p>
            <div class="display-name-row">
                // A field would cut a long one on a phone.
                <span class="display-name-text">{name.clone()}</span>
                <CopyButton text=name label="Copy the name" />
            </div>
            <p id="display-name-hint" class="hint">"Please use it exactly as it stands, so that the organiser recognises you."</p>
        </div>
    }
}
