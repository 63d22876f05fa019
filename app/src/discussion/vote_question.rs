use leptos::prelude::*;

use crate::error::AppError;

/// Votes for a question, or takes the vote back. It says what is wanted and not “the other way round”, so that
/// posting twice changes nothing more.
#[server(endpoint = "vote_question")]
pub async fn vote_question(seminar: String, session: String, question: String, wanted: bool) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    Ok(store().vote_question(&actor, &found(&seminar)?, &found(&session)?, id, wanted, Instant::now()).await?)
}
