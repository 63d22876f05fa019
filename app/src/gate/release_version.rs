use leptos::prelude::*;

use crate::error::AppError;

/// Lets a held file through; the reason stands in the audit and beside the version.
#[server(endpoint = "release_version")]
pub async fn release_version(seminar: String, version: String, reason: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    store().release_version(&actor, found(&version)?, &reason, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/gate?done=released"));
    Ok(())
}
