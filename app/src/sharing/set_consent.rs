use leptos::prelude::*;

use crate::error::AppError;

/// Gives consent that other delegations read a material once it is accepted, or takes it back. Staff say what they go by.
#[server(endpoint = "set_consent")]
pub async fn set_consent(
    seminar: String,
    material: String,
    given: bool,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, key) = (signed_in()?, found(&material)?);
    Ok(store().set_consent(&actor, &found(&seminar)?, &key, given, &reason, Instant::now()).await?)
}
