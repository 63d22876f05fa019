use leptos::prelude::*;

use crate::error::AppError;

/// Hides a version from everyone. Staff say why, and can restore it for some days.
#[server(endpoint = "delete_version")]
pub async fn delete_version(version: String, #[server(default)] reason: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    store().delete_version(&actor, found(&version)?, &reason, Instant::now()).await?;
    Ok(())
}
