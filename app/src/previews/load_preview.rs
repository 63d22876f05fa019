use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::{Version, VersionPlace};
use domain::preview::{Contents, Drawing};
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::load_deciding::Deciding;
use crate::error::AppError;
use crate::reviews::Waiting;

/// A version and what can be seen of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    pub seminar: SeminarSlug,
    pub place: VersionPlace,
    pub country: Option<Country>,
    /// Of the assignment, or of the session.
    pub title: String,
    pub version: Version,
    /// It is the reader's own delegation's.
    pub own: bool,
    /// The reader may comment on it.
    pub comments: bool,
    /// `None` for who does not decide on its material.
    pub deciding: Option<Deciding>,
    /// What else waits for the reader's decision. `None` for who does not decide on its material.
    pub waiting: Option<Waiting>,
    /// Another version is taken.
    pub takes_files: bool,
    /// There once it has been drawn.
    pub contents: Option<Contents>,
    /// The only page of them that brings what it says; pages count from 1. `None`: all do.
    pub page: Option<u32>,
    pub drawing: Drawing,
    /// While there is nothing to see yet, how many other files are drawn before it.
    pub before: u32,
    /// The reader may have it drawn once more.
    pub draws_again: bool,
    pub clocks: Clocks,
}

/// What can be seen of a version, under the address of its own seminar only.
#[server(endpoint = "load_preview", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_preview(
    seminar: String,
    version: String,
    /// Where pages are leafed through, the one whose words are wanted; without it, those of all are.
    #[server(default)]
    page: Option<u32>,
    /// The filter of the list that led there, as its address has it.
    #[server(default)]
    country: String,
    #[server(default)] assignment: String,
    #[server(default)] state: String,
) -> Result<Preview, AppError> {
    use domain::material::MaterialFilter;
    use domain::preview::may_draw_again;
    use domain::review::Audience;
    use domain::time::Instant;
    use store::StoreError;

    use super::leafing::place_of;
    use crate::request::{clocks, found, signed_in, store};

    let actor = signed_in()?;
    let slug: SeminarSlug = found(&seminar)?;
    let (submitted, contents) = store().preview(&actor, found(&version)?).await?;
    if submitted.seminar.slug != slug {
        return Err(StoreError::NotFound.into());
    }
    let drawing = store().drawing(&submitted).await?;
    let before = if contents.is_none() && drawing == Drawing::UnderWay {
        store().drawings_before(submitted.version.id).await?
    } else {
        0
    };
    let takes_files = store().takes_another(&submitted, Instant::now()).await?;
    let count = contents.as_ref().filter(|contents| contents.is_leafed()).map(|contents| contents.pages.len());
    let shown = page.zip(count).map(|(page, count)| place_of(page, count));
    let contents = match shown {
        Some(shown) => contents.map(|contents| contents.with_words_at(shown)),
        None => contents,
    };
    let (seminar, place) = (&submitted.seminar, submitted.place.clone());
    let list = MaterialFilter::parse(&country, &assignment, &state);
    let decided_on = place.key().filter(|key| actor.decides(seminar, key));
    let waiting = match decided_on {
        Some(key) => Some(Waiting::beside(&store(), &actor, seminar, key, &list).await?),
        None => None,
    };
    Ok(Preview {
        waiting,
        own: submitted.is_own(&actor),
        comments: place.key().is_some_and(|key| actor.sees_reviews(seminar, key, Audience::Delegation)),
        deciding: Deciding::find(&store(), &actor, &submitted).await?,
        draws_again: actor.is_staff(&slug) && may_draw_again(contents.as_ref(), drawing),
        drawing,
        before,
        takes_files,
        country: place.country(),
        title: seminar.place_title(&place).to_owned(),
        clocks: clocks(&seminar.host_zone),
        version: submitted.version,
        seminar: slug,
        place,
        contents,
        page: shown.map(|shown| shown as u32 + 1),
    })
}
