//! The upload becomes a version.

use domain::time::Instant;
use store::materials::{Submission, Submitted};
use vault::Upload;

use super::asker::Asker;
use crate::files::sweep_deleted::discard_placed;
use crate::refusal::Refusal;

/// First the file, then the record, then the upload goes. Cut between two of them by a crash, it
/// can be done again: the version has the upload's id, and nothing is made twice. What is refused although all its
/// bytes have come leaves a file that is to go.
pub async fn complete_upload(asker: &Asker, upload: &Upload) -> Result<Submitted, Refusal> {
    let placed = asker.vault().place(upload.id).await?;
    let submission = Submission {
        id: upload.id,
        target: upload.target.clone(),
        file_name: upload.file_name.clone(),
        media_type: upload.media_type.clone(),
        size: placed.size,
        sha256: placed.sha256,
        consent: upload.consent,
    };
    let submitted = asker.store().submit_upload(&asker.actor, &submission, Instant::now()).await;
    let submitted = match submitted {
        Ok(submitted) => submitted,
        Err(error) => {
            discard_placed(asker.store(), &[submission.sha256]).await;
            return Err(asker.refuse(&upload.target, error));
        }
    };
    if let Err(error) = asker.vault().finish(upload.id).await {
        // The version stands; only the upload's own bytes stay until it expires.
        tracing::warn!(upload = %upload.id, %error, "could not tidy up a complete upload");
    }
    Ok(submitted)
}
