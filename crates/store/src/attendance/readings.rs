//! What was read of exports that wait to be recorded, so that whoever looks again, or records one, waits for no worker.

use domain::actor::Actor;
use domain::attendance::export::{ExportReading, HowToRead};
use domain::id::{AttendanceFileId, SeminarSlug};
use surrealdb::types::{SurrealValue, object};

use crate::compute::compute;
use crate::convert::{read_whole, record, whole};
use crate::{Store, StoreError};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ReadingRow {
    how: serde_json::Value,
    content: serde_json::Value,
}

impl Store {
    /// What was read of a draft the last time, if that was in this way.
    pub async fn attendance_reading(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        id: AttendanceFileId,
        how: &HowToRead,
    ) -> Result<Option<ExportReading>, StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let variables = object! { reading: record("attendance_reading", id), seminar: seminar.to_string() };
        let row: Option<ReadingRow> =
            self.row(include_str!("../../queries/attendance/reading.surql"), variables).await?;
        let Some(ReadingRow { how: kept, content }) = row else { return Ok(None) };
        // What an older server kept in another shape is as good as none: the export is there to be read again.
        let is_so = read_whole::<HowToRead>("attendance_reading", kept).is_ok_and(|kept| kept == *how);
        if !is_so {
            return Ok(None);
        }
        // There may be a great many rows.
        Ok(compute(move || read_whole("attendance_reading", content).ok()).await)
    }

    /// Keeps what was read of a draft, in place of what was read of it before. Of one that is gone nothing is kept.
    pub async fn keep_attendance_reading(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        id: AttendanceFileId,
        how: &HowToRead,
        reading: ExportReading,
    ) -> Result<(), StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let content = compute(move || whole("attendance_reading", &reading)).await?;
        let variables = object! {
            draft: record("attendance_draft", id),
            reading: record("attendance_reading", id),
            seminar: seminar.to_string(),
            how: whole("attendance_reading", how)?,
            content: content,
        };
        self.write(include_str!("../../queries/attendance/keep_reading.surql"), variables).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::attendance::record::{Format, RecordedFile};
    use domain::material::Sha256Hex;
    use domain::person::Role;
    use surrealdb::types::RecordId;

    use super::*;
    use crate::attendance::files::{AttendanceDraft, NewAttendanceFile};
    use crate::sample::{NOW, person, store};

    async fn kept(store: &Store) -> usize {
        let query = "SELECT VALUE id FROM attendance_reading";
        let readings: Vec<RecordId> = store.rows(query, object! {}).await.expect("readings");
        readings.len()
    }

    fn draft(hash: &str) -> AttendanceDraft {
        let sha256 = Sha256Hex(hash.repeat(32));
        AttendanceDraft { name: "sample.csv".to_owned(), sha256, size: 10, uploaded_at: NOW }
    }

    fn sample_reading() -> (HowToRead, ExportReading) {
        let how = HowToRead { zone: "Asia/Shanghai".to_owned(), date_order: None, mapping: None, until: NOW };
        (how, ExportReading::Unknown { samples: Vec::new(), problem: None })
    }

    #[tokio::test]
    async fn what_an_older_server_kept_in_another_shape_is_read_again() {
        let (store, slug) = store().await;
        let staff = person(&store, &slug, Role::Staff, None).await;
        let (how, reading) = sample_reading();
        let id = store.keep_attendance_draft(&staff, &slug, &draft("ab")).await.expect("kept");
        let kept = async || store.attendance_reading(&staff, &slug, id, &how).await.expect("asked");
        for field in ["how", "content"] {
            store.keep_attendance_reading(&staff, &slug, id, &how, reading.clone()).await.expect("kept");
            assert_eq!(kept().await.as_ref(), Some(&reading));
            let older = format!("UPDATE attendance_reading SET {field} = {{ of_old: true }}");
            store.db.query(older).await.expect("asked").check().expect("written");
            assert_eq!(kept().await, None, "{field}");
        }
    }

    #[tokio::test]
    async fn what_was_read_goes_with_its_draft() {
        let (store, slug) = store().await;
        let staff = person(&store, &slug, Role::Staff, None).await;
        let (how, reading) = sample_reading();
        let mut ids = Vec::new();
        for hash in ["ab", "cd", "ef"] {
            let id = store.keep_attendance_draft(&staff, &slug, &draft(hash)).await.expect("kept");
            store.keep_attendance_reading(&staff, &slug, id, &how, reading.clone()).await.expect("kept");
            ids.push(id);
        }
        assert_eq!(kept(&store).await, 3);
        store.drop_attendance_draft(&staff, &slug, ids[0], NOW).await.expect("dropped");
        assert_eq!(kept(&store).await, 2);
        let file = RecordedFile {
            id: ids[1],
            name: "sample.csv".to_owned(),
            sha256: draft("cd").sha256,
            format: Format::Zoom,
            zone: how.zone.clone(),
            sessions: Vec::new(),
            attendees: Vec::new(),
            rows: Vec::new(),
            recorded_at: NOW,
            recorded_by: "Sample Person".to_owned(),
        };
        let new = NewAttendanceFile { file, size: 10, identities: Vec::new(), supersedes: None };
        store.record_attendance_file(&staff, &slug, &new, NOW).await.expect("recorded");
        assert_eq!(kept(&store).await, 1);
        assert_eq!(store.sweep_attendance_drafts(NOW.plus_days(8)).await.expect("swept"), 1);
        assert_eq!(kept(&store).await, 0);
        for id in ids {
            // Whoever had it read meanwhile.
            store.keep_attendance_reading(&staff, &slug, id, &how, reading.clone()).await.expect("nothing to do");
        }
        assert_eq!(kept(&store).await, 0);
    }
}
