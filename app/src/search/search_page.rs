use domain::gate::GateState;
use domain::id::SeminarSlug;
use domain::material::file_label;
use domain::search::{Find, Gap, Passage, Piece, Place};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::load_search::{Found, load_search};
use crate::address::parameter;
use crate::erased::Erase;
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::pager::{Pager, page_number};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/search?q=…`: places in materials and slides, found by their words.
pub struct SearchPage;

impl SearchPage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let question = move || query.read().get("q").unwrap_or_default();
        let page = move || page_number(query.read().get("page"));
        let source = move || (seminar(), question(), page(), reloads());
        let found = page_data(source, |(seminar, question, page, _)| load_search(seminar, question, page));
        loaded(found, |found| view! { <SearchView found /> })
    }
}

#[component]
fn SearchView(found: Found) -> impl IntoView {
    let Found { seminar, title, question, count, finds, page, more, suggestion, gap } = found;
    let base = format!("/seminars/{seminar}/search");
    let asked = !question.trim().is_empty();
    let answer = match count {
        0 => "Nothing was found. All of the words have to stand on one page, in one comment, or in the name of a file."
            .to_owned(),
        1 => "Found in 1 file.".to_owned(),
        count => format!("Found in {count} files."),
    };
    let address = format!("{base}?q={}&page=", parameter(&question));
    let suggestion = suggestion.map(|meant| {
        let address = format!("{base}?q={}", parameter(&meant));
        view! { <p>"Did you mean " <a href=address dir="auto">{meant}</a> "?"</p> }
    });
    let finds = finds.into_iter().map(|find| view! { <li><FindView seminar=seminar.clone() find /></li> });
    let finds = finds.collect_view();
    view! {
        <PageTitle text="Search" />
        <p class="eyebrow">{title}</p>
        <h1>"Search"</h1>
        <form method="get" action=base class="form search-form" role="search">
            <label for="question">"Words in files, their names and comments"</label>
            <input id="question" type="search" name="q" value=question maxlength="200" required />
            <button class="button">"Search"</button>
        </form>
        {asked
            .then(|| {
                view! {
                    <div role="status">
                        {suggestion} <p>{answer}</p>
                    </div>
                }
            })}
        {gap.map(|gap| view! { <p class="note warn">{missing(gap)}</p> })}
        <ol class="finds">{finds}</ol>
        <Pager page more address />
    }
    .erased()
}

#[component]
fn FindView(seminar: SeminarSlug, find: Find) -> impl IntoView {
    let Find { place, country, title, version, number, file_name, gate, passages, more } = find;
    let (before, behind) = match country {
        Some(country) => (format!("{}, ", country.name), format!(", version {number}")),
        None => ("Slides of ".to_owned(), String::new()),
    };
    let shown_at = place.path(&seminar);
    let preview = format!("/seminars/{seminar}/previews/{version}");
    let passages = passages.into_iter().map(|passage| {
        let address = address(&passage.place, &preview, &shown_at);
        view! { <li><PassageView passage address /></li> }
    });
    let passages = passages.collect_view();
    view! {
        <article class="find">
            <h2 class="file-name">
                <bdi><A href=preview.clone()>{file_name}</A></bdi>
            </h2>
            <p class="muted">
                {before} <A href=shown_at.clone()>{title}</A> {behind} <FileBadge gate />
            </p>
            <ul class="passages">{passages}</ul>
            {elsewhere(more).map(|words| view! { <p class="muted">{words}</p> })}
        </article>
    }
}

/// Marks what others than its delegation cannot open.
#[component]
fn FileBadge(gate: GateState) -> impl IntoView {
    let class = if gate == GateState::Refused { "badge badge-refused" } else { "at-the-gate" };
    file_label(gate).map(|label| {
        view! {
            " "
            <span class=class data-gate=gate.as_str()>
                {label}
            </span>
        }
    })
}

#[component]
fn PassageView(passage: Passage, address: String) -> impl IntoView {
    let place = place_name(&passage.place);
    let pieces = passage
        .pieces
        .into_iter()
        .map(|Piece { text, marked }| if marked { view! { <mark>{text}</mark> }.erased() } else { text.erased() });
    view! {
        <A href=address>{place}</A>
        ": "
        <span class="passage" dir="auto">
            {pieces.collect_view()}
        </span>
    }
}

fn missing(gap: Gap) -> &'static str {
    match gap {
        Gap::New => "Search is behind: what has come lately may not be found yet.",
        Gap::Any => {
            "The index is being made anew; what is found may be incomplete. Please search again in a few minutes."
        }
    }
}

/// At how many more places of a file something was found.
fn elsewhere(more: u32) -> Option<String> {
    match more {
        0 => None,
        1 => Some("and at 1 more place".to_owned()),
        more => Some(format!("and at {more} more places")),
    }
}

fn place_name(place: &Place) -> String {
    match place {
        Place::File => "Name".to_owned(),
        Place::Page(page) => format!("Page {page}"),
        Place::Comment { author, audience, .. } => format!("Comment by {author} ({})", audience.label().to_lowercase()),
    }
}

/// `shown_at` is the page of the material, where its comments are.
fn address(place: &Place, preview: &str, shown_at: &str) -> String {
    match place {
        Place::File => preview.to_owned(),
        // The page itself; without JavaScript, also past what stands above it.
        Place::Page(page) => format!("{preview}?page={page}#page-{page}"),
        Place::Comment { review: Some(review), .. } => format!("{shown_at}#review-{review}"),
        Place::Comment { review: None, .. } => format!("{shown_at}#thread"),
    }
}

#[cfg(test)]
mod tests {
    use domain::id::ReviewId;
    use domain::review::Audience;

    use super::*;

    #[test]
    fn a_place_leads_to_where_it_is() {
        let review: ReviewId = "00000000-0000-7000-8000-000000000001".parse().expect("an id");
        let comment = |review| Place::Comment { review, author: "Sample".to_owned(), audience: Audience::Hosts };
        assert_eq!(address(&Place::File, "/p", "/m"), "/p");
        assert_eq!(address(&Place::Page(3), "/p", "/m"), "/p?page=3#page-3");
        assert_eq!(address(&comment(Some(review)), "/p", "/m"), format!("/m#review-{review}"));
        assert_eq!(address(&comment(None), "/p", "/m"), "/m#thread");
        assert_eq!(place_name(&Place::Page(3)), "Page 3");
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        assert_eq!(
            [0, 1, 2].map(elsewhere).map(Option::unwrap_or_default),
            ["", "and at 1 more place", "and at 2 more places"]
        );
    }
}
