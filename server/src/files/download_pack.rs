//! The low-data pack of a session's slides, for those who see them.

use app::request::Visitor;
use archives::{Pack, PackContent, low_data_pack};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use domain::id::{SeminarSlug, SessionSlug};
use domain::material::VersionPlace;

use super::collection::Collection;
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

pub async fn download_pack(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path((seminar, session)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let slug: SeminarSlug = seminar.parse().map_err(|_| Refusal::not_found())?;
    let session: SessionSlug = session.parse().map_err(|_| Refusal::not_found())?;
    let slides = state.office.store.slides(&actor, &slug, &session).await?;
    let files = state.office.store.slides_to_pack(&slides).await?;
    let title = slides.seminar.place_name(&VersionPlace::Session(session.clone()));
    let pack = low_data_pack(&title, &files).ok_or_else(Refusal::not_found)?;
    collect(pack).answer(state.vault, &format!("{slug}-{session}-low-data.zip"), &headers)
}

fn collect(pack: Pack) -> Collection {
    let mut collection = Collection::default();
    for entry in pack.entries {
        match entry.content {
            PackContent::Text(text) => collection.add_bytes(entry.name, Bytes::from(text), entry.modified),
            PackContent::File { sha256, size } => collection.add_file(entry.name, sha256, size, entry.modified),
        }
    }
    collection
}
