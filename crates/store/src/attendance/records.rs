//! All that is on record of a seminar's attendance.

use std::collections::HashMap;
use std::sync::Arc;

use domain::attendance::record::{
    Answer, AttendanceRecords, Correction, Dispute, Entry, FileOnRecord, Identity, RecordedFile,
};
use domain::id::{AttendanceFileId, SeminarSlug};
use serde::de::DeserializeOwned;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::convert::{instant, key_text, parsed, person_id, record};
use crate::{Store, StoreError};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct FileRow {
    id: RecordId,
    superseded_by: Option<RecordId>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct IdentitiesRow {
    id: RecordId,
    settled: serde_json::Value,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ContentRow {
    id: RecordId,
    content: serde_json::Value,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct CorrectionRow {
    id: RecordId,
    person: RecordId,
    entry: String,
    session: Option<String>,
    reason: String,
    approved_by: String,
    author: String,
    at: Datetime,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DisputeRow {
    id: RecordId,
    person: RecordId,
    session: String,
    text: String,
    at: Datetime,
    answer: Option<String>,
    answered_by: Option<String>,
    answered_at: Option<Datetime>,
}

impl TryFrom<CorrectionRow> for Correction {
    type Error = StoreError;
    fn try_from(row: CorrectionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed("attendance_correction", &key_text(&row.id))?,
            person: person_id(&row.person)?,
            entry: entry(&row.entry, row.session.as_deref())?,
            reason: row.reason,
            approved_by: row.approved_by,
            author: row.author,
            at: instant(row.at),
        })
    }
}

impl TryFrom<DisputeRow> for Dispute {
    type Error = StoreError;
    fn try_from(row: DisputeRow) -> Result<Self, StoreError> {
        let answer = row.answer.zip(row.answered_by).zip(row.answered_at);
        Ok(Self {
            id: parsed("attendance_dispute", &key_text(&row.id))?,
            person: person_id(&row.person)?,
            session: parsed("attendance_dispute", &row.session)?,
            text: row.text,
            at: instant(row.at),
            answer: answer.map(|((text, author), at)| Answer { text, author, at: instant(at) }),
        })
    }
}

fn entry(name: &str, session: Option<&str>) -> Result<Entry, StoreError> {
    let session = session.map(|slug| parsed("attendance_correction", slug)).transpose()?;
    let unknown = || StoreError::Record { table: "attendance_correction", problem: format!("unknown entry {name}") };
    Entry::read(name, session).ok_or_else(unknown)
}

fn from_json<T: DeserializeOwned>(table: &'static str, value: serde_json::Value) -> Result<T, StoreError> {
    serde_json::from_value(value).map_err(|problem| StoreError::Record { table, problem: problem.to_string() })
}

impl Store {
    /// What is on record now. Callers have checked who asks.
    pub(crate) async fn attendance_records(&self, seminar: &SeminarSlug) -> Result<Arc<AttendanceRecords>, StoreError> {
        let variables = object! { attendance: record("attendance", seminar) };
        let revision: Option<i64> =
            self.row(include_str!("../../queries/attendance/revision.surql"), variables).await?;
        if let Some(records) = self.attendance.records(seminar, revision.unwrap_or(0)) {
            return Ok(records);
        }
        self.read_attendance(seminar).await
    }

    async fn read_attendance(&self, seminar: &SeminarSlug) -> Result<Arc<AttendanceRecords>, StoreError> {
        let variables = object! { attendance: record("attendance", seminar), seminar: seminar.to_string() };
        // BEGIN takes the first place among the answers.
        let mut answer = self.read(include_str!("../../queries/attendance/records.surql"), variables).await?;
        let revision = answer.take::<Vec<i64>>(1)?.into_iter().next().unwrap_or(0);
        let files: Vec<FileRow> = answer.take(2)?;
        let identities: Vec<IdentitiesRow> = answer.take(3)?;
        let corrections: Vec<CorrectionRow> = answer.take(4)?;
        let disputes: Vec<DisputeRow> = answer.take(5)?;
        let contents = self.file_contents(seminar, &files).await?;
        let mut settled: HashMap<String, serde_json::Value> =
            identities.into_iter().map(|row| (key_text(&row.id), row.settled)).collect();
        let on_record = files.into_iter().zip(contents).map(|(row, file)| {
            let settled = settled.remove(&key_text(&row.id)).unwrap_or_default();
            let superseded_by = row.superseded_by.map(|by| parsed("attendance_file", &key_text(&by))).transpose()?;
            Ok(FileOnRecord { identities: identities_of(&file, settled)?, file, superseded_by })
        });
        let records = Arc::new(AttendanceRecords {
            files: on_record.collect::<Result<_, StoreError>>()?,
            corrections: corrections.into_iter().map(Correction::try_from).collect::<Result<_, _>>()?,
            disputes: disputes.into_iter().map(Dispute::try_from).collect::<Result<_, _>>()?,
        });
        self.attendance.put(seminar, revision, &records);
        Ok(records)
    }

    /// The files in the order of the rows; those that are remembered are not read again.
    async fn file_contents(
        &self,
        seminar: &SeminarSlug,
        rows: &[FileRow],
    ) -> Result<Vec<Arc<RecordedFile>>, StoreError> {
        let id = |record: &RecordId| parsed::<AttendanceFileId>("attendance_file", &key_text(record));
        let mut contents = HashMap::new();
        let mut unread = Vec::new();
        for row in rows {
            match self.attendance.file(seminar, id(&row.id)?) {
                Some(file) => _ = contents.insert(file.id, file),
                None => unread.push(row.id.clone()),
            }
        }
        let query = "SELECT id, content FROM $files";
        for row in self.rows::<ContentRow>(query, object! { files: unread }).await? {
            contents.insert(id(&row.id)?, Arc::new(from_json("attendance_file", row.content)?));
        }
        let missing = || StoreError::Record { table: "attendance_file", problem: "a file is gone".to_owned() };
        rows.iter().map(|row| contents.get(&id(&row.id)?).cloned().ok_or_else(missing)).collect()
    }
}

/// One place for each attendee; `settled` holds those of whom someone has said who they are.
fn identities_of(file: &RecordedFile, settled: serde_json::Value) -> Result<Vec<Option<Identity>>, StoreError> {
    let mut identities = vec![None; file.attendees.len()];
    let settled: HashMap<String, Option<Identity>> = match settled {
        serde_json::Value::Null => HashMap::new(),
        settled => from_json("attendance_identities", settled)?,
    };
    for (place, identity) in settled {
        let place: usize = parsed("attendance_identities", &place)?;
        if let Some(slot) = identities.get_mut(place) {
            *slot = identity;
        }
    }
    Ok(identities)
}
