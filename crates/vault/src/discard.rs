//! Files that nothing refers to any more.
//!
//! Between a file's being placed and the record that refers to it lies a moment in which nothing does. So a file
//! that was placed lately is left alone, and one that is placed once more counts as placed lately.

use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use domain::material::Sha256Hex;
use domain::time::Instant;
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard};

use crate::durable::{self, on_disk, uncut};
use crate::file::{hash_from_disk, named_hash, paths_in_shards};
use crate::{Vault, VaultError};

/// While it lives, nobody discards files.
#[must_use]
pub struct FilesHeld(#[expect(dead_code, reason = "it is held, not looked at")] OwnedRwLockReadGuard<()>);

/// While it lives, nobody relies on files to stay that nothing refers to.
#[must_use]
pub struct Cleaning(#[expect(dead_code, reason = "it is held, not looked at")] OwnedRwLockWriteGuard<()>);

impl Vault {
    /// For whoever reads records first and their files later, such as a backup or a check.
    pub async fn hold_files(&self) -> FilesHeld {
        FilesHeld(self.inner.holding.clone().read_owned().await)
    }

    /// For whoever takes away records and then their files; `None` while someone holds the files.
    pub fn try_clean(&self) -> Option<Cleaning> {
        self.inner.holding.clone().try_write_owned().ok().map(Cleaning)
    }

    /// Removes a file to which nothing refers, and answers whether it is gone. One that was placed after `before`
    /// stays: a record that refers to it may just be written.
    pub async fn discard(&self, _cleaning: &Cleaning, sha256: &Sha256Hex, before: Instant) -> Result<bool, VaultError> {
        let (vault, path, before) = (self.clone(), self.path_of(sha256)?, system_time(before));
        uncut(async move { Ok(on_disk(move || vault.remove_older(&path, before)).await?) }).await
    }

    /// The names of the files that were placed at `before` or earlier, sorted. None of them is opened.
    pub async fn files_placed_before(&self, before: Instant) -> Result<Vec<Sha256Hex>, VaultError> {
        let (files, before) = (self.files().to_owned(), system_time(before));
        Ok(on_disk(move || {
            let mut old = Vec::new();
            for path in paths_in_shards(&files)? {
                let Some(sha256) = named_hash(&path) else { continue };
                match std::fs::metadata(&path) {
                    Ok(about) if about.modified()? <= before => old.push(sha256),
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            old.sort();
            Ok(old)
        })
        .await?)
    }

    fn remove_older(&self, path: &Path, before: SystemTime) -> io::Result<bool> {
        let _alone = self.lock_names();
        match std::fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(error),
            Ok(about) if about.modified()? > before => return Ok(false),
            Ok(_) => {}
        }
        std::fs::remove_file(path)?;
        durable::sync_folder(path.parent().ok_or(io::ErrorKind::InvalidInput)?)?;
        Ok(true)
    }

    /// Is a file of this size there? Then it counts as placed just now.
    pub(crate) fn renew(&self, path: &Path, size: u64) -> io::Result<bool> {
        let _alone = self.lock_names();
        let there = std::fs::metadata(path).is_ok_and(|there| there.len() == size);
        if there {
            durable::touch(path)?;
        }
        Ok(there)
    }

    /// Gives synced bytes the name of a file, as placed just now. Also where it is there already: that one may be
    /// damaged, and whoever brings the same bytes mends it. To compare them first would tell, by the time it takes,
    /// that someone else has them.
    ///
    /// False if they read back as something else, or not at all: a disk that fails must not put that in place of a good
    /// file. For the same reason as above all bytes are read back, and not only where a file is there. That is one more
    /// read of what a link took far longer to bring.
    pub(crate) fn rename_over(&self, temporary: &Path, path: &Path) -> io::Result<bool> {
        let is_named_so = hash_from_disk(temporary)?.is_some_and(|hash| named_hash(path) == Some(hash));
        if !is_named_so {
            durable::remove_if_there(temporary)?;
            return Ok(false);
        }
        let _alone = self.lock_names();
        durable::touch(temporary)?;
        std::fs::rename(temporary, path)?;
        // Where both are names of the same bytes, renaming leaves both.
        durable::remove_if_there(temporary)?;
        Ok(true)
    }

    fn lock_names(&self) -> std::sync::MutexGuard<'_, ()> {
        self.inner.names.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn system_time(instant: Instant) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(instant.millis()).unwrap_or(0))
}
