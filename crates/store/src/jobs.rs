//! What is to be done with files outside of a request: durable records that a worker takes on for a while.

use std::str::FromStr;

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::FileKind;
use domain::id::{SeminarSlug, VersionId};
use domain::material::{Version, VersionPlace};
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{composite, datetime, instant, key_text, parsed, unsigned};
use crate::live::LiveEvent;
use crate::materials::{PlacedVersionRow, Submitted, read_place};
use crate::{Store, StoreError};

/// How long a worker may take; longer than its own limits allow it.
const LEASE_SECONDS: i64 = 900;
/// Before the second try; each one after that waits four times as long.
const FIRST_PAUSE_SECONDS: i64 = 15;
/// Then it is dead, until staff have it tried again.
pub const MOST_ATTEMPTS: u32 = 5;

/// What is to be done with a version's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// To look whether it passes the gate.
    Check,
    /// To draw what can be seen of it.
    Preview,
}

impl Task {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Preview => "preview",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is nothing that is done with a file")]
pub struct NotATask(String);

impl FromStr for Task {
    type Err = NotATask;
    fn from_str(text: &str) -> Result<Self, NotATask> {
        let found = [Self::Check, Self::Preview].into_iter().find(|task| task.as_str() == text);
        found.ok_or_else(|| NotATask(text.to_owned()))
    }
}

/// A job that was taken on, with the version it is about.
#[derive(Debug, Clone)]
pub struct TakenJob {
    pub task: Task,
    /// This one included.
    pub attempt: u32,
    pub submitted: Submitted,
}

impl TakenJob {
    pub fn version(&self) -> &Version {
        &self.submitted.version
    }

    /// The kinds of files that its assignment takes, or a session among its slides.
    pub fn accepted(&self) -> Vec<FileKind> {
        let key = self.submitted.place.key();
        let assignment = key.and_then(|key| self.submitted.seminar.assignment(&key.assignment));
        assignment.map_or_else(|| FileKind::DEFAULT.to_vec(), |assignment| assignment.accepted().to_vec())
    }

