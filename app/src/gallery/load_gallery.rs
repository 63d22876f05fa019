use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::{MaterialKey, Standing, Version};
use domain::sharing::SourceLink;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::progress::Progress;
use crate::error::AppError;

/// One page of the files of a seminar that the reader may open, by country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gallery {
    pub seminar: SeminarSlug,
    pub title: String,
    /// What stands on this page, by name of country.
    pub shelves: Vec<CountryShelf>,
    /// Countries that the reader could see something of, had they submitted it and had it passed the gate.
    pub awaited: Vec<Country>,
    /// The reader sees all of the seminar's countries.
    pub sees_all: bool,
    /// The reader says whether accepted materials are open to all.
    pub is_staff: bool,
    /// All of these countries, row by row as they lie on a map.
    pub map: Vec<MapTile>,
    /// What the marks on a tile stand for, in their order: titles of assignments of which the map shows anything. None
    /// where a tile has no room for so many.
    pub marked: Vec<String>,
    /// Counts from 1.
    pub page: u32,
    pub pages: u32,
}

/// A country on the map, with how far the reader sees that it has come, and with what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapTile {
    pub country: Country,
    /// Both count from 1, in the west and in the north.
    pub column: u32,
    pub row: u32,
    /// With what has come furthest.
    pub progress: Progress,
    pub works: TileWorks,
    /// It had its turn in the order of speaking of a session.
    pub has_spoken: bool,
    /// The page on which its shelf begins, if it has one.
    pub shelf_page: Option<u32>,
}

/// What the reader sees of a country's answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TileWorks {
    /// To each assignment of [`Gallery::marked`], in their order; `None` where the reader does not see it.
    Each(Vec<Option<Progress>>),
    /// Where a tile has no room for so many: how many have come how far, the furthest first.
    Counted(Vec<(Progress, u32)>),
}

impl TileWorks {
    /// What is marked on the tile, in the order of [`Gallery::marked`].
    pub fn marks(&self) -> &[Option<Progress>] {
        match self {
            Self::Each(marks) => marks,
            Self::Counted(_) => &[],
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountryShelf {
    pub country: Country,
    /// It begins on a page before.
    pub continued: bool,
    /// In the order of the seminar's assignments.
    pub works: Vec<Work>,
}

/// The version of a material that stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Work {
    pub key: MaterialKey,
    pub assignment: String,
    pub standing: Standing,
    /// All delegations may read it.
    pub is_open: bool,
    pub version: Version,
    pub sources: Vec<SourceLink>,
}

/// One page of the gallery with its map, of what the reader may see; for members of the seminar.
#[server(endpoint = "load_gallery", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_gallery(
    seminar: String,
    /// Counts from 1. Beyond the last page lies the last page.
    #[server(default)]
    page: u32,
) -> Result<Gallery, AppError> {
    use domain::material::MaterialFilter;

    use super::lay_out_gallery::lay_out;
    use crate::request::{found, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_member(&actor, &slug)?;
    let outlines = store().outlines(&actor, &slug, &MaterialFilter::default()).await?;
    let spoke = store().countries_that_spoke(&actor, &slug).await?;
    let layout = lay_out(&actor, &seminar, &outlines, &spoke);
    let page = page.clamp(1, layout.pages());
    let works = store().materials_of(&actor, &slug, &layout.keys_on(page)).await?;
    Ok(Gallery {
        title: seminar.title.clone(),
        shelves: layout.shelves_on(page, &actor, &seminar, works),
        pages: layout.pages(),
        sees_all: actor.is_host(&slug),
        is_staff: actor.is_staff(&slug),
        awaited: layout.awaited,
        map: layout.map,
        marked: layout.marked,
        seminar: slug,
        page,
    })
}
