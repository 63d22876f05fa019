use leptos::prelude::*;

use super::ruled_file::RuledFile;
use crate::error::AppError;

/// Lets a held file through or refuses it; answers how it stands then. The reason stands in the audit and beside the
/// version, for its delegation to read.
#[server(endpoint = "rule_on_version")]
pub async fn rule_on_version(
    seminar: String,
    version: String,
    passes: bool,
    reason: String,
) -> Result<RuledFile, AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, lead_plain_post, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    let ruled = store().rule_on_version(&actor, found(&version)?, passes, &reason, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/gate?ruled={}", ruled.version.id));
    Ok(ruled.into())
}
