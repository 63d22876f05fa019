use domain::id::ReviewId;
use leptos::prelude::*;

use crate::error::AppError;

/// Decides on a version; the delegation reads it. Without JavaScript the answer leads back to the
/// page it came from.
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
) -> Result<ReviewId, AppError> {
    use domain::material::MaterialKey;
    use domain::review::Audience;
    use domain::time::Instant;
    use store::reviews::NewReview;

    use crate::request::{found, refused, signed_in, store};

    let (actor, key) = (signed_in()?, found::<MaterialKey>(&material)?);
    let verdict = Some(verdict.parse().map_err(refused)?);
    let seen_decision = Some(seen_decision).filter(|id| !id.is_empty()).map(|id| found(&id)).transpose()?;
    let comment = NewReview::comment(Audience::Delegation, version, body);
    let decision = NewReview { verdict, seen_decision, ..comment };
    Ok(store().write_review(&actor, &found(&seminar)?, &key, &decision, Instant::now()).await?)
}
