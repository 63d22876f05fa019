//! Files on their way into a backup and out of one. Whatever is copied is compared with its name.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use domain::material::Sha256Hex;
use sha2::{Digest, Sha256};

use crate::durable::{self, TEMPORARY, on_disk, uncut};
use crate::file::{missing, named_hash, paths_in_shards};
use crate::intake::BLOCK;
use crate::{Vault, VaultError};

impl Vault {
    /// Copies the file to `folder/ab/abcdef…`, durably.
    pub async fn copy_out(&self, sha256: &Sha256Hex, folder: &Path) -> Result<(), VaultError> {
        let (from, to) = (self.path_of(sha256)?, folder.join(&sha256.0[..2]).join(&sha256.0));
        copy(from, to, sha256.clone()).await
    }

    /// Takes in every file of a folder that [`Vault::copy_out`] has filled, and returns how many.
    pub async fn copy_in(&self, folder: &Path) -> Result<u32, VaultError> {
        let folder = folder.to_owned();
        let paths = on_disk(move || paths_in_shards(&folder)).await?;
        let mut taken = 0;
        for path in paths {
            let Some(sha256) = named_hash(&path) else { continue };
            copy(path, self.path_of(&sha256)?, sha256).await?;
            taken += 1;
        }
        Ok(taken)
    }
}

async fn copy(from: PathBuf, to: PathBuf, sha256: Sha256Hex) -> Result<(), VaultError> {
    uncut(async move {
        let found = on_disk(move || copy_hashed(&from, &to, &sha256)).await.map_err(missing)?;
        if found { Ok(()) } else { Err(VaultError::Damaged) }
    })
    .await
}

/// False if what was read is not what its name says; then nothing is left at `to`.
fn copy_hashed(from: &Path, to: &Path, sha256: &Sha256Hex) -> io::Result<bool> {
    let folder = to.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut source = File::open(from)?;
    durable::create_folder(folder)?;
    let temporary = to.with_extension(&TEMPORARY[1..]);
    let mut target = durable::create_file(&temporary)?;
    let (mut hash, mut block) = (Sha256::new(), vec![0; BLOCK]);
    loop {
        let count = source.read(&mut block)?;
        if count == 0 {
            break;
        }
        hash.update(&block[..count]);
        target.write_all(&block[..count])?;
    }
    if Sha256Hex::of_bytes(&hash.finalize()) != *sha256 {
        durable::remove_if_there(&temporary)?;
        return Ok(false);
    }
    target.sync_all()?;
    std::fs::rename(&temporary, to)?;
    durable::sync_folder(folder)?;
    Ok(true)
}
