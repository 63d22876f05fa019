use leptos::prelude::*;

use super::load_gallery::{MapTile, TileWorks};
use super::progress::Progress;
use crate::erased::Erase;

/// The countries as tiles that lie roughly as on a map, each with a mark for what it was asked for; each leads to its
/// shelf, on this page or another. Read aloud it is a list of countries with how far they have come with what.
#[component]
pub fn TileMap(
    tiles: Vec<MapTile>,
    /// Titles of the assignments that the marks stand for, in their order.
    marked: Vec<String>,
    /// The reader sees all of the seminar's countries.
    sees_all: bool,
    /// The page of the gallery on which the map stands.
    page: u32,
) -> impl IntoView {
    if tiles.is_empty() {
        return ().erased();
    }
    let has_marks = !marked.is_empty();
    let (heading, hint) = heading(sees_all);
    let key = Progress::ALL.into_iter().filter_map(|progress| {
        let count = count_in_key(&tiles, progress);
        let is_shown = count > 0 || tiles.iter().any(|tile| tile.progress == progress);
        let words = words_in_key(progress, count, is_shown, sees_all)?;
        let mark = has_marks.then(|| view! { <i class="map-mark" data-progress=progress.as_str()></i> });
        Some(view! {
            <li class="map-tile" data-progress=progress.as_str()>
                <span class="map-sample">{mark}</span>
                {words}
            </li>
        })
    });
    let key = key.collect_view();
    let spoken = tiles.iter().any(|tile| tile.has_spoken).then(|| {
        view! {
            <li>
                <i class="map-spoken"></i>
                " has spoken in a session"
            </li>
        }
    });
    let order = has_marks.then(|| view! { <p class="hint">{words_of_order(&marked, sees_all)}</p> });
    let items = tiles.into_iter().map(|tile| {
        let words = words(&tile, &marked);
        view! { <Tile tile words page /> }
    });
    let items = items.collect_view();
    view! {
        <nav aria-labelledby="map">
            <h2 id="map">{heading}</h2>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            <ul class="tile-map">{items}</ul>
            <div class="map-key" aria-hidden="true">
                <ul>
                    {key}
                    {spoken}
                </ul>
                {order}
            </div>
        </nav>
    }
    .erased()
}

/// How often the map shows it: in marks, and in tiles where they have no room for marks.
fn count_in_key(tiles: &[MapTile], progress: Progress) -> usize {
    let on_tile = |tile: &MapTile| match &tile.works {
        TileWorks::Each(marks) => marks.iter().filter(|mark| **mark == Some(progress)).count(),
        TileWorks::Counted(_) => usize::from(tile.progress == progress),
    };
    tiles.iter().map(on_tile).sum()
}

/// What the map promises, and what there is to say where it does not show all.
fn heading(sees_all: bool) -> (&'static str, Option<&'static str>) {
    if sees_all {
        return ("Who has submitted what", None);
    }
    let hint = "A country without a tile may have submitted something, too: the map shows only what you may see.";
    ("What you may see, by country", Some(hint))
}

/// What the key says of a mark. Who does not see all countries knows only of what is open to all how many there are: of
/// the rest they read what the marks on their map mean.
fn words_in_key(progress: Progress, count: usize, is_shown: bool, sees_all: bool) -> Option<String> {
    if sees_all || progress == Progress::Open {
        return Some(format!("{}: {count}", progress.label()));
    }
    is_shown.then(|| progress.label().to_owned())
}

/// `Marks on a tile, in this order: Country paper, Discussion slides. The numbers count marks; a tile itself shows what has
/// come furthest.` In the key of who does not see all countries hardly any mark has a number.
fn words_of_order(marked: &[String], sees_all: bool) -> String {
    let rest = match sees_all {
        true => "The numbers count marks; a tile itself shows what has come furthest.",
        false => "A tile itself shows what has come furthest.",
    };
    match marked {
        [only] => format!("The mark on a tile is for: {only}."),
        several => format!("Marks on a tile, in this order: {}. {rest}", several.join(", ")),
    }
}

/// `Kenya: Country paper accepted, Discussion slides not handed in; has spoken in a session`
fn words(tile: &MapTile, marked: &[String]) -> String {
    let works: Vec<String> = match &tile.works {
        TileWorks::Each(marks) => {
            let seen = marked.iter().zip(marks).filter_map(|(title, progress)| Some((title, (*progress)?)));
            seen.map(|(title, progress)| format!("{title} {}", progress.label())).collect()
        }
        TileWorks::Counted(counts) => {
            counts.iter().map(|(progress, count)| format!("{count} {}", progress.label())).collect()
        }
    };
    let spoken = if tile.has_spoken { "; has spoken in a session" } else { "" };
    format!("{}: {}{spoken}", tile.country.name, works.join(", "))
}

