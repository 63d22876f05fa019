//! The upload becomes a version.

use domain::sharing::SaidByBox;
use domain::time::Instant;
use store::StoreError;
use store::materials::{Submission, Submitted};
use vault::{PlacedFile, Upload};

use super::asker::Asker;
use crate::files::sweep_deleted::discard_placed;
use crate::refusal::Refusal;

/// First the file, then the record, then the upload goes. Cut between two of them by a crash, it
/// can be done again: the version has the upload's id, and nothing is made twice. What is refused although all its
/// bytes have come leaves a file that is to go.
pub async fn complete_upload(asker: &Asker, upload: &Upload) -> Result<Submitted, Refusal> {
    let placed = asker.vault().place(upload.id).await?;
    let submitted = match submit(asker, upload, &placed).await {
        Ok(submitted) => submitted,
        Err(error) => {
            discard_placed(asker.store(), &[placed.sha256]).await;
            return Err(asker.refuse(&upload.target, error));
        }
    };
    if let Err(error) = asker.vault().finish(upload.id).await {
        // The version stands; only the upload's own bytes stay until it expires.
        tracing::warn!(upload = %upload.id, %error, "could not tidy up a complete upload");
    }
    Ok(submitted)
}

async fn submit(asker: &Asker, upload: &Upload, placed: &PlacedFile) -> Result<Submitted, StoreError> {
    let submission = Submission {
        id: upload.id,
        target: upload.target.clone(),
        file_name: upload.file_name.clone(),
        media_type: upload.media_type.clone(),
        size: placed.size,
        sha256: placed.sha256.clone(),
        consent: consent_said(asker, upload).await?,
    };
    asker.store().submit_upload(&asker.actor, &submission, Instant::now()).await
}

async fn consent_said(asker: &Asker, upload: &Upload) -> Result<Option<bool>, StoreError> {
    let (Some(seen), Some(ticked)) = (upload.consent_seen, upload.consent) else { return Ok(upload.consent) };
    let on_record = asker.store().consent_on_record(&asker.actor, &upload.target).await?;
    Ok(SaidByBox { seen, ticked }.over(on_record))
}
