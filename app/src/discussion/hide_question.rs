use leptos::prelude::*;

use crate::error::AppError;

/// Takes a question out of the round, with a reason that its author reads, or shows it again.
#[server(endpoint = "hide_question")]
pub async fn hide_question(
    seminar: String,
    session: String,
    question: String,
    hidden: bool,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, id, session) = (signed_in()?, found(&question)?, found(&session)?);
    let reason = hidden.then_some(reason.as_str());
    Ok(store().hide_question(&actor, &found(&seminar)?, &session, id, reason, Instant::now()).await?)
}
