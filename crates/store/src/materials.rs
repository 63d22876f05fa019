//! Materials and their versions, through what the actor may see.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::actor::Actor;
use domain::audit::Action;
use domain::country::CountryCode;
use domain::id::{AssignmentSlug, SeminarSlug, VersionId};
use domain::material::{
    Material, MaterialKey, MaterialState, MaterialStatus, Sha256Hex, Version, VersionPlace, receipt_number,
};
use domain::review::{Audience, Review};
use domain::seminar::Seminar;
use domain::sharing::{Consent, SourceLink, is_shareable};
use domain::slides::sees_slides;
use domain::time::Instant;
use domain::upload::{self, UploadPlace, UploadTarget};
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{
    composite, datetime, instant, key_text, parsed, person_record, read_whole, record, unsigned, whole,
};
use crate::error::is_duplicate;
use crate::gate::passage;
use crate::jobs::{Task, job_record};
use crate::live::LiveEvent;
use crate::search::file_text;
use crate::{Store, StoreError};

/// Which materials to list. An empty filter lists all that the actor may see.
#[derive(Debug, Clone, Default)]
pub struct MaterialFilter {
    pub country: Option<CountryCode>,
    pub assignment: Option<AssignmentSlug>,
    pub state: Option<MaterialState>,
}

/// A material with all that the reader may see of it.
#[derive(Debug, Clone)]
pub struct MaterialFile {
    pub seminar: Arc<Seminar>,
    pub material: Material,
    /// Newest first.
    pub versions: Vec<Version>,
    /// Oldest first.
    pub reviews: Vec<Review>,
}

/// An upload whose bytes are safe and which is to become a version.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The id of the upload.
    pub id: VersionId,
    pub target: UploadTarget,
    pub file_name: String,
    pub media_type: String,
    pub size: u64,
    pub sha256: Sha256Hex,
    /// Whether others may read the material once it is accepted; `None` leaves what was said before.
    pub consent: Option<bool>,
}

/// A version with where it belongs.
#[derive(Debug, Clone)]
pub struct Submitted {
    pub seminar: Arc<Seminar>,
    pub place: VersionPlace,
    pub version: Version,
}

impl Submitted {
    pub fn receipt_number(&self) -> String {
        receipt_number(&self.seminar.slug, &self.place, self.version.number)
    }

    /// The material of the version; slides have none.
    pub fn key(&self) -> Result<&MaterialKey, StoreError> {
        self.place.key().ok_or(StoreError::NotFound)
    }

    /// May the actor open the file before it has passed the gate? Their delegation's they may.
    pub fn is_own(&self, actor: &Actor) -> bool {
        self.place.key().is_some_and(|key| actor.submits(&self.seminar, key))
    }

    /// As the audit names it.
    pub(crate) fn named(&self) -> String {
        named(&self.seminar, &self.place)
    }
}

