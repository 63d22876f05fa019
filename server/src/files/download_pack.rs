//! The low-data pack of a session's slides, for those who see them.

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use documents::content_disposition::content_disposition;
use documents::pack::{Pack, PackContent, low_data_pack};
use domain::id::{SeminarSlug, SessionSlug};
use domain::material::{Sha256Hex, VersionPlace};
use sha2::{Digest, Sha256};

use super::collection::Collection;
use super::range::{Wanted, wanted};
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
    let mut fields = pack_headers(&validators, file_name);
    if validators.still_hold(asked) {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    let collection = collect(pack);
    let size = collection.length();
    let range = asked.get(header::RANGE).and_then(|range| range.to_str().ok());
    let (status, part) = match wanted(range.filter(|_| validators.allow_range(asked)), size) {
        Wanted::Whole => (StatusCode::OK, 0..size),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Wanted::Nothing => {
            let refusal = Refusal::new(StatusCode::RANGE_NOT_SATISFIABLE, "The file ends before this range.");
            return Err(refusal.with(header::CONTENT_RANGE, &format!("bytes */{size}")));
        }
    };
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(range) = HeaderValue::from_str(&format!("bytes {}-{}/{size}", part.start, part.end - 1))
    {
        fields.insert(header::CONTENT_RANGE, range);
    }
    fields.insert(header::CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
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

fn pack_headers(validators: &Validators, file_name: &str) -> HeaderMap {
    let disposition = content_disposition(file_name);
    let fields = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, &disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Who may see it can change: every use of a copy asks first.
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::ACCEPT_RANGES, "bytes"),
        (header::ETAG, &validators.tag),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_str(value).ok()?))).collect()
}
