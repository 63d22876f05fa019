use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::{MaterialKey, Version};
use domain::preview::Contents;
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A version and what can be seen of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    pub seminar: SeminarSlug,
    pub key: MaterialKey,
    pub country: Country,
    pub assignment: String,
    pub version: Version,
    /// It is the reader's own delegation's.
    pub own: bool,
    /// The reader may comment on it.
    pub comments: bool,
    /// There once it has been drawn.
    pub contents: Option<Contents>,
    pub clocks: Clocks,
}

/// What can be seen of a version, under the address of its own seminar only.
#[server(endpoint = "load_preview", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_preview(seminar: String, version: String) -> Result<Preview, AppError> {
    use domain::review::Audience;
    use store::StoreError;

    use crate::request::{clocks, found, signed_in, store};

    let actor = signed_in()?;
    let slug: SeminarSlug = found(&seminar)?;
    let (submitted, contents) = store().preview(&actor, found(&version)?).await?;
    if submitted.seminar.slug != slug {
        return Err(StoreError::NotFound.into());
    }
    let (seminar, key) = (&submitted.seminar, submitted.key);
    Ok(Preview {
        own: actor.submits(seminar, &key),
        comments: actor.sees_reviews(seminar, &key, Audience::Delegation),
        country: key.country.into(),
        assignment: seminar.assignment(&key.assignment).ok_or(StoreError::NotFound)?.title.clone(),
        clocks: clocks(&seminar.host_zone),
        version: submitted.version,
        seminar: slug,
        key,
        contents,
    })
}
