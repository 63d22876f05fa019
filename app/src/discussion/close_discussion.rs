use domain::time::Instant;
use leptos::prelude::*;

use crate::error::AppError;

/// Ends a discussion round, or opens it again. Answers when it was closed that now is.
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

    use crate::request::{found, signed_in, store};

    let (actor, SeenAt(seen)) = (signed_in()?, found(&seen_closing)?);
    Ok(store().close_discussion(&actor, &found(&seminar)?, &found(&session)?, close, seen, Instant::now()).await?)
}
