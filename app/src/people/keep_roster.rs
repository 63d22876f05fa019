use leptos::prelude::*;

use crate::error::AppError;

/// Keeps a pasted list and shows what taking it in would do. Nobody is added yet.
#[server(endpoint = "keep_roster")]
pub async fn keep_roster(seminar: String, text: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    /// A list of the most people there may be, with room for long names. As a form's field it grows
    /// up to threefold, and has to stay below what a form may have.
    const MOST_BYTES: usize = 600 * 1024;

    let (actor, seminar) = (signed_in()?, found(&seminar)?);
    store().seminar_for_staff(&actor, &seminar)?;
    if text.trim().is_empty() {
        return Err(refused("The list is empty"));
    }
    if text.len() > MOST_BYTES {
        return Err(refused("The list is longer than 600 KiB: please cut it into parts"));
    }
    if text.contains('\u{FFFD}') {
        return Err(refused("Some letters of the list did not come through: please save it as “CSV UTF-8” first"));
    }
    let list = store().keep_roster(&actor, &seminar, &text, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/people/add?preview={list}"));
    Ok(())
}
