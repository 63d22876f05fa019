//! What goes: expired uploads, and leftovers of a crash.

use std::io;
use std::path::Path;

use domain::time::Instant;

use crate::durable::{TEMPORARY, remove_if_there};
use crate::file::paths_in_shards;
use crate::record::{BYTES, RECORD, read_record, upload_ids};
use crate::{Vault, VaultError};

impl Vault {
    /// Removes the uploads, finished or not, that expire at `now` or earlier, and returns how many.
    /// Files stay.
    pub async fn sweep(&self, now: Instant) -> Result<u32, VaultError> {
        let mut removed = 0;
        for (id, record) in self.records().await? {
            if record.expires > now {
                continue;
            }
            match self.terminate(id).await {
                Ok(()) => removed += 1,
                Err(VaultError::NotFound) => {}
                // One that cannot go now must not keep the others.
                Err(error) => tracing::warn!(upload = %id, %error, "an expired upload stays"),
            }
        }
        Ok(removed)
    }
}

/// Removes what a killed process left half made. Only safe before the vault is in use.
pub(crate) fn clear_leftovers(uploads: &Path, files: &Path) -> io::Result<()> {
    for id in upload_ids(uploads)? {
        let folder = uploads.join(id.to_string());
        match read_record(&folder) {
            Err(VaultError::NotFound) => std::fs::remove_dir_all(&folder)?,
            // Nothing that the vault does makes such a record, so a person should look at it.
            Err(error) => tracing::warn!(upload = %id, %error, "the record of an upload cannot be read"),
            // Its one request is gone.
            Ok(record) if record.unsealed => std::fs::remove_dir_all(&folder)?,
            Ok(record) => {
                remove_if_there(&folder.join(format!("{RECORD}{TEMPORARY}")))?;
                if record.finished.is_some() {
                    remove_if_there(&folder.join(BYTES))?;
                }
            }
        }
    }
    for path in paths_in_shards(files)? {
        if path.extension().is_some_and(|extension| extension == &TEMPORARY[1..]) {
            remove_if_there(&path)?;
        }
    }
    Ok(())
}
