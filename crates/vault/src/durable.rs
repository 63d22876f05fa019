//! Files and folders that survive a crash.
//!
//! A new name is durable only when the folder that holds it is synced, so every helper here that
//! makes a name syncs the folder as well. Only the owner may read what they make.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::time::SystemTime;

use crate::error::VaultError;

/// Ends the names of files that are not whole yet.
pub(crate) const TEMPORARY: &str = ".new";

/// Runs disk work where blocking is allowed.
pub(crate) async fn on_disk<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(broken) => Err(io::Error::other(broken)),
    }
}

/// Runs `work` to its end even if the caller is dropped, as happens when a client leaves.
pub(crate) async fn uncut<T: Send + 'static>(
    work: impl Future<Output = Result<T, VaultError>> + Send + 'static,
) -> Result<T, VaultError> {
    match tokio::spawn(work).await {
        Ok(result) => result,
        Err(broken) => Err(VaultError::Io(io::Error::other(broken))),
    }
}

pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes a name in a shard durable. The folder above is synced as well: whoever made the shard may have crashed before
/// doing so.
pub(crate) fn sync_with_parent(path: &Path) -> io::Result<()> {
    let shard = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    sync_folder(shard)?;
    sync_folder(shard.parent().ok_or(io::ErrorKind::InvalidInput)?)
}

/// Makes a folder, and those above it, unless they exist.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = folder.parent().ok_or(io::ErrorKind::InvalidInput)?;
    create_folder(parent)?;
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    sync_folder(parent)
}

/// Makes an empty file. Its folder is not synced yet.
pub(crate) fn create_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// Puts `bytes` under `name`: after a crash the old content is there or the new, never a part.
pub(crate) fn replace_file(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!("{name}{TEMPORARY}"));
    let mut file = create_file(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&temporary, folder.join(name))?;
    sync_folder(folder)
}

/// Removes a file that may be gone already. Its folder is not synced yet.
pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes the file count as changed just now.
pub(crate) fn touch(path: &Path) -> io::Result<()> {
    File::open(path)?.set_modified(SystemTime::now())
}
