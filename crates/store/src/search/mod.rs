//! Finding places in materials and slides.
//!
//! Whether something is found, or suggested, depends on what the reader may see, and on nothing else: hits are told apart
//! first, then counted, put in order and cut into pages. The order is by what is hit and by time, never by how rare a word is.

mod following;
mod renaming;
mod searchable;
mod suggesting;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use domain::actor::Actor;
use domain::country::names::other_names;
use domain::id::{SeminarSlug, VersionId};
use domain::material::{MaterialKey, VersionPlace};
use domain::review::Audience;
use domain::search::{Find, Gap, Passage, Place};
use domain::seminar::Seminar;
use domain::slides::sees_slides;
use index::{Found, FoundVersion, Hit, Question, TextPlace};
use surrealdb::types::{RecordId, SurrealValue, object};
use tokio::time::timeout;

use crate::compute::compute;
use crate::convert::{key_text, parsed, record, unsigned};
use crate::gate::{gate_state, passage};
use crate::slides::read_release;
use crate::{Store, StoreError};
pub(crate) use following::Finder;
pub(crate) use searchable::{file_text, searchable_pages, slides_text};

/// Versions on one page of what was found.
pub const FINDS_ON_A_PAGE: usize = 20;
/// So long a search waits for the index: it is made anew after it was lost, which takes minutes where there is much.
const PATIENCE: Duration = Duration::from_secs(5);
/// Passages shown of one version.
const PASSAGES: usize = 3;

/// One page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finds {
    /// Versions in which something was found, on all pages.
    pub count: u32,
    pub finds: Vec<Find>,
    pub more: bool,
    /// What may have been meant instead, where nothing was found: something would be.
    pub suggestion: Option<String>,
    /// `None` if nothing is missing.
    pub gap: Option<Gap>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SlidesRow {
    class_session: String,
    release: Option<serde_json::Value>,
    files: Vec<SlidesFileRow>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SlidesFileRow {
    id: RecordId,
    number: i64,
    gate: String,
    passage: Option<serde_json::Value>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ShownRow {
    id: RecordId,
    text: String,
    author: Option<String>,
    review: Option<RecordId>,
    file_name: String,
    gate: String,
}

impl ShownRow {
    fn comment(&self, audience: Audience) -> Place {
        let review = self.review.as_ref().and_then(|id| key_text(id).parse().ok());
        Place::Comment { review, author: self.author.clone().unwrap_or_default(), audience }
    }
}

/// What a reader may see of a seminar.
struct Sight<'a> {
    actor: &'a Actor,
    seminar: &'a Seminar,
    /// The version that stands of each material that is open to all.
    opened: BTreeSet<VersionId>,
    /// The files of slides that the reader may know of.
    slides: BTreeSet<VersionId>,
    /// Versions that nobody sees.
    deleted: BTreeSet<VersionId>,
    /// Versions that do not stand open at the gate.
    closed: BTreeSet<VersionId>,
}

/// What a reader may see of one version: asked once, however many hits there are.
#[derive(Default)]
struct Open {
    /// Its name.
    file: bool,
    pages: bool,
    /// Comments that its delegation reads, and those that it does not.
    comments: bool,
    hosts_comments: bool,
}

impl Sight<'_> {
    fn open(&self, found: &FoundVersion) -> Open {
        match &found.of {
            _ if self.deleted.contains(&found.version) => Open::default(),
            VersionPlace::Material(key) => self.open_of_material(key, found.version),
            VersionPlace::Session(_) => {
                let file = self.slides.contains(&found.version);
                Open { file, pages: file && !self.closed.contains(&found.version), ..Open::default() }
            }
        }
    }

    fn open_of_material(&self, key: &MaterialKey, version: VersionId) -> Open {
        let reads = |audience| self.actor.sees_reviews(self.seminar, key, audience);
        // Other delegations read what was accepted, not the drafts before it.
        let shared = || self.opened.contains(&version) && self.actor.sees_material(self.seminar, key, true);
        let comments = reads(Audience::Delegation);
        let file = comments || shared();
        let pages = file && !self.closed.contains(&version);
        Open { file, pages, comments, hosts_comments: reads(Audience::Hosts) }
    }

    /// What of it the reader may see, in order; `None` of nothing.
    fn shown(&self, mut found: FoundVersion) -> Option<FoundVersion> {
        let open = self.open(&found);
        found.hits.retain(|hit| open.shows(hit));
        found.hits.sort_by_key(|hit| (hit.place, hit.at));
        (!found.hits.is_empty()).then_some(found)
    }
}

