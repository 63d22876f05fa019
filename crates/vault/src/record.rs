//! The file that describes an upload, and the marker of bytes that nobody has checked yet.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use domain::id::{PersonId, VersionId};
use domain::material::Sha256Hex;
use domain::time::Instant;
use domain::upload::UploadTarget;
use serde::{Deserialize, Serialize};

use crate::durable;
use crate::error::VaultError;

pub(crate) const RECORD: &str = "record.json";
pub(crate) const BYTES: &str = "bytes";
const UNVERIFIED: &str = "unverified";

/// What `record.json` holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub person: PersonId,
    pub target: UploadTarget,
    pub file_name: String,
    pub media_type: String,
    pub size: u64,
    pub created: Instant,
    pub expires: Instant,
    /// The file that the upload became; its own bytes are gone then.
    pub finished: Option<Sha256Hex>,
    /// The size is not known yet, and `size` only says how much it may become.
    #[serde(default)]
    pub unsealed: bool,
    /// What the client says that the whole file hashes to.
    #[serde(default)]
    pub expected: Option<Sha256Hex>,
    #[serde(default)]
    pub consent: Option<bool>,
    #[serde(default)]
    pub consent_seen: Option<bool>,
    /// How often the disk has spoiled all its bytes.
    #[serde(default)]
    pub spoiled: u32,
}

impl Record {
    /// A disk that has spoiled an upload twice would go on doing so, and its sender go on sending.
    pub fn refuse_spoiled_again(&self) -> Result<(), VaultError> {
        if self.spoiled > 1 { Err(VaultError::SpoiledAgain) } else { Ok(()) }
    }
}

/// Reads the record in an upload's folder; none there means that there is no such upload.
pub(crate) fn read_record(folder: &Path) -> Result<Record, VaultError> {
    match std::fs::read(folder.join(RECORD)) {
        Ok(json) => serde_json::from_slice(&json).map_err(|error| VaultError::Io(error.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(VaultError::NotFound),
        Err(error) => Err(error.into()),
    }
}

pub(crate) fn write_record(folder: &Path, record: &Record) -> io::Result<()> {
    durable::replace_file(folder, RECORD, &serde_json::to_vec_pretty(record)?)
}

/// The ids in the folder of all uploads. Names that are no ids are not ours.
pub(crate) fn upload_ids(uploads: &Path) -> io::Result<Vec<VersionId>> {
    let mut ids = Vec::new();
    for entry in std::fs::read_dir(uploads)? {
        let name = entry?.file_name();
        let id = name.to_str().and_then(|name| name.parse::<VersionId>().ok().filter(|id| id.to_string() == name));
        ids.extend(id);
    }
    Ok(ids)
}

/// Notes that what follows `offset` is unchecked, so that a restart does not take it for good.
pub(crate) fn mark_unverified(folder: &Path, offset: u64) -> io::Result<()> {
    durable::replace_file(folder, UNVERIFIED, offset.to_string().as_bytes())
}

/// The opposite of [`mark_unverified`]. Durable as well, or a power cut would bring the marker back
/// and with it throw away bytes that a client counts on.
pub(crate) fn unmark(folder: &Path) -> io::Result<()> {
    durable::remove_if_there(&folder.join(UNVERIFIED))?;
    durable::sync_folder(folder)
}

/// The length of `bytes`, after unchecked bytes are cut off and the rest is synced: a process that was
/// killed may have left bytes that are only in memory.
pub(crate) fn durable_length(folder: &Path) -> io::Result<u64> {
    let bytes = OpenOptions::new().write(true).open(folder.join(BYTES))?;
    match std::fs::read_to_string(folder.join(UNVERIFIED)) {
        Ok(offset) => {
            let offset: u64 = offset.parse().map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
            bytes.set_len(offset)?;
            bytes.sync_all()?;
            unmark(folder)?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => bytes.sync_data()?,
        Err(error) => return Err(error),
    }
    Ok(bytes.metadata()?.len())
}
