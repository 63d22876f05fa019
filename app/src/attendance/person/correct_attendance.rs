use leptos::prelude::*;

use crate::error::AppError;

/// Adds an entry beside the records. `entry` is its kind; `session` is empty for a waiver.
#[server(endpoint = "correct_attendance")]
pub async fn correct_attendance(
    seminar: String,
    person: String,
    entry: String,
    #[server(default)] session: String,
    reason: String,
    #[server(default)] approved_by: String,
) -> Result<(), AppError> {
    use domain::attendance::record::Entry;
    use domain::id::{PersonId, SeminarSlug};
    use domain::time::Instant;
    use store::StoreError;

    use crate::request::{found, signed_in, store};

    let (actor, seminar): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    let person: PersonId = found(&person)?;
    let about = if session.is_empty() { None } else { Some(found(&session)?) };
    let entry = Entry::read(&entry, about).ok_or(StoreError::NotFound)?;
    store().correct_attendance(&actor, &seminar, person, &entry, &reason, &approved_by, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/attendance/people/{person}?session={session}&done=entry"));
    Ok(())
}
