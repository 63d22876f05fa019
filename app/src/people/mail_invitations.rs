use leptos::prelude::*;

use super::people_filter::PeopleFilter;
use crate::error::AppError;

/// Sends an invitation to those on a list who have not confirmed, except who was sent one within the last day. Whoever
/// asks for it was told before who they are.
#[server(endpoint = "mail_invitations")]
pub async fn mail_invitations(
    seminar: String,
    #[server(default)] filter: PeopleFilter,
    /// Stands for those whom they were told of.
    #[server(default)]
    seen: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, office, refused, signed_in, store};

    let (actor, seminar) = (signed_in()?, found(&seminar)?);
    store().seminar_for_staff(&actor, &seminar)?;
    if !office().sends_mail {
        return Err(refused("No mail is set up here: make links instead"));
    }
    let count = store().mail_invitations(&actor, &seminar, &filter.wanted(), &seen, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{seminar}/people{}1&mailed={count}", filter.other_page()));
    Ok(())
}
