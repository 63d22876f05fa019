//! Has exports read for the pages, by workers.

use app::error::AppError;
use app::request::{ExportReader, ServerTask};
use domain::attendance::export::{ExportReading, HowToRead};
use domain::material::Sha256Hex;
use vault::Vault;

use crate::workroom::Workroom;
use crate::workroom::tables::Unread;

pub struct Reader {
    pub vault: Vault,
    pub workroom: Workroom,
}

impl ExportReader for Reader {
    fn read(&self, sha256: Sha256Hex, how: HowToRead) -> ServerTask<ExportReading> {
        let (vault, workroom) = (self.vault.clone(), self.workroom.clone());
        Box::pin(async move {
            let (file, _) = vault.find_file(&sha256).await.map_err(|error| {
                tracing::error!(%sha256, %error, "an attendance export cannot be found in the vault");
                AppError::Failed
            })?;
            workroom.read_export(file, how).await.map_err(|unread| match unread {
                Unread::Unreadable(words) => AppError::Refused(words),
                Unread::Unfinished => AppError::Refused(
                    "This file could not be read. Please download it from the platform once more, and upload that."
                        .to_owned(),
                ),
                Unread::Failed => AppError::Failed,
            })
        })
    }
}
