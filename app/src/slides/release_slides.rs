use leptos::prelude::*;

use crate::error::AppError;

/// Releases the files that a session has now to the members of its seminar, or takes all of them back.
#[server(endpoint = "release_slides")]
pub async fn release_slides(seminar: String, session: String, release: bool) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    Ok(store().release_slides(&actor, &found(&seminar)?, &found(&session)?, release, Instant::now()).await?)
}