impl Open {
    fn shows(&self, hit: &Hit) -> bool {
        match hit.place {
            TextPlace::Comment(Audience::Delegation) => self.comments,
            TextPlace::Comment(Audience::Hosts) => self.hosts_comments,
            TextPlace::File => self.file,
            TextPlace::Page(_) => self.pages,
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
        let nothing = Finds { count: 0, finds: Vec::new(), more: false, suggestion: None, gap: None };
        let Some(asked) = Question::read(question) else { return Ok(nothing) };
        let gap = self.gap().await;
        let (mut found, asked) = self.find(slug, asked).await?;
        let mut shown = self.shown(actor, &seminar, &mut found).await?;
        if shown.is_empty() {
            return Ok(Finds { suggestion: self.suggestion(actor, &seminar, question).await?, gap, ..nothing });
        }
        // What is hit in its name first, then what is new.
        shown.sort_by_cached_key(|found| {
            let newest = found.hits.iter().map(|hit| hit.at).max();
            (found.hits[0].place != TextPlace::File, std::cmp::Reverse(newest), found.version)
        });
        let count = shown.len();
        let skip = FINDS_ON_A_PAGE.saturating_mul(page.saturating_sub(1) as usize);
        let shown: Vec<FoundVersion> = shown.into_iter().skip(skip).take(FINDS_ON_A_PAGE).collect();
        Ok(Finds {
            more: skip + shown.len() < count,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            finds: self.finds(&found, shown, seminar.clone(), asked).await?,
            suggestion: None,
            gap,
        })
    }

    /// What is missing in the index once it has followed the records, if it does so soon.
    async fn gap(&self) -> Option<Gap> {
        let too_long = |_| Err(StoreError::Behind("it is not through yet".to_owned()));
        let error = timeout(PATIENCE, self.follow_texts()).await.unwrap_or_else(too_long).err()?;
        tracing::warn!(%error, "search may not find everything");
        Some(self.finder.gap())
    }

    /// Everything in the seminar that the index has, whoever may see it.
    async fn find(&self, slug: &SeminarSlug, question: Question) -> Result<(Found, Question), StoreError> {
        let (finder, slug) = (self.finder.clone(), slug.clone());
        compute(move || Ok((finder.index.find(&slug, &question)?, question))).await
    }

    /// What the actor may see of all that was found, which is taken out of it.
    async fn shown(
        &self,
        actor: &Actor,
        seminar: &Seminar,
        found: &mut Found,
    ) -> Result<Vec<FoundVersion>, StoreError> {
        let versions = std::mem::take(&mut found.versions);
        if versions.is_empty() {
            return Ok(Vec::new());
        }
        let in_slides = versions.iter().any(|found| found.of.key().is_none());
        let opened = self.opened(seminar).await?;
        let slides = if in_slides { self.slides_in_sight(actor, seminar).await? } else { BTreeSet::new() };
        let (deleted, closed) = self.unseen(&seminar.slug).await?;
        let sight = Sight { actor, seminar, opened, slides, deleted, closed };
        Ok(versions.into_iter().filter_map(|version| sight.shown(version)).collect())
    }

    /// The version that stands of each material of the seminar that all of its members may read.
    async fn opened(&self, seminar: &Seminar) -> Result<BTreeSet<VersionId>, StoreError> {
        if !seminar.rules.accepted_open_to_all {
            return Ok(BTreeSet::new());
        }
        let answers = self.answers(&seminar.slug).await?;
        let shareable = answers.iter().filter(|outline| outline.is_shareable());
        Ok(shareable.filter_map(|outline| outline.standing_version).collect())
    }

    /// Versions of the seminar that are deleted, and those that do not stand open at the gate.
    async fn unseen(&self, slug: &SeminarSlug) -> Result<(BTreeSet<VersionId>, BTreeSet<VersionId>), StoreError> {
        let variables = object! { seminar: slug.to_string() };
        let mut answer = self.read(include_str!("../../queries/search/unseen.surql"), variables).await?;
        let (deleted, closed): (Vec<RecordId>, Vec<RecordId>) = (answer.take(0)?, answer.take(1)?);
        Ok((version_ids(&deleted)?, version_ids(&closed)?))
    }

    /// The files of the seminar's slides that the actor may know of, deleted ones among them.
    async fn slides_in_sight(&self, actor: &Actor, seminar: &Seminar) -> Result<BTreeSet<VersionId>, StoreError> {
        let variables = object! { seminar: seminar.slug.to_string() };
        let rows: Vec<SlidesRow> = self.rows(include_str!("../../queries/search/slides.surql"), variables).await?;
        let mut seen = BTreeSet::new();
        for SlidesRow { class_session, release, files } in rows {
            let Some(session) = seminar.session(&parsed("slides", &class_session)?) else { continue };
            let release = read_release(release)?;
            for file in files {
                let (number, passage) = (unsigned(file.number), passage(&file.gate, file.passage)?);
                if sees_slides(actor, seminar, session, release.as_ref(), number, &passage) {
                    seen.insert(parsed("version", &key_text(&file.id))?);
                }
            }
        }
        Ok(seen)
    }

    /// What is shown of these versions.
    async fn finds(
        &self,
        found: &Found,
        shown: Vec<FoundVersion>,
        seminar: Arc<Seminar>,
        question: Question,
    ) -> Result<Vec<Find>, StoreError> {
        let mut keys = Vec::with_capacity(shown.len());
        for version in &shown {
            let hits = version.hits.iter().take(PASSAGES);
            keys.push(hits.map(|hit| found.key(hit)).collect::<Result<Vec<_>, _>>()?);
        }
        let ids: Vec<RecordId> = keys.iter().flatten().map(|key| record("searchable", key)).collect();
        let rows: Vec<ShownRow> =
            self.rows(include_str!("../../queries/search/texts.surql"), object! { ids: ids }).await?;
        let texts: BTreeMap<String, ShownRow> = rows.into_iter().map(|row| (key_text(&row.id), row)).collect();
        // A page may have thousands of words, which are taken apart once more.
        let finds = move || {
            let shown = shown.iter().zip(&keys);
            shown.filter_map(|(version, keys)| find(version, keys, &seminar, &texts, &question).transpose()).collect()
        };
        compute(finds).await
    }
}

fn version_ids(records: &[RecordId]) -> Result<BTreeSet<VersionId>, StoreError> {
    records.iter().map(|id| parsed("version", &key_text(id))).collect()
}

/// `keys` are those of the texts of the first hits. `None` of a version whose texts have gone meanwhile.
fn find(
    found: &FoundVersion,
    keys: &[String],
    seminar: &Seminar,
    texts: &BTreeMap<String, ShownRow>,
    question: &Question,
) -> Result<Option<Find>, StoreError> {
    let mut file = None;
    let passages = found.hits.iter().zip(keys).filter_map(|(hit, key)| {
        let row = texts.get(key)?;
        file = Some((row.file_name.clone(), row.gate.as_str()));
        let place = match hit.place {
            TextPlace::File => Place::File,
            TextPlace::Page(page) => Place::Page(page),
            TextPlace::Comment(audience) => row.comment(audience),
        };
        let pieces = match hit.place {
            // The index has the name taken apart, too.
            TextPlace::File => question.passage(&named(&row.file_name, &found.of, seminar, question)),
            TextPlace::Page(_) | TextPlace::Comment(_) => question.passage(&row.text),
        };
        Some(Passage { place, pieces })
    });
    let passages: Vec<Passage> = passages.collect();
    let Some((file_name, gate)) = file else { return Ok(None) };
    Ok(Some(Find {
        country: found.of.country(),
        title: seminar.place_title(&found.of).to_owned(),
        place: found.of.clone(),
        version: found.version,
        number: found.number,
        file_name,
        gate: gate_state(gate)?,
        more: u32::try_from(found.hits.len() - passages.len()).unwrap_or(u32::MAX),
        passages,
    }))
}

/// What a file is found by, in words: its name, its country, what it answers. Where the country was asked for by another
/// name, that too.
fn named(file_name: &str, of: &VersionPlace, seminar: &Seminar, question: &Question) -> String {
    let title = seminar.place_title(of);
    let Some(country) = of.country() else { return format!("{file_name}, {title}") };
    let words = format!("{file_name}, {}, {title}", country.name);
    let other =
        question.beyond(&words).and_then(|rest| other_names(country.code).iter().find(|name| rest.asks_for(name)));
    match other {
        Some(other) => format!("{file_name}, {} / {other}, {title}", country.name),
        None => words,
    }
}
