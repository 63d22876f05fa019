use leptos::prelude::*;

use crate::error::AppError;

/// Takes a question out of the round, with a reason that its author reads, or shows it again. Without JavaScript the
/// answer leads to the question.
#[server(endpoint = "hide_question")]
pub async fn hide_question(
    seminar: String,
    session: String,
    question: String,
    hidden: bool,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use super::posted_session::PostedSession;
    use super::question_forms::row_of;
    use crate::request::{found, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let posted = PostedSession::found(&seminar, &session)?;
    let reason = hidden.then_some(reason.as_str());
    store().hide_question(&actor, &posted.seminar, &posted.session, id, reason, Instant::now()).await?;
    posted.lead_plain_post(&row_of(id));
    Ok(())
}
