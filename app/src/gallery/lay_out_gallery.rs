//! On the server: what the reader may see, put on shelves by country, with the map that leads to them.

use std::collections::{BTreeMap, BTreeSet};

use domain::actor::Actor;
use domain::country::tile_map::lay_out_tiles;
use domain::country::{Country, CountryCode};
use domain::id::AssignmentSlug;
use domain::material::{Material, MaterialKey, Outline};
use domain::review::Audience;
use domain::seminar::{Assignment, Seminar};

use super::load_gallery::{CountryShelf, MapTile, TileWorks, Work};
use super::progress::Progress;
use super::shelves::{Stretch, cut};

/// The most marks on a tile: two to a row where the screen is narrowest.
const MOST_MARKS: usize = 8;

/// How far each country has come with each assignment, as far as the reader sees it.
type Seen<'o> = BTreeMap<CountryCode, BTreeMap<&'o AssignmentSlug, Progress>>;

/// The gallery of a seminar, of whose works only the keys are known.
pub struct Layout {
    /// By name, each with its works in the order of the seminar's assignments. None is empty.
    shelves: Vec<(Country, Vec<MaterialKey>)>,
    pages: Vec<Vec<Stretch>>,
    /// Countries that have no shelf, by name.
    pub awaited: Vec<Country>,
    pub map: Vec<MapTile>,
    /// As [`Gallery::marked`](super::load_gallery::Gallery::marked).
    pub marked: Vec<String>,
}

/// `spoke` are the countries that have spoken in a session. They have a tile only where the reader sees a material of
/// theirs.
pub fn lay_out(actor: &Actor, seminar: &Seminar, outlines: &[Outline], spoke: &BTreeSet<CountryCode>) -> Layout {
    let mut seen: Seen = BTreeMap::new();
    let mut works: BTreeMap<CountryCode, Vec<MaterialKey>> = BTreeMap::new();
    for outline in outlines {
        let (key, standing, shareable) = (&outline.key, outline.standing(), outline.is_shareable());
        let progress = Progress::of(standing, is_open(actor, seminar, key, shareable));
        seen.entry(key.country).or_default().insert(&key.assignment, progress);
        works.entry(key.country).or_default().extend(standing.is_open().then(|| key.clone()));
    }
    let place = |key: &MaterialKey| seminar.assignments.iter().position(|assignment| assignment.slug == key.assignment);
    for shelf in works.values_mut() {
        shelf.sort_by_cached_key(place);
    }
    let mut shelves: Vec<(Country, Vec<MaterialKey>)> =
        works.into_iter().map(|(country, works)| (country.into(), works)).collect();
    shelves.sort_by_cached_key(|(country, _)| country.code.place_by_name());
    let (shelves, awaited): (Vec<_>, Vec<_>) = shelves.into_iter().partition(|(_, works)| !works.is_empty());
    let pages = cut(shelves.iter().map(|(_, works)| works.len()));
    let is_seen = |slug: &AssignmentSlug| seen.values().any(|works| works.contains_key(slug));
    let asked: Vec<&Assignment> = seminar.assignments.iter().filter(|asked| is_seen(&asked.slug)).collect();
    let slugs: Vec<&AssignmentSlug> = asked.iter().map(|asked| &asked.slug).collect();
    let has_room = asked.len() <= MOST_MARKS;
    Layout {
        map: map(&seen, &slugs, spoke, &first_pages(&shelves, &pages)),
        marked: asked.into_iter().filter(|_| has_room).map(|asked| asked.title.clone()).collect(),
        awaited: awaited.into_iter().map(|(country, _)| country).collect(),
        shelves,
        pages,
    }
}

impl Layout {
    /// At least one, which may be empty.
    pub fn pages(&self) -> u32 {
        number(self.pages.len()).max(1)
    }

    /// Which works stand on a page. Pages count from 1.
    pub fn keys_on(&self, page: u32) -> Vec<MaterialKey> {
        let works = self.stretches_on(page).flat_map(|stretch| &self.shelves[stretch.shelf].1[stretch.works.clone()]);
        works.cloned().collect()
    }

