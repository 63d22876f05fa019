use leptos::prelude::*;

use crate::error::AppError;

/// A trainee objects to what their ledger says of a session.
#[server(endpoint = "dispute_attendance")]
pub async fn dispute_attendance(seminar: String, session: String, text: String) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, seminar): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    store().dispute_attendance(&actor, &seminar, &found(&session)?, &text, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/my?disputed={session}#attendance"));
    Ok(())
}
