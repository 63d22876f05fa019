//! The upload becomes a version.

use domain::time::Instant;
use store::StoreError;
use store::materials::{Submission, Submitted};
use vault::{PlacedFile, Upload, VaultError};

use super::asker::Asker;
use crate::files::sweep_deleted::discard_placed;
use crate::refusal::Refusal;

/// First the file, then the record, then the upload goes. Cut between two of them by a crash, it
/// can be done again: the version has the upload's id, and nothing is made twice. What is refused although all its
/// bytes have come leaves a file that is to go.
pub async fn complete_upload(asker: &Asker, upload: &Upload) -> Result<Submitted, Refusal> {
    match asker.vault().place(upload.id).await {
        Ok(placed) => submit_file(asker, upload, placed).await,
        Err(VaultError::SpoiledAgain) => Err(give_up(asker, upload).await),
        Err(error) => Err(error.into()),
    }
}

/// The same with what a form has brought. Nothing of that is kept or sent again, so a disk that spoils it once is told of.
pub async fn complete_form(asker: &Asker, upload: &Upload) -> Result<Submitted, Refusal> {
    match asker.vault().place(upload.id).await {
        Ok(placed) => submit_file(asker, upload, placed).await,
        Err(VaultError::Spoiled | VaultError::SpoiledAgain) => Err(give_up(asker, upload).await),
        Err(error) => Err(error.into()),
    }
}

/// Staff learn of it from the audit, and whoever runs the server from the log.
async fn give_up(asker: &Asker, upload: &Upload) -> Refusal {
    tracing::error!(upload = %upload.id, file = %upload.file_name, "the disk could not keep an upload");
    metrics::counter!("lectern_uploads_not_kept_total").increment(1);
    let told = asker.store().record_not_kept(&asker.actor, &upload.target, &upload.file_name, Instant::now()).await;
    if let Err(error) = told {
        tracing::error!(upload = %upload.id, %error, "staff cannot be told that an upload was not kept");
    }
    VaultError::SpoiledAgain.into()
}

async fn submit_file(asker: &Asker, upload: &Upload, placed: PlacedFile) -> Result<Submitted, Refusal> {
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
        consent: upload.consent,
        consent_seen: upload.consent_seen,
    };
    asker.store().submit_upload(&asker.actor, &submission, Instant::now()).await
}
