//! One's own unfinished uploads, so that the browser can offer to go on with them.

use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::time::Instant;
use serde::Serialize;
use vault::Upload;

use super::asker::Asker;
use crate::refusal::Refusal;

#[derive(Serialize)]
struct Listed {
    location: String,
    filename: String,
    size: u64,
    offset: u64,
    /// `{seminar}/{assignment}`
    assignment: String,
    expires: Instant,
}

impl From<Upload> for Listed {
    fn from(upload: Upload) -> Self {
        Self {
            location: location(&upload),
            assignment: upload.target.to_string(),
            filename: upload.file_name,
            size: upload.size,
            offset: upload.offset,
            expires: upload.expires,
        }
    }
}

pub fn location(upload: &Upload) -> String {
    format!("/api/uploads/{}", upload.id)
}

pub async fn list_uploads(asker: &Asker) -> Result<Response, Refusal> {
    let uploads = asker.vault().uploads_of(asker.actor.person).await?;
    let listed: Vec<Listed> = uploads.into_iter().map(Listed::from).collect();
    Ok(Json(listed).into_response())
}
