//! The plain form: its files go straight into the vault, piece by piece, and become versions.

use app::request::Visitor;
use axum::Extension;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use domain::gate;
use domain::time::Instant;
use domain::upload::{RefusedUpload, UploadTarget, check_file_name};
use futures::SinkExt;
use futures::channel::mpsc;
use store::materials::Submitted;
use vault::{NewUpload, Upload, VaultError};

use super::asker::Asker;
use super::complete_upload::complete_form;
use super::create_upload::EXPIRES_DAYS;
use super::metadata::{UNKNOWN_MEDIA_TYPE, checked_media_type, read_consent, read_target};
use super::receive::uncut;
use crate::form_answer::go_back;
use crate::form_field::{broken, broken_off, read_text};
use crate::refusal::Refusal;
use crate::state::AppState;

/// What pages know the form by.
const FORM_PATH: &str = "/api/uploads/form";

/// The box about sharing; each field comes before the files.
#[derive(Clone, Copy, Default)]
struct ConsentBox {
    /// How it was drawn. Clients have no box and mean what they say.
    seen: Option<bool>,
    ticked: Option<bool>,
}

pub async fn submit_form(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let public_url = state.office.public_url.clone();
    let answer = match Asker::new(state, visitor) {
        Ok(asker) => uncut(async move { read_form(&asker, form).await }).await,
        Err(refusal) => uncut(async move { Err(read_away(form, refusal).await) }).await,
    };
    match answer {
        Ok(submitted) => Redirect::to(&shown_at(&submitted)).into_response(),
        Err(refusal) => go_back(&headers, &public_url, FORM_PATH, refusal),
    }
}

/// The receipt of one file, or what several have come to.
fn shown_at(submitted: &[Submitted]) -> String {
    match submitted {
        [one] => format!("/seminars/{}/receipts/{}", one.seminar.slug, one.version.id),
        [first, ..] => first.place.path(&first.seminar.slug),
        [] => "/".to_owned(),
    }
}

/// Browsers do not look at an answer before they have sent all, so what follows a refusal is read too.
async fn read_form(asker: &Asker, mut form: Multipart) -> Result<Vec<Submitted>, Refusal> {
    let mut submitted = Vec::new();
    let refusal = match read_fields(asker, &mut form, &mut submitted).await {
        Ok(()) if !submitted.is_empty() => return Ok(submitted),
        Ok(()) => Refusal::bad_request("Please choose a file."),
        Err(refusal) => refusal,
    };
    Err(after(&submitted, read_away(form, refusal).await))
}

/// What is left of the form goes nowhere.
async fn read_away(mut form: Multipart, refusal: Refusal) -> Refusal {
    while let Ok(Some(_)) = form.next_field().await {}
    refusal
}

async fn read_fields(asker: &Asker, form: &mut Multipart, submitted: &mut Vec<Submitted>) -> Result<(), Refusal> {
    let (mut target, mut consent) = (None, ConsentBox::default());
    while let Some(mut field) = form.next_field().await.map_err(|error| broken(&error))? {
        match field.name() {
            Some("assignment") => target = Some(read_target(&read_text(&mut field).await?)?),
            Some("consent_seen") => consent.seen = Some(read_consent(&read_text(&mut field).await?)?),
            // A box that is not ticked is not sent: a hidden field before it says no.
            Some("consent") => consent.ticked = Some(read_consent(&read_text(&mut field).await?)?),
            Some("file") => {
                let target = target.as_ref().ok_or_else(|| Refusal::bad_request("The form lacks the assignment."))?;
                submitted.extend(read_file(asker, target, consent, field).await?);
            }
            _ => {}
        }
    }
    Ok(())
}

/// One file of the form; `None` if none was chosen.
async fn read_file(
    asker: &Asker,
    target: &UploadTarget,
    consent: ConsentBox,
    field: Field<'_>,
) -> Result<Option<Submitted>, Refusal> {
    let file_name = field.file_name().unwrap_or_default().to_owned();
    if file_name.is_empty() {
        return Ok(None);
    }
    check_file_name(&file_name)?;
    let media_type = checked_media_type(field.content_type().unwrap_or(UNKNOWN_MEDIA_TYPE))?.to_owned();
    // Its size is not known yet, and one byte is the least that would be admitted.
    asker.admit(target, 1).await?;
    let seminar = asker.store().seminar(&target.seminar)?;
    if let Some(refusal) = gate::Refusal::by_name(&file_name, seminar.accepted_by(target.place.assignment())) {
        return Err(refusal.into());
    }
    let limit = seminar.rules.max_file_bytes;
    let now = Instant::now();
    let new = NewUpload {
        person: asker.actor.person,
        target: target.clone(),
        file_name,
        media_type,
        consent: consent.ticked,
        consent_seen: consent.seen,
        size: limit,
        now,
        expires: now.plus_days(EXPIRES_DAYS),
    };
    let upload = asker.vault().create_unsealed_upload(new).await.map_err(|error| refused_file(error, limit))?;
    let submitted = fill(asker, &upload, field).await;
    if submitted.is_err()
        && let Err(error) = asker.vault().terminate(upload.id).await
    {
        tracing::warn!(upload = %upload.id, %error, "could not remove what a form brought");
    }
    submitted.map(Some)
}

async fn fill(asker: &Asker, upload: &Upload, mut field: Field<'_>) -> Result<Submitted, Refusal> {
    let (mut sender, pieces) = mpsc::channel::<Result<Bytes, MultipartError>>(1);
    let send = async {
        while let Some(piece) = field.chunk().await.transpose() {
            let failed = piece.is_err();
            // An error says that the vault takes no more, and why is its own answer.
            if sender.send(piece).await.is_err() || failed {
                break;
            }
        }
        sender.close_channel();
    };
    let (appended, ()) = tokio::join!(asker.vault().append(upload.id, 0, pieces, None), send);
    appended.map_err(|error| refused_file(error, upload.size))?;
    let sealed = asker.vault().seal(upload.id).await?;
    complete_form(asker, &sealed).await
}

/// Nothing of a form's file is kept.
fn refused_file(error: VaultError, limit: u64) -> Refusal {
    match error {
        VaultError::TooLong => RefusedUpload::TooLarge { limit }.into(),
        VaultError::Interrupted => broken_off(),
        VaultError::NoSpace => {
            tracing::error!("no space is left for uploads");
            Refusal::new(StatusCode::INSUFFICIENT_STORAGE, "There is no space left on the server. Please try later.")
        }
        error => error.into(),
    }
}

/// What was submitted before the file that failed stays submitted, and its sender should know.
fn after(submitted: &[Submitted], refusal: Refusal) -> Refusal {
    let names: Vec<String> = submitted.iter().map(|one| format!("“{}”", one.version.file_name)).collect();
    if names.is_empty() {
        return refusal;
    }
    let verb = if names.len() == 1 { "was" } else { "were" };
    let text = format!("{} {verb} submitted, the next file was not. {}", names.join(", "), refusal.text());
    Refusal::new(refusal.status(), text)
}
