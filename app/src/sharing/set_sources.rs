use domain::sharing::SourceLink;
use leptos::prelude::*;

use crate::error::AppError;

/// Puts other links to sources in place of those that a material has: one on each line, the address first. Answers them.
#[server(endpoint = "set_sources")]
pub async fn set_sources(
    seminar: String,
    material: String,
    #[server(default)] sources: String,
    /// Those that were on the screen, written in the same way.
    #[server(default)]
    seen: String,
) -> Result<Vec<SourceLink>, AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, key) = (signed_in()?, found(&material)?);
    Ok(store().set_sources(&actor, &found(&seminar)?, &key, &sources, &seen, Instant::now()).await?)
}
