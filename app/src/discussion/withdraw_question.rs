use leptos::prelude::*;

use crate::error::AppError;

/// Takes back a question of one's own. Without JavaScript the answer leads to the heading of what is asked: the question
/// is gone.
#[server(endpoint = "withdraw_question")]
pub async fn withdraw_question(seminar: String, session: String, question: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use super::posted_session::PostedSession;
    use super::round::HEADING;
    use crate::request::{found, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    let posted = PostedSession::found(&seminar, &session)?;
    store().withdraw_question(&actor, &posted.seminar, &posted.session, id, Instant::now()).await?;
    posted.lead_plain_post(HEADING);
    Ok(())
}
