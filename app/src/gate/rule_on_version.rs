use leptos::prelude::*;

use crate::error::AppError;

/// Lets a held file through or refuses it. The reason stands in the audit and beside the version, for its delegation
/// to read.
#[server(endpoint = "rule_on_version")]
pub async fn rule_on_version(seminar: String, version: String, passes: bool, reason: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    store().rule_on_version(&actor, found(&version)?, passes, &reason, Instant::now()).await?;
    let done = if passes { "released" } else { "refused" };
    leptos_axum::redirect(&format!("/seminars/{seminar}/gate?done={done}"));
    Ok(())
}
