//! Deleted versions: hidden by a mark, restored by taking it away, removed for good when their time is over.
//!
//! What is deleted is a version. A material itself cannot be: it exists for every assignment and country, and one
//! whose versions are all deleted is missing again. A deleted version keeps its number, and so do its reviews.

use std::collections::BTreeSet;

use domain::actor::Actor;
use domain::audit::Action;
use domain::deletion::{Deletion, RefusedDeletion, check_reason, deletes};
use domain::id::{SeminarSlug, VersionId};
use domain::material::{MaterialKey, Sha256Hex, Version};
use domain::time::Instant;
use surrealdb::types::{RecordId, SurrealValue, object};

use crate::audit::{By, event};
use crate::convert::{datetime, key_text, parsed, read_whole, record, whole};
use crate::live::LiveEvent;
use crate::materials::{VersionRow, material_record};
use crate::previews::{PreviewFile, PreviewFileRow};
use crate::{Store, StoreError};

/// A version that is hidden and can still be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedVersion {
    pub key: MaterialKey,
    pub version: Version,
    pub deletion: Deletion,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DeletedRow {
    assignment: String,
    country: String,
    deletion: serde_json::Value,
    version: VersionRow,
}

impl TryFrom<DeletedRow> for DeletedVersion {
    type Error = StoreError;
    fn try_from(row: DeletedRow) -> Result<Self, StoreError> {
        Ok(Self {
            key: MaterialKey {
                assignment: parsed("version", &row.assignment)?,
                country: parsed("version", &row.country)?,
            },
            version: row.version.try_into()?,
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
    assignment: String,
    country: String,
    files: Option<Vec<PreviewFileRow>>,
}

impl Store {
    /// Hides a version from everyone. The delegation may until the assignment closes, staff always, with a reason.
    pub async fn delete_version(
        &self,
        actor: &Actor,
        id: VersionId,
        reason: &str,
        now: Instant,
    ) -> Result<MaterialKey, StoreError> {
        let submitted = self.version(actor, id).await?;
        let (seminar, key) = (&submitted.seminar, &submitted.key);
        if !deletes(actor, seminar, key, now) {
            let own = actor.submits(seminar, key);
            return Err(if own { RefusedDeletion::Closed.into() } else { StoreError::Forbidden });
        }
        let reason = check_reason(reason, actor.is_staff(&seminar.slug))?;
        let deletion = Deletion { by: actor.name.to_string(), reason: reason.to_owned(), at: now };
        self.mark(actor, &seminar.slug, key, &submitted.version, Some(&deletion), now).await?;
        Ok(submitted.key)
    }

    /// What is deleted and can still be restored, the newest deletion first; for staff.
    pub async fn deleted_versions(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<DeletedVersion>, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<DeletedRow> = self.rows(include_str!("../queries/deletion/list.surql"), variables).await?;
        rows.into_iter().map(DeletedVersion::try_from).collect()
    }

    /// Shows a deleted version again, where it was; for staff.
    pub async fn restore_version(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        id: VersionId,
        now: Instant,
    ) -> Result<MaterialKey, StoreError> {
        let deleted = self.deleted_versions(actor, slug).await?;
        let found = deleted.into_iter().find(|deleted| deleted.version.id == id);
        let DeletedVersion { key, version, .. } = found.ok_or(StoreError::NotFound)?;
        self.mark(actor, slug, &key, &version, None, now).await?;
        Ok(key)
    }

    /// Deletes the version, or restores it where there is no `deletion`; the material then is what is left of it.
    async fn mark(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        version: &Version,
        deletion: Option<&Deletion>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let seminar = self.seminar(slug)?;
        let due = seminar.assignment(&key.assignment).map(|assignment| assignment.due).ok_or(StoreError::NotFound)?;
        let action = if deletion.is_some() { Action::VersionDeleted } else { Action::VersionRestored };
        let reason = deletion.map(|deletion| deletion.reason.as_str()).filter(|reason| !reason.is_empty());
        let named = format!("{}, version {}", version.file_name, version.number);
        let detail = reason.map_or_else(|| named.clone(), |reason| format!("{named}: {reason}"));
        let variables = object! {
            material: material_record(slug, key),
            version: record("version", version.id),
            deletion: deletion.map(|deletion| whole("version", deletion)).transpose()?,
            deleted_at: deletion.map(|deletion| datetime(deletion.at)),
            due: datetime(due),
            event: event(&actor.into(), action, Some(slug), key, detail, now),
        };
        self.write(include_str!("../queries/deletion/mark.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
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
        let key =
            MaterialKey { assignment: parsed("version", &row.assignment)?, country: parsed("version", &row.country)? };
        let images = row.files.unwrap_or_default().into_iter().map(|file| PreviewFile::from(file).sha256.0);
        let files: Vec<RecordId> = images.chain([row.sha256]).map(|sha256| record("discarded_file", sha256)).collect();
        let detail = format!("{}, version {}", row.file_name, row.number);
        let variables = object! {
            material: material_record(&slug, &key),
            version: row.id,
            before: datetime(before),
            files: files,
            now: datetime(now),
            event: event(&By::operator(), Action::VersionPurged, Some(&slug), &key, detail, now),
        };
        self.write(include_str!("../queries/deletion/purge.surql"), variables).await?;
        Ok(())
    }

    /// Files that removed versions referred to and that are to go from the disk, unless something else refers to them.
    pub async fn discarded_files(&self) -> Result<Vec<Sha256Hex>, StoreError> {
        let files: Vec<RecordId> = self.rows("SELECT VALUE id FROM discarded_file", object! {}).await?;
        Ok(files.iter().map(|file| Sha256Hex(key_text(file))).collect())
    }

    /// The file has gone, or stays because something else refers to it.
    pub async fn forget_discarded_file(&self, sha256: &Sha256Hex) -> Result<(), StoreError> {
        let variables = object! { file: record("discarded_file", sha256) };
        self.write("DELETE $file", variables).await?;
        Ok(())
    }

    /// Versions of the seminar that nobody sees.
    pub(crate) async fn deleted_ids(&self, slug: &SeminarSlug) -> Result<BTreeSet<VersionId>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        let ids: Vec<RecordId> = self.rows(include_str!("../queries/deletion/hidden.surql"), variables).await?;
        ids.iter().map(|id| parsed("version", &key_text(id))).collect()
    }
}
