//! Materials without their files, for lists and maps of many.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::actor::Actor;
use domain::id::SeminarSlug;
use domain::material::{MaterialFilter, MaterialKey, MaterialState, Outline, Undecided};
use domain::review::Audience;
use domain::seminar::Seminar;
use domain::sharing::holds_for;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use super::Submitted;
use super::rows::status;
use crate::convert::{instant, key_text, parsed, record, unsigned};
use crate::gate::gate_state;
use crate::{Store, StoreError};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct OutlineRow {
    assignment: String,
    country: String,
    status: String,
    late: bool,
    standing_version: RecordId,
    standing_number: i64,
    refused_number: Option<i64>,
    standing_submitted_at: Option<Datetime>,
    consented: Option<bool>,
    consented_from: Option<i64>,
    /// What was said with the version that stands.
    came_with: Option<bool>,
    gate: String,
    unscanned: bool,
}

impl TryFrom<OutlineRow> for Outline {
    type Error = StoreError;
    fn try_from(row: OutlineRow) -> Result<Self, StoreError> {
        let (standing_number, from_version) = (unsigned(row.standing_number), row.consented_from.map(unsigned));
        let holds = |given: &bool| holds_for(*given, from_version, standing_number, row.came_with);
        Ok(Self {
            key: MaterialKey {
                assignment: parsed("material", &row.assignment)?,
                country: parsed("material", &row.country)?,
            },
            status: status(&row.status)?,
            late: row.late,
            gate: Some(gate_state(&row.gate)?),
            standing_version: Some(parsed("version", &key_text(&row.standing_version))?),
            standing_number: Some(standing_number),
            refused_number: row.refused_number.map(unsigned),
            standing_submitted_at: row.standing_submitted_at.map(instant),
            // As `Consent::of`.
            consented: row.consented.filter(holds).or(row.came_with.filter(|given| !given)),
            unscanned: row.unscanned,
        })
    }
}

/// As [`rows::for_reader`](super::rows::for_reader).
fn for_reader(mut outline: Outline, actor: &Actor, seminar: &Seminar) -> Outline {
    if !actor.sees_reviews(seminar, &outline.key, Audience::Delegation) {
        outline.late = false;
        outline.refused_number = None;
    }
    outline.unscanned = outline.unscanned && actor.is_staff(&seminar.slug);
    outline
}

impl Store {
    /// The materials that the actor may see, those that are still missing among them: of every
    /// delegation for hosts, of their own for trainees. Newest first, then missing ones by country.
    pub async fn outlines(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        filter: &MaterialFilter,
    ) -> Result<Vec<Outline>, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let answers = self.answers(slug).await?;
        let mut outlines: BTreeMap<MaterialKey, Outline> =
            answers.iter().map(|outline| (outline.key.clone(), outline.clone())).collect();
        for country in self.delegation_countries(slug).await? {
            for assignment in &seminar.assignments {
                let key = MaterialKey { assignment: assignment.slug.clone(), country };
                outlines.entry(key.clone()).or_insert_with(|| Outline::missing(key));
            }
        }
        let mut visible: Vec<Outline> = outlines
            .into_values()
            .filter(|outline| actor.sees_material(&seminar, &outline.key, outline.is_shareable()))
            .map(|outline| for_reader(outline, actor, &seminar))
            .filter(|outline| filter.keeps(outline))
            .collect();
        visible.sort_by_cached_key(Outline::place_in_list);
        Ok(visible)
    }

    /// What of a list waits for the actor's decision beside this material. Nothing does for who decides on none.
    pub async fn undecided(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        beside: &MaterialKey,
        list: &MaterialFilter,
    ) -> Result<Undecided, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let answers = self.answers(slug).await?;
        let decided_on = answers.iter().filter(|outline| actor.decides(&seminar, &outline.key));
        let decided_on: Vec<Outline> = decided_on.map(|outline| for_reader(outline.clone(), actor, &seminar)).collect();
        Ok(Undecided::beside(beside, decided_on.iter(), list))
    }

    /// Is it the version that stands of its material, which is the one that is decided on?
    pub async fn is_standing(&self, submitted: &Submitted) -> Result<bool, StoreError> {
        let answers = self.answers(&submitted.seminar.slug).await?;
        Ok(answers.iter().any(|outline| outline.standing_version == Some(submitted.version.id)))
    }

    /// How the materials of a seminar stand. What is missing is not among them.
    pub(crate) async fn states(&self, slug: &SeminarSlug) -> Result<BTreeMap<MaterialKey, MaterialState>, StoreError> {
        let answers = self.answers(slug).await?;
        Ok(answers.iter().map(|outline| (outline.key.clone(), outline.state())).collect())
    }

    /// All that has come.
    pub(crate) async fn answers(&self, slug: &SeminarSlug) -> Result<Arc<[Outline]>, StoreError> {
        let variables = object! { catalogue: record("catalogue", slug) };
        let revision: Option<i64> = self.row("SELECT VALUE revision FROM $catalogue", variables).await?;
        let revision = revision.unwrap_or(0);
        if let Some(outlines) = self.catalogue.outlines(slug, revision) {
            return Ok(outlines);
        }
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<OutlineRow> =
            self.rows(include_str!("../../queries/materials/outlines.surql"), variables).await?;
        let outlines: Arc<[Outline]> = rows.into_iter().map(Outline::try_from).collect::<Result<_, _>>()?;
        self.catalogue.put(slug, revision, &outlines);
        Ok(outlines)
    }
}
