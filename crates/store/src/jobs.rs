//! What is to be done with files outside of a request: durable records that a worker takes on for a while.

#[cfg(test)]
mod tests;

use std::str::FromStr;

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::{FileKind, GateState, Passage};
use domain::id::{SeminarSlug, VersionId};
use domain::material::{Version, VersionPlace};
use domain::preview::Drawing;
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{composite, datetime, instant, key_text, parsed, unsigned, whole};
use crate::live::LiveEvent;
use crate::materials::{PlacedVersionRow, Submitted, read_place};
use crate::{Store, StoreError};

/// How long a worker may take; longer than its own limits allow it.
const LEASE_SECONDS: i64 = 900;
/// Before the second try; each one after that waits four times as long.
const FIRST_PAUSE_SECONDS: i64 = 15;
/// Then it is dead, until staff have it tried again.
pub const MOST_ATTEMPTS: u32 = 5;
/// What is wrong with a job that was begun that often, and of which nobody has said why it failed.
const NEVER_ENDED: &str = "it was begun again and again and never ended; perhaps the server went down with it";

/// What is to be done with a version's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// To look whether it passes the gate.
    Check,
    /// To draw what can be seen of it.
    Preview,
}

impl Task {
    /// What is checked is waited for, so it goes first.
    pub const ALL: [Task; 2] = [Self::Check, Self::Preview];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Preview => "preview",
        }
    }

    /// Where a version may stand at the gate as this is begun. A drawing waits while its file is checked again.
    fn stands(self) -> Vec<&'static str> {
        let states: &[GateState] = match self {
            Self::Check => &GateState::ALL,
            Self::Preview => &[GateState::Ready],
        };
        states.iter().map(|state| state.as_str()).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is nothing that is done with a file")]
pub struct NotATask(String);

impl FromStr for Task {
    type Err = NotATask;
    fn from_str(text: &str) -> Result<Self, NotATask> {
        let found = Self::ALL.into_iter().find(|task| task.as_str() == text);
        found.ok_or_else(|| NotATask(text.to_owned()))
    }
}

