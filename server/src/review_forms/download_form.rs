//! The form for what a filter shows, as one workbook.

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::content_disposition::content_disposition;
use documents::review_form::review_form;
use domain::id::SeminarSlug;
use domain::time::Instant;

use crate::exports::name_as_of;
use crate::files::MaterialQuery;
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

pub async fn download_form(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(seminar): Path<String>,
    Query(query): Query<MaterialQuery>,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let slug: SeminarSlug = seminar.parse().map_err(|_| Refusal::not_found())?;
    let seminar = state.office.store.seminar_for_hosts(&actor, &slug)?;
    let name = name_as_of(&seminar, "review-form", "xlsx", Instant::now());
    let rows = state.office.store.review_form_rows(&actor, &slug, &query.read()?).await?;
    let written = tokio::task::spawn_blocking(move || review_form(&seminar, &rows)).await;
    let bytes = written.map_err(|error| error.to_string()).and_then(|bytes| bytes.map_err(|error| error.to_string()));
    let bytes = bytes.map_err(|error| {
        tracing::error!(error, "a review form cannot be written");
        Refusal::failed()
    })?;
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let fields = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, content_disposition(&name)),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((fields, bytes).into_response())
}
