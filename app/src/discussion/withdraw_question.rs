use leptos::prelude::*;

use crate::error::AppError;

/// Takes back a question of one's own. Without JavaScript the answer leads to the heading of what is asked: the question
/// is gone.
#[server(endpoint = "withdraw_question")]
pub async fn withdraw_question(seminar: String, session: String, question: String) -> Result<(), AppError> {
    use domain::id::{SeminarSlug, SessionSlug};
    use domain::time::Instant;

    use super::round::HEADING;
    use crate::request::{found, lead_plain_post, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let (seminar, session): (SeminarSlug, SessionSlug) = (found(&seminar)?, found(&session)?);
    store().withdraw_question(&actor, &seminar, &session, id, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/sessions/{session}#{HEADING}"));
    Ok(())
}
