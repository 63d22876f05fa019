use domain::review::Audience;
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::clock::Twice;

/// A comment that names the reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnMention {
    pub address: String,
    /// Of the assignment.
    pub title: String,
    pub author: String,
    pub body: String,
    pub audience: Audience,
    pub at: Instant,
}

/// Comments that name the reader, the newest first. Draws nothing where there are none.
#[component]
pub fn OwnMentions(mentions: Vec<OwnMention>, clocks: Clocks) -> impl IntoView {
    if mentions.is_empty() {
        return ().into_any();
    }
    let mentions = mentions.into_iter().map(|mention| {
        let OwnMention { address, title, author, body, audience, at } = mention;
        view! {
            <li>
                <a href=address>{format!("{author} on “{title}”")}</a>
                " "
                <Twice clocks=clocks.clone() at />
                <p class="mention-body" dir="auto">{body}</p>
                <p class="audience">{audience.label()}</p>
            </li>
        }
    });
    let mentions = mentions.collect_view();
    view! {
        <section aria-labelledby="mentions">
            <h2 id="mentions">"Comments that name you"</h2>
            <ul class="own-mentions">{mentions}</ul>
        </section>
    }
    .into_any()
}
