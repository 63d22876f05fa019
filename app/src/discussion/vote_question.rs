use leptos::prelude::*;

use crate::error::AppError;

/// Votes for a question, or takes the vote back. It says what is wanted and not “the other way round”, so that
/// posting twice changes nothing more. Without JavaScript the answer leads to the question.
#[server(endpoint = "vote_question")]
pub async fn vote_question(seminar: String, session: String, question: String, wanted: bool) -> Result<(), AppError> {
    use domain::time::Instant;

    use super::posted_session::PostedSession;
    use super::question_forms::row_of;
    use crate::request::{found, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let posted = PostedSession::found(&seminar, &session)?;
    store().vote_question(&actor, &posted.seminar, &posted.session, id, wanted, Instant::now()).await?;
    posted.lead_plain_post(&row_of(id));
    Ok(())
}
