use domain::audit::AuditEvent;
use domain::board::{BoardCounts, LACKING};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::board_table::BoardTable;
use super::load_board::{Board, load_board};
use crate::clock::{Twice, TwiceShort};
use crate::erased::Erase;
use crate::fact::Fact;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::reviews::OwnMentions;
use crate::seminars::seminar_in_address;
use crate::shortage::ShortageNote;

/// `/seminars/{seminar}/board`: countries by what is done and what is missing.
pub struct BoardPage;

impl BoardPage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let show = move || query.read().get("show").unwrap_or_default();
        let board = page_data(move || (seminar(), show(), reloads()), |(seminar, show, _)| load_board(seminar, show));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            {loaded(board, |board| view! { <BoardView board /> })}
        }
        .erased()
    }
}

#[component]
fn BoardView(board: Board) -> impl IntoView {
    let base = format!("/seminars/{}/board", board.slug);
    let (events, clocks) = (board.events.clone(), board.clocks.clone());
    view! {
        <PageTitle text="Board" />
        <p class="eyebrow">{board.title.clone()}</p>
        <h1>"Board"</h1>
        <p class="muted">"As of " <Twice clocks=clocks.clone() at=board.now /></p>
        <Counts counts=board.counts.clone() />
        <ShortageNote shortage=board.shortage />
        <WaitsForStaff slug=board.slug.to_string() files=board.held_files mails=board.stuck_mails />
        <OwnMentions mentions=board.mentions.clone() clocks=clocks.clone() />
        <Toolbar base lacking_only=board.lacking_only />
        <BoardTable board />
        <NewestEvents events clocks />
    }
    .erased()
}

#[component]
fn Counts(counts: BoardCounts) -> impl IntoView {
    let BoardCounts { delegations, added, invited, confirmed, expected, submitted, held, accepted, overdue } = counts;
    let submitted = match held {
        0 => format!("{submitted} of {expected}"),
        held => format!("{submitted} of {expected}, {held} held at the gate"),
    };
    let confirmed = match added.saturating_sub(invited) {
        0 => format!("{confirmed} of {added}"),
        uninvited => format!("{confirmed} of {added}, {uninvited} without a valid invitation"),
    };
    let facts = [
        ("Delegations", delegations.to_string()),
        ("People confirmed", confirmed),
        ("Materials submitted", submitted),
        ("Materials accepted", format!("{accepted} of {expected}")),
        ("Overdue", overdue.to_string()),
    ];
    view! {
        <dl class="facts">
            {facts.into_iter().map(|(name, fact)| view! { <Fact name>{fact}</Fact> }).collect_view()}
        </dl>
    }
    .erased()
}

/// What nobody but staff can move on.
#[component]
fn WaitsForStaff(slug: String, files: u32, mails: u32) -> impl IntoView {
    let counted = |count: u32, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let files = counted(files, "file at the gate", "files at the gate");
    let mails = counted(mails, "mail that was not sent", "mails that were not sent");
    let links = [(files, format!("/seminars/{slug}/gate")), (mails, format!("/seminars/{slug}/outbox"))];
    let links = links.into_iter().filter_map(|(words, address)| words.map(|words| (words, address)));
    let links: Vec<_> = links.map(|(words, address)| view! { <li><A href=address>{words}</A></li> }).collect();
    (!links.is_empty()).then(|| {
        view! {
            <section class="note warn desk-only" aria-labelledby="waits">
                <h2 id="waits">"Waits for you"</h2>
                <ul class="plain">{links}</ul>
            </section>
        }
    })
}

#[component]
fn Toolbar(base: String, lacking_only: bool) -> impl IntoView {
    let to = |end: &str| format!("{base}{end}");
    let narrowed = format!("?show={LACKING}");
    // What is carried away is what is shown.
    let export = |format: &str| to(&format!(".{format}{}", if lacking_only { narrowed.as_str() } else { "" }));
    view! {
        <div class="toolbar">
            {if lacking_only {
                view! { <a href=to("")>"Show all delegations"</a> }.erased()
            } else {
                view! { <a href=to(&narrowed)>"Show only those that lack something"</a> }.erased()
            }}
            // One click: the list, and its addresses on the clipboard.
            <a href=to("/missing?copy=all") class="button">"Whom to remind"</a>
            <a href=export("csv") rel="external">"Download as CSV"</a>
            <a href=export("xlsx") rel="external">"Download as XLSX"</a>
        </div>
    }
    .erased()
}

#[component]
fn NewestEvents(events: Vec<AuditEvent>, clocks: Clocks) -> impl IntoView {
    view! {
        <section class="desk-only" aria-labelledby="newest">
            <h2 id="newest">"Newest events"</h2>
            <ol class="events">
                {events
                    .into_iter()
                    .map(|event| {
                        let did = event.did();
                        let AuditEvent { at, actor, object, .. } = event;
                        view! {
                            <li>
                                <TwiceShort clocks=clocks.clone() at />
                                " "
                                <span>
                                    <strong>{actor}</strong>
                                    {format!(" {did} ")}
                                    <span class="event-object">{object}</span>
                                </span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
    .erased()
}
