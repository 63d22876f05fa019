use leptos::prelude::*;

use crate::error::AppError;

/// Has a file drawn once more of which something could not be drawn.
#[server(endpoint = "draw_again")]
pub async fn draw_again(seminar: String, version: String) -> Result<(), AppError> {
    use domain::id::{SeminarSlug, VersionId};
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    let (seminar, version): (SeminarSlug, VersionId) = (found(&seminar)?, found(&version)?);
    store().draw_again(&actor, version, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/previews/{version}?done=again"));
    Ok(())
}
