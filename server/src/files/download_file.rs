//! One version, to be saved, or to be played where it is a recording.

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::actor::Actor;
use domain::id::VersionId;
use domain::material::Version;

use super::send_file::{Purpose, send_file};
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

pub async fn download_file(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(version): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let version = version_to_open(&state, &signed_in(visitor)?, &version).await?;
    send_file(&state, &version, &headers, Purpose::Saving).await
}

/// A recording that has passed the gate; of anything else there is nothing to play.
pub async fn play_file(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(version): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let version = version_to_open(&state, &signed_in(visitor)?, &version).await?;
    let kind = version.passage.kind().filter(|kind| kind.is_recording() && version.passage.is_open());
    let kind = kind.ok_or_else(Refusal::not_found)?;
    send_file(&state, &version, &headers, Purpose::Playing(kind)).await
}

async fn version_to_open(state: &AppState, actor: &Actor, id: &str) -> Result<Version, Refusal> {
    let id: VersionId = id.parse().map_err(|_| Refusal::not_found())?;
    Ok(state.office.store.version_to_open(actor, id).await?.version)
}
