use leptos::prelude::*;

use crate::error::AppError;

/// Takes back a question of one's own.
#[server(endpoint = "withdraw_question")]
pub async fn withdraw_question(seminar: String, session: String, question: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, id) = (signed_in()?, found(&question)?);
    Ok(store().withdraw_question(&actor, &found(&seminar)?, &found(&session)?, id, Instant::now()).await?)
}
