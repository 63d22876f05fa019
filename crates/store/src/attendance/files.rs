//! Exports of meeting platforms: uploaded, looked at, recorded, superseded.

use domain::actor::Actor;
use domain::attendance::naming::misnamed;
use domain::attendance::record::{Identity, RecordedFile, Who};
use domain::audit::Action;
use domain::id::{AttendanceFileId, SeminarSlug};
use domain::material::Sha256Hex;
use domain::person::{Member, Role};
use domain::time::Instant;
use serde_json::{Map, Value, json};
use surrealdb::types::{Datetime, Object, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{datetime, instant, key_text, parsed, person_record, record};
use crate::live::LiveEvent;
use crate::people::MemberFilter;
use crate::{Store, StoreError};

/// How long an uploaded export waits for someone to confirm it.
const DRAFT_DAYS: i64 = 7;

/// An export that was uploaded and not recorded yet. Its bytes lie in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceDraft {
    pub name: String,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
    pub uploaded_at: Instant,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DraftRow {
    name: String,
    sha256: String,
    size: i64,
    created_at: Datetime,
}

/// A read export with what is known of its attendees, ready to be recorded.
#[derive(Debug, Clone)]
pub struct NewAttendanceFile {
    pub file: RecordedFile,
    /// Bytes of the export.
    pub size: u64,
    /// By place of the attendee.
    pub identities: Vec<Option<Identity>>,
    /// The recorded file whose place it takes.
    pub supersedes: Option<AttendanceFileId>,
}

/// An attendee of a recorded file, by their place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttendeePlace {
    pub file: AttendanceFileId,
    pub attendee: u32,
}

fn file_record(id: AttendanceFileId) -> RecordId {
    record("attendance_file", id)
}

