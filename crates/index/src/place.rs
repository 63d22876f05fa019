//! The folder in which an index lies.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::IndexError;

/// Bytes that it leaves to others on its disk: the database, which may lie there too, needs some to go on at all.
const LEAVES_FREE: u64 = 64 * 1024 * 1024;

/// Where an index lies, for as long as it is held.
pub struct Place {
    folder: PathBuf,
    /// Beside the folder, as that may be removed. Never read: closing it lets others have the index.
    _lock: File,
}

impl Place {
    /// Takes the folder, which is made if it is not there; nobody else has it until this is dropped.
    pub fn taken(folder: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(folder)?;
        let lock = File::options().create(true).truncate(false).write(true).open(folder.with_extension("lock"))?;
        lock.try_lock().map_err(|_| IndexError::InUse)?;
        Ok(Self { folder: folder.to_owned(), _lock: lock })
    }

    /// Bytes of all files.
    fn size(&self) -> Result<u64, IndexError> {
        let mut size = 0;
        for file in fs::read_dir(&self.folder)? {
            // One that has just been merged away has no size.
            size += file?.metadata().map_or(0, |file| file.len());
        }
        Ok(size)
    }

    /// What is written may be merged with all that is there, which takes as much again for a while.
    pub fn has_room(&self) -> Result<bool, IndexError> {
        Ok(fs4::available_space(&self.folder)? >= LEAVES_FREE + self.size()?)
    }
}
