use leptos::prelude::*;

use crate::error::AppError;

/// Has all files of the seminar checked once more whose check came to no end; answers how many.
#[server(endpoint = "check_all_again")]
pub async fn check_all_again(seminar: String) -> Result<u32, AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, lead_plain_post, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    let count = store().check_all_again(&actor, &seminar, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/gate?done=checking&count={count}"));
    Ok(count)
}
