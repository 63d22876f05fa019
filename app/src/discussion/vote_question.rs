use leptos::prelude::*;

use crate::error::AppError;

/// Votes for a question, or takes the vote back. It says what is wanted and not “the other way round”, so that
/// posting twice changes nothing more. Without JavaScript the answer leads to the question.
#[server(endpoint = "vote_question")]
pub async fn vote_question(seminar: String, session: String, question: String, wanted: bool) -> Result<(), AppError> {
    use domain::id::{SeminarSlug, SessionSlug};
    use domain::time::Instant;

    use super::question_forms::row_of;
    use crate::request::{found, lead_plain_post, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let (seminar, session): (SeminarSlug, SessionSlug) = (found(&seminar)?, found(&session)?);
    store().vote_question(&actor, &seminar, &session, id, wanted, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/sessions/{session}#{}", row_of(id)));
    Ok(())
}
