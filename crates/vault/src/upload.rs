//! What an upload is; making, finding, sealing, finishing and ending one.

use std::io;
use std::sync::atomic::Ordering;

use domain::id::{PersonId, VersionId};
use domain::material::Sha256Hex;
use domain::time::Instant;
use domain::upload::UploadTarget;

use crate::durable::{self, on_disk, uncut};
use crate::record::{BYTES, RECORD, Record, read_record, upload_ids, write_record};
use crate::turn::State;
use crate::{Vault, VaultError};

/// What a client announces before its first byte. Whether it may is for others to say.
#[derive(Debug, Clone)]
pub struct NewUpload {
    pub person: PersonId,
    pub target: UploadTarget,
    /// As the client's machine calls it; data, never a path.
    pub file_name: String,
    pub media_type: String,
    /// What the client says on sharing the file with others; kept, not understood.
    pub consent: Option<bool>,
    /// What the box that says it was drawn as; kept with it.
    pub consent_seen: Option<bool>,
    /// Bytes.
    pub size: u64,
    pub now: Instant,
    /// From when on [`Vault::sweep`] may remove it.
    pub expires: Instant,
}

/// An upload as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Later the id of the version that it brings.
    pub id: VersionId,
    pub person: PersonId,
    pub target: UploadTarget,
    pub file_name: String,
    pub media_type: String,
    /// As it was announced, like the next.
    pub consent: Option<bool>,
    pub consent_seen: Option<bool>,
    /// Bytes of the whole file.
    pub size: u64,
    /// Bytes that have come and are durable.
    pub offset: u64,
    pub created: Instant,
    pub expires: Instant,
    /// The database knows the version, see [`Vault::finish`].
    pub finished: bool,
    /// The disk has spoiled what came first, see [`VaultError::Spoiled`].
    pub begins_anew: bool,
    unsealed: bool,
}

impl Upload {
    pub(crate) fn new(id: VersionId, record: Record, offset: u64) -> Self {
        Self {
            id,
            person: record.person,
            target: record.target,
            file_name: record.file_name,
            media_type: record.media_type,
            consent: record.consent,
            consent_seen: record.consent_seen,
            size: record.size,
            offset,
            created: record.created,
            expires: record.expires,
            finished: record.finished.is_some(),
            begins_anew: record.spoiled > 0,
            unsealed: record.unsealed,
        }
    }

    /// All bytes are there. An upload that is complete but not finished was cut off between its last
    /// byte and the database, and whoever finds it should see it through.
    pub fn is_complete(&self) -> bool {
        self.offset == self.size && !self.unsealed
    }
}

impl Vault {
    /// Makes an upload without bytes.
    pub async fn create_upload(&self, new: NewUpload) -> Result<Upload, VaultError> {
        self.create(new, false).await
    }

    /// Makes an upload for a file whose size its sender does not tell; `new.size` is the most that it may have.
    /// It is complete after [`Vault::seal`]. It lives in one request only: lists leave it out, and
    /// it is gone when the vault is opened again.
    pub async fn create_unsealed_upload(&self, new: NewUpload) -> Result<Upload, VaultError> {
        self.create(new, true).await
    }

    async fn create(&self, new: NewUpload, unsealed: bool) -> Result<Upload, VaultError> {
        let id = VersionId::generate();
        let (uploads, folder) = (self.uploads().to_owned(), self.folder_of(id));
        let record = Record {
            person: new.person,
            target: new.target,
            file_name: new.file_name,
            media_type: new.media_type,
            consent: new.consent,
            consent_seen: new.consent_seen,
            size: new.size,
            created: new.now,
            expires: new.expires,
            finished: None,
            unsealed,
            expected: None,
            spoiled: 0,
        };
        let vault = self.clone();
        uncut(async move {
            let reserve = vault.reserve().clone();
            let made = on_disk(move || {
                reserve.leave(0)?;
                // The record comes last: a folder without one is no upload yet.
                let make = || {
                    durable::create_folder(&folder)?;
                    durable::create_file(&folder.join(BYTES))?;
                    write_record(&folder, &record)?;
                    durable::sync_folder(&uploads)
                };
                if let Err(error) = make() {
                    // What cannot be removed now goes when the vault is opened next.
                    std::fs::remove_dir_all(&folder).ok();
                    return Err(error);
                }
                Ok(record)
            });
            let upload = Upload::new(id, made.await?, 0);
            vault.inner.unfinished.begin(upload.person, id);
            Ok(upload)
        })
        .await
    }

