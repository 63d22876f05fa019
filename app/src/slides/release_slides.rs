use domain::slides::FileNumbers;
use domain::time::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What staff have just put on record. What became of each file changes, and follows from what the page holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// When the release was made; `None` of one that was taken back.
    pub at: Option<Instant>,
    /// The files that were on the screen.
    pub seen: FileNumbers,
}

/// Releases the files of a session that are on the screen to the members of its seminar, or takes all of them back.
#[server(endpoint = "release_slides")]
pub async fn release_slides(
    seminar: String,
    session: String,
    release: bool,
    /// The numbers of those that were on the screen: `1 2 5`.
    #[server(default)]
    seen: String,
    /// When the release that was on the screen was made.
    #[server(default)]
    seen_release: String,
) -> Result<Released, AppError> {
    use domain::id::{SeminarSlug, SessionSlug};
    use domain::time::SeenAt;

    use crate::request::{found, lead_plain_post, signed_in, store};

    let (actor, now) = (signed_in()?, Instant::now());
    let (seminar, session): (SeminarSlug, SessionSlug) = (found(&seminar)?, found(&session)?);
    let seen: FileNumbers = found(&seen)?;
    let page = format!("/seminars/{seminar}/sessions/{session}");
    if !release {
        let SeenAt(seen_release) = found(&seen_release)?;
        store().take_slides_back(&actor, &seminar, &session, seen_release, now).await?;
        lead_plain_post(&format!("{page}#slides"));
        return Ok(Released { at: None, seen });
    }
    let outcome = store().release_slides(&actor, &seminar, &session, &seen, now).await?;
    // The page tells by these numbers what waits.
    let released = if outcome.is_whole() { String::new() } else { format!("?released={seen}").replace(' ', "%20") };
    lead_plain_post(&format!("{page}{released}#slides"));
    Ok(Released { at: Some(now), seen })
}
