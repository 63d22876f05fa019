//! The disk side of an append: write, hash, sync, keep or discard.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures::StreamExt;
use sha2::Sha256;
use tokio::task::JoinHandle;

use crate::append::{Body, Checksum};
use crate::durable::on_disk;
use crate::error::VaultError;
use crate::record::{BYTES, unmark};
use crate::reserve::Reserve;
use crate::turn::State;
use crate::writing::{Digests, Writing};

/// Frames are gathered into writes of this many bytes; each running append holds one such block.
pub(crate) const BLOCK: usize = 512 * 1024;
/// A sync begins in the background whenever this many bytes are not synced, so that the last one is short.
const SYNC_EVERY: u64 = 32 * 1024 * 1024;
/// On a weak link a block takes long to fill. What came is written after this time at the latest, so
/// that it outlives a killed server.
const WRITE_EVERY: Duration = Duration::from_secs(2);

/// How the body of an append came to its end.
#[derive(Debug)]
pub(crate) enum End {
    Whole,
    BrokenOff,
    Overtaken,
    TooLong,
    Mismatch,
    Disk(io::Error),
}

/// What is left of an append: how far the upload is durable now, and what to tell the client.
#[derive(Debug)]
pub(crate) struct Settled {
    pub durable: u64,
    pub hash: Option<Sha256>,
    pub outcome: Result<(), VaultError>,
}

/// An upload's file while an append writes to it.
#[derive(Debug)]
pub(crate) struct Intake<'a> {
    folder: PathBuf,
    reserve: Reserve,
    file: Arc<File>,
    size: u64,
    start: u64,
    hash_at_start: Option<Sha256>,
    written: u64,
    synced: u64,
    digests: Digests,
    /// There is a checksum: all bytes are kept or none.
    all_or_nothing: bool,
    marked: bool,
    syncing: Option<JoinHandle<io::Result<u64>>>,
    published: &'a AtomicU64,
}

