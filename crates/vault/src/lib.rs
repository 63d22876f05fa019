//! The bytes of materials: uploads in progress, and durable files named by their content.
//!
//! - [`upload`]  what an upload is; making, finding, sealing, finishing and ending one
//! - [`append`]  one request's bytes on their way into an upload
//! - `intake`    the disk side of an append: write, hash, sync, keep or discard
//! - `writing`   one block of that, on a thread that may block
//! - `turn`      one request at a time per upload, and the newest one wins
//! - `unfinished` whose uploads are not finished yet
//! - [`file`]    complete uploads as files under their SHA-256
//! - [`keep`]    bytes that are in memory already
//! - [`discard`] files that nothing refers to any more
//! - [`copy`]    files into a backup and out of one
//! - `reserve`   room that is left to others
//! - [`sweep`]   what goes: expired uploads, and leftovers of a crash
//! - `record`    the file that describes an upload
//! - `durable`   files and folders that survive a crash
//! - [`error`]   what can go wrong, in words a caller can act on
//!
//! ```text
//! root/uploads/{id}/record.json   who uploads what, until when
//! root/uploads/{id}/bytes         what has come so far; its length is the offset
//! root/uploads/{id}/unverified    only while a body with a checksum comes: the offset to fall back to
//! root/files/ab/abcdef…           whole files by SHA-256
//! ```
//!
//! What this crate guarantees: an offset or a file that it has reported is still there after a
//! crash, and a name that a client sent is never part of a path. This crate knows nothing of HTTP,
//! tus, the database, or who may do what. One process at a time may have a vault open.

pub mod append;
pub mod copy;
pub mod discard;
mod durable;
pub mod error;
pub mod file;
mod intake;
pub mod keep;
mod record;
mod reserve;
pub mod sweep;
mod turn;
mod unfinished;
pub mod upload;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::id::VersionId;

pub use append::Checksum;
pub use error::VaultError;
pub use file::PlacedFile;
pub use upload::{NewUpload, Upload};

use reserve::Reserve;
use turn::{Slot, Slots};
use unfinished::Unfinished;

/// A folder of uploads and files. Cheap to clone.
///
/// Whatever a method has begun runs to its end, also if the caller stops waiting for it.
#[derive(Debug, Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    uploads: PathBuf,
    files: PathBuf,
    reserve: Reserve,
    slots: Slots,
    unfinished: Unfinished,
    /// Held from finding a file there, or giving its name to new bytes, until it counts as placed just now, and from
    /// finding it old until it is gone.
    names: std::sync::Mutex<()>,
    /// See [`Vault::hold_files`].
    holding: Arc<tokio::sync::RwLock<()>>,
}

impl Vault {
    /// Opens the vault in `root`, creates its folders, and clears away what a crash left half made.
    pub async fn open(root: impl AsRef<Path>) -> Result<Vault, VaultError> {
        Self::open_with_reserve(root, 0).await
    }

    /// The same, and takes no bytes that would leave fewer than `reserve` free on the file system, see
    /// [`VaultError::NoSpace`]. What is there already can be made a file all the same.
    pub async fn open_with_reserve(root: impl AsRef<Path>, reserve: u64) -> Result<Vault, VaultError> {
        let root = std::path::absolute(root)?;
        let inner = Inner {
            uploads: root.join("uploads"),
            files: root.join("files"),
            reserve: Reserve::new(&root, reserve),
            slots: Slots::default(),
            unfinished: Unfinished::default(),
            names: std::sync::Mutex::default(),
            holding: Arc::default(),
        };
        let vault = Vault { inner: Arc::new(inner) };
        let opened = vault.clone();
        durable::on_disk(move || {
            durable::create_folder(opened.uploads())?;
            durable::create_folder(opened.files())?;
            durable::sync_folder(&root)?;
            sweep::clear_leftovers(opened.uploads(), opened.files())
        })
        .await?;
        for (id, record) in vault.records().await? {
            if record.finished.is_none() {
                vault.inner.unfinished.begin(record.person, id);
            }
        }
        Ok(vault)
    }

    /// Bytes that are free on the disk, where those are too few for an upload to go on.
    pub fn shortage(&self) -> Option<u64> {
        self.reserve().shortage()
    }

    fn uploads(&self) -> &Path {
        &self.inner.uploads
    }

    fn files(&self) -> &Path {
        &self.inner.files
    }

    fn reserve(&self) -> &Reserve {
        &self.inner.reserve
    }

    fn folder_of(&self, id: VersionId) -> PathBuf {
        self.uploads().join(id.to_string())
    }

    fn slot(&self, id: VersionId) -> Arc<Slot> {
        self.inner.slots.slot(id, self.folder_of(id))
    }
}
