//! Bytes that are in memory already, such as an export that staff upload or a document that was made.

use std::io::{self, Write};
use std::path::Path;

use bytes::Bytes;
use domain::material::Sha256Hex;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::durable::{self, TEMPORARY, on_disk, uncut};
use crate::{PlacedFile, Vault, VaultError};

impl Vault {
    /// Makes the bytes a file, durably. Equal content is stored once, and mends a file that is damaged. What the disk
    /// has spoiled becomes none.
    pub async fn keep_bytes(&self, bytes: Bytes) -> Result<PlacedFile, VaultError> {
        let vault = self.clone();
        uncut(async move {
            let kept = on_disk(move || {
                let sha256 = Sha256Hex::of_bytes(&Sha256::digest(&bytes));
                let path = vault.path_of(&sha256).map_err(io::Error::other)?;
                let whole = vault.write_file(&path, &bytes)?;
                Ok(whole.then(|| PlacedFile { sha256, size: bytes.len() as u64 }))
            });
            kept.await?.ok_or(VaultError::Spoiled)
        })
        .await
    }

    /// The whole file in memory, for files that are known to be small.
    pub async fn read_bytes(&self, sha256: &Sha256Hex) -> Result<Bytes, VaultError> {
        let path = self.path_of(sha256)?;
        on_disk(move || std::fs::read(path)).await.map(Bytes::from).map_err(crate::file::missing)
    }

    /// False if the disk has spoiled them.
    fn write_file(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        durable::create_folder(path.parent().ok_or(io::ErrorKind::InvalidInput)?)?;
        match self.reserve().leave(bytes.len() as u64) {
            Ok(()) => {
                // A name of its own: another one with the same content may be at the same point.
                let temporary = path.with_extension(format!("{}{TEMPORARY}", Uuid::now_v7()));
                let mut file = durable::create_file(&temporary)?;
                file.write_all(bytes)?;
                file.sync_all()?;
                if !self.rename_over(&temporary, path)? {
                    return Ok(false);
                }
            }
            // What is there already needs no room.
            Err(_) if self.renew(path, bytes.len() as u64)? => {}
            Err(full) => return Err(full),
        }
        durable::sync_with_parent(path)?;
        Ok(true)
    }
}
