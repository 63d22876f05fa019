#![expect(clippy::too_many_arguments, reason = "each is a field of the form")]

use std::collections::BTreeMap;

use domain::id::ReviewId;
use leptos::prelude::*;

use crate::error::AppError;

/// Writes a comment on a version, and answers the id for the next one. Without JavaScript the answer leads to the
/// comment in the thread.
#[server(endpoint = "write_comment")]
pub async fn write_comment(
    seminar: String,
    material: String,
    /// The version the author looked at.
    version: u32,
    /// `delegation` or `hosts`.
    audience: String,
    #[server(default)] body: String,
    /// The page that it points at; empty for none.
    #[server(default)]
    page: String,
    /// Whom it names, by their `person_key`.
    #[server(default)]
    mentions: BTreeMap<String, String>,
    /// The id that the form was handed, so that posting twice writes once.
    #[server(default)]
    new_review: String,
) -> Result<ReviewId, AppError> {
    use domain::id::SeminarSlug;
    use domain::material::MaterialKey;
    use domain::review::read_page;
    use domain::time::Instant;
    use store::reviews::NewReview;

    use super::mention_choice::people_of_keys;
    use super::next_reviews::id_of_form;
    use crate::materials::query_of_sender;
    use crate::request::{found, lead_plain_post, refused, signed_in, store};

    let (actor, key, slug) = (signed_in()?, found::<MaterialKey>(&material)?, found::<SeminarSlug>(&seminar)?);
    let id = id_of_form(&new_review)?;
    let audience = audience.parse().map_err(refused)?;
    let comment = NewReview {
        page: read_page(&page),
        mentions: people_of_keys(&mentions)?,
        ..NewReview::comment(audience, version, body)
    };
    let id = store().write_review_once(&actor, &slug, &key, &comment, id, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{slug}/materials/{key}{}#review-{id}", query_of_sender()));
    Ok(ReviewId::generate())
}
