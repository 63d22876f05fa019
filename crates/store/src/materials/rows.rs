//! Records of materials and versions, and what they are read as.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::gate::PassageInWords;
use domain::id::AssignmentSlug;
use domain::material::{
    Material, MaterialKey, MaterialState, MaterialStatus, Sha256Hex, Version, VersionPassage, VersionPlace,
};
use domain::review::Audience;
use domain::seminar::Seminar;
use domain::sharing::{Consent, SourceLink};
use surrealdb::types::{Datetime, RecordId, SurrealValue};

use crate::StoreError;
use crate::convert::{instant, key_text, parsed, read_whole, unsigned};
use crate::gate::passage;

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(super) struct MaterialRow {
    assignment: String,
    country: String,
    status: String,
    late: bool,
    versions: i64,
    reviews_delegation: i64,
    reviews_hosts: i64,
    consent: Option<serde_json::Value>,
    sources: Vec<SourceRow>,
    /// `None` where all versions are deleted.
    standing_version: Option<VersionRow>,
    refused: Option<VersionRow>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SourceRow {
    address: String,
    label: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct VersionRow {
    id: RecordId,
    number: i64,
    file_name: String,
    media_type: String,
    size: i64,
    sha256: String,
    uploaded_by: String,
    submitted_at: Datetime,
    consent: Option<bool>,
    gate: String,
    passage: Option<serde_json::Value>,
    glance: Option<serde_json::Value>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(super) struct PassagesRow {
    assignment: String,
    versions: Vec<PassageRow>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct PassageRow {
    id: RecordId,
    gate: String,
    passage: Option<serde_json::Value>,
}

impl PassagesRow {
    pub(super) fn read(self) -> Result<(AssignmentSlug, Vec<VersionPassage>), StoreError> {
        let versions = self.versions.into_iter().map(VersionPassage::try_from).collect::<Result<_, _>>()?;
        Ok((parsed("material", &self.assignment)?, versions))
    }
}

impl TryFrom<PassageRow> for VersionPassage {
    type Error = StoreError;
    fn try_from(row: PassageRow) -> Result<Self, StoreError> {
        let version = parsed("version", &key_text(&row.id))?;
        Ok(Self { version, passage: PassageInWords::from(&passage(&row.gate, row.passage)?) })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct PlacedVersionRow {
    pub(crate) seminar: String,
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
    /// Of the slides of a session.
    pub(super) release: Option<serde_json::Value>,
    /// Of a material.
    pub(super) status: Option<String>,
    pub(super) consent: Option<serde_json::Value>,
    pub(super) is_standing: bool,
    pub(super) is_deleted: bool,
    pub(crate) version: VersionRow,
}

impl PlacedVersionRow {
    pub(crate) fn place(&self) -> Result<VersionPlace, StoreError> {
        read_place("version", self.assignment.as_deref(), self.country.as_deref(), self.class_session.as_deref())
    }
}

/// What a version is of, as a record of `table` has it: an assignment and a country, or a session.
pub(crate) fn read_place(
    table: &'static str,
    assignment: Option<&str>,
    country: Option<&str>,
    session: Option<&str>,
) -> Result<VersionPlace, StoreError> {
    match (assignment.zip(country), session) {
        (Some((assignment, country)), None) => {
            let key = MaterialKey { assignment: parsed(table, assignment)?, country: parsed(table, country)? };
            Ok(VersionPlace::Material(key))
        }
        (None, Some(session)) => Ok(VersionPlace::Session(parsed(table, session)?)),
        _ => Err(StoreError::Record { table, problem: "it belongs nowhere".to_owned() }),
    }
}

impl TryFrom<VersionRow> for Version {
    type Error = StoreError;
    fn try_from(row: VersionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed("version", &key_text(&row.id))?,
            number: unsigned(row.number),
            file_name: row.file_name,
            media_type: row.media_type,
            size: u64::try_from(row.size).unwrap_or(0),
            sha256: Sha256Hex(row.sha256),
            uploaded_by: row.uploaded_by,
            submitted_at: instant(row.submitted_at),
            consent: row.consent,
            passage: passage(&row.gate, row.passage)?,
            glance: row.glance.map(|glance| read_whole("version", glance)).transpose()?,
        })
    }
}

/// What is missing has no status on record.
pub(super) fn status(text: &str) -> Result<MaterialStatus, StoreError> {
    match text {
        "submitted" => Ok(MaterialStatus::Submitted),
        "changes_requested" => Ok(MaterialStatus::ChangesRequested),
        "accepted" => Ok(MaterialStatus::Accepted),
        _ => Err(StoreError::Record { table: "material", problem: format!("unknown status {text:?}") }),
    }
}

/// With the reviews that the actor may see counted.
pub(super) fn material(row: MaterialRow, actor: &Actor, seminar: &Seminar) -> Result<Material, StoreError> {
    material_with(row, |key, audience| actor.sees_reviews(seminar, key, audience))
}

fn material_with(row: MaterialRow, sees: impl Fn(&MaterialKey, Audience) -> bool) -> Result<Material, StoreError> {
    let key =
        MaterialKey { assignment: parsed("material", &row.assignment)?, country: parsed("material", &row.country)? };
    let (country, versions) = (key.country.into(), unsigned(row.versions));
    let Some(standing) = row.standing_version else {
        return Ok(Material { versions, ..Material::missing(key, country) });
    };
    let standing = Version::try_from(standing)?;
    let consent: Option<Consent> = row.consent.map(|consent| read_whole("material", consent)).transpose()?;
    let counted = |audience, count| if sees(&key, audience) { unsigned(count) } else { 0 };
    Ok(Material {
        country,
        status: status(&row.status)?,
        late: row.late,
        refused: row.refused.map(Version::try_from).transpose()?,
        versions,
        reviews: counted(Audience::Delegation, row.reviews_delegation) + counted(Audience::Hosts, row.reviews_hosts),
        consent: Consent::of(&standing, consent),
        standing_version: Some(standing),
        sources: row.sources.into_iter().map(|SourceRow { address, label }| SourceLink { address, label }).collect(),
        key,
    })
}

pub(super) fn states_of(rows: Vec<MaterialRow>) -> Result<BTreeMap<MaterialKey, MaterialState>, StoreError> {
    let materials = rows.into_iter().map(|row| material_with(row, |_, _| false));
    materials.map(|material| material.map(|material| (material.key.clone(), material.state()))).collect()
}

/// Who consented, what staff went by, whether it came late, how many versions are deleted and what was refused concerns
/// the delegation and those who look after it.
pub(super) fn for_reader(mut material: Material, actor: &Actor, seminar: &Seminar) -> Material {
    if !actor.sees_reviews(seminar, &material.key, Audience::Delegation) {
        material.consent = None;
        material.late = false;
        material.versions = 0;
        material.refused = None;
    }
    material
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_read_back_and_no_other() {
        for known in [MaterialStatus::Submitted, MaterialStatus::ChangesRequested, MaterialStatus::Accepted] {
            let written = serde_json::to_value(known).expect("a word");
            assert_eq!(status(written.as_str().expect("a word")).expect("known"), known);
        }
        for unknown in ["missing", "withdrawn", ""] {
            assert!(matches!(status(unknown), Err(StoreError::Record { table: "material", .. })), "{unknown}");
        }
    }
}
