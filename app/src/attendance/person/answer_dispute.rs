use leptos::prelude::*;

use crate::error::AppError;

/// Answers an objection. What is granted is an entry of its own.
#[server(endpoint = "answer_dispute")]
pub async fn answer_dispute(
    seminar: String,
    person: String,
    session: String,
    dispute: String,
    text: String,
) -> Result<(), AppError> {
    use domain::id::{PersonId, SeminarSlug, SessionSlug};
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, seminar): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    let (person, session): (PersonId, SessionSlug) = (found(&person)?, found(&session)?);
    store().answer_dispute(&actor, &seminar, found(&dispute)?, &text, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/attendance/people/{person}?session={session}&done=answer"));
    Ok(())
}
