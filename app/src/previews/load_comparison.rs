use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::{MaterialKey, Version};
use domain::preview::{Page, PageChange};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::load_deciding::Deciding;
use crate::error::AppError;

/// Two versions of a material, side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    pub seminar: SeminarSlug,
    pub key: MaterialKey,
    pub country: Country,
    pub assignment: String,
    pub old: Side,
    pub new: Side,
    /// Of whoever looks at the new one. `None` for who does not decide on the material.
    pub deciding: Option<Deciding>,
    /// In the order of the new version. `None` until both have been drawn.
    pub changes: Option<Vec<PageChange>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    pub version: Version,
    /// Their pictures; what they say is in the changes.
    pub pages: Vec<Page>,
    /// What of its file is not among them.
    pub missing: Vec<String>,
}

/// For whoever may open both.
#[server(endpoint = "load_comparison", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_comparison(seminar: String, old: String, new: String) -> Result<Comparison, AppError> {
    use domain::preview::{Drawn, compare};
    use store::StoreError;

    use crate::request::{found, signed_in, store};

    fn without_words(version: Version, drawn: Option<Drawn>) -> Side {
        let contents = drawn.unwrap_or_default().contents;
        let missing = contents.not_shown();
        let pages = contents.pages.into_iter().map(|page| Page { text: String::new(), notes: None, ..page });
        Side { version, pages: pages.collect(), missing }
    }

    let actor = signed_in()?;
    let slug: SeminarSlug = found(&seminar)?;
    let (before, old_drawn) = store().drawn_preview(&actor, found(&old)?).await?;
    let (after, new_drawn) = store().drawn_preview(&actor, found(&new)?).await?;
    let key = after.key()?.clone();
    let of_one_material = before.seminar.slug == slug && after.seminar.slug == slug && before.place == after.place;
    if !of_one_material {
        return Err(StoreError::NotFound.into());
    }
    let changes = old_drawn.as_ref().zip(new_drawn.as_ref()).map(|(old, new)| compare(old, new));
    Ok(Comparison {
        country: key.country.into(),
        assignment: after.seminar.place_title(&after.place).to_owned(),
        deciding: Deciding::find(&store(), &actor, &after).await?,
        key,
        seminar: slug,
        old: without_words(before.version, old_drawn),
        new: without_words(after.version, new_drawn),
        changes,
    })
}
