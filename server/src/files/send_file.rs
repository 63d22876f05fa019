//! A version's file as an answer, whole or a range of it.

use std::io::SeekFrom;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::content_disposition::content_disposition;
use domain::gate::FileKind;
use domain::material::Version;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use super::PIECE;
use super::range::{Wanted, wanted};
use super::validators::Validators;
use crate::refusal::Refusal;
use crate::state::AppState;
use crate::uploads::http_date;

/// What a browser is to do with it.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// Save it, and look at nothing.
    Saving,
    /// Play it within a page of ours.
    Playing(FileKind),
}

pub async fn send_file(
    state: &AppState,
    version: &Version,
    asked: &HeaderMap,
    purpose: Purpose,
) -> Result<Response, Refusal> {
    let validators = Validators { tag: format!("\"{}\"", version.sha256), modified: Some(version.submitted_at) };
    let fields = file_headers(version, &validators, purpose);
    if validators.still_hold(asked) {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    let range = asked.get(header::RANGE).and_then(|range| range.to_str().ok());
    let wanted = wanted(range.filter(|_| validators.allow_range(asked)), version.size);
    if wanted == Wanted::Nothing {
        let refusal = Refusal::new(StatusCode::RANGE_NOT_SATISFIABLE, "The file ends before this range.");
        return Err(refusal.with(header::CONTENT_RANGE, &format!("bytes */{}", version.size)));
    }
    let file = open(state, version).await?;
    send(file, version, &wanted, fields).await
}

/// A version without its file is the operator's to look at; its reader only learns that it failed.
async fn open(state: &AppState, version: &Version) -> Result<File, Refusal> {
    match state.vault.open_file(&version.sha256).await {
        Ok((file, size)) if size == version.size => Ok(file),
        Ok((_, size)) => {
            tracing::error!(version = %version.id, size, expected = version.size, "a file has the wrong size");
            Err(Refusal::failed())
        }
        Err(error) => {
            tracing::error!(version = %version.id, %error, "a version's file cannot be opened");
            Err(Refusal::failed())
        }
    }
}

async fn send(mut file: File, version: &Version, wanted: &Wanted, mut headers: HeaderMap) -> Result<Response, Refusal> {
    let (status, part) = match wanted {
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part.clone()),
        Wanted::Whole | Wanted::Nothing => (StatusCode::OK, 0..version.size),
    };
    if status == StatusCode::PARTIAL_CONTENT {
        file.seek(SeekFrom::Start(part.start)).await.map_err(|error| {
            tracing::error!(version = %version.id, %error, "a version's file cannot be read");
            Refusal::failed()
        })?;
        let range = format!("bytes {}-{}/{}", part.start, part.end - 1, version.size);
        headers.extend(field(header::CONTENT_RANGE, &range));
    }
    let length = part.end - part.start;
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(length), PIECE));
    Ok((status, headers, body).into_response())
}

fn file_headers(version: &Version, validators: &Validators, purpose: Purpose) -> HeaderMap {
    let (media_type, disposition) = match purpose {
        Purpose::Saving => ("application/octet-stream", content_disposition(&version.file_name)),
        Purpose::Playing(kind) => (kind.media_type(), "inline".to_owned()),
    };
    let fields = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, &disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'"),
        // Who may see it can change: every use of a copy asks first.
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::ACCEPT_RANGES, "bytes"),
        (header::ETAG, &validators.tag),
        (header::LAST_MODIFIED, &http_date(version.submitted_at)),
    ];
    fields.into_iter().filter_map(|(name, value)| field(name, value)).collect()
}

fn field(name: HeaderName, value: &str) -> Option<(HeaderName, HeaderValue)> {
    Some((name, HeaderValue::from_str(value).ok()?))
}
