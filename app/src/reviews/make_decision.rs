use domain::id::ReviewId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub decision: ReviewId,
    /// The version that it is on.
    pub version: u32,
    /// The id for the next one.
    pub next: ReviewId,
}

/// Decides on a version; the delegation reads it. Without JavaScript the answer leads back to
/// where it was made, and from there on to the next.
#[server(endpoint = "make_decision")]
pub async fn make_decision(
    seminar: String,
    material: String,
    /// The version the author looked at.
    version: u32,
    /// `accepted` or `changes_requested`.
    verdict: String,
    /// The newest decision the author had seen, if there was one.
    #[server(default)]
    seen_decision: String,
    /// The reason, or a note.
    #[server(default)]
    body: String,
    /// The id that the form was handed, so that posting twice decides once.
    #[server(default)]
    new_review: String,
) -> Result<Decided, AppError> {
    use domain::material::MaterialKey;
    use domain::review::Audience;
    use domain::time::Instant;
    use store::reviews::NewReview;

    use super::decision_form::HEADING;
    use super::next_reviews::id_of_form;
    use crate::request::{found, lead_plain_post_back, refused, signed_in, store};

    let (actor, key, id) = (signed_in()?, found::<MaterialKey>(&material)?, id_of_form(&new_review)?);
    let verdict = Some(verdict.parse().map_err(refused)?);
    let seen_decision = Some(seen_decision).filter(|id| !id.is_empty()).map(|id| found(&id)).transpose()?;
    let comment = NewReview::comment(Audience::Delegation, version, body);
    let new = NewReview { verdict, seen_decision, ..comment };
    let decision = store().write_review_once(&actor, &found(&seminar)?, &key, &new, id, Instant::now()).await?;
    lead_plain_post_back(HEADING);
    Ok(Decided { decision, version, next: ReviewId::generate() })
}
