//! Deleted versions: hidden by a mark, restored by taking it away, removed for good when their time is over.
//!
//! What is deleted is a version. A material itself cannot be: it exists for every assignment and country, and one
//! whose versions are all deleted is missing again. A deleted version keeps its number, and so do its reviews.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::audit::Action;
use domain::deletion::{DeletedByStaff, Deletion, RefusedDeletion, checked_reason, deletes};
use domain::id::{AssignmentSlug, SeminarSlug, VersionId};
use domain::material::{Sha256Hex, Version, VersionPlace};
use domain::time::Instant;
use surrealdb::types::{RecordId, SurrealValue, object};

use crate::audit::{By, event};
use crate::convert::{datetime, key_text, parsed, read_whole, record, unsigned, whole};
use crate::materials::{VersionRow, keys_of, material_record, named, read_place};
use crate::previews::{PreviewFile, PreviewFileRow};
use crate::slides::slides_record;
use crate::{Store, StoreError};

/// A version that is hidden and can still be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedVersion {
    pub place: VersionPlace,
    pub version: Version,
    pub deletion: Deletion,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DeletedRow {
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
    deletion: serde_json::Value,
    version: VersionRow,
}

impl TryFrom<DeletedRow> for DeletedVersion {
    type Error = StoreError;
    fn try_from(row: DeletedRow) -> Result<Self, StoreError> {
        Ok(Self {
            place: read_place(
                "version",
                row.assignment.as_deref(),
                row.country.as_deref(),
                row.class_session.as_deref(),
            )?,
            version: row.version.try_into()?,
            deletion: read_whole("version", row.deletion)?,
        })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct OwnDeletedRow {
    assignment: String,
    versions: Vec<DeletedByStaffRow>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DeletedByStaffRow {
    number: i64,
    file_name: String,
    deletion: serde_json::Value,
}

impl OwnDeletedRow {
    fn read(self) -> Result<(AssignmentSlug, Vec<DeletedByStaff>), StoreError> {
        let versions = self.versions.into_iter().map(DeletedByStaff::try_from).collect::<Result<_, _>>()?;
        Ok((parsed("material", &self.assignment)?, versions))
    }
}

impl TryFrom<DeletedByStaffRow> for DeletedByStaff {
    type Error = StoreError;
    fn try_from(row: DeletedByStaffRow) -> Result<Self, StoreError> {
        Ok(Self {
            number: unsigned(row.number),
            file_name: row.file_name,
            deletion: read_whole("version", row.deletion)?,
        })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ExpiredRow {
    id: RecordId,
    number: i64,
    file_name: String,
    sha256: String,
    seminar: String,
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
    files: Option<Vec<PreviewFileRow>>,
}

impl Store {
    /// Hides a version from everyone. The delegation may until the assignment closes, and of slides those who lead
    /// the session; staff always, with a reason.
    pub async fn delete_version(
        &self,
        actor: &Actor,
        id: VersionId,
        reason: &str,
        now: Instant,
    ) -> Result<VersionPlace, StoreError> {
        let submitted = self.version(actor, id).await?;
        let (seminar, place) = (&submitted.seminar, &submitted.place);
        if !deletes(actor, seminar, place, now) {
            let own = submitted.is_own(actor);
            return Err(if own { RefusedDeletion::Closed.into() } else { StoreError::Forbidden });
        }
        let by_staff = actor.is_staff(&seminar.slug);
        let reason = checked_reason(reason, by_staff)?;
        let deletion = Deletion { by: actor.name.to_string(), by_staff, reason, at: now };
        self.mark(actor, &seminar.slug, place, &submitted.version, Some(&deletion), now).await?;
        Ok(submitted.place)
    }

    /// What is deleted and can still be restored, the newest deletion first; for staff.
    pub async fn deleted_versions(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<DeletedVersion>, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<DeletedRow> = self.rows(include_str!("../queries/deletion/list.surql"), variables).await?;
        rows.into_iter().map(DeletedVersion::try_from).collect()
    }

    /// What staff have deleted of the actor's own delegation and can still restore, the newest version first, of each
    /// assignment.
    pub async fn own_deleted(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
    ) -> Result<BTreeMap<AssignmentSlug, Vec<DeletedByStaff>>, StoreError> {
        let country = actor.delegation(slug).ok_or(StoreError::NotFound)?;
        let seminar = self.seminar(slug)?;
        let records: Vec<RecordId> = keys_of(&seminar, country).iter().map(|key| material_record(slug, key)).collect();
        let rows: Vec<OwnDeletedRow> =
            self.rows(include_str!("../queries/deletion/own.surql"), object! { materials: records }).await?;
        rows.into_iter().map(OwnDeletedRow::read).collect()
    }

    /// Shows a deleted version again, where it was; for staff.
    pub async fn restore_version(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        id: VersionId,
        now: Instant,
    ) -> Result<VersionPlace, StoreError> {
        let deleted = self.deleted_versions(actor, slug).await?;
        let found = deleted.into_iter().find(|deleted| deleted.version.id == id);
        let DeletedVersion { place, version, .. } = found.ok_or(StoreError::NotFound)?;
        self.mark(actor, slug, &place, &version, None, now).await?;
        Ok(place)
    }

    /// Deletes the version, or restores it where there is no `deletion`; the material then is what is left of it.
    async fn mark(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        place: &VersionPlace,
        version: &Version,
        deletion: Option<&Deletion>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let _due_times = self.hold_seminars().await;
        let seminar = self.seminar(slug)?;
        let action = if deletion.is_some() { Action::VersionDeleted } else { Action::VersionRestored };
        let reason = deletion.map(|deletion| deletion.reason.as_str()).filter(|reason| !reason.is_empty());
        let which = format!("{}, version {}", version.file_name, version.number);
        let detail = reason.map_or_else(|| which.clone(), |reason| format!("{which}: {reason}"));
        let mut variables = object! {
            version: record("version", version.id),
            deletion: deletion.map(|deletion| whole("version", deletion)).transpose()?,
            deleted_at: deletion.map(|deletion| datetime(deletion.at)),
            event: event(&actor.into(), action, Some(slug), named(&seminar, place), detail, now),
        };
        let query = match place {
            VersionPlace::Material(key) => {
                let assignment = seminar.assignment_for(&key.assignment, key.country).ok_or(StoreError::NotFound)?;
                variables.extend(object! { material: material_record(slug, key), due: datetime(assignment.due) });
                include_str!("../queries/deletion/mark.surql")
            }
            VersionPlace::Session(_) => include_str!("../queries/deletion/mark_slides.surql"),
        };
        self.write(query, variables).await?;
        self.tell_place(slug, place, version).await;
        Ok(())
    }

    /// Removes the records of versions that were deleted at `before` or earlier, and notes their files as discarded;
    /// answers how many versions that were.
    pub async fn purge_deleted(&self, before: Instant, now: Instant) -> Result<u32, StoreError> {
        let variables = object! { before: datetime(before) };
        let rows: Vec<ExpiredRow> = self.rows(include_str!("../queries/deletion/expired.surql"), variables).await?;
        let mut purged = 0;
        for row in rows {
            match self.purge(row, before, now).await {
                Ok(()) => purged += 1,
                // Restored in this very moment.
                Err(StoreError::Changed(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(purged)
    }

    async fn purge(&self, row: ExpiredRow, before: Instant, now: Instant) -> Result<(), StoreError> {
        let slug: SeminarSlug = parsed("version", &row.seminar)?;
        let seminar = self.seminar(&slug)?;
        let place =
            read_place("version", row.assignment.as_deref(), row.country.as_deref(), row.class_session.as_deref())?;
        let guard = match &place {
            VersionPlace::Material(key) => material_record(&slug, key),
            VersionPlace::Session(session) => slides_record(&slug, session),
        };
        let images = row.files.unwrap_or_default().into_iter().map(|file| PreviewFile::from(file).sha256.0);
        let files: Vec<RecordId> = images.chain([row.sha256]).map(|sha256| record("discarded_file", sha256)).collect();
        let detail = format!("{}, version {}", row.file_name, row.number);
        let variables = object! {
            guard: guard,
            version: row.id,
            before: datetime(before),
            files: files,
            now: datetime(now),
            event: event(&By::operator(), Action::VersionPurged, Some(&slug), named(&seminar, &place), detail, now),
        };
        self.write(include_str!("../queries/deletion/purge.surql"), variables).await?;
        Ok(())
    }

    /// Notes files of which no record has come: they are to go from the disk, unless something else refers to them.
    pub async fn discard_files(&self, files: &[Sha256Hex], now: Instant) -> Result<(), StoreError> {
        if files.is_empty() {
            return Ok(());
        }
        let files: Vec<RecordId> = files.iter().map(|sha256| record("discarded_file", sha256)).collect();
        let variables = object! { files: files, now: datetime(now) };
        self.write(include_str!("../queries/deletion/discard.surql"), variables).await?;
        Ok(())
    }

    /// Files that are to go from the disk, unless something refers to them: of versions that were removed, of exports
    /// that were dropped, and those of which no record has come.
    pub async fn discarded_files(&self) -> Result<Vec<Sha256Hex>, StoreError> {
        let files: Vec<RecordId> = self.rows("SELECT VALUE id FROM discarded_file", object! {}).await?;
        Ok(files.iter().map(|file| Sha256Hex(key_text(file))).collect())
    }

    /// The file has gone, or stays because something else refers to it. One that was noted again after `now` has to
    /// be looked at once more.
    pub async fn forget_discarded_file(&self, sha256: &Sha256Hex, now: Instant) -> Result<(), StoreError> {
        let variables = object! { file: record("discarded_file", sha256), now: datetime(now) };
        self.write("DELETE $file WHERE discarded_at <= $now", variables).await?;
        Ok(())
    }
}
