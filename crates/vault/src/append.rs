//! One request's bytes on their way into an upload.

use bytes::Bytes;
use domain::id::VersionId;
use futures::stream::BoxStream;
use futures::{Stream, StreamExt};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::durable::uncut;
use crate::intake::Intake;
use crate::{Upload, Vault, VaultError};

/// What the bytes of one request must hash to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checksum {
    Sha1([u8; 20]),
    Sha256([u8; 32]),
}

impl Checksum {
    pub(crate) fn begin(self) -> RunningChecksum {
        match self {
            Self::Sha1(expected) => RunningChecksum::Sha1(Sha1::new(), expected),
            Self::Sha256(expected) => RunningChecksum::Sha256(Sha256::new(), expected),
        }
    }
}

/// A checksum over the bytes so far.
#[derive(Debug)]
pub(crate) enum RunningChecksum {
    Sha1(Sha1, [u8; 20]),
    Sha256(Sha256, [u8; 32]),
}

impl RunningChecksum {
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hash, _) => hash.update(bytes),
            Self::Sha256(hash, _) => hash.update(bytes),
        }
    }

    pub fn matches(&self) -> bool {
        match self {
            Self::Sha1(hash, expected) => hash.clone().finalize().as_slice() == expected,
            Self::Sha256(hash, expected) => hash.clone().finalize().as_slice() == expected,
        }
    }
}

/// The body's own error says nothing that the vault could use.
#[derive(Debug)]
pub(crate) struct BrokenOff;

pub(crate) type Body = BoxStream<'static, Result<Bytes, BrokenOff>>;

impl Vault {
    /// Adds the bytes of `body`, the first of which is number `offset` of the file. They are durable
    /// when this returns, also where it returns an error that keeps them.
    ///
    /// Another append to the same upload is stopped first, see [`VaultError::Interrupted`]. A body
    /// that breaks off after the file's last byte is as good as whole.
    pub async fn append<S, E>(
        &self,
        id: VersionId,
        offset: u64,
        body: S,
        checksum: Option<Checksum>,
    ) -> Result<Upload, VaultError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send + Unpin + 'static,
    {
        let body = body.map(|frame| frame.map_err(|_| BrokenOff)).boxed();
        let vault = self.clone();
        uncut(async move { vault.append_in_turn(id, offset, body, checksum).await }).await
    }

    async fn append_in_turn(
        &self,
        id: VersionId,
        offset: u64,
        body: Body,
        checksum: Option<Checksum>,
    ) -> Result<Upload, VaultError> {
        let slot = self.slot(id);
        let mut turn = slot.take_turn().await.inspect_err(|error| self.forget_if_missing(id, error))?;
        let wanted_by_another = turn.wanted_by_another();
        let state = turn.state()?;
        state.record.refuse_spoiled_again()?;
        if offset != state.durable {
            return Err(VaultError::WrongOffset { expected: state.durable });
        }
        if state.record.finished.is_some() {
            return Ok(state.upload(id));
        }
        let mut intake =
            Intake::open(self.folder_of(id), self.reserve().clone(), state, checksum, slot.durable()).await?;
        let end = intake.receive(body, wanted_by_another).await;
        let settled = intake.settle(end).await;
        state.durable = settled.durable;
        state.hash = settled.hash;
        let upload = state.upload(id);
        turn.publish();
        settled.outcome.map(|()| upload)
    }
}
