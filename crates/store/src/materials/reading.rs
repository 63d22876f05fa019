//! Materials whole: some or all of them, one with its versions, one version.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::country::CountryCode;
use domain::id::{AssignmentSlug, SeminarSlug, VersionId};
use domain::material::{Material, MaterialFilter, MaterialKey, MaterialState, Version, VersionPassage, VersionPlace};
use domain::review::Audience;
use domain::seminar::Seminar;
use domain::sharing::{Consent, is_shareable};
use domain::slides::sees_slides;
use surrealdb::types::{RecordId, object};

use super::rows::{MaterialRow, PassagesRow, PlacedVersionRow, VersionRow, for_reader, material, states_of, status};
use super::{MaterialFile, Submitted, material_record};
use crate::convert::{parsed, person_record, read_whole, record, unsigned};
use crate::slides::read_release;
use crate::{Store, StoreError};

impl Store {
    /// All of the [`outlines`](Self::outlines), whole.
    pub async fn materials(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        filter: &MaterialFilter,
    ) -> Result<Vec<Material>, StoreError> {
        let outlines = self.outlines(actor, slug, filter).await?.into_iter();
        let keys: Vec<MaterialKey> = outlines.map(|outline| outline.key).collect();
        self.materials_of(actor, slug, &keys).await
    }

