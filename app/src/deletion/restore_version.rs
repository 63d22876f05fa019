use leptos::prelude::*;

use crate::error::AppError;

/// Shows a deleted version again, where it was.
#[server(endpoint = "restore_version")]
pub async fn restore_version(seminar: String, version: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, seminar) = (signed_in()?, found::<SeminarSlug>(&seminar)?);
    store().restore_version(&actor, &seminar, found(&version)?, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/deleted"));
    Ok(())
}
