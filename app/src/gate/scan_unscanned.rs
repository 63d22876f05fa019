use leptos::prelude::*;

use crate::error::AppError;

/// Has files of the seminar checked once more that came before there was a virus scanner; answers how many.
#[server(endpoint = "scan_unscanned")]
pub async fn scan_unscanned(seminar: String) -> Result<u32, AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, lead_plain_post, office, refused, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    store().seminar_for_staff(&actor, &seminar)?;
    if !(office().equipment)().scanner {
        return Err(refused("no virus scanner is set up on this server"));
    }
    let count = store().scan_unscanned(&actor, &seminar, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/gate?done=scanning&count={count}"));
    Ok(count)
}
