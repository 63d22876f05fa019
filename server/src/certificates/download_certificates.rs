//! All certificates of a seminar as one archive with an index, for staff.

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use documents::certificate::{CertificateEntry, certificates_index};
use domain::certificate::issued::Certificate;
use domain::id::SeminarSlug;
use domain::time::zones;

use crate::files::collection::{Collection, INDEX, NOT_THERE, is_there, written};
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

pub async fn download_certificates(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(seminar): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let slug: SeminarSlug = seminar.parse().map_err(|_| Refusal::not_found())?;
    let seminar = state.office.store.seminar_for_staff(&actor, &slug)?;
    let certificates = state.office.store.certificates(&actor, &slug).await?;
    let mut entries = index_entries(&certificates);
    for (entry, certificate) in entries.iter_mut().zip(&certificates) {
        if !is_there(&state.vault, &certificate.sha256, certificate.size).await {
            NOT_THERE.clone_into(&mut entry.archive_name);
        }
    }
    let newest = certificates.iter().map(|certificate| certificate.issued_at).max().unwrap_or(seminar.starts);
    let clocks = zones::clocks(&seminar.host_zone, None, newest);
    let index = certificates_index(&seminar, &entries);
    let mut collection = Collection::default();
    let bytes = written(move || index.to_xlsx(newest)).await?;
    collection.add_bytes(INDEX.to_owned(), bytes, clocks.show(newest).host);
    for (entry, certificate) in entries.into_iter().zip(certificates) {
        if entry.archive_name != NOT_THERE {
            let at = clocks.show(certificate.issued_at).host;
            collection.add_file(entry.archive_name, certificate.sha256, certificate.size, at);
        }
    }
    collection.answer(state.vault, &format!("{slug}-certificates.zip"), &headers)
}

/// The rows of the index, each with the name of its file.
pub fn index_entries(certificates: &[Certificate]) -> Vec<CertificateEntry> {
    let entry = |certificate: &Certificate| CertificateEntry {
        statement: certificate.statement.clone(),
        validity: certificate.validity.clone(),
        archive_name: certificate.file_name(),
    };
    certificates.iter().map(entry).collect()
}
