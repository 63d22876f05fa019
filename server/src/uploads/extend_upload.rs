//! Further bytes of an upload.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::VersionId;

use super::asker::Asker;
use super::headers::{self, OFFSET_STREAM, UPLOAD_OFFSET, is_offset_stream};
use super::receive::{Bytes, receive};
use crate::refusal::Refusal;

pub async fn extend_upload(asker: Asker, id: VersionId, request: Request) -> Result<Response, Refusal> {
    if !is_offset_stream(request.headers()) {
        return Err(wrong_media_type());
    }
    let offset = headers::number(request.headers(), &UPLOAD_OFFSET)?
        .ok_or_else(|| Refusal::bad_request("Upload-Offset is missing."))?;
    let bytes = Bytes::read(offset, request)?;
    let upload = asker.vault().find_upload(id).await?;
    if !upload.is_complete() {
        // The assignment may have closed meanwhile: better told before the bytes than after them.
        asker.admit(&upload.target, upload.size).await?;
    }
    let received = receive(asker, upload, bytes).await?;
    Ok((StatusCode::NO_CONTENT, received.headers()).into_response())
}

pub fn wrong_media_type() -> Refusal {
    let text = format!("The bytes of an upload have the content type {OFFSET_STREAM}.");
    Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, text)
}
