//! One image of a preview: made by us, never the foreign file.

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::VersionId;

use super::headers::SANDBOX;
use super::validators::Validators;
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

pub async fn show_image(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path((version, image)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let id: VersionId = version.parse().map_err(|_| Refusal::not_found())?;
    let file = state.office.store.preview_file(&actor, id, &image).await?;
    let validators = Validators { tag: format!("\"{}\"", file.sha256), modified: None };
    let fields = [
        (header::CONTENT_TYPE, "image/webp"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, SANDBOX),
        // A version never changes, so its pages are fetched once a day at most on a weak link; where staff have it drawn
        // again, a reader may see the older pictures for that long. Whoever may not see them any more has seen them.
        (header::CACHE_CONTROL, "private, max-age=86400"),
        (header::ETAG, &validators.tag),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    if validators.still_hold(&headers) {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    let bytes = state.vault.read_bytes(&file.sha256).await.map_err(|error| {
        tracing::error!(version = %id, image, %error, "an image of a preview cannot be read");
        Refusal::failed()
    })?;
    Ok((fields, bytes).into_response())
}
