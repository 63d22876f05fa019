//! What happens without being asked: files are checked and drawn, texts are indexed, mail goes out, certificates are
//! printed, what has expired is forgotten.

use std::sync::Arc;
use std::time::Duration;

use domain::time::Instant;
use store::jobs::Task;
use tokio::task::JoinSet;

use crate::certificates::printing::print_jobs;
use crate::files::sweep_deleted::sweep_deleted;
use crate::mail::Postman;
use crate::state::AppState;
use crate::workroom;

const MAIL_EVERY: Duration = Duration::from_secs(5);
/// So soon a new rule, or someone who is new, shows in the outbox.
const REMIND_EVERY: Duration = Duration::from_secs(30);
/// So that whoever searches next finds little left to index.
const INDEX_EVERY: Duration = Duration::from_secs(5);
const SWEEP_EVERY: Duration = Duration::from_secs(600);
/// What is done at the same time. Drawing may take minutes, and nothing waits at the gate behind it.
const WORKERS: [&[Task]; 2] = [&[Task::Check], &Task::ALL];
/// Measured times are kept one by one until then.
const SUM_UP_EVERY: Duration = Duration::from_secs(10);

/// Runs until the server stops. Each job has a task of its own: a mail server that does not answer
/// keeps no other job waiting, and does not keep the server from stopping.
pub fn start(state: AppState, postman: Option<Postman>) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    if let Some(postman) = postman {
        let postman = Arc::new(postman);
        jobs.spawn(every(MAIL_EVERY, state.clone(), move |state| deliver_mail(state, postman.clone())));
    }
    jobs.spawn(every(REMIND_EVERY, state.clone(), queue_reminders));
    jobs.spawn(print_jobs(state.clone()));
    for tasks in WORKERS {
        jobs.spawn(workroom::jobs::work(state.clone(), tasks));
    }
    jobs.spawn(every(INDEX_EVERY, state.clone(), index_texts));
    jobs.spawn(every(SWEEP_EVERY, state.clone(), sweep_expired));
    jobs.spawn(every(SUM_UP_EVERY, state, measure));
    jobs
}

/// Does `job` now and then every `period`; stopping cuts it where it waits. What a job writes is a
/// transaction in a task of its own, so nothing is left half done.
async fn every<F: Future<Output = ()>>(period: Duration, state: AppState, job: impl Fn(AppState) -> F) {
    let mut ticks = tokio::time::interval(period);
    let work = async {
        loop {
            ticks.tick().await;
            job(state.clone()).await;
        }
    };
    tokio::select! {
        () = state.shutdown.cancelled() => {}
        () = work => {}
    }
}

async fn deliver_mail(state: AppState, postman: Arc<Postman>) {
    if let Err(error) = postman.deliver_due(&state.office.store, Instant::now()).await {
        tracing::error!(%error, "could not go through the outbox");
    }
}

async fn queue_reminders(state: AppState) {
    match state.office.store.queue_reminders(Instant::now()).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "reminders lie in the outbox"),
        Err(error) => tracing::error!(%error, "could not queue reminders"),
    }
}

async fn index_texts(state: AppState) {
    if let Err(error) = state.office.store.keep_index().await {
        tracing::error!(%error, "search does not find what is new");
    }
}

async fn measure(state: AppState) {
    match state.office.store.jobs_due(Instant::now()).await {
        Ok(due) => metrics::gauge!("lectern_jobs_due").set(due),
        Err(error) => tracing::error!(%error, "could not count the jobs that wait"),
    }
    state.metrics.run_upkeep();
}

async fn sweep_expired(state: AppState) {
    let (store, now) = (&state.office.store, Instant::now());
    state.password_gate.sweep();
    state.posted.sweep();
    report("sign-ins and tokens", store.sweep_tokens(now).await);
    report("attendance exports that nobody confirmed", store.sweep_attendance_drafts(now).await);
    report("mails", store.sweep_mails(now).await);
    report("changes of texts", store.sweep_text_changes().await);
    report("uploads", state.vault.sweep(now).await);
    report("deleted versions", sweep_deleted(&state, now).await);
}

fn report(what: &str, swept: Result<u32, impl std::fmt::Display>) {
    match swept {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "forgot expired {what}"),
        Err(error) => tracing::error!(%error, "could not forget expired {what}"),
    }
}
