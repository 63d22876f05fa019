//! What can be seen of a version without downloading it.

use domain::actor::Actor;
use domain::id::VersionId;
use domain::material::Sha256Hex;
use domain::preview::{Contents, Drawn};
use domain::time::Instant;
use surrealdb::types::{Object, RecordId, SurrealValue, Value, object};

use crate::convert::{datetime, read_whole, record, whole};
use crate::jobs::TakenJob;
use crate::materials::Submitted;
use crate::search::searchable_pages;
use crate::{Store, StoreError};

/// An image of a preview, whose bytes are in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewFile {
    /// As the contents call it: `0001-900.webp`.
    pub name: String,
    pub sha256: Sha256Hex,
    pub size: u64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct PreviewFileRow {
    name: String,
    sha256: String,
    size: i64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DrawnRow {
    content: serde_json::Value,
    files: Vec<PreviewFileRow>,
}

impl TryFrom<DrawnRow> for Drawn {
    type Error = StoreError;

    fn try_from(row: DrawnRow) -> Result<Self, StoreError> {
        let hashes = row.files.into_iter().map(|file| (file.name, Sha256Hex(file.sha256)));
        Ok(Self { contents: read_whole("preview", row.content)?, hashes: hashes.collect() })
    }
}

impl From<PreviewFileRow> for PreviewFile {
    fn from(row: PreviewFileRow) -> Self {
        Self { name: row.name, sha256: Sha256Hex(row.sha256), size: u64::try_from(row.size).unwrap_or(0) }
    }
}

pub(crate) fn preview_record(version: VersionId) -> RecordId {
    record("preview", version)
}

impl Store {
    /// Puts a preview on record; its images are in the vault already. Made once: a worker that was thought to be dead
    /// changes nothing, and its images are to go.
    pub async fn record_preview(
        &self,
        job: &TakenJob,
        contents: &Contents,
        files: Vec<PreviewFile>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let images: Vec<Sha256Hex> = files.iter().map(|file| file.sha256.clone()).collect();
        let files = files.into_iter().map(|file| {
            let size = i64::try_from(file.size).unwrap_or(i64::MAX);
            Value::Object(object! { name: file.name, sha256: file.sha256.0, size: size })
        });
        let variables: Object = object! {
            job: job.record(),
            preview: preview_record(job.version().id),
            version: record("version", job.version().id),
            content: whole("preview", contents)?,
            pages: searchable_pages(&job.submitted, contents),
            glance: whole("version", &contents.glance())?,
            files: files.collect::<Vec<_>>(),
            now: datetime(now),
        };
        let Err(error) = self.write(include_str!("../queries/previews/record.surql"), variables).await else {
            self.tell_version(&job.submitted).await;
            return Ok(());
        };
        self.discard_files(&images, now).await?;
        if matches!(error, StoreError::Changed(_)) { Ok(()) } else { Err(error) }
    }

    /// What can be seen of a version that the actor may open; `None` while nothing has been drawn.
    pub async fn preview(&self, actor: &Actor, id: VersionId) -> Result<(Submitted, Option<Contents>), StoreError> {
        let submitted = self.version_to_open(actor, id).await?;
        let variables = object! { preview: preview_record(id) };
        let content: Option<serde_json::Value> = self.row("SELECT VALUE content FROM $preview", variables).await?;
        Ok((submitted, content.map(|content| read_whole("preview", content)).transpose()?))
    }

    /// The same with what tells its images from others, for whoever compares two versions.
    pub async fn drawn_preview(&self, actor: &Actor, id: VersionId) -> Result<(Submitted, Option<Drawn>), StoreError> {
        let submitted = self.version_to_open(actor, id).await?;
        let variables = object! { preview: preview_record(id) };
        let drawn: Option<DrawnRow> = self.row("SELECT content, files FROM $preview", variables).await?;
        Ok((submitted, drawn.map(Drawn::try_from).transpose()?))
    }

    /// One image of a preview of a version that the actor may open.
    pub async fn preview_file(&self, actor: &Actor, id: VersionId, name: &str) -> Result<PreviewFile, StoreError> {
        self.version_to_open(actor, id).await?;
        let variables = object! { preview: preview_record(id), name: name.to_owned() };
        let query = "SELECT VALUE files[WHERE name = $name] FROM $preview";
        let files: Option<Vec<PreviewFileRow>> = self.row(query, variables).await?;
        files.unwrap_or_default().into_iter().next().map(PreviewFile::from).ok_or(StoreError::NotFound)
    }
}
