use domain::id::QuestionId;
use leptos::prelude::*;

use crate::error::AppError;

/// Asks a question in a session. `question` is the id that the form was handed, so that posting twice asks once.
/// Answers the id for the next question. Without JavaScript the answer leads back to the page it came from.
#[server(endpoint = "ask_question")]
pub async fn ask_question(
    seminar: String,
    session: String,
    question: String,
    #[server(default)] body: String,
) -> Result<QuestionId, AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    store().ask_question(&actor, &found(&seminar)?, &found(&session)?, id, &body, Instant::now()).await?;
    Ok(QuestionId::generate())
}