    /// The upload, with the offset up to which it is durable.
    ///
    /// Whoever asks is about to go on with the upload, so a running append is stopped first, and the
    /// answer holds until the next request. See [`Vault::owner_of`] for a look that disturbs nobody. One that takes
    /// nothing more is [`VaultError::SpoiledAgain`]; lists have it until it expires or is ended.
    pub async fn find_upload(&self, id: VersionId) -> Result<Upload, VaultError> {
        let vault = self.clone();
        uncut(async move {
            let slot = vault.slot(id);
            let mut turn = slot.take_turn().await.inspect_err(|error| vault.forget_if_missing(id, error))?;
            let state = turn.state()?;
            state.record.refuse_spoiled_again()?;
            Ok(state.upload(id))
        })
        .await
    }

    /// Who began the upload. Ask this first where the asker may be someone else:
    /// it does not stop a running append.
    pub async fn owner_of(&self, id: VersionId) -> Result<PersonId, VaultError> {
        let folder = self.folder_of(id);
        Ok(on_disk(move || Ok(read_record(&folder))).await??.person)
    }

    /// A person's unfinished uploads, newest first. Does not stop a running append: of an upload that
    /// is just coming in, the offset is what is surely durable, perhaps not all of it.
    pub async fn uploads_of(&self, person: PersonId) -> Result<Vec<Upload>, VaultError> {
        let mut found = Vec::new();
        for id in self.inner.unfinished.of(person) {
            let slot = self.slot(id);
            let upload = match slot.free_turn().await {
                Some(turn) => turn.and_then(|mut turn| Ok(turn.state()?.upload(id))),
                None => {
                    let folder = self.folder_of(id);
                    let record = on_disk(move || Ok(read_record(&folder))).await?;
                    record.map(|record| Upload::new(id, record, slot.durable().load(Ordering::Acquire)))
                }
            };
            match upload {
                Ok(upload) => found.push(upload),
                // It ended while we were looking.
                Err(error @ VaultError::NotFound) => self.forget_if_missing(id, &error),
                Err(error) => tracing::warn!(upload = %id, %error, "an upload cannot be read"),
            }
        }
        found.retain(|upload| !upload.finished && !upload.unsealed);
        found.sort_by_key(|upload| std::cmp::Reverse((upload.created, upload.id)));
        Ok(found)
    }

    /// Says that an unsealed upload has all its bytes: their number becomes its size. Doing it again
    /// changes nothing.
    pub async fn seal(&self, id: VersionId) -> Result<Upload, VaultError> {
        let seal = |state: &State| {
            let size = if state.record.unsealed { state.durable } else { state.record.size };
            Ok(Record { size, unsealed: false, ..state.record.clone() })
        };
        self.rewrite(id, seal).await
    }

    /// Notes what the whole file must hash to, as its client announces with the bytes from `offset` on. It is
    /// compared before the upload becomes a file, by whichever request that is, and outlives a crash.
    pub async fn expect_file(&self, id: VersionId, offset: u64, sha256: Sha256Hex) -> Result<(), VaultError> {
        let expect = move |state: &State| {
            if offset != state.durable {
                return Err(VaultError::WrongOffset { expected: state.durable });
            }
            if state.record.finished.as_ref().is_some_and(|finished| *finished != sha256) {
                return Err(VaultError::WrongFile);
            }
            Ok(Record { expected: Some(sha256), ..state.record.clone() })
        };
        self.rewrite(id, expect).await.map(|_| ())
    }

