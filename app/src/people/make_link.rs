use leptos::prelude::*;

use crate::error::AppError;

/// Makes a link for staff to hand to a member: an invitation, or one for a new password. The
/// page that follows shows it once.
#[server(endpoint = "make_link")]
pub async fn make_link(
    seminar: String,
    person: String,
    /// `invitation` or `new-password`.
    purpose: String,
) -> Result<(), AppError> {
    use domain::time::Instant;
    use store::tokens::Purpose;

    use super::link_cookie;
    use super::link_purpose::LinkPurpose;
    use crate::request::{found, signed_in, store};

    let (actor, seminar, person) = (signed_in()?, found(&seminar)?, found(&person)?);
    let link: LinkPurpose = found(&purpose)?;
    let purpose = match link {
        LinkPurpose::Invitation => Purpose::Invitation,
        LinkPurpose::NewPassword => Purpose::PasswordReset,
    };
    let token = store().hand_over_token(&actor, &seminar, person, purpose, Instant::now()).await?;
    link_cookie::set(link, person, &token);
    leptos_axum::redirect(&format!("/seminars/{seminar}/people/{person}"));
    Ok(())
}
