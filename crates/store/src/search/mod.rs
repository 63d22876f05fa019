//! Finding places in materials and slides.
//!
//! Whether something is found depends on what the reader may see, and on nothing else: hits are told apart first, then
//! counted, put in order and cut into pages. The order is by what is hit and by time, never by how rare a word is.

mod indexing;
mod spaceless;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use domain::actor::Actor;
use domain::id::{SeminarSlug, VersionId};
use domain::material::{MaterialKey, VersionPlace};
use domain::review::Audience;
use domain::search::{Find, Passage, Place};
use domain::seminar::Seminar;
use domain::slides::sees_slides;
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::convert::{instant, key_text, parsed, unsigned};
use crate::gate::passage;
use crate::materials::read_place;
use crate::{Store, StoreError};
pub(crate) use indexing::{file_text, indexed, searchable_pages, shown, slides_text};
use words::Question;

/// Versions on one page of what was found.
pub const FINDS_ON_A_PAGE: usize = 20;
/// Passages shown of one version.
const PASSAGES: usize = 3;

/// One page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finds {
    /// Versions in which something was found, on all pages.
    pub count: u32,
    pub finds: Vec<Find>,
    pub more: bool,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct HitRow {
    id: RecordId,
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
    version: RecordId,
    number: i64,
    place: String,
    page: Option<i64>,
    audience: Option<String>,
    at: Datetime,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SlidesRow {
    class_session: String,
    is_released: bool,
    files: Vec<SlidesFileRow>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SlidesFileRow {
    id: RecordId,
    gate: String,
    passage: Option<serde_json::Value>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct TextRow {
    id: RecordId,
    /// As it is shown.
    text: String,
    author: Option<String>,
    file_name: String,
}

/// A hit that the reader may see.
struct Hit {
    record: RecordId,
    /// What its version is of.
    of: VersionPlace,
    version: VersionId,
    number: u32,
    place: HitPlace,
    at: Instant,
}

/// In the order in which places are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum HitPlace {
    File,
    Page(u32),
    Comment(Audience),
}

impl TryFrom<HitRow> for Hit {
    type Error = StoreError;
    fn try_from(row: HitRow) -> Result<Self, StoreError> {
        let place = match (row.place.as_str(), row.page, row.audience.as_deref()) {
            ("file", ..) => HitPlace::File,
            ("page", Some(page), _) => HitPlace::Page(unsigned(page)),
            ("comment", _, Some("delegation")) => HitPlace::Comment(Audience::Delegation),
            ("comment", _, Some("hosts")) => HitPlace::Comment(Audience::Hosts),
            (place, ..) => {
                return Err(StoreError::Record { table: "searchable", problem: format!("unknown place {place}") });
            }
        };
        Ok(Self {
            of: read_place(
                "searchable",
                row.assignment.as_deref(),
                row.country.as_deref(),
                row.class_session.as_deref(),
            )?,
            version: parsed("searchable", &key_text(&row.version))?,
            number: unsigned(row.number),
            at: instant(row.at),
            record: row.id,
            place,
        })
    }
}

/// What a reader may see of a seminar.
struct Sight<'a> {
    actor: &'a Actor,
    seminar: &'a Seminar,
    /// The newest version of each material that is open to all.
    opened: BTreeSet<VersionId>,
    /// The files of slides that the reader may know of.
    slides: BTreeSet<VersionId>,
    /// Versions that nobody sees.
    deleted: BTreeSet<VersionId>,
}

impl Sight<'_> {
    fn shows(&self, hit: &Hit) -> bool {
        match &hit.of {
            _ if self.deleted.contains(&hit.version) => false,
            VersionPlace::Material(key) => self.shows_in_material(key, hit),
            VersionPlace::Session(_) => self.slides.contains(&hit.version),
        }
    }

    fn shows_in_material(&self, key: &MaterialKey, hit: &Hit) -> bool {
        let reads = |audience| self.actor.sees_reviews(self.seminar, key, audience);
        match hit.place {
            HitPlace::Comment(audience) => reads(audience),
            // Other delegations read what was accepted, not the drafts before it.
            _ if !reads(Audience::Delegation) => {
                let shareable = self.opened.contains(&hit.version);
                shareable && self.actor.sees_material(self.seminar, key, shareable)
            }
            _ => true,
        }
    }
}

