use leptos::prelude::*;

use crate::error::AppError;

/// Takes the pasted list of a meeting's participants for a look. Nothing of it is recorded.
#[server(endpoint = "keep_roll_call")]
pub async fn keep_roll_call(
    seminar: String,
    names: String,
    #[server(default)] session: String,
) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    const MOST_BYTES: usize = 600 * 1024;

    let (actor, slug): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    if names.trim().is_empty() {
        return Err(refused("Please paste the names of the participants"));
    }
    if names.len() > MOST_BYTES {
        return Err(refused("The list is longer than 600 KiB"));
    }
    let list = store().keep_roster(&actor, &slug, &names, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/attendance/roll-call?session={session}&list={list}"));
    Ok(())
}