/// As the audit names it.
pub(crate) fn named(seminar: &Seminar, place: &VersionPlace) -> String {
    place.key().map_or_else(|| seminar.place_name(place), ToString::to_string)
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct MaterialRow {
    assignment: String,
    country: String,
    status: String,
    late: bool,
    reviews_delegation: i64,
    reviews_hosts: i64,
    consent: Option<serde_json::Value>,
    sources: Vec<SourceRow>,
    newest: VersionRow,
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
pub(crate) struct PlacedVersionRow {
    pub(crate) seminar: String,
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
    /// Of slides: staff have released them.
    is_released: bool,
    /// Of a material.
    status: Option<String>,
    consent: Option<serde_json::Value>,
    is_newest: bool,
    is_deleted: bool,
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

fn status(text: &str) -> MaterialStatus {
    match text {
        "accepted" => MaterialStatus::Accepted,
        "changes_requested" => MaterialStatus::ChangesRequested,
        _ => MaterialStatus::Submitted,
    }
}

/// With the reviews that the actor may see counted.
fn material(row: MaterialRow, actor: &Actor, seminar: &Seminar) -> Result<Material, StoreError> {
    material_with(row, |key, audience| actor.sees_reviews(seminar, key, audience))
}

fn material_with(row: MaterialRow, sees: impl Fn(&MaterialKey, Audience) -> bool) -> Result<Material, StoreError> {
    let key =
        MaterialKey { assignment: parsed("material", &row.assignment)?, country: parsed("material", &row.country)? };
    let counted = |audience, count| if sees(&key, audience) { unsigned(count) } else { 0 };
    Ok(Material {
        country: key.country.into(),
        status: status(&row.status),
        late: row.late,
        newest: Some(row.newest.try_into()?),
        reviews: counted(Audience::Delegation, row.reviews_delegation) + counted(Audience::Hosts, row.reviews_hosts),
        consent: row.consent.map(|consent| read_whole("material", consent)).transpose()?,
        sources: row.sources.into_iter().map(|SourceRow { address, label }| SourceLink { address, label }).collect(),
        key,
    })
}

fn states_of(rows: Vec<MaterialRow>) -> Result<BTreeMap<MaterialKey, MaterialState>, StoreError> {
    let materials = rows.into_iter().map(|row| material_with(row, |_, _| false));
    materials.map(|material| material.map(|material| (material.key.clone(), material.state()))).collect()
}

/// Who consented, and what staff went by, concerns the delegation and those who look after it.
fn for_reader(mut material: Material, actor: &Actor, seminar: &Seminar) -> Material {
    if !actor.sees_reviews(seminar, &material.key, Audience::Delegation) {
        material.consent = None;
    }
    material
}

pub(crate) fn material_record(seminar: &SeminarSlug, key: &MaterialKey) -> RecordId {
    composite("material", &[seminar, &key.assignment, &key.country])
}

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
        let mut answer = self.read(include_str!("../queries/materials/material.surql"), variables).await?;
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
            self.row(include_str!("../queries/materials/version.surql"), variables).await?;
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

    /// May the actor hand in a file of this size now?
    pub async fn admit_upload(
        &self,
        actor: &Actor,
        target: &UploadTarget,
        size: u64,
        now: Instant,
    ) -> Result<(), StoreError> {
        match &target.place {
            UploadPlace::Assignment(assignment) => {
                self.admit_version(actor, &target.seminar, assignment, size, now).await.map(|_| ())
            }
            UploadPlace::Session(session) => self.admit_slides(actor, &target.seminar, session, size).await.map(|_| ()),
        }
    }

    /// Makes the upload a version of what it is meant for.
    pub async fn submit_upload(
        &self,
        actor: &Actor,
        submission: &Submission,
        now: Instant,
    ) -> Result<Submitted, StoreError> {
        match &submission.target.place {
            UploadPlace::Assignment(_) => self.submit_material(actor, submission, now).await,
            UploadPlace::Session(session) => self.submit_slides(actor, session, submission, now).await,
        }
    }

    /// May the actor add a version of this size now, and to which material?
    async fn admit_version(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        assignment: &AssignmentSlug,
        size: u64,
        now: Instant,
    ) -> Result<MaterialKey, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        seminar.assignment(assignment).ok_or(StoreError::NotFound)?;
        let country = actor.delegation(slug).ok_or(StoreError::Forbidden)?;
        let assignment = seminar.assignment_for(assignment, country).ok_or(StoreError::NotFound)?;
        let key = MaterialKey { assignment: assignment.slug.clone(), country };
        let variables = object! { material: material_record(slug, &key) };
        let versions: Option<i64> = self.row("SELECT VALUE versions FROM $material", variables).await?;
        upload::admit(&assignment, &seminar.rules, unsigned(versions.unwrap_or(0)), size, now)?;
        Ok(key)
    }

    /// Makes the upload the next version of its material. The same upload again answers the same
    /// version: a client may ask twice when it missed the answer.
    pub async fn submit_material(
        &self,
        actor: &Actor,
        submission: &Submission,
        now: Instant,
    ) -> Result<Submitted, StoreError> {
        match self.version(actor, submission.id).await {
            Err(StoreError::NotFound) => {}
            known => return known,
        }
        let UploadPlace::Assignment(assignment) = &submission.target.place else {
            return Err(StoreError::NotFound);
        };
        let slug = &submission.target.seminar;
        let key = self.admit_version(actor, slug, assignment, submission.size, now).await?;
        let seminar = self.seminar(slug)?;
        let assignment = seminar.assignment_for(&key.assignment, key.country).ok_or(StoreError::NotFound)?;
        let size = i64::try_from(submission.size).unwrap_or(i64::MAX);
        let consent = submission
            .consent
            .map(|given| whole("material", &Consent { given, by: actor.name.to_string(), reason: None, at: now }));
        let detail = match submission.consent {
            Some(true) => format!("{} (may be shared)", submission.file_name),
            Some(false) => format!("{} (not to be shared)", submission.file_name),
            None => submission.file_name.clone(),
        };
        let variables = object! {
            material: material_record(slug, &key),
            version: record("version", submission.id),
            job: job_record(submission.id, Task::Check),
            seminar: slug.to_string(),
            assignment: key.assignment.to_string(),
            country: key.country.to_string(),
            key: key.to_string(),
            most: i64::from(seminar.rules.max_versions),
            late: now > assignment.due,
            file_name: submission.file_name.clone(),
            text: file_text(&submission.file_name, &key, &assignment),
            media_type: submission.media_type.clone(),
            size: size,
            sha256: submission.sha256.to_string(),
            consent: consent.transpose()?,
            said: submission.consent,
            person: person_record(actor.person),
            uploaded_by: actor.name.to_string(),
            now: datetime(now),
            event: event(&actor.into(), Action::VersionSubmitted, Some(slug), &key, detail, now),
        };
        let written = self.write(include_str!("../queries/materials/submit.surql"), variables).await;
        match written {
            Ok(_) => self.tell(LiveEvent::Material { seminar: slug.clone(), key }),
            // The same upload was completed by two requests at once; the other one was first.
            Err(error) if is_duplicate(&error) => {}
            Err(error) => return Err(error),
        }
        self.version(actor, submission.id).await
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
        self.rows(include_str!("../queries/materials/own.surql"), object! { materials: records }).await
    }

    async fn material_rows(&self, slug: &SeminarSlug) -> Result<Vec<MaterialRow>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        self.rows(include_str!("../queries/materials/list.surql"), variables).await
    }

    pub(crate) async fn delegation_countries(&self, slug: &SeminarSlug) -> Result<Vec<CountryCode>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        let codes: Vec<String> =
            self.rows("SELECT VALUE country FROM delegation WHERE seminar = $seminar", variables).await?;
        codes.iter().map(|code| parsed("delegation", code)).collect()
    }
}
