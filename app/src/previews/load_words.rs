use domain::preview::Page;
use leptos::prelude::*;

use crate::error::AppError;

/// The pages of a version with all that they say.
#[server(endpoint = "load_words", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_words(version: String) -> Result<Vec<Page>, AppError> {
    use crate::request::{found, signed_in, store};

    let (_, contents) = store().preview(&signed_in()?, found(&version)?).await?;
    Ok(contents.map(|contents| contents.pages).unwrap_or_default())
}
