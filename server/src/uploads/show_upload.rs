//! How far an upload has come.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::id::VersionId;

use super::asker::Asker;
use super::complete_upload::complete_upload;
use super::headers::{UPLOAD_CLOSED, UPLOAD_LENGTH, UPLOAD_METADATA};
use super::metadata;
use super::receive::{Received, uncut};
use crate::refusal::Refusal;

/// An upload with all its bytes that is no version yet was cut off by a crash: whoever asks sees it through.
pub async fn show_upload(asker: Asker, id: VersionId) -> Result<Response, Refusal> {
    let upload = asker.vault().find_upload(id).await?;
    let metadata = metadata::written(&upload);
    let file = if upload.finished {
        Some(asker.vault().place(id).await?.sha256)
    } else if upload.is_complete() {
        let upload = upload.clone();
        let asker = asker.clone();
        Some(uncut(async move { complete_upload(&asker, &upload).await }).await?.version.sha256)
    } else {
        None
    };
    let size = upload.size;
    // Told before further bytes are sent in vain.
    let closed_at = if file.is_none() { asker.closed_at(&upload.target, size).await } else { None };
    let mut response = (StatusCode::OK, Received { upload, file }.headers()).into_response();
    response.headers_mut().insert(UPLOAD_LENGTH, HeaderValue::from(size));
    if let Some(closed_at) = closed_at.and_then(|closed_at| HeaderValue::from_str(&closed_at.to_rfc3339()).ok()) {
        response.headers_mut().insert(UPLOAD_CLOSED, closed_at);
    }
    if let Ok(metadata) = HeaderValue::from_str(&metadata) {
        response.headers_mut().insert(UPLOAD_METADATA, metadata);
    }
    Ok(response)
}