impl<'a> Intake<'a> {
    pub async fn open(
        folder: PathBuf,
        reserve: Reserve,
        state: &State,
        checksum: Option<Checksum>,
        published: &'a AtomicU64,
    ) -> Result<Self, VaultError> {
        let (path, start) = (folder.join(BYTES), state.durable);
        let file = on_disk(move || {
            let file = OpenOptions::new().write(true).open(path)?;
            let length = file.metadata()?.len();
            if length < start {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "bytes of an upload are gone"));
            }
            if length > start {
                // An append that failed could not even clear up after itself.
                file.set_len(start)?;
                file.sync_all()?;
            }
            Ok(file)
        })
        .await?;
        Ok(Self {
            folder,
            reserve,
            file: Arc::new(file),
            size: state.record.size,
            start,
            hash_at_start: state.hash.clone(),
            written: start,
            synced: start,
            digests: Digests { file: state.hash.clone(), body: checksum.map(Checksum::begin) },
            all_or_nothing: checksum.is_some(),
            marked: false,
            syncing: None,
            published,
        })
    }

    /// Writes the body until it ends in one way or another.
    pub async fn receive(&mut self, body: Body, wanted_by_another: impl Future<Output = ()> + Send) -> End {
        self.try_receive(body, wanted_by_another).await.unwrap_or_else(|end| end)
    }

    async fn try_receive(
        &mut self,
        mut body: Body,
        wanted_by_another: impl Future<Output = ()> + Send,
    ) -> Result<End, End> {
        let mut wanted_by_another = std::pin::pin!(wanted_by_another);
        let mut pause = tokio::time::interval_at(tokio::time::Instant::now() + WRITE_EVERY, WRITE_EVERY);
        let mut block = Vec::with_capacity(BLOCK);
        let end = loop {
            let frame = tokio::select! {
                biased;
                () = &mut wanted_by_another => break End::Overtaken,
                frame = body.next() => frame,
                _ = pause.tick(), if !block.is_empty() && !self.all_or_nothing => {
                    block = self.write(block, false).await?;
                    continue;
                }
            };
            let mut frame = match frame {
                None => break End::Whole,
                Some(Err(_)) => break End::BrokenOff,
                Some(Ok(frame)) => frame,
            };
            if frame.len() as u64 > self.size - self.written - block.len() as u64 {
                return Err(End::TooLong);
            }
            while !frame.is_empty() {
                block.extend_from_slice(&frame.split_to(frame.len().min(BLOCK - block.len())));
                if block.len() == BLOCK {
                    block = self.write(block, false).await?;
                }
            }
        };
        let whole = matches!(end, End::Whole);
        if whole || !self.all_or_nothing {
            self.write(block, whole).await?;
        }
        Ok(end)
    }

    /// Writes and hashes a block, and gives it back empty. The `last` one of a body is not even written
    /// if the checksum turns out wrong.
    async fn write(&mut self, block: Vec<u8>, last: bool) -> Result<Vec<u8>, End> {
        let marker = (self.all_or_nothing && !self.marked && !last).then(|| (self.folder.clone(), self.start));
        self.marked |= marker.is_some();
        let (file, at, digests) = (self.file.clone(), self.written, std::mem::take(&mut self.digests));
        let reserve = self.reserve.clone();
        let mut writing = Writing { file, reserve, at, done: 0, block, last, marker, digests };
        let work = tokio::task::spawn_blocking(move || (writing.run(), writing));
        let (outcome, mut writing) = work.await.map_err(|broken| End::Disk(io::Error::other(broken)))?;
        self.digests = writing.digests;
        self.written += writing.done as u64;
        outcome?;
        self.sync_behind().await.map_err(End::Disk)?;
        writing.block.clear();
        Ok(writing.block)
    }

    /// Lets the disk work while further bytes come; one sync at a time.
    async fn sync_behind(&mut self) -> io::Result<()> {
        if self.syncing.as_ref().is_some_and(JoinHandle::is_finished) {
            self.join_sync().await?;
        }
        if self.syncing.is_none() && self.written - self.synced >= SYNC_EVERY {
            let (file, length) = (self.file.clone(), self.written);
            self.syncing = Some(tokio::task::spawn_blocking(move || file.sync_data().map(|()| length)));
        }
        Ok(())
    }

    async fn join_sync(&mut self) -> io::Result<()> {
        let Some(syncing) = self.syncing.take() else { return Ok(()) };
        self.synced = syncing.await.map_err(io::Error::other)??;
        if !self.all_or_nothing {
            self.published.store(self.synced, Ordering::Release);
        }
        Ok(())
    }

    /// Keeps what came, durably, or discards it, as the end demands.
    pub async fn settle(mut self, end: End) -> Settled {
        let keep = match end {
            End::Whole => true,
            End::BrokenOff | End::Overtaken | End::Disk(_) => !self.all_or_nothing,
            End::TooLong | End::Mismatch => false,
        };
        if let Err(error) = self.sync(keep).await {
            // After a failed sync the kernel forgets which bytes are not on disk: only those of earlier syncs count.
            let back = if self.all_or_nothing { self.start } else { self.synced };
            return self.discard(back, error.into()).await;
        }
        let complete = self.written == self.size;
        let failure = match end {
            End::Whole => None,
            End::BrokenOff | End::Overtaken if complete && keep => None,
            End::BrokenOff | End::Overtaken => Some(VaultError::Interrupted),
            End::TooLong => Some(VaultError::TooLong),
            End::Mismatch => Some(VaultError::ChecksumMismatch),
            End::Disk(error) => Some(error.into()),
        };
        match failure {
            Some(failure) if !keep => {
                let start = self.start;
                self.discard(start, failure).await
            }
            failure => Settled { durable: self.written, hash: self.digests.file, outcome: failure.map_or(Ok(()), Err) },
        }
    }

    async fn sync(&mut self, keep: bool) -> io::Result<()> {
        let joined = self.join_sync().await;
        if !keep {
            return Ok(());
        }
        joined?;
        if self.written > self.synced {
            let file = self.file.clone();
            on_disk(move || file.sync_data()).await?;
        }
        if self.marked {
            let folder = self.folder.clone();
            on_disk(move || unmark(&folder)).await?;
        }
        self.synced = self.written;
        Ok(())
    }

    async fn discard(self, back: u64, failure: VaultError) -> Settled {
        let hash = if back == self.start { self.hash_at_start } else { None };
        let (file, folder, marked) = (self.file, self.folder, self.marked);
        let cut = move || {
            file.set_len(back)?;
            file.sync_all()?;
            if marked { unmark(&folder) } else { Ok(()) }
        };
        let outcome = match on_disk(cut).await {
            Ok(()) => Err(failure),
            Err(error) => Err(error.into()),
        };
        Settled { durable: back, hash, outcome }
    }
}
