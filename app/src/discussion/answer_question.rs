use leptos::prelude::*;

use crate::error::AppError;

/// Marks a question as answered, with a text or without, or opens it again. Without JavaScript the answer leads to the
/// question.
#[server(endpoint = "answer_question")]
pub async fn answer_question(
    seminar: String,
    session: String,
    question: String,
    answered: bool,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    use domain::id::{SeminarSlug, SessionSlug};
    use domain::time::Instant;

    use super::question_forms::row_of;
    use crate::request::{found, lead_plain_post, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let (seminar, session): (SeminarSlug, SessionSlug) = (found(&seminar)?, found(&session)?);
    let text = answered.then_some(text.as_str());
    store().answer_question(&actor, &seminar, &session, id, text, Instant::now()).await?;
    lead_plain_post(&format!("/seminars/{seminar}/sessions/{session}#{}", row_of(id)));
    Ok(())
}
