use domain::time::Instant;
use leptos::prelude::*;

use crate::error::AppError;

/// Ends a discussion round, or opens it again. Answers when it was closed that now is. Without JavaScript the answer
/// leads to the heading of what is asked.
#[server(endpoint = "close_discussion")]
pub async fn close_discussion(
    seminar: String,
    session: String,
    close: bool,
    /// When the round that was on the screen had been closed.
    #[server(default)]
    seen_closing: String,
) -> Result<Option<Instant>, AppError> {
    use domain::time::SeenAt;

    use super::posted_session::PostedSession;
    use super::round::HEADING;
    use crate::request::{found, signed_in, store};

    let (actor, SeenAt(seen)) = (signed_in()?, found(&seen_closing)?);
    let posted = PostedSession::found(&seminar, &session)?;
    let closed =
        store().close_discussion(&actor, &posted.seminar, &posted.session, close, seen, Instant::now()).await?;
    posted.lead_plain_post(HEADING);
    Ok(closed)
}
