//! On the server: what the reader may see, put on shelves by country, with the map that leads to them.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::country::tile_map::lay_out_tiles;
use domain::country::{Country, CountryCode};
use domain::material::{Material, MaterialKey, Outline};
use domain::review::Audience;
use domain::seminar::Seminar;

use super::load_gallery::{CountryShelf, MapTile, Work};
use super::progress::Progress;
use super::shelves::{Stretch, cut};

/// The gallery of a seminar, of whose works only the keys are known.
pub struct Layout {
    /// By name, each with its works in the order of the seminar's assignments. None is empty.
    shelves: Vec<(Country, Vec<MaterialKey>)>,
    pages: Vec<Vec<Stretch>>,
    /// Countries that have no shelf, by name.
    pub awaited: Vec<Country>,
    pub map: Vec<MapTile>,
}

pub fn lay_out(actor: &Actor, seminar: &Seminar, outlines: &[Outline]) -> Layout {
    let mut progress: BTreeMap<CountryCode, Progress> = BTreeMap::new();
    let mut works: BTreeMap<CountryCode, Vec<MaterialKey>> = BTreeMap::new();
    for outline in outlines {
        let (key, standing, shareable) = (&outline.key, outline.standing(), outline.is_shareable());
        let most = progress.entry(key.country).or_default();
        *most = (*most).max(Progress::of(standing, is_open(actor, seminar, key, shareable)));
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
    Layout {
        map: map(&progress, &first_pages(&shelves, &pages)),
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
    let version = material.newest.filter(|version| version.passage.is_open())?;
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

fn map(progress: &BTreeMap<CountryCode, Progress>, first_pages: &BTreeMap<CountryCode, u32>) -> Vec<MapTile> {
    let tiles = lay_out_tiles(progress.keys().copied()).into_iter().map(|tile| MapTile {
        country: tile.country.into(),
        column: tile.column,
        row: tile.row,
        progress: progress.get(&tile.country).copied().unwrap_or_default(),
        shelf_page: first_pages.get(&tile.country).copied(),
    });
    tiles.collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
