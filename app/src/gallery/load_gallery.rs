use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::{MaterialKey, MaterialState, Version};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

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
    pub version: Version,
}

#[server(endpoint = "load_gallery", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_gallery(seminar: String) -> Result<Gallery, AppError> {
    use std::collections::BTreeMap;

    use store::materials::MaterialFilter;

    use crate::request::{found, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_member(&actor, &slug)?;
    let materials = store().materials(&actor, &slug, &MaterialFilter::default()).await?;
    let place = |key: &MaterialKey| seminar.assignments.iter().position(|assignment| assignment.slug == key.assignment);
    let mut shelves: BTreeMap<String, CountryShelf> = BTreeMap::new();
    for material in materials {
        let (key, state) = (material.key.clone(), material.state());
        let shelf = shelves
            .entry(material.country.name.clone())
            .or_insert_with(|| CountryShelf { country: material.country.clone(), works: Vec::new() });
        let Some(version) = material.newest.filter(|version| version.passage.is_open()) else { continue };
        let assignment = seminar.assignment(&key.assignment).map_or_else(String::new, |a| a.title.clone());
        shelf.works.push(Work { key, assignment, state, version });
    }
    let (mut countries, awaited): (Vec<_>, Vec<_>) = shelves.into_values().partition(|shelf| !shelf.works.is_empty());
    for shelf in &mut countries {
        shelf.works.sort_by_key(|work| place(&work.key));
    }
    Ok(Gallery {
        title: seminar.title.clone(),
        awaited: awaited.into_iter().map(|shelf| shelf.country).collect(),
        countries,
        seminar: slug,
    })
}