    pub(crate) fn record(&self) -> RecordId {
        job_record(self.version().id, self.task)
    }
}

/// A job that has failed too often.
#[derive(Debug, Clone)]
pub struct DeadJob {
    pub task: Task,
    pub version: VersionId,
    pub place: VersionPlace,
    pub number: u32,
    pub file_name: String,
    pub attempts: u32,
    pub problem: String,
    /// When it was last tried.
    pub at: Instant,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DueRow {
    id: RecordId,
    version: RecordId,
    task: String,
    attempts: i64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DeadRow {
    version: RecordId,
    task: String,
    attempts: i64,
    problem: Option<String>,
    due_at: Datetime,
    file_name: String,
    number: i64,
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
}

impl TryFrom<DeadRow> for DeadJob {
    type Error = StoreError;
    fn try_from(row: DeadRow) -> Result<Self, StoreError> {
        Ok(Self {
            task: parsed("job", &row.task)?,
            version: parsed("job", &key_text(&row.version))?,
            place: read_place("job", row.assignment.as_deref(), row.country.as_deref(), row.class_session.as_deref())?,
            number: unsigned(row.number),
            file_name: row.file_name,
            attempts: unsigned(row.attempts),
            problem: row.problem.unwrap_or_default(),
            at: instant(row.due_at),
        })
    }
}

pub(crate) fn job_record(version: VersionId, task: Task) -> RecordId {
    composite("job", &[&version, &task.as_str()])
}

impl Store {
    /// Takes on a job that is due; `None` if there is none.
    pub async fn take_job(&self, now: Instant) -> Result<Option<TakenJob>, StoreError> {
        loop {
            let variables = object! { now: datetime(now) };
            let due: Option<DueRow> = self.row(include_str!("../queries/jobs/due.surql"), variables).await?;
            let Some(due) = due else { return Ok(None) };
            let until = datetime(now.plus_seconds(LEASE_SECONDS));
            let variables = object! { job: due.id.clone(), now: datetime(now), until: until };
            match self.write(include_str!("../queries/jobs/claim.surql"), variables).await {
                Ok(_) => {}
                // Another worker was faster; there may be others for us.
                Err(StoreError::Changed(_)) => continue,
                Err(error) => return Err(error),
            }
            let submitted = self.placed_version(&due.version).await?;
            self.tell_version(&submitted).await;
            let attempt = unsigned(due.attempts) + 1;
            return Ok(Some(TakenJob { task: parsed("job", &due.task)?, attempt, submitted }));
        }
    }

    /// How many jobs could be taken on now.
    pub async fn jobs_due(&self, now: Instant) -> Result<u32, StoreError> {
        let variables = object! { now: datetime(now) };
        let count: Option<i64> = self.row(include_str!("../queries/jobs/count_due.surql"), variables).await?;
        Ok(unsigned(count.unwrap_or(0)))
    }

    /// Notes why a job could not be done. It is tried again later, unless that was often enough.
    pub async fn job_failed(&self, job: &TakenJob, problem: &str, now: Instant) -> Result<(), StoreError> {
        let dead = job.attempt >= MOST_ATTEMPTS;
        let pause = FIRST_PAUSE_SECONDS << (2 * (job.attempt - 1)).min(16);
        let variables = object! {
            job: job.record(),
            status: if dead { "dead" } else { "waiting" },
            again: datetime(if dead { now } else { now.plus_seconds(pause) }),
            problem: problem.to_owned(),
        };
        self.write(include_str!("../queries/jobs/failed.surql"), variables).await?;
        self.tell_version(&job.submitted).await;
        Ok(())
    }

    /// Has a dead job of the seminar tried again.
    pub async fn revive_job(
        &self,
        actor: &Actor,
        version: VersionId,
        task: Task,
        now: Instant,
    ) -> Result<(), StoreError> {
        let submitted = self.version(actor, version).await?;
        let slug = &submitted.seminar.slug;
        self.seminar_for_staff(actor, slug)?;
        let detail = format!("{} of {}", task.as_str(), submitted.version.file_name);
        let variables = object! {
            job: job_record(version, task),
            now: datetime(now),
            event: event(&actor.into(), Action::JobRevived, Some(slug), submitted.named(), detail, now),
        };
        self.write(include_str!("../queries/jobs/revive.surql"), variables).await?;
        self.tell_version(&submitted).await;
        Ok(())
    }

    /// Jobs that a killed server held may be taken on at once. For a database that only one process
    /// has open; elsewhere the lease has to run out.
    pub async fn release_job_leases(&self, now: Instant) -> Result<(), StoreError> {
        self.write(include_str!("../queries/jobs/release_leases.surql"), object! { now: datetime(now) }).await?;
        Ok(())
    }

    /// Jobs of the seminar that have failed too often, oldest first.
    pub(crate) async fn dead_jobs(&self, slug: &SeminarSlug) -> Result<Vec<DeadJob>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<DeadRow> = self.rows(include_str!("../queries/jobs/dead.surql"), variables).await?;
        rows.into_iter().map(DeadJob::try_from).collect()
    }

    /// A version where it belongs, whoever asks: for work that nobody asked for.
    pub(crate) async fn placed_version(&self, version: &RecordId) -> Result<Submitted, StoreError> {
        let variables = object! { version: version.clone() };
        let row: Option<PlacedVersionRow> =
            self.row(include_str!("../queries/materials/version.surql"), variables).await?;
        let row = row.ok_or(StoreError::NotFound)?;
        let seminar = self.seminar(&parsed("version", &row.seminar)?)?;
        Ok(Submitted { seminar, place: row.place()?, version: row.version.try_into()? })
    }

    pub(crate) async fn tell_version(&self, submitted: &Submitted) {
        self.tell_place(&submitted.seminar.slug, &submitted.place).await;
    }

    /// Tells that something became of a version of this place.
    pub(crate) async fn tell_place(&self, seminar: &SeminarSlug, place: &VersionPlace) {
        match place {
            VersionPlace::Material(key) => {
                self.tell(LiveEvent::Material { seminar: seminar.clone(), key: key.clone() });
            }
            VersionPlace::Session(session) => self.tell_slides(seminar, session).await,
        }
    }
}
