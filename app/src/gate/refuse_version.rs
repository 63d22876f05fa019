use leptos::prelude::*;

use crate::error::AppError;

/// Refuses a held file; the delegation reads the reason.
#[server(endpoint = "refuse_version")]
pub async fn refuse_version(seminar: String, version: String, reason: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    store().refuse_version(&actor, found(&version)?, &reason, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/gate?done=refused"));
    Ok(())
}