impl Store {
    /// Keeps in mind an export whose bytes are safe in the vault.
    pub async fn keep_attendance_draft(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        draft: &AttendanceDraft,
    ) -> Result<AttendanceFileId, StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let id = AttendanceFileId::generate();
        let variables = object! {
            draft: record("attendance_draft", id),
            seminar: seminar.to_string(),
            name: draft.name.clone(),
            sha256: draft.sha256.0.clone(),
            size: i64::try_from(draft.size).unwrap_or(i64::MAX),
            now: datetime(draft.uploaded_at),
            expires: datetime(draft.uploaded_at.plus_days(DRAFT_DAYS)),
        };
        self.write(include_str!("../../queries/attendance/keep_draft.surql"), variables).await?;
        Ok(id)
    }

    pub async fn attendance_draft(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        id: AttendanceFileId,
    ) -> Result<AttendanceDraft, StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let query = "SELECT name, sha256, size, created_at FROM $draft WHERE seminar = $seminar";
        let variables = object! { draft: record("attendance_draft", id), seminar: seminar.to_string() };
        let row: DraftRow = self.row(query, variables).await?.ok_or(StoreError::NotFound)?;
        let size = u64::try_from(row.size).unwrap_or(0);
        let uploaded_at = instant(row.created_at);
        Ok(AttendanceDraft { name: row.name, sha256: Sha256Hex(row.sha256), size, uploaded_at })
    }

    /// Name and hash of an export, whether it waits or is on record.
    pub async fn attendance_export(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        id: AttendanceFileId,
    ) -> Result<(String, Sha256Hex), StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        match self.attendance_draft(actor, seminar, id).await {
            Ok(draft) => Ok((draft.name, draft.sha256)),
            Err(StoreError::NotFound) => {
                let records = self.attendance_records(seminar).await?;
                let file = &records.file(id).ok_or(StoreError::NotFound)?.file;
                Ok((file.name.clone(), file.sha256.clone()))
            }
            Err(error) => Err(error),
        }
    }

    /// Exports that wait for someone to confirm them, newest first.
    pub async fn attendance_drafts(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
    ) -> Result<Vec<(AttendanceFileId, String)>, StoreError> {
        #[derive(SurrealValue)]
        #[surreal(crate = "surrealdb::types")]
        struct Row {
            id: RecordId,
            name: String,
        }
        self.seminar_for_staff(actor, seminar)?;
        let query =
            "SELECT id, name, created_at FROM attendance_draft WHERE seminar = $seminar ORDER BY created_at DESC";
        let rows: Vec<Row> = self.rows(query, object! { seminar: seminar.to_string() }).await?;
        rows.into_iter().map(|row| Ok((parsed("attendance_draft", &key_text(&row.id))?, row.name))).collect()
    }

    /// Drops an export that nobody wants to record. It names people, so its bytes are to go too.
    pub async fn drop_attendance_draft(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        id: AttendanceFileId,
        now: Instant,
    ) -> Result<(), StoreError> {
        let draft = self.attendance_draft(actor, seminar, id).await?;
        self.discard_draft(record("attendance_draft", id), &draft.sha256.0, now).await
    }

    /// Forgets exports that nobody confirmed, and answers how many.
    pub async fn sweep_attendance_drafts(&self, now: Instant) -> Result<u32, StoreError> {
        #[derive(SurrealValue)]
        #[surreal(crate = "surrealdb::types")]
        struct Row {
            id: RecordId,
            sha256: String,
        }
        let query = "SELECT id, sha256 FROM attendance_draft WHERE expires_at <= $now";
        let rows: Vec<Row> = self.rows(query, object! { now: datetime(now) }).await?;
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        for row in rows {
            self.discard_draft(row.id, &row.sha256, now).await?;
        }
        Ok(count)
    }

    async fn discard_draft(&self, draft: RecordId, sha256: &str, now: Instant) -> Result<(), StoreError> {
        let variables = object! { draft: draft, file: record("discarded_file", sha256), now: datetime(now) };
        self.write(include_str!("../../queries/attendance/drop_draft.surql"), variables).await?;
        Ok(())
    }

    /// Puts an export on record: its rows, and who is who in it. The id is that of its draft, so
    /// that confirming twice records once.
    pub async fn record_attendance_file(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        new: &NewAttendanceFile,
        now: Instant,
    ) -> Result<(), StoreError> {
        let definition = self.seminar_for_staff(actor, seminar)?;
        let file = &new.file;
        let settled: Map<String, Value> = new
            .identities
            .iter()
            .enumerate()
            .filter_map(|(place, identity)| Some((place.to_string(), json!(identity.as_ref()?))))
            .collect();
        let sessions: Vec<String> = file.sessions.iter().map(ToString::to_string).collect();
        let titles = file.sessions.iter().filter_map(|slug| Some(definition.session(slug)?.title.as_str()));
        let detail = format!("{} rows, for {}", file.rows.len(), titles.collect::<Vec<_>>().join(", "));
        let variables = object! {
            attendance: record("attendance", seminar),
            file: file_record(file.id),
            identities: record("attendance_identities", file.id),
            draft: record("attendance_draft", file.id),
            supersedes: new.supersedes.map(file_record),
            seminar: seminar.to_string(),
            sha256: file.sha256.0.clone(),
            size: i64::try_from(new.size).unwrap_or(i64::MAX),
            sessions: sessions,
            content: json!(file),
            settled: Value::Object(settled),
            person: person_record(actor.person),
            now: datetime(now),
            event: event(&actor.into(), Action::AttendanceRecorded, Some(seminar), &file.name, detail, now),
        };
        self.write(include_str!("../../queries/attendance/record_file.surql"), variables).await?;
        self.tell(LiveEvent::Attendance { seminar: seminar.clone() });
        Ok(())
    }

    /// Says of attendees of recorded files who they are, or that nobody knows: all of them or none.
    pub async fn identify_attendees(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        said: &[(AttendeePlace, Option<Who>)],
        now: Instant,
    ) -> Result<(), StoreError> {
        let by = actor.name.to_string();
        let (members, _) = self.members(actor, seminar, &MemberFilter::default(), 0, u32::MAX).await?;
        let records = self.attendance_records(seminar).await?;
        let mut decisions: Vec<Object> = Vec::new();
        for (AttendeePlace { file, attendee }, who) in said {
            let on_record = records.file(*file).ok_or(StoreError::NotFound)?;
            let shown = on_record.file.attendees.get(*attendee as usize).ok_or(StoreError::NotFound)?;
            let (detail, misnamed) = match who {
                Some(Who::Trainee(person)) => {
                    let trainee = |member: &&Member| member.person == *person && member.role == Role::Trainee;
                    let member = members.iter().find(trainee).ok_or(StoreError::NotFound)?;
                    (member.name.to_string(), misnamed(shown, member))
                }
                Some(Who::Apart(apart)) => (apart.label().to_owned(), false),
                None => ("nobody knows who".to_owned(), false),
            };
            let identity = who.map(|who| Identity { who, by: Some(by.clone()), at: now, misnamed });
            decisions.push(object! {
                identities: record("attendance_identities", file),
                settled: json!({ attendee.to_string(): identity }),
                event: event(&actor.into(), Action::AttendeeIdentified, Some(seminar), &shown.name, detail, now),
            });
        }
        let variables = object! { attendance: record("attendance", seminar), decisions: decisions };
        self.write(include_str!("../../queries/attendance/identify.surql"), variables).await?;
        self.tell(LiveEvent::Attendance { seminar: seminar.clone() });
        Ok(())
    }
}
