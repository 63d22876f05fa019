use domain::attendance::ledger::{CountrySum, Flag, SessionHead, SessionSum, Standing, Status, Trainee};
use domain::attendance::record::Format;
use domain::id::{AttendanceFileId, SeminarSlug};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::sheet_filter::SheetFilter;
use crate::error::AppError;

/// The sheet as it stood when it was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetAsOf {
    pub now: Instant,
    pub sheet: Sheet,
}

/// One page of the sheet, with sums over all of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    pub slug: SeminarSlug,
    pub title: String,
    pub clocks: Clocks,
    pub filter: SheetFilter,
    pub sessions: Vec<SessionHead>,
    /// One for each session, over all trainees.
    pub session_sums: Vec<SessionSum>,
    pub country_sums: Vec<CountrySum>,
    pub lines: Vec<SheetLine>,
    /// How many trainees match the filter, on all pages.
    pub total: u32,
    /// Trainees follow on the next page.
    pub more: bool,
    pub eligible: u32,
    /// Objections that wait for an answer.
    pub disputes: u32,
    /// Exports that wait for someone to confirm them.
    pub drafts: Vec<(AttendanceFileId, String)>,
    /// Newest first.
    pub files: Vec<FileLine>,
    /// The session that runs, or comes next: for its roll-call.
    pub next_session: Option<SessionHead>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetLine {
    pub trainee: Trainee,
    pub cells: Vec<SheetCell>,
    pub standing: Standing,
    pub flags: Vec<Flag>,
}

/// A cell as the sheet shows it; its evidence is a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetCell {
    pub status: Status,
    pub minutes: u32,
    pub link_loss: bool,
    pub total_only: bool,
    pub disputed: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileLine {
    pub id: AttendanceFileId,
    pub name: String,
    pub format: Format,
    pub sessions: Vec<String>,
    pub recorded_at: Instant,
    pub recorded_by: String,
    pub superseded: bool,
}

/// One page of the sheet of attendance, the sums of all of it, and the exports that it follows from; for staff.
#[server(endpoint = "load_sheet", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_sheet(seminar: String, filter: SheetFilter) -> Result<SheetAsOf, AppError> {
    use domain::attendance::ledger::Line;
    use domain::attendance::tally::minutes;
    use domain::country::CountryCode;
    use store::attendance::AttendanceBook;

    use super::sheet_filter::DISPUTED;
    use crate::request::{clocks, found, signed_in, store};

    /// With forty sessions a page of so many weighs about as much as a photograph.
    const PER_PAGE: usize = 100;

    let (actor, slug, now) = (signed_in()?, found(&seminar)?, Instant::now());
    let AttendanceBook { seminar, records, ledger } = store().attendance(&actor, &slug, now).await?;
    let country: Option<CountryCode> = filter.country.parse().ok();
    let shown = |line: &&Line| {
        let flagged = match filter.flag.as_str() {
            "" => true,
            DISPUTED => line.cells.iter().any(|cell| cell.disputed),
            flag => line.flags.iter().any(|known| known.as_str() == flag),
        };
        flagged && country.is_none_or(|code| line.trainee.country.code == code)
    };
    let lines: Vec<&Line> = ledger.lines.iter().filter(shown).collect();
    let skip = (filter.page.saturating_sub(1) as usize).saturating_mul(PER_PAGE);
    let title_of = |slug| seminar.session(slug).map(|session| session.title.clone());
    let mut files: Vec<FileLine> = records
        .files
        .iter()
        .map(|on_record| FileLine {
            id: on_record.file.id,
            name: on_record.file.name.clone(),
            format: on_record.file.format,
            sessions: on_record.file.sessions.iter().filter_map(title_of).collect(),
            recorded_at: on_record.file.recorded_at,
            recorded_by: on_record.file.recorded_by.clone(),
            superseded: on_record.superseded_by.is_some(),
        })
        .collect();
    files.reverse();
    let next = seminar.next_session(now).map(|session| session.slug.clone());
    let sheet = Sheet {
        title: seminar.title.clone(),
        clocks: clocks(&seminar.host_zone),
        session_sums: ledger.session_sums(),
        country_sums: ledger.country_sums(),
        total: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        more: lines.len() > skip.saturating_add(PER_PAGE),
        eligible: ledger.lines.iter().map(|line| u32::from(line.standing.outcome.is_eligible())).sum(),
        disputes: records.disputes.iter().map(|dispute| u32::from(dispute.answer.is_none())).sum(),
        drafts: store().attendance_drafts(&actor, &slug).await?,
        lines: lines
            .into_iter()
            .skip(skip)
            .take(PER_PAGE)
            .map(|line| SheetLine {
                trainee: line.trainee.clone(),
                standing: line.standing,
                flags: line.flags.clone(),
                cells: line
                    .cells
                    .iter()
                    .map(|cell| SheetCell {
                        status: cell.status,
                        minutes: minutes(cell.tally.present),
                        link_loss: cell.tally.link_loss > 0,
                        total_only: cell.tally.total_only,
                        disputed: cell.disputed,
                    })
                    .collect(),
            })
            .collect(),
        next_session: next.and_then(|slug| ledger.sessions.iter().find(|head| head.slug == slug).cloned()),
        sessions: ledger.sessions,
        slug,
        filter,
        files,
    };
    Ok(SheetAsOf { now, sheet })
}
