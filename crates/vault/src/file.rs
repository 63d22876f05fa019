//! Complete uploads as files under their SHA-256.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use domain::id::VersionId;
use domain::material::Sha256Hex;
use rustix::fs::{Advice, fadvise};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use crate::durable::{self, TEMPORARY, on_disk, uncut};
use crate::intake::BLOCK;
use crate::record::{BYTES, Record, write_record};
use crate::{Vault, VaultError};

/// A file of the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedFile {
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}

impl Vault {
    /// Makes the complete upload a file, durably. The upload stays until [`Vault::finish`], so that this
    /// can be done again after a crash. Equal content is stored once, and mends a file that is damaged.
    ///
    /// A file that is not the expected one becomes none, see [`Vault::expect_file`]. What the disk has spoiled becomes
    /// none either, and its upload is empty again: its sender may still have the bytes. Spoiled twice, it takes none.
    pub async fn place(&self, id: VersionId) -> Result<PlacedFile, VaultError> {
        let vault = self.clone();
        uncut(async move {
            let (slot, folder) = (vault.slot(id), vault.folder_of(id));
            let bytes = folder.join(BYTES);
            let mut turn = slot.take_turn().await.inspect_err(|error| vault.forget_if_missing(id, error))?;
            let state = turn.state()?;
            let size = state.record.size;
            if state.durable != size || state.record.unsealed {
                return Err(VaultError::Incomplete);
            }
            let sha256 = match (&state.placed, &state.hash) {
                (Some(placed), _) => Some(placed.clone()),
                (None, Some(hash)) => Some(Sha256Hex::of_bytes(&hash.clone().finalize())),
                (None, None) => {
                    let bytes = bytes.clone();
                    on_disk(move || unless_unreadable(hash_file(&bytes))).await?.map(|file| file.sha256)
                }
            };
            if let Some(sha256) = sha256 {
                as_expected(&state.record, &sha256)?;
                let path = vault.path_of(&sha256)?;
                let (placing, was_placed) = (vault.clone(), state.placed.is_some());
                let whole = on_disk(move || {
                    // It may have been discarded since.
                    if was_placed && placing.renew(&path, size)? {
                        return Ok(true);
                    }
                    placing.place_bytes(&bytes, size, &path, id)
                })
                .await?;
                if whole {
                    state.placed = Some(sha256.clone());
                    return Ok(PlacedFile { sha256, size });
                }
            }
            let record = Record { spoiled: state.record.spoiled + 1, ..state.record.clone() };
            let written = record.clone();
            on_disk(move || {
                // Not cut short: these bytes may bear the name of a file, too.
                durable::replace_file(&folder, BYTES, &[])?;
                write_record(&folder, &written)
            })
            .await?;
            (state.record, state.durable, state.hash, state.placed) = (record, 0, Some(Sha256::new()), None);
            let outcome = state.record.refuse_spoiled_again();
            turn.publish();
            outcome?;
            Err(VaultError::Spoiled)
        })
        .await
    }

    /// The file, open for reading, and its size in bytes.
    pub async fn open_file(&self, sha256: &Sha256Hex) -> Result<(tokio::fs::File, u64), VaultError> {
        let path = self.path_of(sha256)?;
        let opened = on_disk(move || {
            let file = File::open(path)?;
            let size = file.metadata()?.len();
            Ok((tokio::fs::File::from_std(file), size))
        });
        opened.await.map_err(missing)
    }

    /// Where the file lies, for a program that opens it itself and changes nothing, and its size in bytes.
    pub async fn find_file(&self, sha256: &Sha256Hex) -> Result<(PathBuf, u64), VaultError> {
        let path = self.path_of(sha256)?;
        let found = on_disk(move || std::fs::metadata(&path).map(|about| (path, about.len())));
        found.await.map_err(missing)
    }

    /// The names of all files, sorted.
    pub async fn file_hashes(&self) -> Result<Vec<Sha256Hex>, VaultError> {
        let files = self.files().to_owned();
        Ok(on_disk(move || {
            let mut hashes: Vec<Sha256Hex> =
                paths_in_shards(&files)?.iter().filter_map(|path| named_hash(path)).collect();
            hashes.sort();
            Ok(hashes)
        })
        .await?)
    }

    /// Reads the file, compares its bytes with its name, and returns its size in bytes.
    pub async fn verify_file(&self, sha256: &Sha256Hex) -> Result<u64, VaultError> {
        let path = self.path_of(sha256)?;
        let found = on_disk(move || hash_file(&path)).await.map_err(missing)?;
        if found.sha256 == *sha256 { Ok(found.size) } else { Err(VaultError::Damaged) }
    }

