use leptos::prelude::*;

use crate::error::AppError;

/// Adds everyone on a kept list who is new.
#[server(endpoint = "take_in_roster")]
pub async fn take_in_roster(seminar: String, preview: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, seminar, list) = (signed_in()?, found(&seminar)?, found(&preview)?);
    let added = store().take_in_roster(&actor, &seminar, list, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/people/add?preview={list}&added={added}"));
    Ok(())
}
