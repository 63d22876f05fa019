//! Lists of materials, one material with its versions, one version.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::country::CountryCode;
use domain::id::{SeminarSlug, VersionId};
use domain::material::{Material, MaterialKey, MaterialState, Version, VersionPlace};
use domain::review::Audience;
use domain::seminar::Seminar;
use domain::sharing::{Consent, is_shareable};
use domain::slides::sees_slides;
use surrealdb::types::{RecordId, object};

use super::rows::{MaterialRow, PlacedVersionRow, VersionRow, for_reader, material, states_of, status};
use super::{MaterialFile, MaterialFilter, Submitted, material_record};
use crate::convert::{parsed, read_whole, record};
use crate::{Store, StoreError};

impl Store {
    /// The materials that the actor may see, those that are still missing among them: of every
    /// delegation for hosts, of their own for trainees. Newest first, then missing ones by country.
    pub async fn materials(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        filter: &MaterialFilter,
    ) -> Result<Vec<Material>, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let mut answers: BTreeMap<MaterialKey, Material> = BTreeMap::new();
        for country in self.delegation_countries(slug).await? {
            for assignment in &seminar.assignments {
                let key = MaterialKey { assignment: assignment.slug.clone(), country };
                answers.insert(key.clone(), Material::missing(key, country.into()));
            }
        }
        for row in self.material_rows(slug).await? {
            let material = material(row, actor, &seminar)?;
            answers.insert(material.key.clone(), material);
        }
        let mut visible: Vec<Material> = answers
            .into_values()
            .filter(|material| actor.sees_material(&seminar, &material.key, material.is_shareable()))
            .map(|material| for_reader(material, actor, &seminar))
            .filter(|material| filter.country.is_none_or(|country| material.key.country == country))
            .filter(|material| filter.assignment.as_ref().is_none_or(|slug| material.key.assignment == *slug))
            .filter(|material| filter.state.is_none_or(|state| material.state() == state))
            .collect();
        visible.sort_by(|a, b| {
            let newest = |material: &Material| material.newest.as_ref().map(|version| version.submitted_at);
            newest(b).cmp(&newest(a)).then_with(|| a.country.name.cmp(&b.country.name))
        });
        Ok(visible)
    }

    /// What the actor's own delegation has answered, one material for each assignment in its order.
    /// Reads those records alone, so that it costs the same however large the seminar is.
    pub async fn own_materials(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<Material>, StoreError> {
        let country = actor.delegation(slug).ok_or(StoreError::NotFound)?;
        let seminar = self.seminar(slug)?;
        let keys = seminar.assignments.iter().map(|a| MaterialKey { assignment: a.slug.clone(), country });
        let mut own: Vec<Material> = keys.map(|key| Material::missing(key, country.into())).collect();
        let rows = self.rows_of(slug, own.iter().map(|material| material.key.clone())).await?;
        for row in rows {
            let answer = material(row, actor, &seminar)?;
            if let Some(place) = own.iter_mut().find(|material| material.key == answer.key) {
                *place = answer;
            }
        }
        Ok(own)
    }

    /// One material with its versions and thread. A trainee may open their own before anything is in it.
    pub async fn material(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
    ) -> Result<MaterialFile, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let variables = object! { material: material_record(slug, key) };
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
        let reviews = self.reviews(actor, &seminar, key).await?;
        let mut versions = versions.into_iter().map(Version::try_from).collect::<Result<Vec<_>, _>>()?;
        if !actor.sees_reviews(&seminar, key, Audience::Delegation) {
            // Other delegations read what was accepted, not the drafts before it.
            versions.truncate(1);
        }
        Ok(MaterialFile { seminar, material, versions, reviews })
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
        let version: Version = row.version.try_into()?;
        let sees = match &place {
            VersionPlace::Material(key) => {
                let draft = !row.is_newest && !actor.sees_reviews(&seminar, key, Audience::Delegation);
                let shareable = is_shareable(status(row.status.as_deref().unwrap_or_default()), consent.as_ref());
                !draft && actor.sees_material(&seminar, key, shareable)
            }
            VersionPlace::Session(session) => seminar
                .session(session)
                .is_some_and(|session| sees_slides(actor, &seminar, session, row.is_released, &version.passage)),
        };
        if sees && !row.is_deleted { Ok(Submitted { seminar, place, version }) } else { Err(StoreError::NotFound) }
    }

    pub(crate) async fn all_materials(&self, actor: &Actor, seminar: &Seminar) -> Result<Vec<Material>, StoreError> {
        let rows = self.material_rows(&seminar.slug).await?;
        rows.into_iter().map(|row| material(row, actor, seminar)).collect()
    }

    /// How the materials of a seminar stand. What is missing is not among them.
    pub(crate) async fn states(&self, slug: &SeminarSlug) -> Result<BTreeMap<MaterialKey, MaterialState>, StoreError> {
        states_of(self.material_rows(slug).await?)
    }

    /// How the materials of one delegation stand; reads those records alone.
    pub(crate) async fn delegation_states(
        &self,
        seminar: &Seminar,
        country: CountryCode,
    ) -> Result<BTreeMap<MaterialKey, MaterialState>, StoreError> {
        let keys = seminar.assignments.iter().map(|a| MaterialKey { assignment: a.slug.clone(), country });
        states_of(self.rows_of(&seminar.slug, keys).await?)
    }

    async fn rows_of(
        &self,
        slug: &SeminarSlug,
        keys: impl Iterator<Item = MaterialKey>,
    ) -> Result<Vec<MaterialRow>, StoreError> {
        let records: Vec<RecordId> = keys.map(|key| material_record(slug, &key)).collect();
        self.rows(include_str!("../../queries/materials/own.surql"), object! { materials: records }).await
    }

    async fn material_rows(&self, slug: &SeminarSlug) -> Result<Vec<MaterialRow>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        self.rows(include_str!("../../queries/materials/list.surql"), variables).await
    }

    pub(crate) async fn delegation_countries(&self, slug: &SeminarSlug) -> Result<Vec<CountryCode>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        let codes: Vec<String> =
            self.rows("SELECT VALUE country FROM delegation WHERE seminar = $seminar", variables).await?;
        codes.iter().map(|code| parsed("delegation", code)).collect()
    }
}
