//! What happens without being asked: mail goes out, what has expired is forgotten.

use std::time::Duration;

use domain::time::Instant;
use tokio::task::JoinHandle;

use crate::mail::Postman;
use crate::state::AppState;

const MAIL_EVERY: Duration = Duration::from_secs(5);
const SWEEP_EVERY: Duration = Duration::from_secs(600);

/// Runs until the server stops.
pub fn start(state: AppState, postman: Option<Postman>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut mail = tokio::time::interval(MAIL_EVERY);
        let mut sweep = tokio::time::interval(SWEEP_EVERY);
        loop {
            tokio::select! {
                () = state.shutdown.cancelled() => return,
                _ = mail.tick() => {
                    if let Some(postman) = &postman
                        && let Err(error) = postman.deliver_due(&state.office.store, Instant::now()).await
                    {
                        tracing::error!(%error, "could not go through the outbox");
                    }
                }
                _ = sweep.tick() => sweep_expired(&state).await,
            }
        }
    })
}

async fn sweep_expired(state: &AppState) {
    let now = Instant::now();
    state.gate.sweep();
    match state.office.store.sweep_tokens(now).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "forgot expired sign-ins and tokens"),
        Err(error) => tracing::error!(%error, "could not forget expired sign-ins and tokens"),
    }
    match state.vault.sweep(now).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "removed expired uploads"),
        Err(error) => tracing::error!(%error, "could not remove expired uploads"),
    }
}
