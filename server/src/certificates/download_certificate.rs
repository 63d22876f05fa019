//! The files of one certificate, for its holder and for staff.

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use documents::certificate::{BadgeIssuer, open_badge_jwt};
use documents::content_disposition::content_disposition;
use domain::certificate::CertificateCode;
use domain::certificate::issued::Certificate;

use crate::files::validators::Validators;
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;

const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");

pub async fn download_certificate(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let certificate = asked_for(&state, visitor, &code).await?;
    let validators = Validators { tag: format!("\"{}\"", certificate.sha256), modified: Some(certificate.issued_at) };
    let digest = STANDARD.encode(certificate.sha256.bytes().unwrap_or_default());
    let fields = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, content_disposition(&certificate.file_name())),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::ETAG, validators.tag.clone()),
        (REPR_DIGEST, format!("sha-256=:{digest}:")),
    ];
    if validators.still_hold(&headers) {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    let pdf = state.vault.read_bytes(&certificate.sha256).await.map_err(|error| {
        tracing::error!(number = certificate.statement.number, %error, "a certificate's file cannot be read");
        Refusal::failed()
    })?;
    Ok((fields, pdf).into_response())
}

/// The same statement as an Open Badges 3.0 credential. One that does not hold any more has none.
pub async fn download_badge(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
) -> Result<Response, Refusal> {
    let certificate = asked_for(&state, visitor, &code).await?;
    if !certificate.is_valid() {
        let text = "This certificate does not hold any more, so there is no badge of it.";
        return Err(Refusal::new(StatusCode::GONE, text));
    }
    let public_url = &state.office.public_url;
    let issuer = BadgeIssuer {
        public_url: public_url.clone(),
        seminar_url: format!("{public_url}/seminars/{}", certificate.seminar),
        title: certificate.design.title.clone(),
    };
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(number = certificate.statement.number, %error, "a badge cannot be made");
        Refusal::failed()
    };
    let key = state.keyring.find(&certificate.key).map_err(|error| failed(&error))?;
    let badge = open_badge_jwt(&certificate.statement, &issuer, &key).map_err(|error| failed(&error))?;
    let name = format!("{}.jwt", certificate.statement.number.replace('/', "-"));
    let fields = [
        (header::CONTENT_TYPE, "application/jwt".to_owned()),
        (header::CONTENT_DISPOSITION, content_disposition(&name)),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((fields, badge).into_response())
}

async fn asked_for(state: &AppState, visitor: Visitor, code: &str) -> Result<Certificate, Refusal> {
    let actor = signed_in(visitor)?;
    let code: CertificateCode = code.parse().map_err(|_| Refusal::not_found())?;
    Ok(state.office.store.certificate(&actor, &code).await?)
}