    /// Replaces the record by what `change` makes of the state, durably.
    async fn rewrite(
        &self,
        id: VersionId,
        change: impl FnOnce(&State) -> Result<Record, VaultError> + Send + 'static,
    ) -> Result<Upload, VaultError> {
        let vault = self.clone();
        uncut(async move {
            let (slot, folder) = (vault.slot(id), vault.folder_of(id));
            let mut turn = slot.take_turn().await.inspect_err(|error| vault.forget_if_missing(id, error))?;
            let state = turn.state()?;
            let record = change(state)?;
            if record != state.record {
                let written = record.clone();
                on_disk(move || write_record(&folder, &written)).await?;
                state.record = record;
            }
            Ok(state.upload(id))
        })
        .await
    }

    /// Drops the upload's own bytes, which are a file by then, and keeps its record until it expires: a
    /// client that missed the answer learns from it that all is done. To be called when the database
    /// knows the version. Doing it again changes nothing.
    pub async fn finish(&self, id: VersionId) -> Result<(), VaultError> {
        // Also for a caller who has placed it: bytes that are nowhere else must not be dropped.
        let placed = self.place(id).await?;
        let (vault, folder) = (self.clone(), self.folder_of(id));
        uncut(async move {
            let slot = vault.slot(id);
            let mut turn = slot.take_turn().await?;
            let state = turn.state()?;
            if state.record.finished.is_none() {
                let record = Record { finished: Some(placed.sha256), ..state.record.clone() };
                let (written, folder) = (record.clone(), folder.clone());
                on_disk(move || write_record(&folder, &written)).await?;
                state.record = record;
                state.hash = None;
            }
            vault.inner.unfinished.end(state.record.person, id);
            Ok(on_disk(move || durable::remove_if_there(&folder.join(BYTES))).await?)
        })
        .await
    }

    /// Ends an upload and removes all of it, except a file that it has become.
    pub async fn terminate(&self, id: VersionId) -> Result<(), VaultError> {
        let vault = self.clone();
        uncut(async move {
            let (slot, folder, uploads) = (vault.slot(id), vault.folder_of(id), vault.uploads().to_owned());
            let mut turn = slot.take_turn().await.inspect_err(|error| vault.forget_if_missing(id, error))?;
            let person = turn.state()?.record.person;
            on_disk(move || {
                // Without its record it is no upload any more, wherever a crash cuts this.
                durable::remove_if_there(&folder.join(RECORD))?;
                std::fs::remove_dir_all(&folder)?;
                durable::sync_folder(&uploads)
            })
            .await?;
            turn.end();
            vault.inner.slots.forget(id);
            vault.inner.unfinished.end(person, id);
            Ok(())
        })
        .await
    }

    /// The uploads whose records cannot be read, and why, for the operator's check.
    pub async fn unreadable_uploads(&self) -> Result<Vec<(VersionId, VaultError)>, VaultError> {
        let all = self.read_records().await?.into_iter();
        Ok(all.filter_map(|(id, record)| Some((id, record.err()?))).collect())
    }

    /// All records, in no order. One that cannot be read is reported in the log and left out.
    pub(crate) async fn records(&self) -> io::Result<Vec<(VersionId, Record)>> {
        let readable = |(id, record): (VersionId, Result<Record, VaultError>)| {
            let warn =
                |error: &VaultError| tracing::warn!(upload = %id, %error, "the record of an upload cannot be read");
            Some((id, record.inspect_err(warn).ok()?))
        };
        Ok(self.read_records().await?.into_iter().filter_map(readable).collect())
    }

    async fn read_records(&self) -> io::Result<Vec<(VersionId, Result<Record, VaultError>)>> {
        let vault = self.clone();
        on_disk(move || {
            let all = upload_ids(vault.uploads())?.into_iter();
            let read = all.map(|id| (id, read_record(&vault.folder_of(id))));
            // A folder without a record is no upload.
            Ok(read.filter(|(_, record)| !matches!(record, Err(VaultError::NotFound))).collect())
        })
        .await
    }

    pub(crate) fn forget_if_missing(&self, id: VersionId, error: &VaultError) {
        if matches!(error, VaultError::NotFound) {
            self.inner.slots.forget(id);
        }
    }
}
