use domain::id::QuestionId;
use leptos::prelude::*;

use crate::error::AppError;

/// Asks a question in a session. `question` is the id that the form was handed, so that posting twice asks once.
/// Answers the id for the next question. Without JavaScript the answer leads to the question in the list.
#[server(endpoint = "ask_question")]
pub async fn ask_question(
    seminar: String,
    session: String,
    question: String,
    #[server(default)] body: String,
) -> Result<QuestionId, AppError> {
    use domain::id::{SeminarSlug, SessionSlug};
    use domain::time::Instant;

    use super::question_forms::row_of;
    use crate::request::{found, lead_plain_post, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let (seminar, session): (SeminarSlug, SessionSlug) = (found(&seminar)?, found(&session)?);
    store().ask_question(&actor, &seminar, &session, id, &body, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/sessions/{session}#{}", row_of(id)));
    Ok(QuestionId::generate())
}
