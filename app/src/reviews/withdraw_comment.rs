use leptos::prelude::*;

use crate::error::AppError;

/// Takes back a comment of one's own. That there was one stays to be seen.
#[server(endpoint = "withdraw_comment")]
pub async fn withdraw_comment(
    seminar: String,
    material: String,
    review: String,
    /// How often it had been changed when its author looked at it.
    seen: u32,
) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::material::MaterialKey;
    use domain::time::Instant;

    use crate::materials::query_of_sender;
    use crate::request::{found, signed_in, store};

    let (actor, slug) = (signed_in()?, found::<SeminarSlug>(&seminar)?);
    let (key, id) = (found::<MaterialKey>(&material)?, found(&review)?);
    store().withdraw_comment(&actor, &slug, &key, id, seen, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/materials/{key}{}#review-{id}", query_of_sender()));
    Ok(())
}
