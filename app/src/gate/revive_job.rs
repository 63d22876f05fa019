use leptos::prelude::*;

use crate::error::AppError;

/// Has something tried again that has failed too often.
#[server(endpoint = "revive_job")]
pub async fn revive_job(seminar: String, version: String, task: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, lead_plain_post, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    store().revive_job(&actor, found(&version)?, found(&task)?, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/gate?done=trying"));
    Ok(())
}
