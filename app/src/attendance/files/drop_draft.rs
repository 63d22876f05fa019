use leptos::prelude::*;

use crate::error::AppError;

/// Drops an export that was uploaded and shall not be recorded.
#[server(endpoint = "drop_attendance_draft")]
pub async fn drop_draft(seminar: String, file: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, slug): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    store().drop_attendance_draft(&actor, &slug, found(&file)?, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/attendance"));
    Ok(())
}
