use domain::time::Instant;
use leptos::prelude::*;

use crate::error::AppError;

/// Gives consent that other delegations read a material once it is accepted, or takes it back. Staff say what they go by.
/// Answers when what then stands was said.
#[server(endpoint = "set_consent")]
pub async fn set_consent(
    seminar: String,
    material: String,
    given: bool,
    #[server(default)] reason: String,
    /// When what was on the screen had been said.
    #[server(default)]
    seen_consent: String,
) -> Result<Instant, AppError> {
    use domain::time::SeenAt;

    use crate::request::{found, signed_in, store};

    let (actor, key) = (signed_in()?, found(&material)?);
    let SeenAt(seen) = found(&seen_consent)?;
    Ok(store().set_consent(&actor, &found(&seminar)?, &key, given, &reason, seen, Instant::now()).await?)
}
