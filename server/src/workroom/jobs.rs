//! Jobs taken on until none is due.

use std::time::Duration;

use domain::gate::GateState;
use domain::time::Instant;
use store::StoreError;
use store::jobs::{TakenJob, Task};
use store::live::LiveEvent;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::draw::Outcome;
use crate::state::AppState;

/// A job that failed is due again without anyone being told.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Carries out jobs of these tasks, one after the other, until the server stops.
pub async fn work(state: AppState, tasks: &[Task]) {
    let mut news = state.office.store.listen();
    loop {
        if let Err(error) = work_off(&state, tasks, Instant::now).await {
            tracing::error!(%error, "could not look for files to check or to draw");
        }
        tokio::select! {
            () = state.shutdown.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = heard(&mut news) => {}
        }
    }
}

/// Waits until something about a material is told.
async fn heard(news: &mut Receiver<LiveEvent>) {
    loop {
        match news.recv().await {
            Ok(LiveEvent::Material { .. } | LiveEvent::Slides { .. }) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Carries out every job of these tasks that is due by the clock; answers how many that were.
pub async fn work_off(state: &AppState, tasks: &[Task], clock: impl Fn() -> Instant) -> Result<u32, StoreError> {
    let mut done = 0;
    while let Some(job) = state.office.store.take_job(clock(), tasks).await? {
        tokio::select! {
            // The worker ends with whoever waits for it.
            () = state.shutdown.cancelled() => {
                state.office.store.give_job_back(&job, clock()).await?;
                return Ok(done);
            }
            carried_out = carry_out(state, &job, &clock) => carried_out?,
        }
        done += 1;
    }
    Ok(done)
}

async fn carry_out(state: &AppState, job: &TakenJob, clock: &impl Fn() -> Instant) -> Result<(), StoreError> {
    let started = std::time::Instant::now();
    let outcome = match job.task {
        Task::Check => check(state, job, clock).await,
        Task::Preview => draw(state, job, clock).await,
    };
    metrics::histogram!("lectern_job_seconds", "task" => job.task.as_str()).record(started.elapsed().as_secs_f64());
    let Err(problem) = outcome else { return Ok(()) };
    let version = job.version().id;
    tracing::warn!(%version, task = job.task.as_str(), attempt = job.attempt, problem, "a job failed");
    state.office.store.job_failed(job, &problem, clock()).await
}

async fn check(state: &AppState, job: &TakenJob, clock: &impl Fn() -> Instant) -> Result<(), String> {
    let finding = state.workroom.check(&state.vault, job).await?;
    let result = GateState::after(&finding.judgement).as_str();
    state.office.store.record_finding(job, finding, clock()).await.map_err(not_recorded)?;
    metrics::counter!("lectern_files_checked_total", "result" => result).increment(1);
    Ok(())
}

async fn draw(state: &AppState, job: &TakenJob, clock: &impl Fn() -> Instant) -> Result<(), String> {
    let store = &state.office.store;
    let (contents, files) = match state.workroom.draw(store, &state.vault, job).await? {
        Outcome::Drawn(contents, files) => (contents, files),
        Outcome::Died(words, problem) => {
            tracing::warn!(version = %job.version().id, problem, "a file is left to staff that could not be drawn");
            return store.record_undrawn(job, &words, &problem, clock()).await.map_err(not_recorded);
        }
    };
    let now = clock();
    // The first time it may have been the machine's fault: readers have what there is meanwhile.
    let again = (job.attempt < 2 && contents.may_be_the_machines_fault()).then(|| job.next_try(now));
    if again.is_some() {
        tracing::warn!(version = %job.version().id, "not all of a file was drawn; it is drawn once more");
    }
    store.record_preview(job, &contents, files, again, now).await.map_err(not_recorded)
}

/// For staff, who are shown no error of the database.
fn not_recorded(error: StoreError) -> String {
    tracing::error!(%error, "what came of a job could not be put on record");
    "what came of it could not be put on record; the server's log says why".to_owned()
}