impl Store {
    /// Finds the words in what the actor may see: names, pages and comments. A text is found if all of the words stand
    /// in it, in any form. Pages count from 1.
    pub async fn search(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        question: &str,
        page: u32,
    ) -> Result<Finds, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let nothing = Finds { count: 0, finds: Vec::new(), more: false };
        let Some(question) = Question::read(question) else { return Ok(nothing) };
        let variables = object! { words: question.words(), seminar: slug.to_string() };
        let rows: Vec<HitRow> = self.rows(include_str!("../../queries/search/hits.surql"), variables).await?;
        let hits = rows.into_iter().map(Hit::try_from).collect::<Result<Vec<_>, _>>()?;
        if hits.is_empty() {
            return Ok(nothing);
        }
        let in_slides = hits.iter().any(|hit| hit.of.key().is_none());
        let sight = Sight {
            actor,
            seminar: &seminar,
            opened: self.opened(&seminar).await?,
            slides: if in_slides { self.slides_in_sight(actor, &seminar).await? } else { BTreeSet::new() },
            deleted: self.deleted_ids(slug).await?,
        };
        let mut finds: BTreeMap<VersionId, Vec<Hit>> = BTreeMap::new();
        for hit in hits.into_iter().filter(|hit| sight.shows(hit)) {
            finds.entry(hit.version).or_default().push(hit);
        }
        let mut finds: Vec<Vec<Hit>> = finds.into_values().collect();
        for hits in &mut finds {
            hits.sort_by_key(|hit| (hit.place, hit.at));
        }
        // What is hit in its name first, then what is new.
        finds.sort_by_key(|hits| {
            let newest = hits.iter().map(|hit| hit.at).max();
            (hits[0].place != HitPlace::File, std::cmp::Reverse(newest), hits[0].version)
        });
        let count = finds.len();
        let skip = FINDS_ON_A_PAGE.saturating_mul(page.saturating_sub(1) as usize);
        let shown: Vec<Vec<Hit>> = finds.into_iter().skip(skip).take(FINDS_ON_A_PAGE).collect();
        Ok(Finds {
            more: skip + shown.len() < count,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            finds: self.finds(shown, &seminar, &question).await?,
        })
    }

    /// The newest version of each material of the seminar that all of its members may read.
    async fn opened(&self, seminar: &Seminar) -> Result<BTreeSet<VersionId>, StoreError> {
        if !seminar.rules.accepted_open_to_all {
            return Ok(BTreeSet::new());
        }
        let answers = self.answers(&seminar.slug).await?;
        Ok(answers.iter().filter(|outline| outline.is_shareable()).filter_map(|outline| outline.newest).collect())
    }

    /// The files of the seminar's slides that the actor may know of, deleted ones among them.
    async fn slides_in_sight(&self, actor: &Actor, seminar: &Seminar) -> Result<BTreeSet<VersionId>, StoreError> {
        let variables = object! { seminar: seminar.slug.to_string() };
        let rows: Vec<SlidesRow> = self.rows(include_str!("../../queries/search/slides.surql"), variables).await?;
        let mut seen = BTreeSet::new();
        for SlidesRow { class_session, is_released, files } in rows {
            let Some(session) = seminar.session(&parsed("slides", &class_session)?) else { continue };
            for file in files {
                if sees_slides(actor, seminar, session, is_released, &passage(&file.gate, file.passage)?) {
                    seen.insert(parsed("version", &key_text(&file.id))?);
                }
            }
        }
        Ok(seen)
    }

    /// What is shown of these versions.
    async fn finds(
        &self,
        shown: Vec<Vec<Hit>>,
        seminar: &Seminar,
        question: &Question,
    ) -> Result<Vec<Find>, StoreError> {
        let records = shown.iter().flat_map(|hits| hits.iter().take(PASSAGES));
        let variables = object! { ids: records.map(|hit| hit.record.clone()).collect::<Vec<_>>() };
        let rows: Vec<TextRow> = self.rows(include_str!("../../queries/search/texts.surql"), variables).await?;
        let texts: BTreeMap<String, TextRow> = rows.into_iter().map(|row| (key_text(&row.id), row)).collect();
        Ok(shown.into_iter().filter_map(|hits| find(&hits, seminar, &texts, question)).collect())
    }
}

/// `None` of a version whose texts have gone meanwhile.
fn find(hits: &[Hit], seminar: &Seminar, texts: &BTreeMap<String, TextRow>, question: &Question) -> Option<Find> {
    let first = hits.first()?;
    let mut file_name = None;
    let passages = hits.iter().take(PASSAGES).filter_map(|hit| {
        let row = texts.get(&key_text(&hit.record))?;
        file_name = Some(row.file_name.clone());
        let place = match hit.place {
            HitPlace::File => Place::File,
            HitPlace::Page(page) => Place::Page(page),
            HitPlace::Comment(audience) => Place::Comment { author: row.author.clone().unwrap_or_default(), audience },
        };
        let pieces = match hit.place {
            // The index has the name taken apart, too.
            HitPlace::File => question.passage(&named(&row.file_name, first, seminar)),
            HitPlace::Page(_) | HitPlace::Comment(_) => question.passage(&row.text),
        };
        Some(Passage { place, pieces })
    });
    let passages: Vec<Passage> = passages.collect();
    Some(Find {
        country: first.of.country(),
        title: seminar.place_title(&first.of).to_owned(),
        place: first.of.clone(),
        version: first.version,
        number: first.number,
        file_name: file_name?,
        more: u32::try_from(hits.len() - passages.len()).unwrap_or(u32::MAX),
        passages,
    })
}

/// What a file is found by, in words: its name, its country, what it answers.
fn named(file_name: &str, hit: &Hit, seminar: &Seminar) -> String {
    let country = hit.of.country().map(|country| country.name);
    let title = seminar.place_title(&hit.of).to_owned();
    [Some(file_name.to_owned()), country, Some(title)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
