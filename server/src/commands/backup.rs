//! `lectern backup DIR`, also while serving, and `lectern restore DIR` into an empty data folder.
//!
//! ```text
//! DIR/database.surql   every record, as of one moment
//! DIR/files/ab/abc…    every file that a record refers to
//! DIR/certificate-keys the private keys that sign certificates: whoever has them can forge one
//! DIR/backup.json      written last: without it the backup is not whole
//! ```
//!
//! Uploads that are not finished are not in it; their senders begin them again.

use std::collections::BTreeSet;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use domain::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Store;
use vault::Vault;

use super::check::check;
use super::errand::Data;
use super::{CommandError, Report};
use crate::certificates::keyring::Keyring;
use crate::config::Config;

const DATABASE: &str = "database.surql";
const FILES: &str = "files";
const KEYS: &str = "certificate-keys";
const SUMMARY: &str = "backup.json";

#[derive(Serialize, Deserialize)]
struct Summary {
    made: Instant,
    /// The version of the program that made it.
    lectern: String,
    versions: usize,
    files: usize,
}

/// The database first: whatever it refers to is a file already, and no file is taken away meanwhile. What is
/// submitted meanwhile may be among the files and in the counts, and not among the records.
pub async fn back_up(data: &Data, folder: &Path) -> Result<Report, CommandError> {
    let Data { store, vault, keyring, .. } = data;
    require_empty(folder, "a backup needs a folder of its own")?;
    make_private(folder)?;
    let made = Instant::now();
    let _held = vault.hold_files().await;
    store.export(&folder.join(DATABASE)).await?;
    let in_use = store.all_files().await?;
    let versions = in_use.iter().filter(|file| file.is_version).count();
    let files: BTreeSet<_> = in_use.iter().map(|file| &file.sha256).collect();
    for sha256 in &files {
        vault.copy_out(sha256, &folder.join(FILES)).await?;
    }
    keyring.copy_to(&folder.join(KEYS))?;
    let lectern = env!("CARGO_PKG_VERSION").to_owned();
    let summary = Summary { made, lectern, versions, files: files.len() };
    let text = serde_json::to_vec_pretty(&summary).map_err(std::io::Error::from)?;
    write_durably(folder, &text)?;
    let line = format!("backed up {} versions and {} files to {}", summary.versions, summary.files, folder.display());
    Ok(Report::new(vec![line], json!(summary)))
}

pub async fn restore(config: &Config, folder: &Path) -> Result<Report, CommandError> {
    let summary = folder.join(SUMMARY);
    let text = std::fs::read(&summary).map_err(|error| {
        CommandError::Refused(format!(
            "{}: {error}: this is no backup, or one that was not finished",
            summary.display()
        ))
    })?;
    serde_json::from_slice::<Summary>(&text)
        .map_err(|error| CommandError::Refused(format!("{}: {error}", summary.display())))?;
    for empty in [&config.data, &config.files] {
        require_empty(empty, "a backup is restored into an empty data folder")?;
    }
    config.make_data_folder()?;
    let vault = Vault::open(&config.files).await?;
    if folder.join(FILES).exists() {
        vault.copy_in(&folder.join(FILES)).await?;
    }
    let keyring = Keyring::in_data(&config.data);
    keyring.copy_from(&folder.join(KEYS))?;
    let store = Store::import(&config.db, &folder.join(DATABASE)).await?;
    let (public_url, keep_deleted_days) = (config.public_url.clone(), config.keep_deleted_days);
    let mut report = check(&Data { store, vault, keyring, public_url, keep_deleted_days }).await?;
    report.lines.insert(0, format!("restored {}", folder.display()));
    Ok(report)
}

fn require_empty(folder: &Path, why: &str) -> Result<(), CommandError> {
    match std::fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(CommandError::Refused(format!("{} is not empty: {why}", folder.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(CommandError::File { path: folder.display().to_string(), error }),
    }
}

/// For its owner alone, also where it was there already: a backup holds what the data folder holds.
fn make_private(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))
}

/// The summary, after all else is on disk.
fn write_durably(folder: &Path, summary: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::File::open(folder.join(DATABASE))?.sync_all()?;
    let mut file = std::fs::File::create_new(folder.join(SUMMARY))?;
    file.write_all(summary)?;
    file.sync_all()?;
    std::fs::File::open(folder)?.sync_all()
}
