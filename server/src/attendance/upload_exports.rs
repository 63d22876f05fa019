//! The form that brings exports. Each is safe in the vault before the answer, and recorded later,
//! when staff have looked at it.

use app::request::Visitor;
use axum::Extension;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::actor::Actor;
use domain::id::{AttendanceFileId, SeminarSlug};
use domain::time::Instant;
use domain::upload::check_file_name;
use store::attendance::files::AttendanceDraft;

use super::FILE_BYTES;
use crate::files::sweep_deleted::discard_placed;
use crate::form_answer::go_back;
use crate::form_field::{broken, read_text, read_whole};
use crate::refusal::{Refusal, signed_in};
use crate::state::AppState;
use crate::uploads::uncut;

/// What pages know the form by.
const FORM_PATH: &str = "/api/attendance_files";

pub async fn upload_exports(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    mut form: Multipart,
) -> Response {
    let answer = take_exports(&state, visitor, &mut form).await;
    // Browsers do not look at an answer before they have sent all.
    while let Ok(Some(_)) = form.next_field().await {}
    match answer {
        Ok((seminar, kept)) => {
            let sheet = format!("/seminars/{seminar}/attendance");
            // Several are looked at one after the other, from the sheet.
            let next = match kept[..] {
                [one] => format!("{sheet}/files/{one}"),
                _ => sheet,
            };
            Redirect::to(&next).into_response()
        }
        Err(refusal) => go_back(&headers, &state.office.public_url, FORM_PATH, refusal),
    }
}

async fn take_exports(
    state: &AppState,
    visitor: Visitor,
    form: &mut Multipart,
) -> Result<(SeminarSlug, Vec<AttendanceFileId>), Refusal> {
    let actor = signed_in(visitor)?;
    let (mut seminar, mut kept) = (None, Vec::new());
    while let Some(mut field) = form.next_field().await.map_err(|error| broken(&error))? {
        match field.name() {
            Some("seminar") => {
                let slug: SeminarSlug = read_text(&mut field).await?.parse().map_err(|_| Refusal::not_found())?;
                state.office.store.seminar_for_staff(&actor, &slug)?;
                seminar = Some(slug);
            }
            Some("file") => {
                let slug = seminar.as_ref().ok_or_else(|| Refusal::bad_request("The form lacks the seminar."))?;
                kept.extend(keep(state, &actor, slug, field).await?);
            }
            _ => {}
        }
    }
    let seminar = seminar.ok_or_else(|| Refusal::bad_request("The form lacks the seminar."))?;
    if kept.is_empty() { Err(Refusal::bad_request("Please choose a file.")) } else { Ok((seminar, kept)) }
}

/// One file of the form; `None` if none was chosen.
async fn keep(
    state: &AppState,
    actor: &Actor,
    seminar: &SeminarSlug,
    mut field: Field<'_>,
) -> Result<Option<AttendanceFileId>, Refusal> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Ok(None);
    }
    check_file_name(&name)?;
    let too_long = || {
        let text = format!("An export has at most {} MiB, and “{name}” has more.", FILE_BYTES / 1024 / 1024);
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, text)
    };
    let bytes = read_whole(&mut field, FILE_BYTES, too_long).await?;
    if bytes.is_empty() {
        return Err(Refusal::bad_request(format!("“{name}” is empty.")));
    }
    let (state, actor, seminar) = (state.clone(), actor.clone(), seminar.clone());
    // Also when the client leaves: an export that is in the vault and nowhere on record would stay there.
    let kept = uncut(async move {
        let placed = state.vault.keep_bytes(bytes).await?;
        let draft = AttendanceDraft { name, sha256: placed.sha256, size: placed.size, uploaded_at: Instant::now() };
        let store = &state.office.store;
        let kept = store.keep_attendance_draft(&actor, &seminar, &draft).await;
        if kept.is_err() {
            discard_placed(store, &[draft.sha256]).await;
        }
        Ok(kept?)
    });
    kept.await.map(Some)
}
