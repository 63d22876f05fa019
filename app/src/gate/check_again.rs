use leptos::prelude::*;

use crate::error::AppError;

/// Has a file checked once more whose check came to no end.
#[server(endpoint = "check_again")]
pub async fn check_again(seminar: String, version: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, lead_plain_post, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    store().check_again(&actor, found(&version)?, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/gate?done=checking&count=1"));
    Ok(())
}
