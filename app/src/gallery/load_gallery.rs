use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::{MaterialKey, MaterialState, Version};
use domain::sharing::SourceLink;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::presented::Presented;
use crate::error::AppError;

/// The files of a seminar that the reader may open, by country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gallery {
    pub seminar: SeminarSlug,
    pub title: String,
    /// By name; countries of which the reader may open nothing are not among them.
    pub countries: Vec<CountryShelf>,
    /// Countries that the reader could see something of, had they handed it in and had it passed the gate.
    pub awaited: Vec<Country>,
    /// The same countries as above, row by row as they lie on a map.
    pub map: Vec<MapTile>,
}

/// A country on the map, with how far the reader sees that it has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapTile {
    pub country: Country,
    /// Both count from 1, in the west and in the north.
    pub column: u32,
    pub row: u32,
    pub presented: Presented,
    /// There is a shelf of it on the page.
    pub has_shelf: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountryShelf {
    pub country: Country,
    /// In the order of the seminar's assignments.
    pub works: Vec<Work>,
}

/// The newest version of a material.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Work {
    pub key: MaterialKey,
    pub assignment: String,
    pub state: MaterialState,
    /// All delegations may read it.
    pub is_open: bool,
    pub version: Version,
    pub sources: Vec<SourceLink>,
}

#[server(endpoint = "load_gallery", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_gallery(seminar: String) -> Result<Gallery, AppError> {
    use std::collections::BTreeMap;

    use domain::country::CountryCode;
    use domain::country::tile_map::lay_out_tiles;
    use domain::review::Audience;
    use store::materials::MaterialFilter;

    use crate::request::{found, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_member(&actor, &slug)?;
    let materials = store().materials(&actor, &slug, &MaterialFilter::default()).await?;
    let place = |key: &MaterialKey| seminar.assignments.iter().position(|assignment| assignment.slug == key.assignment);
    let mut shelves: BTreeMap<String, CountryShelf> = BTreeMap::new();
    let mut presented: BTreeMap<CountryCode, Presented> = BTreeMap::new();
    for material in materials {
        let (key, state) = (material.key.clone(), material.state());
        // Whoever does not see its thread sees it because it is open.
        let shared = material.is_shareable() || !actor.sees_reviews(&seminar, &key, Audience::Delegation);
        let is_open = seminar.rules.accepted_open_to_all && shared;
        let most = presented.entry(key.country).or_default();
        *most = (*most).max(Presented::of(state, is_open));
        let shelf = shelves
            .entry(material.country.name.clone())
            .or_insert_with(|| CountryShelf { country: material.country.clone(), works: Vec::new() });
        let Some(version) = material.newest.filter(|version| version.passage.is_open()) else { continue };
        let assignment = seminar.assignment(&key.assignment).map_or_else(String::new, |a| a.title.clone());
        shelf.works.push(Work { key, assignment, state, is_open, version, sources: material.sources });
    }
    let (mut countries, awaited): (Vec<_>, Vec<_>) = shelves.into_values().partition(|shelf| !shelf.works.is_empty());
    for shelf in &mut countries {
        shelf.works.sort_by_key(|work| place(&work.key));
    }
    let tiles = lay_out_tiles(presented.keys().copied()).into_iter().map(|tile| MapTile {
        country: tile.country.into(),
        column: tile.column,
        row: tile.row,
        presented: presented.get(&tile.country).copied().unwrap_or_default(),
        has_shelf: countries.iter().any(|shelf| shelf.country.code == tile.country),
    });
    Ok(Gallery {
        map: tiles.collect(),
        title: seminar.title.clone(),
        awaited: awaited.into_iter().map(|shelf| shelf.country).collect(),
        countries,
        seminar: slug,
    })
}
