use domain::id::ReviewId;
use domain::material::MaterialState;
use domain::review::thread::Talk;
use domain::review::{EarlierWords, Review, Verdict};
use domain::time::Clocks;
use leptos::prelude::*;

use super::errand::Errand;
use crate::clock::Twice;
use crate::erased::Erase;
use crate::materials::{OneMaterial, query_and};

/// The id of a comment's row.
pub fn row_of(id: ReviewId) -> String {
    format!("review-{id}")
}

/// A comment or decision, and what was replied to it.
#[component]
pub fn TalkEntry<'a>(material: &'a OneMaterial, talk: Talk) -> impl IntoView + use<> {
    let id = row_of(talk.first.id);
    let replies = talk.replies.into_iter().map(|reply| {
        let id = row_of(reply.id);
        view! {
            <li id=id>
                <Entry material review=reply />
            </li>
        }
    });
    let replies: Vec<_> = replies.collect();
    let list = (!replies.is_empty()).then(|| view! { <ol class="replies">{replies}</ol> });
    view! {
        <li id=id>
            <Entry material review=talk.first />
            {list}
        </li>
    }
}

#[component]
fn Entry<'a>(material: &'a OneMaterial, review: Review) -> impl IntoView + use<> {
    let of_deleted = material.is_of_deleted(&review);
    let label = material.decision_label(&review);
    let badge = review.verdict.map(|verdict| {
        let state = match verdict {
            Verdict::Accepted => MaterialState::Accepted,
            Verdict::ChangesRequested => MaterialState::ChangesRequested,
        };
        let class = if of_deleted { "badge".to_owned() } else { format!("badge badge-{}", state.as_str()) };
        view! { <span class=class>{label}</span> }
    });
    let clocks = material.clocks.clone();
    let page = review.page.map(|page| view! { ", " <PageLink material version=review.version page /> });
    let of = format!("{}, on version {}", review.author_role, review.version);
    let gone = of_deleted.then_some(", which was deleted");
    let links = view! { <Errands material review=review.clone() /> };
    view! {
        <article class=format!("review review-for-{}", review.audience.as_str())>
            <header class="review-head">
                <strong>{review.author.clone()}</strong>
                " "
                <span class="muted">{of} {page} {gone}</span>
                " "
                {badge}
                " "
                <Twice clocks=clocks.clone() at=review.at />
            </header>
            <Words review=review.clone() clocks=clocks.clone() />
            <p class="audience">{review.audience.label()}</p>
            <Earlier words=review.earlier clocks />
            {links}
        </article>
    }
}

/// The page in the viewer, if it is drawn there.
#[component]
fn PageLink<'a>(material: &'a OneMaterial, version: u32, page: u32) -> impl IntoView + use<> {
    let file = material.versions.iter().find(|file| file.number == version && file.passage.is_open());
    let drawn = file.filter(|file| file.glance.as_ref().is_some_and(|glance| page <= glance.pages));
    let words = format!("page {page}");
    match drawn {
        Some(file) => {
            let address =
                format!("/seminars/{}/previews/{}{}{page}#page-{page}", material.seminar, file.id, query_and("page"));
            view! { <a href=address>{words}</a> }.erased()
        }
        None => words.erased(),
    }
}

/// What it says, or that it says nothing any more.
#[component]
fn Words(review: Review, clocks: Clocks) -> impl IntoView {
    if let Some(at) = review.withdrawn_at {
        return view! {
            <p class="muted">"Withdrawn by its author, " <Twice clocks at /></p>
        }
        .erased();
    }
    let names: Vec<String> = review.mentions.into_iter().map(|mention| mention.name).collect();
    let names =
        (!names.is_empty()).then(|| view! { <p class="review-names">{format!("For {}", names.join(", "))}</p> });
    let edited = review.edited_at.map(|at| view! { <p class="review-edited">"Edited, " <Twice clocks at /></p> });
    let has_body = !review.body.is_empty();
    view! {
        {has_body.then(|| view! { <p class="review-body" dir="auto">{review.body}</p> })}
        {names}
        {edited}
    }
    .erased()
}

/// What it said before, for staff.
#[component]
fn Earlier(words: Vec<EarlierWords>, clocks: Clocks) -> impl IntoView {
    if words.is_empty() {
        return ().erased();
    }
    let words = words.into_iter().map(|EarlierWords { body, page, audience, until }| {
        let page = page.map(|page| format!("Page {page}. ")).unwrap_or_default();
        view! {
            <p class="review-body" dir="auto">{body}</p>
            <p class="audience">{format!("{page}{}, until ", audience.label())} <Twice clocks=clocks.clone() at=until /></p>
        }
    });
    let words = words.collect_view();
    view! {
        <details class="earlier">
            <summary>"What it said before"</summary>
            {words}
        </details>
    }
    .erased()
}

/// What the reader may do with it. Each leads to a form below the thread.
#[component]
fn Errands<'a>(material: &'a OneMaterial, review: Review) -> impl IntoView + use<> {
    let page = format!("/seminars/{}/materials/{}", material.seminar, material.material.key);
    let errands = Errand::all_for(&review, &material.reviews, &material.audiences);
    if errands.is_empty() {
        return ().erased();
    }
    let of = if review.own { "my comment".to_owned() } else { review.author.clone() };
    let links = errands.into_iter().map(|errand| {
        let address = format!("{page}{}{}#talk", query_and(errand.word()), review.id);
        view! {
            <a href=address>{errand.label()} <span class="visually-hidden">{format!(" ({of})")}</span></a>
        }
    });
    let links = links.collect_view();
    view! { <p class="review-errands">{links}</p> }.erased()
}
