use domain::country::{Country, CountryCode};
use domain::id::SeminarSlug;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::load_gallery::{CountryShelf, Gallery, Work, load_gallery};
use super::presented::Presented;
use super::tile_map::TileMap;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::materials::StateBadge;
use crate::pager::{Pager, page_number};
use crate::previews::Thumbnail;
use crate::seminars::seminar_in_address;
use crate::sharing::SourceList;

/// `/seminars/{seminar}/gallery`: what has been presented, by country.
pub struct GalleryPage;

impl GalleryPage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let page = move || page_number(query.read().get("page"));
        let source = move || (seminar(), page(), reloads());
        let gallery = page_data(source, |(seminar, page, _)| load_gallery(seminar, page));
        view! {
            <Live seminar=untrack(seminar_in_address()) />
            {loaded(gallery, |gallery| view! { <GalleryView gallery /> })}
        }
        .erased()
    }
}

#[component]
fn GalleryView(gallery: Gallery) -> impl IntoView {
    let Gallery { seminar, title, shelves, presented, awaited, sees_all, map, page, pages } = gallery;
    let address = format!("/seminars/{seminar}/gallery?page=");
    let shelves = shelves.into_iter().map(|shelf| view! { <Shelf seminar=seminar.clone() shelf /> }).collect_view();
    let at_the_gate: Vec<CountryCode> =
        map.iter().filter(|tile| tile.presented == Presented::AtTheGate).map(|tile| tile.country.code).collect();
    let summary = summary(presented as usize, at_the_gate.len(), sees_all.then_some(awaited.len()));
    let named =
        |Country { code, name }| if at_the_gate.contains(&code) { format!("{name} (at the gate)") } else { name };
    let awaited: Vec<String> = awaited.into_iter().map(named).collect();
    view! {
        <PageTitle text="Gallery" />
        <p class="eyebrow">{title}</p>
        <h1>"Gallery"</h1>
        <p>{summary}</p>
        <TileMap tiles=map page />
        <div id="shelves">{shelves}</div>
        <Pager page more={page < pages} address place="#shelves" />
        {(!awaited.is_empty())
            .then(|| {
                view! {
                    <section aria-labelledby="awaited">
                        <h2 id="awaited">"Nothing to see yet"</h2>
                        <p>{awaited.join(", ")}</p>
                    </section>
                }
            })}
    }
    .erased()
}

#[component]
fn Shelf(seminar: SeminarSlug, shelf: CountryShelf) -> impl IntoView {
    let CountryShelf { country, continued, works } = shelf;
    let id = country.code.to_string();
    let heading = format!("of-{id}");
    let labelled = heading.clone();
    let of_country = format!(" ({})", country.name);
    let works = works.into_iter().map(|work| {
        view! {
            <li>
                <WorkCard seminar=seminar.clone() of_country=of_country.clone() work />
            </li>
        }
    });
    view! {
        <section id=id aria-labelledby=labelled>
            <h2 id=heading>{country.name} {continued.then_some(" (continued)")}</h2>
            <ul class="works">{works.collect_view()}</ul>
        </section>
    }
}

#[component]
fn WorkCard(
    seminar: SeminarSlug,
    /// Where links are read one by one, those to the works of all countries sound alike.
    of_country: String,
    work: Work,
) -> impl IntoView {
    let Work { assignment, standing, is_open, version, sources, .. } = work;
    let pages = version.glance.as_ref().map_or(0, |glance| glance.pages);
    let facts = facts(pages, version.size);
    view! {
        <article class="work">
            <Thumbnail version=version.clone() />
            <h3>
                <A href=format!("/seminars/{seminar}/previews/{}", version.id)>
                    {assignment} <span class="visually-hidden">{of_country}</span>
                </A>
            </h3>
            <p class="file-name" dir="auto">
                {version.file_name}
            </p>
            <p>
                <StateBadge standing />
                " "
                <span class="muted">{facts}</span>
            </p>
            {is_open.then(|| view! { <p class="hint">"Open to all delegations"</p> })}
            {(!sources.is_empty())
                .then(|| {
                    view! {
                        <p class="hint">"Sources of its figures:"</p>
                        <SourceList sources />
                    }
                })}
        </article>
    }
}

/// `12 pages, 2.6 MiB`
fn facts(pages: u32, bytes: u64) -> String {
    match pages {
        0 => size_text(bytes),
        1 => format!("1 page, {}", size_text(bytes)),
        pages => format!("{pages} pages, {}", size_text(bytes)),
    }
}

/// `at_the_gate` are those of the awaited ones that have handed something in. `None` awaited: how many there are besides
/// is not for the reader.
fn summary(presented: usize, at_the_gate: usize, awaited: Option<usize>) -> String {
    let seen = match (presented, awaited) {
        (0, _) => "There is nothing to see yet".to_owned(),
        (1, None) => "The materials of one country can be seen".to_owned(),
        (presented, None) => format!("The materials of {presented} countries can be seen"),
        (1, Some(0)) => "The only country has presented".to_owned(),
        (presented, Some(0)) => format!("All {presented} countries have presented"),
        (presented, Some(awaited)) => format!("{presented} of {} countries have presented", presented + awaited),
    };
    match at_the_gate {
        0 => format!("{seen}."),
        1 => format!("{seen}; 1 country waits at the gate."),
        waiting => format!("{seen}; {waiting} countries wait at the gate."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_presented_is_said_in_words() {
        assert_eq!(summary(12, 0, Some(13)), "12 of 25 countries have presented.");
        assert_eq!(summary(21, 3, Some(4)), "21 of 25 countries have presented; 3 countries wait at the gate.");
        assert_eq!(summary(25, 0, Some(0)), "All 25 countries have presented.");
        assert_eq!(summary(0, 0, Some(25)), "There is nothing to see yet.");
        assert_eq!(summary(0, 1, Some(25)), "There is nothing to see yet; 1 country waits at the gate.");
        assert_eq!(summary(1, 0, None), "The materials of one country can be seen.");
        assert_eq!(facts(12, 2048), "12 pages, 2.0 KiB");
    }
}
