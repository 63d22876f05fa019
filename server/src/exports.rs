//! What can be carried away: the programme as a calendar, and the staff's lists as sheets.

use app::request::Visitor;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use documents::attendance::{attendance_sheet, evidence_sheet};
use documents::board::board_sheet;
use documents::calendar::programme_calendar;
use documents::certificate::certificates_index;
use documents::content_disposition::content_disposition;
use documents::people::people_sheet;
use documents::reminders::reminders_sheet;
use documents::sheet::Sheet;
use domain::board::{BoardRow, LACKING};
use domain::id::SeminarSlug;
use domain::material::Sha256Hex;
use domain::seminar::Seminar;
use domain::time::{Instant, zones};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use store::board::Lacking;
use store::people::MemberFilter;

use crate::files::validators::Validators;
use crate::refusal::{Refusal, signed_in};
use crate::route_table::RouteTable;
use crate::state::AppState;

pub fn routes() -> RouteTable {
    RouteTable::new()
        .at("/seminars/{seminar}/programme.ics", &["GET"], get(export_programme))
        .at("/seminars/{seminar}/board.csv", &["GET"], export(List::Board, Format::Csv))
        .at("/seminars/{seminar}/board.xlsx", &["GET"], export(List::Board, Format::Xlsx))
        .at("/seminars/{seminar}/missing.csv", &["GET"], export(List::Missing, Format::Csv))
        .at("/seminars/{seminar}/missing.xlsx", &["GET"], export(List::Missing, Format::Xlsx))
        .at("/seminars/{seminar}/attendance.csv", &["GET"], export(List::Attendance, Format::Csv))
        .at("/seminars/{seminar}/attendance.xlsx", &["GET"], export(List::Attendance, Format::Xlsx))
        .at("/seminars/{seminar}/people.csv", &["GET"], export(List::People, Format::Csv))
        .at("/seminars/{seminar}/people.xlsx", &["GET"], export(List::People, Format::Xlsx))
        .at("/seminars/{seminar}/certificates.csv", &["GET"], export(List::Certificates, Format::Csv))
        .at("/seminars/{seminar}/certificates.xlsx", &["GET"], export(List::Certificates, Format::Xlsx))
}

/// The timetable is public; where to join is for members.
async fn export_programme(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Path(seminar): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let slug = found(&seminar)?;
    let seminar = state.office.store.seminar(&slug)?;
    let actor = visitor.actor.filter(|actor| actor.membership(&slug).is_some());
    let member = actor.is_some();
    // A delegation that has more time finds its own due times.
    let country = actor.and_then(|actor| actor.delegation(&slug));
    let seminar = country.map_or_else(|| Seminar::clone(&seminar), |country| seminar.for_delegation(country));
    let written = |now| programme_calendar(&seminar, &state.office.public_url, member, now);
    // A calendar that differs only in when it was written is the same one.
    let tag = Sha256Hex::of_bytes(&Sha256::digest(written(Instant::from_seconds(0))));
    let validators = Validators { tag: format!("\"{tag}\""), modified: None };
    let caching = if member { "private, no-cache" } else { "public, max-age=300" };
    let fields = [
        (header::ETAG, validators.tag.clone()),
        (header::CACHE_CONTROL, caching.to_owned()),
        (header::VARY, "Cookie, Authorization".to_owned()),
    ];
    if validators.still_hold(&headers) {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    let content = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, content_disposition(&format!("{slug}.ics"))),
    ];
    Ok((fields, content, written(Instant::now())).into_response())
}

#[derive(Debug, Clone, Copy)]
enum List {
    Board,
    Missing,
    People,
    Attendance,
    Certificates,
}

#[derive(Debug, Clone, Copy)]
enum Format {
    Csv,
    Xlsx,
}

/// As the pages of the lists have it in their addresses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    /// Of the board: [`LACKING`], or all.
    show: String,
    /// Of whom to remind: what they lack.
    assignment: String,
}

