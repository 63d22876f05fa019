use leptos::prelude::*;

use crate::error::AppError;

/// Changes who reads a comment of one's own. To show it to more people has to be confirmed.
#[server(endpoint = "show_comment_to")]
pub async fn show_comment_to(
    seminar: String,
    material: String,
    review: String,
    /// How often it had been changed when its author looked at it.
    seen: u32,
    /// `delegation` or `hosts`.
    audience: String,
    /// The author was asked once more.
    #[server(default)]
    confirmed: bool,
) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::material::MaterialKey;
    use domain::time::Instant;

    use crate::materials::query_of_sender;
    use crate::request::{found, refused, signed_in, store};

    let (actor, slug) = (signed_in()?, found::<SeminarSlug>(&seminar)?);
    let (key, id) = (found::<MaterialKey>(&material)?, found(&review)?);
    let audience = audience.parse().map_err(refused)?;
    store().show_comment_to(&actor, &slug, &key, id, audience, confirmed, seen, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/materials/{key}{}#review-{id}", query_of_sender()));
    Ok(())
}
