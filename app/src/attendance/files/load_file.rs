use domain::attendance::dry_run::DryRun;
use domain::attendance::export::{DateQuestion, Meeting, TableSample};
use domain::attendance::record::{Attendee, Format, Identity, Row};
use domain::id::{AttendanceFileId, SeminarSlug, SessionSlug};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::FileChoices;
use crate::error::AppError;

/// An export, before or after it was recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttendanceFile {
    pub slug: SeminarSlug,
    pub title: String,
    pub clocks: Clocks,
    pub id: AttendanceFileId,
    pub name: String,
    pub sha256: String,
    pub sessions: Vec<(SessionSlug, String)>,
    pub stage: Stage,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Stage {
    /// Its columns have to be named first. (`choices` as they were asked for.)
    Unknown {
        samples: Vec<TableSample>,
        choices: Box<FileChoices>,
        problem: Option<String>,
    },
    Draft(Box<Draft>),
    Recorded(Box<Recorded>),
}

/// What recording it would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub choices: FileChoices,
    pub zone: String,
    pub zones: Vec<String>,
    pub format: Format,
    pub meeting: Meeting,
    pub dates: DateQuestion,
    pub dry_run: DryRun,
}

/// What is on record of it. Of very many rows the first ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    pub format: Format,
    pub zone: String,
    pub counts_for: Vec<SessionSlug>,
    pub recorded_at: Instant,
    pub recorded_by: String,
    pub superseded_by: Option<AttendanceFileId>,
    pub all_rows: u32,
    pub rows: Vec<RecordedRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedRow {
    pub row: Row,
    pub attendee: Attendee,
    pub identity: Option<Identity>,
    /// The trainee's name, or what keeps the attendee apart.
    pub who: String,
}

/// An export that waits, with what recording it would do by these choices, or one on record; for staff.
#[server(endpoint = "load_attendance_file", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_file(
    seminar: String,
    file: String,
    #[server(default)] choices: FileChoices,
) -> Result<AttendanceFile, AppError> {
    use std::collections::HashMap;

    use domain::attendance::export::ExportReading;
    use domain::attendance::record::{FileOnRecord, Who};
    use domain::time::zones::zone_names;
    use store::StoreError;
    use store::attendance::AttendanceBook;

    use crate::request::{clocks, found, read_draft, signed_in, store};

    const ROWS: usize = 1_000;

    let (actor, slug, id, now) = (signed_in()?, found(&seminar)?, found(&file)?, Instant::now());
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let shown = |name: String, sha256: String, stage| AttendanceFile {
        title: seminar.title.clone(),
        clocks: clocks(&seminar.host_zone),
        sessions: seminar.sessions.iter().map(|session| (session.slug.clone(), session.title.clone())).collect(),
        slug: slug.clone(),
        id,
        name,
        sha256,
        stage,
    };
    let draft = match store().attendance_draft(&actor, &slug, id).await {
        Err(StoreError::NotFound) => {
            let AttendanceBook { records, ledger, .. } = store().attendance(&actor, &slug, now).await?;
            let FileOnRecord { file, identities, superseded_by } = records.file(id).ok_or(StoreError::NotFound)?;
            let names: HashMap<_, _> =
                ledger.lines.iter().map(|line| (line.trainee.person, line.trainee.name.to_string())).collect();
            let row = |row: &Row| {
                let identity = identities.get(row.attendee as usize).cloned().flatten();
                let who = match identity.as_ref().map(|identity| identity.who) {
                    Some(Who::Trainee(person)) => names.get(&person).cloned().unwrap_or_default(),
                    Some(Who::Apart(apart)) => apart.label().to_owned(),
                    None => String::new(),
                };
                let attendee = file.attendees.get(row.attendee as usize)?.clone();
                Some(RecordedRow { row: row.clone(), attendee, identity, who })
            };
            let recorded = Recorded {
                format: file.format,
                zone: file.zone.clone(),
                counts_for: file.sessions.clone(),
                recorded_at: file.recorded_at,
                recorded_by: file.recorded_by.clone(),
                superseded_by: *superseded_by,
                all_rows: u32::try_from(file.rows.len()).unwrap_or(u32::MAX),
                rows: file.rows.iter().take(ROWS).filter_map(row).collect(),
            };
            return Ok(shown(file.name.clone(), file.sha256.to_string(), Stage::Recorded(Box::new(recorded))));
        }
        draft => draft?,
    };
    let how = choices.how_to_read(&seminar.host_zone, draft.uploaded_at)?;
    let stage = match read_draft(&actor, &slug, (id, &draft), &how).await? {
        ExportReading::Unknown { samples, problem } => Stage::Unknown { samples, choices: Box::new(choices), problem },
        ExportReading::Read(read) => {
            let (format, meeting, dates) = (read.format, read.meeting.clone(), read.date_order);
            let wanted = choices.intake(&seminar.host_zone)?;
            let dry_run = store().dry_run_attendance(&actor, &slug, (id, &draft), *read, &wanted, now).await?;
            let (zone, zones) = (how.zone, zone_names());
            Stage::Draft(Box::new(Draft { zones, choices, zone, format, meeting, dates, dry_run }))
        }
    };
    Ok(shown(draft.name, draft.sha256.to_string(), stage))
}
