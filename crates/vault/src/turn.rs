//! One request at a time per upload, and the newest one wins.
//!
//! When a client's connection breaks, the server may not notice for minutes, and the append of the
//! old request still waits for bytes when the client comes back. So whoever wants a turn calls
//! first; an append that hears a newer call stops reading, syncs what it has and lets go.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::id::VersionId;
use domain::material::Sha256Hex;
use sha2::{Digest, Sha256};
use tokio::sync::{MutexGuard, watch};

use crate::durable::on_disk;
use crate::error::VaultError;
use crate::record::{Record, durable_length, read_record};
use crate::upload::Upload;

/// How long a request waits for the one before it, which at worst syncs a large file.
const PATIENCE: Duration = Duration::from_secs(20);
/// How many uploads are remembered between requests. A forgotten one is read from disk again,
/// and its hash then has to be computed from the file.
const REMEMBERED: usize = 1_000;

/// What is known of an upload. Only the holder of the turn sees or changes it.
#[derive(Debug)]
pub(crate) struct State {
    pub record: Record,
    /// How many bytes have come and are synced.
    pub durable: u64,
    /// The running hash of exactly the durable bytes, if this process saw them all.
    pub hash: Option<Sha256>,
    /// The file in which the upload's bytes are already placed.
    pub placed: Option<Sha256Hex>,
}

impl State {
    pub fn upload(&self, id: VersionId) -> Upload {
        Upload::new(id, self.record.clone(), self.durable)
    }
}

/// The place of one upload in memory.
#[derive(Debug)]
pub(crate) struct Slot {
    folder: PathBuf,
    /// Empty until someone needed it, and when the upload is gone.
    state: tokio::sync::Mutex<Option<State>>,
    /// Counts the requests that wanted a turn.
    calls: watch::Sender<u64>,
    /// The durable length, readable out of turn: what is surely there, perhaps not all of it.
    durable: AtomicU64,
    used: AtomicU64,
}

/// The right to work on an upload.
pub(crate) struct Turn<'a> {
    slot: &'a Slot,
    state: MutexGuard<'a, Option<State>>,
    call: u64,
}

impl Slot {
    /// Asks a running append to stop, and waits until it has.
    pub async fn take_turn(&self) -> Result<Turn<'_>, VaultError> {
        let mut call = 0;
        self.calls.send_modify(|calls| {
            *calls += 1;
            call = *calls;
        });
        let state = tokio::time::timeout(PATIENCE, self.state.lock()).await.map_err(|_| VaultError::Busy)?;
        self.begin(state, call).await
    }

    /// The turn, if nobody has it; disturbs nobody.
    pub async fn free_turn(&self) -> Option<Result<Turn<'_>, VaultError>> {
        let state = self.state.try_lock().ok()?;
        let call = *self.calls.borrow();
        Some(self.begin(state, call).await)
    }

    async fn begin<'a>(&'a self, mut state: MutexGuard<'a, Option<State>>, call: u64) -> Result<Turn<'a>, VaultError> {
        if state.is_none() {
            let folder = self.folder.clone();
            *state = Some(on_disk(move || Ok(read_state(&folder))).await??);
        }
        let turn = Turn { slot: self, state, call };
        turn.publish();
        Ok(turn)
    }

    /// How many bytes are surely durable, told without a turn.
    pub fn durable(&self) -> &AtomicU64 {
        &self.durable
    }
}

fn read_state(folder: &std::path::Path) -> Result<State, VaultError> {
    let record = read_record(folder)?;
    let durable = if record.finished.is_some() { record.size } else { durable_length(folder)? };
    let placed = record.finished.clone();
    Ok(State { record, durable, hash: (durable == 0).then(Sha256::new), placed })
}

impl<'a> Turn<'a> {
    pub fn state(&mut self) -> Result<&mut State, VaultError> {
        self.state.as_mut().ok_or(VaultError::NotFound)
    }

    /// Makes the durable length readable out of turn.
    pub fn publish(&self) {
        let durable = self.state.as_ref().map_or(0, |state| state.durable);
        self.slot.durable.store(durable, Ordering::Release);
    }

    /// Resolves when someone else wants the turn.
    pub fn wanted_by_another(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut calls = self.slot.calls.subscribe();
        let mine = self.call;
        async move {
            if calls.wait_for(|newest| *newest != mine).await.is_err() {
                // Nobody is left who could call.
                std::future::pending().await
            }
        }
    }

    /// The upload's folder is gone, and who waits for a turn shall see that.
    pub fn end(mut self) {
        *self.state = None;
    }
}

/// The uploads in memory.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    slots: Mutex<HashMap<VersionId, Arc<Slot>>>,
    clock: AtomicU64,
}

impl Slots {
    pub fn slot(&self, id: VersionId, folder: PathBuf) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.fetch_add(1, Ordering::Relaxed);
        if slots.len() >= REMEMBERED && !slots.contains_key(&id) {
            // Slots are handed out under this lock only: one with a single owner is nobody's.
            let idle = slots.iter().filter(|(_, slot)| Arc::strong_count(slot) == 1);
            let oldest = idle.min_by_key(|(_, slot)| slot.used.load(Ordering::Relaxed)).map(|(id, _)| *id);
            oldest.and_then(|oldest| slots.remove(&oldest));
        }
        let slot = slots.entry(id).or_insert_with(|| {
            let (calls, _) = watch::channel(0);
            let [durable, used] = [AtomicU64::new(0), AtomicU64::new(now)];
            Arc::new(Slot { folder, state: tokio::sync::Mutex::new(None), calls, durable, used })
        });
        slot.used.store(now, Ordering::Relaxed);
        slot.clone()
    }

    /// Drops what is known of an upload that is gone.
    pub fn forget(&self, id: VersionId) {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}
