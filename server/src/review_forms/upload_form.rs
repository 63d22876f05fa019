//! A filled-in form. It is read and kept for a day; nothing is recorded before its dry run has been looked at.

use app::error::sentence;
use app::request::Visitor;
use axum::Extension;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::{ReviewFormId, SeminarSlug};
use domain::review::form::FilledForm;
use domain::time::Instant;
use domain::upload::check_file_name;

use super::FILE_BYTES;
use crate::form_answer::go_back;
use crate::form_field::{broken, read_text, read_whole};
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;
use crate::workroom::tables::Unread;

/// What pages know the form by.
const FORM_PATH: &str = "/api/review_forms";

pub async fn upload_form(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    mut form: Multipart,
) -> Response {
    let answer = take_form(&state, visitor, &mut form).await;
    // Browsers do not look at an answer before they have sent all.
    while let Ok(Some(_)) = form.next_field().await {}
    match answer {
        Ok((seminar, id)) => Redirect::to(&format!("/seminars/{seminar}/review-form?form={id}")).into_response(),
        Err(refusal) => go_back(&headers, &state.office.public_url, FORM_PATH, refusal),
    }
}

async fn take_form(
    state: &AppState,
    visitor: Visitor,
    form: &mut Multipart,
) -> Result<(SeminarSlug, ReviewFormId), Refusal> {
    let actor = signed_in(visitor)?;
    let mut seminar = None;
    while let Some(mut field) = form.next_field().await.map_err(|error| broken(&error))? {
        match field.name() {
            Some("seminar") => {
                let slug: SeminarSlug = read_text(&mut field).await?.parse().map_err(|_| Refusal::not_found())?;
                state.office.store.seminar_for_hosts(&actor, &slug)?;
                seminar = Some(slug);
            }
            Some("file") => {
                let slug = seminar.ok_or_else(|| Refusal::bad_request("The form lacks the seminar."))?;
                let name = field.file_name().unwrap_or_default().to_owned();
                if name.is_empty() {
                    return Err(Refusal::bad_request("Please choose a file."));
                }
                check_file_name(&name)?;
                let bytes = read_whole(&mut field, FILE_BYTES, too_large).await?;
                let rows = state.workroom.read_form(&bytes).await.map_err(unread)?;
                let filled = FilledForm { name, rows };
                let id = state.office.store.keep_review_form(&actor, &slug, &filled, Instant::now()).await?;
                return Ok((slug, id));
            }
            _ => {}
        }
    }
    Err(Refusal::bad_request("Please choose a file."))
}

fn too_large() -> Refusal {
    let text = format!("A review form has at most {} MiB.", FILE_BYTES / 1024 / 1024);
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, text)
}

fn unread(unread: Unread) -> Refusal {
    match unread {
        Unread::Unreadable(words) => Refusal::bad_request(sentence(&words)),
        Unread::Unfinished => Refusal::bad_request(
            "This file could not be read. Please download the form once more, copy into it what you have filled in, \
             and upload that.",
        ),
        Unread::Failed => Refusal::failed(),
    }
}
