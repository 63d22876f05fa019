use domain::seminar::{Room, SessionKind};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::components::A;

use super::groups::{Entry, Standing};
use super::load_programme::{Deadline, ProgrammeSession};
use crate::clock::TwiceRange;
use crate::erased::Erase;

/// One line of the programme.
#[component]
pub fn EntryCard(entry: Entry, clocks: Clocks, dated: bool) -> impl IntoView {
    match entry {
        Entry::Session { planned, course, standing } => {
            view! { <SessionEntry planned=*planned course standing clocks dated /> }.erased()
        }
        Entry::Deadline(deadline) => view! { <DeadlineEntry deadline clocks dated /> }.erased(),
    }
}

#[component]
fn SessionEntry(
    planned: ProgrammeSession,
    course: Option<String>,
    standing: Standing,
    clocks: Clocks,
    dated: bool,
) -> impl IntoView {
    let ProgrammeSession { session, instructors, page } = planned;
    let date = dated.then(|| clocks.host.show(session.starts).short_date());
    let kind = match session.kind {
        SessionKind::Ceremony => "entry entry-ceremony",
        SessionKind::Lecture => "entry entry-lecture",
        SessionKind::Discussion => "entry entry-discussion",
        SessionKind::Visit => "entry entry-visit",
    };
    let (mark, over) = match standing {
        Standing::Running => (Some("Running now"), false),
        Standing::Next => (Some("Next"), false),
        Standing::Over => (None, true),
        Standing::Coming => (None, false),
    };
    view! {
        <li id=format!("session-{}", session.slug) class=kind class:entry-over=over class:entry-marked=mark.is_some()>
            <div class="entry-times">
                {date.map(|date| view! { <p class="entry-date">{date}</p> })}
                <TwiceRange clocks starts=session.starts ends=session.ends />
            </div>
            <div class="entry-body">
                <p class="eyebrow">
                    {session.kind.label()} {mark.map(|mark| view! { " " <span class="badge entry-mark">{mark}</span> })}
                </p>
                <h3>
                    {match page {
                        Some(page) => view! { <A href=page>{session.title}</A> }.erased(),
                        None => session.title.erased(),
                    }}
                </h3>
                {course.map(|course| view! { <p class="entry-course">{course}</p> })}
                {(!instructors.is_empty()).then(|| view! { <p class="muted">{instructors.join(", ")}</p> })}
                {session
                    .interpretation
                    .map(|interpretation| view! { <p class="muted">"Interpretation: " {interpretation}</p> })}
                {session.room.filter(|_| !over).map(|room| view! { <RoomLine room /> })}
            </div>
        </li>
    }
}

#[component]
fn RoomLine(room: Room) -> impl IntoView {
    view! {
        <p class="entry-room">
            <a href=room.link rel="external noreferrer">"Meeting room"</a>
            ", code "
            <span class="code">{room.code}</span>
            {room.channel.map(|channel| format!(", interpretation on channel {channel}"))}
        </p>
    }
}

#[component]
fn DeadlineEntry(deadline: Deadline, clocks: Clocks, dated: bool) -> impl IntoView {
    let date = dated.then(|| clocks.host.show(deadline.due).short_date());
    view! {
        <li class="entry entry-deadline">
            <div class="entry-times">
                {date.map(|date| view! { <p class="entry-date">{date}</p> })} <TwiceRange clocks starts=deadline.due />
            </div>
            <div class="entry-body">
                <p class="eyebrow">"Material due"</p>
                <h3>{deadline.title}</h3>
            </div>
        </li>
    }
}
