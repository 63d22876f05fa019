use leptos::prelude::*;

use crate::error::AppError;

/// Begins to issue certificates by a frozen list.
#[server(endpoint = "issue_certificates")]
pub async fn issue_certificates(
    seminar: String,
    list: String,
    /// `confirmed` for those only who have confirmed their names, or all.
    #[server(default)]
    whom: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    store().seminar_for_staff(&actor, &slug)?;
    let count = store().issue_certificates(&actor, &slug, found(&list)?, whom == "confirmed", Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/certificates?done=begun&count={count}"));
    Ok(())
}
