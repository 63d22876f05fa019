use leptos::prelude::*;

use crate::error::AppError;

/// Has all files of the seminar checked once more whose check came to no end.
#[server(endpoint = "check_all_again")]
pub async fn check_all_again(seminar: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    let seminar: SeminarSlug = found(&seminar)?;
    let count = store().check_all_again(&actor, &seminar, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/gate?done=checking&count={count}"));
    Ok(())
}
