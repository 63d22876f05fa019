//! The client gives an upload up. A version that it has become stays.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::id::VersionId;

use super::asker::Asker;
use crate::refusal::Refusal;

pub async fn terminate_upload(asker: Asker, id: VersionId) -> Result<Response, Refusal> {
    asker.vault().terminate(id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
