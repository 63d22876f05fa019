use domain::slides::ReleaseOutcome;
use leptos::prelude::*;

use crate::error::AppError;

/// Releases the files of a session that are on the screen to the members of its seminar, or takes all of them back.
/// Answers what became of each.
#[server(endpoint = "release_slides")]
pub async fn release_slides(
    seminar: String,
    session: String,
    release: bool,
    /// The numbers of those that were on the screen: `1 2 5`.
    #[server(default)]
    seen: String,
) -> Result<ReleaseOutcome, AppError> {
    use domain::id::{SeminarSlug, SessionSlug};
    use domain::slides::FileNumbers;
    use domain::time::Instant;

    use crate::request::{found, lead_plain_post, signed_in, store};

    let (actor, now) = (signed_in()?, Instant::now());
    let (seminar, session): (SeminarSlug, SessionSlug) = (found(&seminar)?, found(&session)?);
    let page = format!("/seminars/{seminar}/sessions/{session}");
    if !release {
        store().take_slides_back(&actor, &seminar, &session, now).await?;
        lead_plain_post(&format!("{page}#slides"));
        return Ok(ReleaseOutcome::default());
    }
    let seen: FileNumbers = found(&seen)?;
    let outcome = store().release_slides(&actor, &seminar, &session, &seen, now).await?;
    // The page tells by these numbers what waits.
    let released = if outcome.is_whole() { String::new() } else { format!("?released={seen}").replace(' ', "%20") };
    lead_plain_post(&format!("{page}{released}#slides"));
    Ok(outcome)
}
