use leptos::prelude::*;

use crate::error::AppError;

/// Sends an invitation to one member.
#[server(endpoint = "mail_invitation")]
pub async fn mail_invitation(seminar: String, person: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, office, refused, signed_in, store};

    let (actor, seminar, person) = (signed_in()?, found(&seminar)?, found(&person)?);
    store().member(&actor, &seminar, person).await?;
    if !office().sends_mail {
        return Err(refused("No mail is set up here: make a link instead"));
    }
    store().mail_invitation(&actor, &seminar, person, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/people/{person}?done=mailed"));
    Ok(())
}
