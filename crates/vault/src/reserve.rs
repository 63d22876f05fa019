//! Room on the file system that the vault leaves to others, such as the database beside it.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::intake::BLOCK;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Reserve {
    folder: Arc<Path>,
    /// Bytes; 0 leaves nothing to others.
    bytes: u64,
}

impl Reserve {
    pub fn new(folder: &Path, bytes: u64) -> Self {
        Self { folder: folder.into(), bytes }
    }

    /// Fails as a full disk does, where less than the reserve would be free after `more` bytes. Several that ask at
    /// the same moment may reach into it by what each is about to write.
    pub fn leave(&self, more: u64) -> io::Result<()> {
        if self.bytes == 0 {
            return Ok(());
        }
        let free = fs4::available_space(&self.folder)?;
        if free >= self.bytes.saturating_add(more) { Ok(()) } else { Err(io::ErrorKind::StorageFull.into()) }
    }

    /// Bytes that are free, where those are too few for another block.
    pub fn shortage(&self) -> Option<u64> {
        let free = fs4::available_space(&self.folder).ok()?;
        (free < self.bytes.saturating_add(BLOCK as u64)).then_some(free)
    }
}
