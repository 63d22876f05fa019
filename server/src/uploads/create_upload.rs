//! An upload begins, perhaps with its first bytes.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::time::Instant;
use vault::{NewUpload, Upload};

use super::asker::Asker;
use super::headers::{self, UPLOAD_CONCAT, UPLOAD_DEFER_LENGTH, UPLOAD_LENGTH, is_offset_stream};
use super::list_uploads::location;
use super::metadata::Metadata;
use super::receive::{Bytes, receive};
use crate::refusal::Refusal;

/// An upload that is not finished by then is removed.
pub const EXPIRES_DAYS: i64 = 7;
/// How many unfinished uploads a person may have.
const MOST_AT_ONCE: usize = 50;

pub async fn create_upload(asker: Asker, request: Request) -> Result<Response, Refusal> {
    let size = size(request.headers())?;
    let metadata = Metadata::read(request.headers())?;
    let bytes = first_bytes(request)?;
    asker.admit(&metadata.target, size).await?;
    if asker.vault().uploads_of(asker.actor.person).await?.len() >= MOST_AT_ONCE {
        let text = "You have 50 unfinished uploads. Please finish or end some of them first.";
        return Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, text));
    }
    let now = Instant::now();
    let new = NewUpload {
        person: asker.actor.person,
        target: metadata.target,
        file_name: metadata.file_name,
        media_type: metadata.media_type,
        consent: metadata.consent,
        consent_seen: metadata.consent_seen,
        size,
        now,
        expires: now.plus_days(EXPIRES_DAYS),
    };
    let upload = asker.vault().create_upload(new).await?;
    let location = location(&upload);
    let mut response = match bytes {
        None => (StatusCode::CREATED, headers::progress(&upload)).into_response(),
        Some(bytes) => with_bytes(asker, upload, bytes, &location).await?,
    };
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// The upload is made whatever becomes of its first bytes. Where some may be kept the client goes on
/// from there; otherwise it does not know of the upload, which then goes.
async fn with_bytes(asker: Asker, upload: Upload, bytes: Bytes, location: &str) -> Result<Response, Refusal> {
    let refusal = match receive(asker.clone(), upload.clone(), bytes).await {
        Ok(received) => return Ok((StatusCode::CREATED, received.headers()).into_response()),
        Err(refusal) => refusal,
    };
    let stands = asker.vault().find_upload(upload.id).await?;
    match refusal.status() {
        // It has all its bytes: what was refused is the version.
        _ if stands.is_complete() => Err(refusal.with(header::LOCATION, location)),
        // Whoever begins another upload each time would never learn that the disk spoils them all.
        _ if stands.begins_anew => Ok((StatusCode::CREATED, headers::progress(&stands)).into_response()),
        StatusCode::CONFLICT | StatusCode::LOCKED | StatusCode::INSUFFICIENT_STORAGE => {
            Ok((StatusCode::CREATED, headers::progress(&stands)).into_response())
        }
        _ => {
            asker.vault().terminate(upload.id).await?;
            Err(refusal)
        }
    }
}

fn size(headers: &HeaderMap) -> Result<u64, Refusal> {
    if headers.contains_key(UPLOAD_CONCAT) {
        return Err(Refusal::bad_request("Uploads cannot be joined here; please send the file in one upload."));
    }
    if headers.contains_key(UPLOAD_DEFER_LENGTH) {
        return Err(Refusal::bad_request("The length cannot be told later; please send Upload-Length."));
    }
    headers::number(headers, &UPLOAD_LENGTH)?.ok_or_else(|| Refusal::bad_request("Upload-Length is missing."))
}

fn first_bytes(request: Request) -> Result<Option<Bytes>, Refusal> {
    if is_offset_stream(request.headers()) {
        return Bytes::read(0, request).map(Some);
    }
    let length = headers::number(request.headers(), &header::CONTENT_LENGTH)?;
    if length.is_some_and(|length| length > 0) { Err(super::extend_upload::wrong_media_type()) } else { Ok(None) }
}
