use domain::audit::AuditEvent;
use domain::board::{BoardCounts, BoardRow};
use domain::id::SeminarSlug;
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Step;
use crate::error::AppError;
use crate::reviews::OwnMention;
use crate::shortage::Shortage;

/// The staff's board.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Board {
    pub slug: SeminarSlug,
    pub title: String,
    pub clocks: Clocks,
    pub now: Instant,
    pub steps: Vec<Step>,
    /// Of all delegations, whatever is shown.
    pub counts: BoardCounts,
    pub rows: Vec<BoardRow>,
    /// Only delegations that lack something are among the rows.
    pub lacking_only: bool,
    pub events: Vec<AuditEvent>,
    /// Files that the gate holds, or that could not be checked or drawn.
    pub held_files: u32,
    /// Mails that were given up, or may have arrived.
    pub stuck_mails: u32,
    pub shortage: Option<Shortage>,
    /// Comments that name the reader, newest first.
    pub mentions: Vec<OwnMention>,
}

/// What the board shows; for staff.
#[server(endpoint = "load_board", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_board(
    seminar: String,
    /// [`LACKING`](domain::board::LACKING), or all.
    #[server(default)]
    show: String,
) -> Result<Board, AppError> {
    use domain::board::{BoardRow, LACKING, count};

    use crate::request::{clocks, found, signed_in, store};

    const NEWEST: u32 = 15;

    let (actor, slug, now) = (signed_in()?, found(&seminar)?, Instant::now());
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let mut rows = store().board(&actor, &slug, now).await?;
    let counts = count(&rows);
    let lacking_only = show == LACKING;
    if lacking_only {
        rows.retain(BoardRow::lacks_something);
    }
    let stuck = store().stuck(&actor, &slug).await?;
    Ok(Board {
        held_files: stuck.files,
        stuck_mails: stuck.mails,
        shortage: Shortage::now(),
        mentions: OwnMention::load(&store(), &actor, &seminar).await?,
        events: store().audit_events(&actor, &slug, 0, NEWEST).await?,
        title: seminar.title.clone(),
        clocks: clocks(&seminar.host_zone),
        now,
        steps: seminar.assignments.iter().map(Step::from).collect(),
        slug,
        counts,
        rows,
        lacking_only,
    })
}