    /// The shelves of a page, with these materials in them.
    pub fn shelves_on(
        &self,
        page: u32,
        actor: &Actor,
        seminar: &Seminar,
        materials: Vec<Material>,
    ) -> Vec<CountryShelf> {
        let mut works: BTreeMap<CountryCode, Vec<Work>> = BTreeMap::new();
        for work in materials.into_iter().filter_map(|material| work(actor, seminar, material)) {
            works.entry(work.key.country).or_default().push(work);
        }
        let shelves = self.stretches_on(page).map(|stretch| {
            let country = self.shelves[stretch.shelf].0.clone();
            let works = works.remove(&country.code).unwrap_or_default();
            CountryShelf { country, continued: stretch.works.start > 0, works }
        });
        shelves.collect()
    }

    fn stretches_on(&self, page: u32) -> impl Iterator<Item = &Stretch> {
        self.pages.get(page.saturating_sub(1) as usize).into_iter().flatten()
    }
}

/// `None` if its file was taken away meanwhile.
fn work(actor: &Actor, seminar: &Seminar, material: Material) -> Option<Work> {
    let (standing, shareable) = (material.standing(), material.is_shareable());
    let version = material.standing_version.filter(|version| version.passage.is_open())?;
    let assignment = seminar.assignment(&material.key.assignment);
    Some(Work {
        assignment: assignment.map_or_else(String::new, |assignment| assignment.title.clone()),
        is_open: is_open(actor, seminar, &material.key, shareable),
        key: material.key,
        sources: material.sources,
        standing,
        version,
    })
}

/// May all delegations read it? Whoever does not see its thread sees it because they may.
fn is_open(actor: &Actor, seminar: &Seminar, key: &MaterialKey, shareable: bool) -> bool {
    seminar.rules.accepted_open_to_all && (shareable || !actor.sees_reviews(seminar, key, Audience::Delegation))
}

/// The page on which each country's shelf begins.
fn first_pages(shelves: &[(Country, Vec<MaterialKey>)], pages: &[Vec<Stretch>]) -> BTreeMap<CountryCode, u32> {
    let mut first = BTreeMap::new();
    for (page, stretches) in (1..).zip(pages) {
        for stretch in stretches {
            first.entry(shelves[stretch.shelf].0.code).or_insert(page);
        }
    }
    first
}

fn map(
    seen: &Seen,
    asked: &[&AssignmentSlug],
    spoke: &BTreeSet<CountryCode>,
    first_pages: &BTreeMap<CountryCode, u32>,
) -> Vec<MapTile> {
    let tiles = lay_out_tiles(seen.keys().copied()).into_iter().filter_map(|tile| {
        let works = seen.get(&tile.country)?;
        Some(MapTile {
            country: tile.country.into(),
            column: tile.column,
            row: tile.row,
            progress: works.values().copied().max().unwrap_or_default(),
            works: tile_works(works, asked),
            has_spoken: spoke.contains(&tile.country),
            shelf_page: first_pages.get(&tile.country).copied(),
        })
    });
    tiles.collect()
}

fn tile_works(works: &BTreeMap<&AssignmentSlug, Progress>, asked: &[&AssignmentSlug]) -> TileWorks {
    if asked.len() <= MOST_MARKS {
        return TileWorks::Each(asked.iter().map(|slug| works.get(*slug).copied()).collect());
    }
    let count = |progress: Progress| number(works.values().filter(|reached| **reached == progress).count());
    let counts = Progress::ALL.into_iter().rev().map(|progress| (progress, count(progress)));
    TileWorks::Counted(counts.filter(|(_, count)| *count > 0).collect())
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_does_not_see_leaves_its_place_empty() {
        let slugs: Vec<AssignmentSlug> =
            (0..=MOST_MARKS).map(|number| format!("paper-{number}").parse().expect("a slug")).collect();
        let asked: Vec<&AssignmentSlug> = slugs.iter().collect();
        let works = BTreeMap::from([(&slugs[0], Progress::Nothing), (&slugs[2], Progress::Open)]);
        let seen = [Some(Progress::Nothing), None, Some(Progress::Open)];
        assert_eq!(tile_works(&works, &asked[..3]), TileWorks::Each(seen.to_vec()));
        let counted = vec![(Progress::Open, 1), (Progress::Nothing, 1)];
        assert_eq!(tile_works(&works, &asked), TileWorks::Counted(counted), "no room for so many");
    }
}
