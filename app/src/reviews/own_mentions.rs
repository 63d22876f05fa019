use domain::review::Audience;
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::clock::Twice;
use crate::erased::Erase;

/// A comment that names the reader, or replies to one of theirs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnMention {
    pub address: String,
    /// Of the assignment.
    pub title: String,
    /// Whose material it is.
    pub country: String,
    /// The page that it points at.
    pub page: Option<u32>,
    pub author: String,
    pub body: String,
    pub audience: Audience,
    pub at: Instant,
}

#[cfg(feature = "ssr")]
impl OwnMention {
    /// The newest ones of a seminar.
    pub async fn load(
        store: &store::Store,
        actor: &domain::actor::Actor,
        seminar: &domain::seminar::Seminar,
    ) -> Result<Vec<Self>, crate::error::AppError> {
        use domain::country::Country;

        /// How many are shown.
        const NEWEST: usize = 5;

        let slug = &seminar.slug;
        let mentions = store.own_mentions(actor, slug).await?.into_iter().take(NEWEST);
        let mention = |mention: store::reviews::OwnMention| Self {
            address: format!("/seminars/{slug}/materials/{}#review-{}", mention.key, mention.review),
            title: seminar.assignment(&mention.key.assignment).map(|a| a.title.clone()).unwrap_or_default(),
            country: Country::from(mention.key.country).name,
            page: mention.page,
            author: mention.author,
            body: mention.body,
            audience: mention.audience,
            at: mention.at,
        };
        Ok(mentions.map(mention).collect())
    }
}

/// Comments that name the reader or reply to them, the newest first. Draws nothing where there are none.
#[component]
pub fn OwnMentions(mentions: Vec<OwnMention>, clocks: Clocks) -> impl IntoView {
    if mentions.is_empty() {
        return ().erased();
    }
    let mentions = mentions.into_iter().map(|mention| {
        let OwnMention { address, title, country, page, author, body, audience, at } = mention;
        let page = page.map_or_else(String::new, |page| format!(", page {page}"));
        view! {
            <li>
                <a href=address>{format!("{author} on “{title}” of {country}{page}")}</a>
                " "
                <Twice clocks=clocks.clone() at />
                <p class="mention-body" dir="auto">{body}</p>
                <p class="audience">{audience.label()}</p>
            </li>
        }
    });
    let mentions = mentions.collect_view();
    view! {
        <section class="desk-only" aria-labelledby="mentions">
            <h2 id="mentions">"Comments that name you or reply to you"</h2>
            <ul class="own-mentions">{mentions}</ul>
        </section>
    }
    .erased()
}
