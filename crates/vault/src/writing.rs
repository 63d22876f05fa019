//! One block of an append on its way to the disk, on a thread that may block.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::append::RunningChecksum;
use crate::intake::End;
use crate::record::mark_unverified;
use crate::reserve::Reserve;

#[derive(Debug, Default)]
pub(crate) struct Digests {
    /// Of the whole file up to what is written.
    pub file: Option<Sha256>,
    /// Of this request's body.
    pub body: Option<RunningChecksum>,
}

/// A block, where it goes, and what is known of the bytes before it.
pub(crate) struct Writing {
    pub file: Arc<File>,
    pub reserve: Reserve,
    pub at: u64,
    pub done: usize,
    pub block: Vec<u8>,
    pub last: bool,
    /// Set for the first block that is written before its checksum is known.
    pub marker: Option<(PathBuf, u64)>,
    pub digests: Digests,
}

impl Writing {
    pub fn run(&mut self) -> Result<(), End> {
        if let Some(body) = &mut self.digests.body {
            body.update(&self.block);
            if self.last && !body.matches() {
                return Err(End::Mismatch);
            }
        }
        // The last block of a body may be empty, and then takes no room.
        if !self.block.is_empty() {
            self.reserve.leave(self.block.len() as u64).map_err(End::Disk)?;
        }
        if let Some((folder, start)) = &self.marker {
            mark_unverified(folder, *start).map_err(End::Disk)?;
        }
        let outcome = self.write_all();
        if let Some(hash) = &mut self.digests.file {
            hash.update(&self.block[..self.done]);
        }
        outcome.map_err(End::Disk)
    }

    /// Like [`FileExt::write_all_at`], but tells how far it came when the disk is full.
    fn write_all(&mut self) -> io::Result<()> {
        while self.done < self.block.len() {
            match self.file.write_at(&self.block[self.done..], self.at + self.done as u64) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => self.done += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
