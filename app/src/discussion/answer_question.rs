use leptos::prelude::*;

use crate::error::AppError;

/// Marks a question as answered, with a text or without, or opens it again.
#[server(endpoint = "answer_question")]
pub async fn answer_question(
    seminar: String,
    session: String,
    question: String,
    answered: bool,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, id, session) = (signed_in()?, found(&question)?, found(&session)?);
    let text = answered.then_some(text.as_str());
    Ok(store().answer_question(&actor, &found(&seminar)?, &session, id, text, Instant::now()).await?)
}
