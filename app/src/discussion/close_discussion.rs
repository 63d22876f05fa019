use leptos::prelude::*;

use crate::error::AppError;

/// Ends a discussion round, or opens it again.
#[server(endpoint = "close_discussion")]
pub async fn close_discussion(seminar: String, session: String, close: bool) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    Ok(store().close_discussion(&actor, &found(&seminar)?, &found(&session)?, close, Instant::now()).await?)
}
