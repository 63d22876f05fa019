use leptos::prelude::*;

use crate::error::AppError;

/// Freezes everybody's standing as it was on the screen.
#[server(endpoint = "freeze_eligibility")]
pub async fn freeze_eligibility(
    seminar: String,
    /// Stands for what was on the screen.
    seen: String,
    /// `yes`: whoever freezes a list signs it.
    #[server(default)]
    signed: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    store().seminar_for_staff(&actor, &slug)?;
    if signed != "yes" {
        return Err(refused("Please tick the box: freezing the list is signing it"));
    }
    store().freeze_eligibility(&actor, &slug, &seen, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/certificates?done=frozen"));
    Ok(())
}
