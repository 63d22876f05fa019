//! Jobs taken on until none is due.

use std::time::Duration;

use domain::gate::GateState;
use domain::time::Instant;
use store::StoreError;
use store::jobs::{TakenJob, Task};
use store::live::LiveEvent;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::state::AppState;

/// A job that failed is due again without anyone being told.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Carries out jobs, one after the other, until the server stops.
pub async fn work(state: AppState) {
    let mut news = state.office.store.listen();
    loop {
        if let Err(error) = work_off(&state, Instant::now).await {
            tracing::error!(%error, "could not look for files to check or to draw");
        }
        tokio::select! {
            () = state.shutdown.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = told(&mut news) => {}
        }
    }
}

/// Waits until something about a material is told.
async fn told(news: &mut Receiver<LiveEvent>) {
    loop {
        match news.recv().await {
            Ok(LiveEvent::Material { .. } | LiveEvent::Slides { .. }) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Carries out every job that is due by the clock; answers how many that were.
pub async fn work_off(state: &AppState, clock: impl Fn() -> Instant) -> Result<u32, StoreError> {
    let mut done = 0;
    while let Some(job) = state.office.store.take_job(clock()).await? {
        tokio::select! {
            // The worker ends with whoever waits for it. The next start of this server ends the lease, or it runs out.
            () = state.shutdown.cancelled() => return Ok(done),
            carried_out = carry_out(state, &job, &clock) => carried_out?,
        }
        done += 1;
    }
    Ok(done)
}

async fn carry_out(state: &AppState, job: &TakenJob, clock: &impl Fn() -> Instant) -> Result<(), StoreError> {
    let (store, workroom, started) = (&state.office.store, &state.workroom, std::time::Instant::now());
    let outcome = match job.task {
        Task::Check => match workroom.check(&state.vault, job).await {
            Ok(finding) => {
                let result = GateState::after(&finding.judgement).as_str();
                metrics::counter!("lectern_files_checked_total", "result" => result).increment(1);
                Ok(store.record_finding(job, finding, clock()).await?)
            }
            Err(problem) => Err(problem),
        },
        Task::Preview => match workroom.draw(store, &state.vault, job).await {
            Ok((contents, files)) => Ok(store.record_preview(job, &contents, files, clock()).await?),
            Err(problem) => Err(problem),
        },
    };
    metrics::histogram!("lectern_job_seconds", "task" => job.task.as_str()).record(started.elapsed().as_secs_f64());
    let Err(problem) = outcome else { return Ok(()) };
    let version = job.version().id;
    tracing::warn!(%version, task = job.task.as_str(), attempt = job.attempt, problem, "a job failed");
    store.job_failed(job, &problem, clock()).await
}
