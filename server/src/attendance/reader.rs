//! Reads exports for the pages, on a thread that may take its time.

use app::error::AppError;
use app::request::{ExportReader, ServerTask};
use domain::attendance::export::{ExportReading, HowToRead};
use domain::material::Sha256Hex;
use domain::time::zones::find_zone;
use platforms::{Reading, Unreadable};
use vault::Vault;

pub struct Reader(pub Vault);

impl ExportReader for Reader {
    fn read(&self, sha256: Sha256Hex, how: HowToRead) -> ServerTask<ExportReading> {
        let vault = self.0.clone();
        Box::pin(async move {
            let bytes = vault.read_bytes(&sha256).await.map_err(|error| {
                tracing::error!(%sha256, %error, "an attendance export cannot be read from the vault");
                AppError::Failed
            })?;
            let work = move || read(&bytes, how);
            tokio::task::spawn_blocking(work).await.map_err(|error| {
                tracing::error!(%error, "a reader of attendance exports broke down");
                AppError::Failed
            })?
        })
    }
}

fn read(bytes: &[u8], how: HowToRead) -> Result<ExportReading, AppError> {
    let zone = find_zone(&how.zone).map_err(|unknown| AppError::Refused(unknown.to_string()))?;
    let mapped = how.mapping.is_some();
    let reading = Reading { zone, date_order: how.date_order, mapping: how.mapping, until: how.until };
    match platforms::read(bytes, &reading) {
        Ok(export) => Ok(ExportReading::Read(Box::new(export))),
        Err(Unreadable::UnknownTable) => unknown(bytes, None),
        // Columns that were named in a way that does not work are asked for again.
        Err(problem) if mapped => unknown(bytes, Some(problem.to_string())),
        Err(problem) => Err(AppError::Refused(problem.to_string())),
    }
}

fn unknown(bytes: &[u8], problem: Option<String>) -> Result<ExportReading, AppError> {
    let samples = platforms::samples(bytes).map_err(|problem| AppError::Refused(problem.to_string()))?;
    Ok(ExportReading::Unknown { samples, problem })
}
