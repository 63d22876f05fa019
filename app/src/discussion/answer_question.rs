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
    use domain::time::Instant;

    use super::posted_session::PostedSession;
    use super::question_forms::row_of;
    use crate::request::{found, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let posted = PostedSession::found(&seminar, &session)?;
    let text = answered.then_some(text.as_str());
    store().answer_question(&actor, &posted.seminar, &posted.session, id, text, Instant::now()).await?;
    posted.lead_plain_post(&row_of(id));
    Ok(())
}
