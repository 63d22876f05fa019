//! A version's file as an answer, whole or a range of it.

use std::io::SeekFrom;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use documents::content_disposition::content_disposition;
use domain::gate::FileKind;
use domain::material::Version;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use super::PIECE;
use super::headers::file_headers;
use super::range::part_to_send;
use super::validators::Validators;
use crate::refusal::Refusal;
use crate::state::AppState;

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
    let (media_type, disposition) = match purpose {
        Purpose::Saving => ("application/octet-stream", content_disposition(&version.file_name)),
        Purpose::Playing(kind) => (kind.media_type(), "inline".to_owned()),
    };
    let mut fields = file_headers(media_type, &disposition, &validators);
    if validators.still_hold(asked) {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    let (status, part) = part_to_send(asked, &validators, version.size, &mut fields)?;
    let mut file = open(state, version).await?;
    file.seek(SeekFrom::Start(part.start)).await.map_err(|error| {
        tracing::error!(version = %version.id, %error, "a version's file cannot be read");
        Refusal::failed()
    })?;
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(part.end - part.start), PIECE));
    Ok((status, fields, body).into_response())
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
