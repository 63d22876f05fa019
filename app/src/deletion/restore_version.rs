use leptos::prelude::*;

use crate::error::AppError;

/// Shows a deleted version again, where it was. Without JavaScript the answer leads back to the page it came from.
#[server(endpoint = "restore_version")]
pub async fn restore_version(seminar: String, version: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    store().restore_version(&actor, &found(&seminar)?, found(&version)?, Instant::now()).await?;
    Ok(())
}
