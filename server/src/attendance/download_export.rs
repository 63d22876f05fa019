//! An export as it came, for staff.

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::content_disposition::content_disposition;
use domain::id::{AttendanceFileId, SeminarSlug};

use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

pub async fn download_export(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path((seminar, file)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let seminar: SeminarSlug = seminar.parse().map_err(|_| Refusal::not_found())?;
    let id: AttendanceFileId = file.parse().map_err(|_| Refusal::not_found())?;
    let (name, sha256) = state.office.store.attendance_export(&actor, &seminar, id).await?;
    let bytes = state.vault.read_bytes(&sha256).await?;
    let fields = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, content_disposition(&name)),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((fields, bytes).into_response())
}