    /// A text that is no hash names no file. It may come from anywhere, so it is checked before it
    /// becomes a path.
    pub(crate) fn path_of(&self, sha256: &Sha256Hex) -> Result<PathBuf, VaultError> {
        let name = Some(&sha256.0).filter(|name| is_hash(name)).ok_or(VaultError::NotFound)?;
        Ok(self.files().join(&name[..2]).join(name))
    }

    /// Gives synced bytes their name among the files. False if the disk has spoiled them.
    fn place_bytes(&self, bytes: &Path, size: u64, path: &Path, id: VersionId) -> io::Result<bool> {
        durable::create_folder(path.parent().ok_or(io::ErrorKind::InvalidInput)?)?;
        if std::fs::metadata(bytes)?.len() != size {
            return Ok(false);
        }
        // Its own name per upload: another one with the same content may be at the same point.
        let temporary = path.with_extension(format!("{id}{TEMPORARY}"));
        durable::remove_if_there(&temporary)?;
        if unless_unreadable(self.link_or_copy(bytes, size, &temporary))?.is_none() {
            durable::remove_if_there(&temporary)?;
            return Ok(false);
        }
        if !self.rename_over(&temporary, path)? {
            return Ok(false);
        }
        durable::sync_with_parent(path)?;
        Ok(true)
    }

    /// A second name costs nothing; where the file system has no hard links, a copy does the same.
    fn link_or_copy(&self, bytes: &Path, size: u64, to: &Path) -> io::Result<()> {
        if std::fs::hard_link(bytes, to).is_ok() {
            return Ok(());
        }
        self.reserve().leave(size)?;
        let mut copy = durable::create_file(to)?;
        io::copy(&mut File::open(bytes)?, &mut copy)?;
        copy.sync_all()
    }
}

fn as_expected(record: &Record, sha256: &Sha256Hex) -> Result<(), VaultError> {
    let wrong = record.expected.as_ref().is_some_and(|expected| expected != sha256);
    if wrong { Err(VaultError::WrongFile) } else { Ok(()) }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

pub(crate) fn missing(error: io::Error) -> VaultError {
    if error.kind() == io::ErrorKind::NotFound { VaultError::NotFound } else { error.into() }
}

/// The hash that a path in a shard is named by, unless it is something else.
pub(crate) fn named_hash(path: &Path) -> Option<Sha256Hex> {
    let [shard, name] = [path.parent()?, path].map(|path| path.file_name().and_then(|name| name.to_str()));
    name.filter(|name| is_hash(name) && shard == Some(&name[..2])).map(|name| Sha256Hex(name.to_owned()))
}

/// Everything in the folders `files/00` to `files/ff`.
pub(crate) fn paths_in_shards(files: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for shard in std::fs::read_dir(files)? {
        let shard = shard?;
        if shard.file_name().len() == 2 && shard.file_type()?.is_dir() {
            for entry in std::fs::read_dir(shard.path())? {
                paths.push(entry?.path());
            }
        }
    }
    Ok(paths)
}

/// Hashes synced bytes as the disk has them, and not as they are still in memory: the system is told to forget those.
/// It may decline, so what is in memory is what is read then. `None` where the disk cannot read them.
pub(crate) fn hash_from_disk(path: &Path) -> io::Result<Option<Sha256Hex>> {
    fadvise(File::open(path)?, 0, None, Advice::DontNeed).ok();
    Ok(unless_unreadable(hash_file(path))?.map(|file| file.sha256))
}

/// `None` where the disk, or the file system that looks at what it has read, fails to read: to ask again would not help.
/// What else can go wrong, such as too many files being open, passes.
fn unless_unreadable<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    const UNREADABLE: [Errno; 3] = [Errno::IO, Errno::BADMSG, Errno::UCLEAN];
    match read {
        Err(error) if Errno::from_io_error(&error).is_some_and(|errno| UNREADABLE.contains(&errno)) => Ok(None),
        read => read.map(Some),
    }
}

fn hash_file(path: &Path) -> io::Result<PlacedFile> {
    let mut file = File::open(path)?;
    let (mut hash, mut size, mut block) = (Sha256::new(), 0, vec![0; BLOCK]);
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(PlacedFile { sha256: Sha256Hex::of_bytes(&hash.finalize()), size }),
            Ok(count) => {
                hash.update(&block[..count]);
                size += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
