use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::error::AppError;

/// Changes words, page and names of a comment of one's own.
#[server(endpoint = "edit_comment")]
pub async fn edit_comment(
    seminar: String,
    material: String,
    review: String,
    /// How often it had been changed when its author began.
    seen: u32,
    #[server(default)] body: String,
    /// The page that it points at; empty for none.
    #[server(default)]
    page: String,
    /// Whom it names, by their `person_key`.
    #[server(default)]
    mentions: BTreeMap<String, String>,
) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::material::MaterialKey;
    use domain::review::read_page;
    use domain::time::Instant;
    use store::reviews::ChangedWords;

    use super::mention_choice::people_of_keys;
    use crate::materials::query_of_sender;
    use crate::request::{found, signed_in, store};

    let (actor, slug) = (signed_in()?, found::<SeminarSlug>(&seminar)?);
    let (key, id) = (found::<MaterialKey>(&material)?, found(&review)?);
    let words = ChangedWords { body, page: read_page(&page), mentions: people_of_keys(&mentions)? };
    store().edit_comment(&actor, &slug, &key, id, &words, seen, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/materials/{key}{}#review-{id}", query_of_sender()));
    Ok(())
}
