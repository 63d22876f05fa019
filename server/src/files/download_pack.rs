//! The low-data pack of a session's slides, for those who see them.

use app::request::Visitor;
use archives::{Pack, PackContent, low_data_pack};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use documents::content_disposition::content_disposition;
use domain::id::{SeminarSlug, SessionSlug};
use domain::material::{Sha256Hex, VersionPlace};
use sha2::{Digest, Sha256};

use super::collection::Collection;
use super::headers::file_headers;
use super::range::part_to_send;
use super::validators::Validators;
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
    answer(&state, pack, &format!("{slug}-{session}-low-data.zip"), &headers)
}

fn answer(state: &AppState, pack: Pack, file_name: &str, asked: &HeaderMap) -> Result<Response, Refusal> {
    let validators = Validators { tag: tag(&pack), modified: None };
    let mut fields = file_headers("application/zip", &content_disposition(file_name), &validators);
    if validators.still_hold(asked) {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    let collection = collect(pack);
    let (status, part) = part_to_send(asked, &validators, collection.length(), &mut fields)?;
    Ok((status, fields, collection.part(state.vault.clone(), part)).into_response())
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

/// The same for the same bytes: everything in the archive follows from what is hashed here.
fn tag(pack: &Pack) -> String {
    let mut hash = Sha256::new();
    for entry in &pack.entries {
        let (size, text) = (entry.content.size(), &entry.name);
        hash.update(format!("{}:{text}:{}:{size}:", text.len(), entry.modified.civil));
        match &entry.content {
            PackContent::Text(text) => hash.update(text),
            PackContent::File { sha256, .. } => hash.update(&sha256.0),
        }
    }
    format!("\"{}\"", Sha256Hex::of_bytes(&hash.finalize()))
}
