use leptos::prelude::*;

use crate::error::AppError;

/// Opens accepted materials to all delegations, or closes them again.
#[server(endpoint = "open_materials")]
pub async fn open_materials(seminar: String, open: bool) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, lead_plain_post, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    store().open_materials(&actor, &seminar, open, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/materials"));
    Ok(())
}