/// Why nothing is done with a file once more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefusedRepeat {
    #[error("only a file that is held because its check came to no end is checked again")]
    Check,
    #[error("this file is drawn as far as it can be, or it is being drawn")]
    Drawing,
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
        let assignment = self.submitted.place.key().map(|key| &key.assignment);
        self.submitted.seminar.accepted_by(assignment).to_vec()
    }

    pub(crate) fn record(&self) -> RecordId {
        job_record(self.version().id, self.task)
    }

    /// When it is due again, where this attempt was not enough.
    pub fn next_try(&self, now: Instant) -> Instant {
        now.plus_seconds(FIRST_PAUSE_SECONDS << (2 * (self.attempt - 1)).min(16))
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
    /// Takes on a job that is due, of the first of these tasks of which there is one.
    pub async fn take_job(&self, now: Instant, tasks: &[Task]) -> Result<Option<TakenJob>, StoreError> {
        for &task in tasks {
            while let Some(due) = self.due_job(task, now).await? {
                if let Some(job) = self.claim(task, due, now).await? {
                    return Ok(Some(job));
                }
            }
        }
        Ok(None)
    }

    /// What has run out before what waits, and of either what is due longest.
    async fn due_job(&self, task: Task, now: Instant) -> Result<Option<DueRow>, StoreError> {
        let variables = object! { task: task.as_str(), now: datetime(now), stands: task.stands() };
        let mut answer = self.read(include_str!("../queries/jobs/due.surql"), variables).await?;
        let run_out: Option<DueRow> = answer.take(0)?;
        let waiting: Option<DueRow> = answer.take(1)?;
        Ok(run_out.or(waiting))
    }

    /// `None` if another worker was faster, or if it was begun often enough; there may be others for us.
    async fn claim(&self, task: Task, due: DueRow, now: Instant) -> Result<Option<TakenJob>, StoreError> {
        let attempts = unsigned(due.attempts);
        if attempts >= MOST_ATTEMPTS {
            self.bury_unended(task, &due, now).await?;
            return Ok(None);
        }
        let until = datetime(now.plus_seconds(LEASE_SECONDS));
        let variables = object! { job: due.id, now: datetime(now), until: until, stands: task.stands() };
        match self.write(include_str!("../queries/jobs/claim.surql"), variables).await {
            Ok(_) => {}
            Err(StoreError::Changed(_)) => return Ok(None),
            Err(error) => return Err(error),
        }
        let submitted = self.placed_version(&due.version).await?;
        self.tell_version(&submitted).await;
        Ok(Some(TakenJob { task, attempt: attempts + 1, submitted }))
    }

    /// How many jobs could be taken on now.
    pub async fn jobs_due(&self, now: Instant) -> Result<u32, StoreError> {
        let variables = object! { now: datetime(now) };
        let count: Option<i64> = self.row(include_str!("../queries/jobs/count_due.surql"), variables).await?;
        Ok(unsigned(count.unwrap_or(0)))
    }

    /// Notes why a job could not be done. It is tried again later, unless that was often enough.
    pub async fn job_failed(&self, job: &TakenJob, problem: &str, now: Instant) -> Result<(), StoreError> {
        if job.attempt >= MOST_ATTEMPTS {
            return self.bury(job, problem, now).await;
        }
        let variables = object! {
            job: job.record(),
            again: datetime(job.next_try(now)),
            problem: problem.to_owned(),
        };
        self.write(include_str!("../queries/jobs/failed.surql"), variables).await?;
        self.tell_version(&job.submitted).await;
        Ok(())
    }

    /// Leaves a job that has failed too often to staff. What was to be checked is held for them.
    async fn bury(&self, job: &TakenJob, problem: &str, now: Instant) -> Result<(), StoreError> {
        let mut variables = match job.task {
            Task::Check => self.held_unchecked(&job.submitted, now).await?,
            Task::Preview => object! { now: datetime(now) },
        };
        variables.extend(object! {
            job: job.record(),
            is_check: job.task == Task::Check,
            most: i64::from(MOST_ATTEMPTS),
            problem: problem.to_owned(),
        });
        match self.write(include_str!("../queries/jobs/died.surql"), variables).await {
            Ok(_) => self.tell_version(&job.submitted).await,
            // Another worker has seen to it, or staff have.
            Err(StoreError::Changed(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// The same of a job that was begun often enough and never ended.
    async fn bury_unended(&self, task: Task, due: &DueRow, now: Instant) -> Result<(), StoreError> {
        let buried = match self.placed_version(&due.version).await {
            Ok(submitted) => {
                self.bury(&TakenJob { task, attempt: unsigned(due.attempts), submitted }, NEVER_ENDED, now).await
            }
            Err(error) => Err(error),
        };
        let Err(error @ (StoreError::NotFound | StoreError::Record { .. })) = buried else { return buried };
        // What does not read must not keep all others waiting.
        tracing::error!(%error, "a job is given up whose version does not read");
        let variables = object! { job: due.id.clone(), problem: NEVER_ENDED, now: datetime(now) };
        self.write("UPDATE $job SET status = 'dead', due_at = $now, problem = $problem", variables).await?;
        Ok(())
    }

    /// Gives back a job that its worker was interrupted in: it is due again, and this time does not count.
    pub async fn give_job_back(&self, job: &TakenJob, now: Instant) -> Result<(), StoreError> {
        let variables = object! { job: job.record(), now: datetime(now) };
        self.write(include_str!("../queries/jobs/give_back.surql"), variables).await?;
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
        let passage = Passage { state: GateState::Received, ..submitted.version.passage.clone() };
        let variables = object! {
            job: job_record(version, task),
            passage: whole("version", &passage)?,
            now: datetime(now),
            event: event(&actor.into(), Action::JobRevived, Some(slug), submitted.named(), detail, now),
        };
        self.write(include_str!("../queries/jobs/revive.surql"), variables).await?;
        self.tell_version(&submitted).await;
        Ok(())
    }

    /// Jobs that a killed server held may be taken on at once, and count as begun. For a database that only one
    /// process has open; elsewhere the lease has to run out.
    pub async fn release_job_leases(&self, now: Instant) -> Result<(), StoreError> {
        self.write(include_str!("../queries/jobs/release_leases.surql"), object! { now: datetime(now) }).await?;
        Ok(())
    }

    /// Whether anything of the version is still to be drawn.
    pub async fn drawing(&self, submitted: &Submitted) -> Result<Drawing, StoreError> {
        let variables = object! { job: job_record(submitted.version.id, Task::Preview) };
        let status: Option<String> = self.row("SELECT VALUE status FROM $job", variables).await?;
        Ok(match status.as_deref() {
            None => Drawing::Settled,
            Some("dead") => Drawing::Dead,
            Some(_) => Drawing::UnderWay,
        })
    }

    /// How many files, of whatever seminar, are to be drawn before this version or are being drawn now. 0 once it is being
    /// drawn itself.
    pub async fn drawings_before(&self, version: VersionId) -> Result<u32, StoreError> {
        let variables = object! { job: job_record(version, Task::Preview) };
        let query = "SELECT VALUE due_at FROM $job WHERE status = 'waiting'";
        let due_at: Option<Datetime> = self.row(query, variables).await?;
        let Some(due_at) = due_at else { return Ok(0) };
        let variables = object! { due_at: due_at };
        let count: Option<i64> = self.row(include_str!("../queries/jobs/before.surql"), variables).await?;
        Ok(unsigned(count.unwrap_or(0)))
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
        self.tell_place(&submitted.seminar.slug, &submitted.place, &submitted.version).await;
    }

    /// Tells that something became of a version of this place.
    pub(crate) async fn tell_place(&self, seminar: &SeminarSlug, place: &VersionPlace, version: &Version) {
        match place {
            VersionPlace::Material(key) => {
                self.tell(LiveEvent::Material { seminar: seminar.clone(), key: key.clone() });
            }
            VersionPlace::Session(session) => self.tell_slides(seminar, session, version.number).await,
        }
    }
}