#[component]
fn Tile(tile: MapTile, words: String, page: u32) -> impl IntoView {
    let code = tile.country.code;
    let target = match tile.shelf_page {
        Some(shelf_page) if shelf_page != page => format!("?page={shelf_page}#{code}"),
        Some(_) => format!("#{code}"),
        None => "#awaited".to_owned(),
    };
    let place = format!("map-tile column-{} row-{}", tile.column, tile.row);
    let marks = tile.works.marks().iter().map(|progress| {
        view! { <i class="map-mark" data-progress=progress.map(Progress::as_str)></i> }
    });
    let marks = marks.collect_view();
    let spoken = tile.has_spoken.then(|| view! { <i class="map-spoken"></i> });
    view! {
        <li class=place data-progress=tile.progress.as_str()>
            // The router would look for a shelf before its page has come, and leave the focus on the map.
            <a href=target rel="external" title=words.clone()>
                <span aria-hidden="true">{code.to_string()}</span>
                <span class="map-marks" aria-hidden="true">
                    {marks}
                    {spoken}
                </span>
                <span class="visually-hidden">{words.clone()}</span>
            </a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use domain::country::Country;

    use super::*;

    fn tile(works: TileWorks, has_spoken: bool) -> MapTile {
        let country = Country { code: "LA".parse().expect("a code"), name: "Laos".to_owned() };
        MapTile { country, column: 1, row: 1, progress: Progress::Accepted, works, has_spoken, shelf_page: None }
    }

    #[test]
    fn a_tile_says_what_has_come_how_far() {
        let marked = ["Country paper", "Discussion slides", "Final report"].map(str::to_owned);
        let told = |works: [Option<Progress>; 3], spoke| words(&tile(TileWorks::Each(works.to_vec()), spoke), &marked);
        let all = [Some(Progress::Accepted), Some(Progress::Nothing), Some(Progress::ChangesRequested)];
        let words_of_all =
            "Laos: Country paper accepted, Discussion slides not handed in, Final report changes requested";
        assert_eq!(told(all, false), words_of_all);
        assert_eq!(told(all, true), format!("{words_of_all}; has spoken in a session"));
        // Of another delegation.
        assert_eq!(told([None, Some(Progress::Open), None], false), "Laos: Discussion slides open to all");
    }

    #[test]
    fn where_there_are_too_many_they_are_counted() {
        let works = TileWorks::Counted(vec![(Progress::Open, 12), (Progress::Nothing, 38)]);
        assert!(works.marks().is_empty());
        assert_eq!(words(&tile(works, false), &[]), "Laos: 12 open to all, 38 not handed in");
    }

    #[test]
    fn the_order_of_the_marks_is_told() {
        let marked = ["Paper", "Slides"].map(str::to_owned);
        assert_eq!(words_of_order(&marked[..1], true), "The mark on a tile is for: Paper.");
        let told = "Marks on a tile, in this order: Paper, Slides. The numbers count marks; a tile itself shows what has \
                    come furthest.";
        assert_eq!(words_of_order(&marked, true), told);
        let told = "Marks on a tile, in this order: Paper, Slides. A tile itself shows what has come furthest.";
        assert_eq!(words_of_order(&marked, false), told);
    }

    #[test]
    fn the_key_counts_what_is_marked() {
        let each = |marks: [Progress; 2]| tile(TileWorks::Each(marks.map(Some).to_vec()), false);
        let marked = [each([Progress::Accepted, Progress::AtTheGate]), each([Progress::Accepted, Progress::Accepted])];
        let count = |tiles: &[MapTile]| {
            [Progress::Nothing, Progress::AtTheGate, Progress::Accepted].map(|progress| count_in_key(tiles, progress))
        };
        assert_eq!(count(&marked), [0, 1, 3]);
        let unmarked = TileWorks::Counted(vec![(Progress::Accepted, 12), (Progress::Nothing, 38)]);
        assert_eq!(count(&[tile(unmarked, false)]), [0, 0, 1], "a tile by what has come furthest");
    }

    #[test]
    fn nothing_is_counted_that_the_reader_cannot_know() {
        let key = |counts: [usize; 7], marked: &[Progress], sees_all| {
            let counted = Progress::ALL.into_iter().zip(counts);
            let is_shown = |progress, count: usize| count > 0 || marked.contains(&progress);
            let words = |(progress, count)| words_in_key(progress, count, is_shown(progress, count), sees_all);
            counted.filter_map(words).collect::<Vec<_>>()
        };
        assert_eq!(key([0, 0, 1, 0, 0, 0, 4], &[], false), ["at the gate", "open to all: 4"]);
        let own = key([0, 0, 1, 0, 0, 0, 4], &[Progress::Nothing, Progress::Open], false);
        assert_eq!(own, ["not handed in", "at the gate", "open to all: 4"]);
        assert_eq!(key([0; 7], &[], false), ["open to all: 0"]);
        let all = [
            "not handed in: 23",
            "file refused: 0",
            "at the gate: 1",
            "submitted: 0",
            "changes requested: 0",
            "accepted: 0",
            "open to all: 1",
        ];
        assert_eq!(key([23, 0, 1, 0, 0, 0, 1], &[], true), all);
    }

    #[test]
    fn whoever_does_not_see_all_is_told_that_a_missing_tile_says_nothing() {
        assert_eq!(heading(true), ("Who has submitted what", None));
        let (words, hint) = heading(false);
        assert!(!words.contains("submitted") && hint.is_some_and(|hint| hint.contains("without a tile")), "{hint:?}");
    }
}
