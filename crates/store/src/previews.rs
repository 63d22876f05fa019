//! What can be seen of a version without downloading it.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::VersionId;
use domain::material::Sha256Hex;
use domain::preview::{Contents, Drawn, Missing, OfficeTrouble, may_draw_again};
use domain::time::Instant;
use surrealdb::types::{Object, RecordId, SurrealValue, Value, object};

use crate::audit::event;
use crate::convert::{datetime, key_text, parsed, read_whole, record, whole};
use crate::jobs::{RefusedRepeat, TakenJob, Task, job_record};
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

/// A version whose pages wait for an office program.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct WithoutOfficeRow {
    version: RecordId,
    seminar: String,
}

/// What becomes of a job once its preview is on record.
#[derive(Clone, Copy)]
enum Then<'a> {
    Done,
    /// It is due once more.
    Again(Instant),
    /// It waits for staff, who read the problem.
    Dead(&'a str),
}

pub(crate) fn preview_record(version: VersionId) -> RecordId {
    record("preview", version)
}

impl Store {
    /// Puts a preview on record, in place of the one that there may be, unless it falls short of that; its images are in
    /// the vault already. Made once: a worker that was thought to be dead changes nothing. Images that are not shown are
    /// to go. `again` is when the job is due once more, of a preview whose next try may show more: this one is what is
    /// seen until then. `None` where it is done.
    pub async fn record_preview(
        &self,
        job: &TakenJob,
        contents: &Contents,
        files: Vec<PreviewFile>,
        again: Option<Instant>,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.put_preview(job, contents, files, again.map_or(Then::Done, Then::Again), now).await
    }

    /// The same of a version over which drawing has died, with the words that are left to show of it, if any. The job
    /// waits for staff.
    pub async fn record_undrawn(
        &self,
        job: &TakenJob,
        contents: &Contents,
        problem: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.put_preview(job, contents, Vec::new(), Then::Dead(problem), now).await
    }

    async fn put_preview(
        &self,
        job: &TakenJob,
        contents: &Contents,
        files: Vec<PreviewFile>,
        then: Then<'_>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let images: Vec<Sha256Hex> = files.iter().map(|file| file.sha256.clone()).collect();
        let outcome = self.write_preview(job, contents, files, then, now).await;
        if !matches!(outcome, Ok(true))
            && let Err(unnoted) = self.discard_files(&images, now).await
        {
            tracing::warn!(%unnoted, "images that no record refers to stay on the disk");
        }
        match outcome {
            Ok(_) => self.tell_version(&job.submitted).await,
            Err(StoreError::Changed(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// False if the one that is there stays.
    async fn write_preview(
        &self,
        job: &TakenJob,
        contents: &Contents,
        files: Vec<PreviewFile>,
        then: Then<'_>,
        now: Instant,
    ) -> Result<bool, StoreError> {
        // It stays as it is read here: only who has the job writes another.
        let there = self.contents(job.version().id).await?;
        let replaces = there.is_none_or(|there| !contents.falls_short_of(&there));
        let files = files.into_iter().map(|file| {
            let size = i64::try_from(file.size).unwrap_or(i64::MAX);
            Value::Object(object! { name: file.name, sha256: file.sha256.0, size: size })
        });
        let (again, problem) = match then {
            Then::Done => (None, None),
            Then::Again(at) => (Some(datetime(at)), None),
            Then::Dead(problem) => (None, Some(problem.to_owned())),
        };
        let variables: Object = object! {
            job: job.record(),
            preview: preview_record(job.version().id),
            version: record("version", job.version().id),
            content: whole("preview", contents)?,
            pages: searchable_pages(&job.submitted, contents),
            glance: whole("version", &contents.glance())?,
            files: files.collect::<Vec<_>>(),
            without_office: contents.missing.contains(&Missing::Office(OfficeTrouble::NotInstalled)),
            replaces: replaces,
            again: again,
            problem: problem,
            now: datetime(now),
        };
        self.write(include_str!("../queries/previews/record.surql"), variables).await?;
        Ok(replaces)
    }

    /// Has a version drawn once more of which something could not be drawn; for staff.
    pub async fn draw_again(&self, actor: &Actor, id: VersionId, now: Instant) -> Result<(), StoreError> {
        let (submitted, contents) = self.preview(actor, id).await?;
        let slug = &submitted.seminar.slug;
        self.seminar_for_staff(actor, slug)?;
        if !may_draw_again(contents.as_ref(), self.drawing(&submitted).await?) {
            return Err(RefusedRepeat::Drawing.into());
        }
        let (action, name) = (Action::VersionDrawnAgain, &submitted.version.file_name);
        let event = event(&actor.into(), action, Some(slug), submitted.named(), name, now);
        self.queue_drawing(id, &slug.to_string(), Some(event), now).await?;
        self.tell_version(&submitted).await;
        Ok(())
    }

    /// Has everything drawn once more that lacks its pictures for want of an office program; for a server that has
    /// one now. Answers how many versions that are.
    pub async fn draw_with_office(&self, now: Instant) -> Result<u32, StoreError> {
        let query = include_str!("../queries/previews/without_office.surql");
        let rows: Vec<WithoutOfficeRow> = self.rows(query, object! {}).await?;
        let mut count = 0;
        for WithoutOfficeRow { version, seminar } in rows {
            let version: VersionId = parsed("preview", &key_text(&version))?;
            match self.queue_drawing(version, &seminar, None, now).await {
                Ok(()) => count += 1,
                // It is under way already.
                Err(StoreError::Changed(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }

    async fn queue_drawing(
        &self,
        version: VersionId,
        seminar: &str,
        event: Option<Object>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let variables = object! {
            job: job_record(version, Task::Preview),
            version: record("version", version),
            seminar: seminar.to_owned(),
            event: event,
            now: datetime(now),
        };
        self.write(include_str!("../queries/previews/draw_again.surql"), variables).await?;
        Ok(())
    }

    /// What can be seen of a version that the actor may open; `None` while nothing has been drawn.
    pub async fn preview(&self, actor: &Actor, id: VersionId) -> Result<(Submitted, Option<Contents>), StoreError> {
        let submitted = self.version_to_open(actor, id).await?;
        Ok((submitted, self.contents(id).await?))
    }

    /// The same, whoever asks.
    async fn contents(&self, id: VersionId) -> Result<Option<Contents>, StoreError> {
        let variables = object! { preview: preview_record(id) };
        let content: Option<serde_json::Value> = self.row("SELECT VALUE content FROM $preview", variables).await?;
        content.map(|content| read_whole("preview", content)).transpose()
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

#[cfg(test)]
mod tests {
    use domain::person::Role;

    use super::*;
    use crate::sample::{NOW, person, store, submission};

    #[tokio::test]
    async fn what_is_at_the_gate_by_then_is_not_drawn() {
        let (store, slug) = store().await;
        let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
        let submission = submission(&slug);
        store.submit_upload(&kenya, &submission, NOW).await.expect("submitted");
        let queued = store.queue_drawing(submission.id, slug.as_str(), None, NOW).await;
        assert!(matches!(queued, Err(StoreError::Changed(_))), "{queued:?}");
    }
}