    /// These of the [`outlines`](Self::outlines), whole and in the same order; reads those records alone. What the
    /// actor does not see, or no longer does, is left out.
    pub async fn materials_of(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        keys: &[MaterialKey],
    ) -> Result<Vec<Material>, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let mut answers: BTreeMap<MaterialKey, Material> = BTreeMap::new();
        for row in self.rows_of(slug, keys).await? {
            let material = material(row, actor, &seminar)?;
            answers.insert(material.key.clone(), material);
        }
        let answer = |key: &MaterialKey| {
            answers.remove(key).unwrap_or_else(|| Material::missing(key.clone(), key.country.into()))
        };
        let visible = keys
            .iter()
            .map(answer)
            .filter(|material| actor.sees_material(&seminar, &material.key, material.is_shareable()))
            .map(|material| for_reader(material, actor, &seminar));
        Ok(visible.collect())
    }

    /// What the actor's own delegation has answered, one material for each assignment in its order.
    /// Reads those records alone, so that it costs the same however large the seminar is.
    pub async fn own_materials(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<Material>, StoreError> {
        let country = actor.delegation(slug).ok_or(StoreError::NotFound)?;
        let seminar = self.seminar(slug)?;
        self.materials_of(actor, slug, &keys_of(&seminar, country)).await
    }

    /// Where what the actor has handed in stands at the gate, newest first, of each assignment that has any.
    pub async fn own_passages(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
    ) -> Result<BTreeMap<AssignmentSlug, Vec<VersionPassage>>, StoreError> {
        let country = actor.delegation(slug).ok_or(StoreError::NotFound)?;
        let seminar = self.seminar(slug)?;
        let records: Vec<RecordId> = keys_of(&seminar, country).iter().map(|key| material_record(slug, key)).collect();
        let variables = object! { materials: records, person: person_record(actor.person) };
        let rows: Vec<PassagesRow> =
            self.rows(include_str!("../../queries/materials/own_passages.surql"), variables).await?;
        rows.into_iter().map(PassagesRow::read).collect()
    }

    /// One material with its versions and thread. A trainee may open their own before anything is in it.
    pub async fn material(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
    ) -> Result<MaterialFile, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let variables = object! { material: material_record(slug, key), person: person_record(actor.person) };
        let mut answer = self.read(include_str!("../../queries/materials/material.surql"), variables).await?;
        let material = match answer.take::<Vec<MaterialRow>>(0)?.into_iter().next() {
            Some(row) => material(row, actor, &seminar)?,
            None if self.delegation_countries(slug).await?.contains(&key.country) => {
                Material::missing(key.clone(), key.country.into())
            }
            None => return Err(StoreError::NotFound),
        };
        if !actor.sees_material(&seminar, key, material.is_shareable()) {
            return Err(StoreError::NotFound);
        }
        let material = for_reader(material, actor, &seminar);
        let versions: Vec<VersionRow> = answer.take(1)?;
        let own: Vec<i64> = answer.take(2)?;
        let reviews = self.reviews(actor, &seminar, key).await?;
        let mut versions = versions.into_iter().map(Version::try_from).collect::<Result<Vec<_>, _>>()?;
        if !actor.sees_reviews(&seminar, key, Audience::Delegation) {
            // Other delegations read what was accepted, not the drafts before it, nor what was refused after it.
            let standing = material.standing_version.as_ref().map(|version| version.number);
            versions.retain(|version| standing == Some(version.number));
        }
        let own_newest = own.into_iter().map(unsigned).max();
        Ok(MaterialFile { seminar, material, versions, own_newest, reviews })
    }

    /// A version that the actor may see; whether they may open its file, the gate says.
    pub async fn version(&self, actor: &Actor, id: VersionId) -> Result<Submitted, StoreError> {
        let variables = object! { version: record("version", id) };
        let row: Option<PlacedVersionRow> =
            self.row(include_str!("../../queries/materials/version.surql"), variables).await?;
        let row = row.ok_or(StoreError::NotFound)?;
        let place = row.place()?;
        let seminar = self.seminar_for_member(actor, &parsed("version", &row.seminar)?)?;
        let consent: Option<Consent> = row.consent.map(|consent| read_whole("material", consent)).transpose()?;
        let release = read_release(row.release)?;
        let version: Version = row.version.try_into()?;
        let sees = match &place {
            VersionPlace::Material(key) => {
                let draft = !row.is_standing && !actor.sees_reviews(&seminar, key, Audience::Delegation);
                let status = status(row.status.as_deref().unwrap_or_default())?;
                let consent = consent.filter(|consent| consent.holds_for(&version));
                let consented = Consent::is_given(consent.as_ref());
                let shareable = is_shareable(status, consented, Some(version.passage.state));
                !draft && actor.sees_material(&seminar, key, shareable)
            }
            VersionPlace::Session(session) => seminar.session(session).is_some_and(|session| {
                sees_slides(actor, &seminar, session, release.as_ref(), version.number, &version.passage)
            }),
        };
        if sees && !row.is_deleted { Ok(Submitted { seminar, place, version }) } else { Err(StoreError::NotFound) }
    }

    /// How the materials of one delegation stand; reads those records alone.
    pub(crate) async fn delegation_states(
        &self,
        seminar: &Seminar,
        country: CountryCode,
    ) -> Result<BTreeMap<MaterialKey, MaterialState>, StoreError> {
        states_of(self.rows_of(&seminar.slug, &keys_of(seminar, country)).await?)
    }

    async fn rows_of(&self, slug: &SeminarSlug, keys: &[MaterialKey]) -> Result<Vec<MaterialRow>, StoreError> {
        let records: Vec<RecordId> = keys.iter().map(|key| material_record(slug, key)).collect();
        self.rows(include_str!("../../queries/materials/whole.surql"), object! { materials: records }).await
    }

    pub(crate) async fn delegation_countries(&self, slug: &SeminarSlug) -> Result<Vec<CountryCode>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        let codes: Vec<String> =
            self.rows("SELECT VALUE country FROM delegation WHERE seminar = $seminar", variables).await?;
        codes.iter().map(|code| parsed("delegation", code)).collect()
    }
}

/// One material for each assignment, in its order.
pub(crate) fn keys_of(seminar: &Seminar, country: CountryCode) -> Vec<MaterialKey> {
    seminar.assignments.iter().map(|a| MaterialKey { assignment: a.slug.clone(), country }).collect()
}
