#![expect(clippy::too_many_arguments, reason = "each is a field of the form")]

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::error::AppError;

/// Replies to a comment or decision.
#[server(endpoint = "write_reply")]
pub async fn write_reply(
    seminar: String,
    material: String,
    review: String,
    /// The version that it speaks of, as the comment above does.
    version: u32,
    /// `delegation` or `hosts`; nobody beyond those who read the comment above.
    audience: String,
    #[server(default)] body: String,
    /// Whom it names, by their `person_key`.
    #[server(default)]
    mentions: BTreeMap<String, String>,
    /// The id that the form was handed, so that posting twice writes once.
    #[server(default)]
    new_review: String,
) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::material::MaterialKey;
    use domain::time::Instant;
    use store::reviews::NewReview;

    use super::mention_choice::people_of_keys;
    use super::next_reviews::id_of_form;
    use crate::materials::query_of_sender;
    use crate::request::{found, refused, signed_in, store};

    let (actor, key, slug) = (signed_in()?, found::<MaterialKey>(&material)?, found::<SeminarSlug>(&seminar)?);
    let reply = NewReview {
        parent: Some(found(&review)?),
        mentions: people_of_keys(&mentions)?,
        ..NewReview::comment(audience.parse().map_err(refused)?, version, body)
    };
    let id = id_of_form(&new_review)?;
    let id = store().write_review_once(&actor, &slug, &key, &reply, id, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/materials/{key}{}#review-{id}", query_of_sender()));
    Ok(())
}