/// The route that hands a list to staff.
fn export(list: List, format: Format) -> MethodRouter<AppState> {
    get(
        async move |State(state): State<AppState>,
                    Extension(visitor): Extension<Visitor>,
                    Path(seminar): Path<String>,
                    Query(shown): Query<Shown>| {
            export_list(list, format, &state, visitor, &seminar, &shown).await
        },
    )
}

async fn export_list(
    list: List,
    format: Format,
    state: &AppState,
    visitor: Visitor,
    seminar: &str,
    shown: &Shown,
) -> Result<Response, Refusal> {
    let actor = signed_in(visitor)?;
    let (store, slug, now) = (&state.office.store, found(seminar)?, Instant::now());
    let seminar = store.seminar_for_staff(&actor, &slug)?;
    let (name, sheets) = match list {
        List::Board => {
            let mut rows = store.board(&actor, &slug, now).await?;
            let lacking_only = shown.show == LACKING;
            if lacking_only {
                rows.retain(BoardRow::lacks_something);
            }
            let name = if lacking_only { "board-lacking" } else { "board" };
            (name.to_owned(), vec![board_sheet(&seminar, &rows)])
        }
        List::Missing => {
            let lacking: Lacking = shown.assignment.parse().map_err(|_| Refusal::not_found())?;
            let reminders = store.reminders(&actor, &slug, &lacking, now).await?;
            (missing_name(&lacking), vec![reminders_sheet(&seminar, &reminders)])
        }
        List::People => {
            let (members, _) = store.members(&actor, &slug, &MemberFilter::default(), 0, u32::MAX).await?;
            ("people".to_owned(), vec![people_sheet(&seminar, &members)])
        }
        List::Attendance => {
            let book = store.attendance(&actor, &slug, now).await?;
            // Beside thousands of people this takes a while.
            let held = seminar.clone();
            let work = move || vec![attendance_sheet(&book.ledger), evidence_sheet(&held, &book.ledger, &book.records)];
            let sheets = tokio::task::spawn_blocking(work).await;
            ("attendance".to_owned(), sheets.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic())))
        }
        List::Certificates => {
            let certificates = store.certificates(&actor, &slug).await?;
            let index = certificates_index(&seminar, &crate::certificates::index_entries(&certificates));
            ("certificates".to_owned(), vec![index])
        }
    };
    let (media_type, extension) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let fields = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, content_disposition(&name_as_of(&seminar, &name, extension, now))),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((fields, file(sheets, format).await?).into_response())
}

/// Whom to remind, as the name of a file says what of.
fn missing_name(lacking: &Lacking) -> String {
    match lacking {
        Lacking::Anything => "missing".to_owned(),
        Lacking::Confirmation => "missing-confirmation".to_owned(),
        Lacking::AnyMaterial => "missing-material".to_owned(),
        Lacking::Assignment(assignment) => format!("missing-{assignment}"),
    }
}

/// `e-port-2021-board-2021-11-10-1430.xlsx`: a list holds as of a moment, and of two of them one has to know the newer.
pub fn name_as_of(seminar: &Seminar, list: &str, extension: &str, now: Instant) -> String {
    let at = zones::clocks(&seminar.host_zone, None, now).host.show(now).in_file_name();
    format!("{}-{list}-{at}.{extension}", seminar.slug)
}

/// A long list takes a while to write, so it is written where that holds nobody up. A CSV holds the
/// first sheet alone.
async fn file(sheets: Vec<Sheet>, format: Format) -> Result<Vec<u8>, Refusal> {
    let work = move || match format {
        Format::Csv => sheets.first().map_or(Ok(Vec::new()), Sheet::to_csv),
        Format::Xlsx => Sheet::to_workbook(&sheets.iter().collect::<Vec<_>>()),
    };
    let written = tokio::task::spawn_blocking(work).await.map_err(|error| error.to_string());
    written.and_then(|written| written.map_err(|error| error.to_string())).map_err(|error| {
        tracing::error!(error, "a sheet cannot be written");
        Refusal::failed()
    })
}

fn found(seminar: &str) -> Result<SeminarSlug, Refusal> {
    seminar.parse().map_err(|_| Refusal::not_found())
}
