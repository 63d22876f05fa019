//! Removes for good what was deleted long enough ago, and files that were placed in vain.

use std::collections::BTreeSet;

use domain::material::Sha256Hex;
use domain::time::Instant;
use store::{Store, StoreError};
use vault::VaultError;

use crate::state::AppState;

/// A file that was placed later than that may belong to a record that is just being written.
pub const LEAST_AGE_DAYS: i64 = 1;

#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// Notes that files were placed and that no record has come of them.
pub async fn discard_placed(store: &Store, files: &[Sha256Hex]) {
    if let Err(error) = store.discard_files(files, Instant::now()).await {
        tracing::warn!(%error, "files that no record refers to stay on the disk");
    }
}

/// First the records of versions whose time is over, then those of their files to which nothing else refers; answers
/// how many versions that were. What is cut in between goes on the next time: discarded files are on record. While a
/// backup or a check runs, nothing goes.
pub async fn sweep_deleted(state: &AppState, now: Instant) -> Result<u32, SweepError> {
    let (store, vault) = (&state.office.store, &state.vault);
    let Some(cleaning) = vault.try_clean() else { return Ok(0) };
    let before = now.plus_days(-i64::from(state.office.keep_deleted_days));
    let purged = store.purge_deleted(before, now).await?;
    let discarded = store.discarded_files().await?;
    if discarded.is_empty() {
        return Ok(purged);
    }
    let in_use: BTreeSet<_> = store.all_files().await?.into_iter().map(|file| file.sha256).collect();
    for sha256 in discarded {
        let settled =
            in_use.contains(&sha256) || vault.discard(&cleaning, &sha256, now.plus_days(-LEAST_AGE_DAYS)).await?;
        if settled {
            store.forget_discarded_file(&sha256, now).await?;
        }
    }
    Ok(purged)
}
