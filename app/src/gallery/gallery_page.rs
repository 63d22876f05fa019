use domain::country::{Country, CountryCode};
use domain::id::SeminarSlug;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::load_gallery::{CountryShelf, Gallery, Work, load_gallery};
use super::progress::Progress;
use super::tile_map::TileMap;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::materials::StateBadge;
use crate::pager::{Pager, page_number};
use crate::previews::Thumbnail;
use crate::seminars::seminar_in_address;
use crate::sharing::SourceList;

/// `/seminars/{seminar}/gallery`: what has been submitted, by country.
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
    let Gallery { seminar, title, shelves, awaited, sees_all, is_staff, map, marked, page, pages } = gallery;
    let address = format!("/seminars/{seminar}/gallery?page=");
    let opened_at = is_staff.then(|| format!("/seminars/{seminar}/materials#open-materials"));
    let shelves = shelves.into_iter().map(|shelf| view! { <Shelf seminar=seminar.clone() shelf /> }).collect_view();
    let has_come = map.iter().filter(|tile| tile.progress != Progress::Nothing);
    let has_come: Vec<(CountryCode, &str)> = has_come.map(|tile| (tile.country.code, tile.progress.label())).collect();
    let progress: Vec<Progress> = map.iter().map(|tile| tile.progress).collect();
    let summary = summary(&progress, sees_all);
    let named = |Country { code, name }| match has_come.iter().find(|(of, _)| *of == code) {
        Some((_, how_far)) => format!("{name} ({how_far})"),
        None => name,
    };
    let awaited: Vec<String> = awaited.into_iter().map(named).collect();
    view! {
        <PageTitle text="Gallery" />
        <p class="eyebrow">{title}</p>
        <h1>"Gallery"</h1>
        <p>{summary}</p>
        // The router would look for the place before its page has come.
        {opened_at
            .map(|address| {
                view! {
                    <p>
                        <a href=address rel="external">
                            "Who reads accepted materials"
                        </a>
                    </p>
                }
            })}
        <TileMap tiles=map marked sees_all page />
        <div id="shelves" class="shelves">
            {shelves}
        </div>
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
            <p class="file-name">
                <bdi>{version.file_name}</bdi>
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

/// Of the countries that the reader sees anything of, or of all of them: what is submitted is not open to all yet.
fn summary(progress: &[Progress], sees_all: bool) -> String {
    let reached = |least: Progress| progress.iter().filter(|progress| **progress >= least).count();
    let (submitted, seen, open) = (reached(Progress::AtTheGate), reached(Progress::Submitted), reached(Progress::Open));
    let at_the_gate = submitted - seen;
    if sees_all { of_all(progress.len(), submitted, at_the_gate, open) } else { of_some(seen, at_the_gate) }
}

/// `21 of 25 countries have submitted something, 3 of them wait at the gate, 2 are open to all.`
fn of_all(countries: usize, submitted: usize, at_the_gate: usize, open: usize) -> String {
    let who = match submitted {
        0 => return "No country has submitted anything yet.".to_owned(),
        1 => format!("1 of {countries} countries has submitted something"),
        all if all == countries => format!("All {all} countries have submitted something"),
        some => format!("{some} of {countries} countries have submitted something"),
    };
    let waiting = match at_the_gate {
        0 => String::new(),
        1 => ", 1 of them waits at the gate".to_owned(),
        some => format!(", {some} of them wait at the gate"),
    };
    let open = match open {
        0 => "none is".to_owned(),
        1 => "1 is".to_owned(),
        _ => format!("{open} are"),
    };
    format!("{who}{waiting}, {open} open to all.")
}

/// How many there are besides is not for the reader.
fn of_some(seen: usize, at_the_gate: usize) -> String {
    let seen = match seen {
        0 => "There is nothing to see yet".to_owned(),
        1 => "The materials of one country can be seen".to_owned(),
        some => format!("The materials of {some} countries can be seen"),
    };
    match at_the_gate {
        0 => format!("{seen}."),
        1 => format!("{seen}; 1 country waits at the gate."),
        some => format!("{seen}; {some} countries wait at the gate."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many countries at each point, from those with nothing to those that are open to all.
    fn progress(counts: [usize; 7]) -> Vec<Progress> {
        Progress::ALL.into_iter().zip(counts).flat_map(|(progress, count)| vec![progress; count]).collect()
    }

    #[test]
    fn who_has_submitted_is_said_in_words() {
        let told = |counts| summary(&progress(counts), true);
        assert_eq!(told([3, 0, 0, 22, 0, 0, 0]), "22 of 25 countries have submitted something, none is open to all.");
        assert_eq!(
            told([4, 0, 3, 15, 0, 2, 1]),
            "21 of 25 countries have submitted something, 3 of them wait at the gate, 1 is open to all."
        );
        assert_eq!(
            told([24, 0, 1, 0, 0, 0, 0]),
            "1 of 25 countries has submitted something, 1 of them waits at the gate, none is open to all."
        );
        assert_eq!(told([0, 0, 0, 0, 0, 0, 25]), "All 25 countries have submitted something, 25 are open to all.");
        assert_eq!(told([25, 0, 0, 0, 0, 0, 0]), "No country has submitted anything yet.");
        assert_eq!(told([24, 1, 0, 0, 0, 0, 0]), "No country has submitted anything yet.", "a refused file is none");
    }

    #[test]
    fn who_does_not_see_all_is_told_what_can_be_seen() {
        let told = |counts| summary(&progress(counts), false);
        assert_eq!(told([1, 0, 0, 0, 0, 0, 0]), "There is nothing to see yet.");
        assert_eq!(told([0, 0, 1, 0, 0, 0, 0]), "There is nothing to see yet; 1 country waits at the gate.");
        assert_eq!(told([0, 0, 0, 1, 0, 0, 0]), "The materials of one country can be seen.");
        assert_eq!(told([0, 0, 0, 1, 1, 0, 4]), "The materials of 6 countries can be seen.");
    }

    #[test]
    fn a_file_is_told_by_its_pages_and_its_size() {
        assert_eq!(facts(12, 2048), "12 pages, 2.0 KiB");
    }
}
