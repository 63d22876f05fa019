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
    /// The reader sees all of the seminar's countries.
    sees_all: bool,
    /// The page of the gallery on which the map stands.
    page: u32,
) -> impl IntoView {
    if tiles.is_empty() {
        return ().erased();
    }
    let key = Progress::ALL.into_iter().filter_map(|progress| {
        let count = tiles.iter().filter(|tile| tile.progress == progress).count();
        let words = words_in_key(progress, count, sees_all)?;
        Some(view! {
            <li class="map-tile" data-progress=progress.as_str()>
                <span class="map-sample"></span>
                {words}
            </li>
        })
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

/// What the key says of a mark. Who does not see all countries knows only of what is open to all how many there are: of
/// the rest they read what the marks on their map mean.
fn words_in_key(progress: Progress, count: usize, sees_all: bool) -> Option<String> {
    if sees_all || progress == Progress::Open {
        return Some(format!("{} {count}", progress.label()));
    }
    (count > 0).then(|| progress.label().to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_counted_that_the_reader_cannot_know() {
        let key = |counts: [usize; 6], sees_all| {
            let words = Progress::ALL.into_iter().zip(counts);
            words.filter_map(|(progress, count)| words_in_key(progress, count, sees_all)).collect::<Vec<_>>()
        };
        assert_eq!(key([0, 0, 1, 0, 0, 4], false), ["at the gate", "open to all 4"]);
        assert_eq!(key([0; 6], false), ["open to all 0"]);
        let all = ["nothing yet 23", "file refused 0", "at the gate 1", "submitted 0", "accepted 0", "open to all 1"];
        assert_eq!(key([23, 0, 1, 0, 0, 1], true), all);
    }
}
