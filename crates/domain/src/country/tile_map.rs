//! Countries as tiles that lie roughly as on a map.
//!
//! Each country goes to the free cell of a grid that is nearest to where it lies. Where many lie close together, a late
//! one may land on the wrong side of its neighbours: tiles change places until no two lie nearer so. Then rows and
//! columns without a tile are left out, so that the map of a few countries is small.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::CountryCode;

const PLACES: &str = include_str!("places.tsv");
/// Degrees of a cell from north to south, and from west to east.
const CELL: (i32, i32) = (10, 20);
/// Rows and columns of the whole world.
const WORLD: (i32, i32) = (180 / CELL.0, 360 / CELL.1);

/// Degrees north and east.
static PLACE_OF: LazyLock<BTreeMap<CountryCode, (i32, i32)>> = LazyLock::new(|| {
    let lines = PLACES.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &str| {
        let mut fields = line.split('\t');
        let code = fields.next()?.parse().ok()?;
        let (north, east) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        Some((code, (north, east)))
    };
    lines.filter_map(read).collect()
});

/// Where codes stand that are of no country.
const NOWHERE: (i32, i32) = (-89, -179);

/// A country's place on the map. Columns and rows count from 1, in the west and in the north.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    pub country: CountryCode,
    pub column: u32,
    pub row: u32,
}

/// A country on the grid: its cell by row and column, and where it lies.
struct Laid {
    cell: (i32, i32),
    country: CountryCode,
    place: (i32, i32),
}

/// Lays out the countries, each of them once, row by row. The same countries always lie the same.
pub fn lay_out_tiles(countries: impl IntoIterator<Item = CountryCode>) -> Vec<Tile> {
    let countries: BTreeSet<CountryCode> = countries.into_iter().collect();
    let mut laid: Vec<Laid> = Vec::new();
    for country in countries {
        let place = PLACE_OF.get(&country).copied().unwrap_or(NOWHERE);
        let all = (0..WORLD.0).flat_map(|row| (0..WORLD.1).map(move |column| (row, column)));
        let free = all.filter(|cell| laid.iter().all(|tile| tile.cell != *cell));
        let nearest = free.min_by_key(|cell| distance(*cell, place));
        laid.extend(nearest.map(|cell| Laid { cell, country, place }));
    }
    change_places(&mut laid);
    laid.sort_by_key(|tile| tile.cell);
    let columns: BTreeSet<i32> = laid.iter().map(|tile| tile.cell.1).collect();
    let rows: BTreeSet<i32> = laid.iter().map(|tile| tile.cell.0).collect();
    let number = |of: &BTreeSet<i32>, cell: i32| u32::try_from(of.range(..=cell).count()).unwrap_or(u32::MAX);
    let tiles = laid.iter().map(|tile| Tile {
        country: tile.country,
        column: number(&columns, tile.cell.1),
        row: number(&rows, tile.cell.0),
    });
    tiles.collect()
}

/// Swaps tiles while that brings two of them nearer to where they lie, taken together. Of squares of distances this holds
/// for two that lie the wrong way round. Their sum becomes smaller each time, so that there is an end to it.
fn change_places(laid: &mut [Laid]) {
    let mut changed = true;
    while changed {
        changed = false;
        for one in 1..laid.len() {
            for other in 0..one {
                let ((here, from), (there, to)) =
                    ((laid[one].cell, laid[one].place), (laid[other].cell, laid[other].place));
                if distance(there, from) + distance(here, to) < distance(here, from) + distance(there, to) {
                    (laid[one].cell, laid[other].cell) = (there, here);
                    changed = true;
                }
            }
        }
    }
}

/// The square of the distance from the middle of a cell, in twentieths of a cell.
fn distance((row, column): (i32, i32), (north, east): (i32, i32)) -> i32 {
    let down = (row * CELL.0 + CELL.0 / 2 - (90 - north)) * (20 / CELL.0);
    let right = (column * CELL.1 + CELL.1 / 2 - (east + 180)) * (20 / CELL.1);
    down * down + right * right
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiles(codes: &str) -> Vec<Tile> {
        lay_out_tiles(codes.split(' ').map(|code| code.parse().expect("a code")))
    }

    #[test]
    fn every_country_has_a_place() {
        for country in rust_iso3166::ALL {
            let code = country.alpha2.parse().expect("a code");
            let (north, east) = PLACE_OF.get(&code).copied().unwrap_or_else(|| panic!("{code} has no place"));
            assert!((-90..=90).contains(&north) && (-180..180).contains(&east), "{code}");
        }
    }

    #[test]
    fn no_two_tiles_lie_on_each_other() {
        let all = rust_iso3166::ALL.iter().map(|country| country.alpha2.parse::<CountryCode>().expect("a code"));
        let tiles = lay_out_tiles(all);
        assert_eq!(tiles.len(), rust_iso3166::ALL.len());
        let places: BTreeSet<_> = tiles.iter().map(|tile| (tile.column, tile.row)).collect();
        assert_eq!(places.len(), tiles.len());
        // As many as the style sheet has places for.
        assert!(tiles.iter().all(|tile| tile.column <= 18 && tile.row <= 18));
    }

    #[test]
    fn tiles_lie_as_on_a_map() {
        let tiles = tiles("PE KE LA KZ GE ZA PE");
        let of = |code: &str| *tiles.iter().find(|tile| tile.country.to_string() == code).expect("a tile");
        assert_eq!(tiles.len(), 6);
        let columns = ["PE", "KE", "KZ", "LA"].map(|code| of(code).column);
        assert!(columns.is_sorted(), "{columns:?}");
        let rows = ["KZ", "LA", "KE", "ZA"].map(|code| of(code).row);
        assert!(rows.is_sorted(), "{rows:?}");
        assert_eq!(of("KZ").row, 1);
        assert_eq!(of("PE").column, 1);
    }

    #[test]
    fn neighbours_lie_on_their_side_of_each_other() {
        let few = "TH MM KH LA VN";
        let many = "BD BR CL EG ET FJ GE ID KE KH KZ LA LK MA MM MN MX MY NP PE PH TH UZ VN ZA";
        for codes in [few, many] {
            let tiles = tiles(codes);
            let of = |code: &str| *tiles.iter().find(|tile| tile.country.to_string() == code).expect("a tile");
            let columns = ["MM", "TH", "KH", "VN"].map(|code| of(code).column);
            assert!(columns.is_sorted() && of("TH").column < of("KH").column, "{codes}: {columns:?}");
            for (north, south) in [("MM", "TH"), ("LA", "TH"), ("LA", "KH")] {
                assert!(of(north).row < of(south).row, "{codes}: {north} north of {south}");
            }
        }
    }

    #[test]
    fn a_map_of_nothing_is_empty() {
        assert_eq!(lay_out_tiles([]), []);
    }
}
