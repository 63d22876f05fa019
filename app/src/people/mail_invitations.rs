use leptos::prelude::*;

use crate::error::AppError;

/// Sends an invitation to everyone who has not confirmed.
#[server(endpoint = "mail_invitations")]
pub async fn mail_invitations(seminar: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, office, refused, signed_in, store};

    let (actor, seminar) = (signed_in()?, found(&seminar)?);
    store().seminar_for_staff(&actor, &seminar)?;
    if !office().sends_mail {
        return Err(refused("No mail is set up here: make links instead"));
    }
    let count = store().mail_invitations(&actor, &seminar, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/people?mailed={count}"));
    Ok(())
}
