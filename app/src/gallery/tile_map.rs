use domain::country::Country;
use leptos::prelude::*;

use super::load_gallery::MapTile;
use super::progress::Progress;
use crate::erased::Erase;

/// The countries as tiles that lie roughly as on a map; each leads to its shelf, on this page or another. Read aloud it
/// is a list of countries with how far they have come.
#[component]
pub fn TileMap(
    tiles: Vec<MapTile>,
    /// The page of the gallery on which the map stands.
    page: u32,
) -> impl IntoView {
    if tiles.is_empty() {
        return ().erased();
    }
    let key = Progress::ALL.into_iter().map(|progress| {
        let count = tiles.iter().filter(|tile| tile.progress == progress).count();
        view! {
            <li class="map-tile" data-progress=progress.as_str()>
                <span class="map-sample"></span>
                {format!("{} {count}", progress.label())}
            </li>
        }
    });
    let key = key.collect_view();
    let items = tiles.into_iter().map(|tile| view! { <Tile tile page /> });
    view! {
        <nav aria-labelledby="map">
            <h2 id="map">"Who has submitted what"</h2>
            <ul class="tile-map">{items.collect_view()}</ul>
            <ul class="map-key" aria-hidden="true">
                {key}
            </ul>
        </nav>
    }
    .erased()
}

#[component]
fn Tile(tile: MapTile, page: u32) -> impl IntoView {
    let MapTile { country: Country { code, name }, column, row, progress, shelf_page } = tile;
    let target = match shelf_page {
        Some(shelf_page) if shelf_page != page => format!("?page={shelf_page}#{code}"),
        Some(_) => format!("#{code}"),
        None => "#awaited".to_owned(),
    };
    let words = format!("{name}: {}", progress.label());
    view! {
        <li class=format!("map-tile column-{column} row-{row}") data-progress=progress.as_str()>
            // The router would look for a shelf before its page has come, and leave the focus on the map.
            <a href=target rel="external" title=words.clone()>
                <span aria-hidden="true">{code.to_string()}</span>
                <span class="visually-hidden">{words.clone()}</span>
            </a>
        </li>
    }
}
