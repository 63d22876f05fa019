//! What this server understands of tus.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::VERSION;
use super::headers::{TUS_CHECKSUM_ALGORITHM, TUS_EXTENSION, TUS_MAX_SIZE, TUS_VERSION};
use crate::state::AppState;

const EXTENSIONS: &str = "creation,creation-with-upload,checksum,expiration,termination";

pub fn describe_server(state: &AppState) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(TUS_VERSION, VERSION);
    headers.insert(TUS_EXTENSION, HeaderValue::from_static(EXTENSIONS));
    headers.insert(TUS_CHECKSUM_ALGORITHM, HeaderValue::from_static("sha1,sha256"));
    // Each seminar has its own limit; this one holds for all.
    let limits = state.office.store.all_seminars().into_iter().map(|seminar| seminar.rules.max_file_bytes);
    if let Some(limit) = limits.max() {
        headers.insert(TUS_MAX_SIZE, HeaderValue::from(limit));
    }
    response
}
