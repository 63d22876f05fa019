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
    use domain::time::Instant;

    use super::posted_session::PostedSession;
    use super::question_forms::row_of;
    use crate::request::{found, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let posted = PostedSession::found(&seminar, &session)?;
    store().ask_question(&actor, &posted.seminar, &posted.session, id, &body, Instant::now()).await?;
    posted.lead_plain_post(&row_of(id));
    Ok(QuestionId::generate())
}
