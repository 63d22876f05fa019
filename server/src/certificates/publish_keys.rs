//! The public keys, for whoever checks certificates by themselves.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::keyring::key_set;
use crate::refusal::Refusal;
use crate::state::AppState;

pub async fn publish_keys(State(state): State<AppState>) -> Result<Response, Refusal> {
    let keys = state.office.store.certificate_keys().await?;
    let set = key_set(&keys).map_err(|error| {
        tracing::error!(%error, "the keys cannot be published");
        Refusal::failed()
    })?;
    let fields = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")];
    Ok((fields, set.to_json()).into_response())
}
