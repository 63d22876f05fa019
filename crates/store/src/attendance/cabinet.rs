//! What has been read of attendance, remembered for as long as it holds.
//!
//! A file's rows are many and never change, so they are read once. What does change is read again
//! when the seminar's revision says so; the revision lies in the database, so that several servers
//! do not serve what another one has changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::attendance::record::{AttendanceRecords, RecordedFile};
use domain::id::{AttendanceFileId, SeminarSlug};

#[derive(Debug, Default)]
pub(crate) struct Cabinet {
    drawers: Mutex<HashMap<SeminarSlug, Drawer>>,
}

#[derive(Debug, Default)]
struct Drawer {
    files: HashMap<AttendanceFileId, Arc<RecordedFile>>,
    records: Option<(i64, Arc<AttendanceRecords>)>,
}

impl Cabinet {
    pub fn records(&self, seminar: &SeminarSlug, revision: i64) -> Option<Arc<AttendanceRecords>> {
        let drawers = self.open();
        let (known, records) = drawers.get(seminar)?.records.as_ref()?;
        (*known == revision).then(|| records.clone())
    }

    pub fn file(&self, seminar: &SeminarSlug, id: AttendanceFileId) -> Option<Arc<RecordedFile>> {
        self.open().get(seminar)?.files.get(&id).cloned()
    }

    /// An older revision never takes the place of a newer one.
    pub fn put(&self, seminar: &SeminarSlug, revision: i64, records: &Arc<AttendanceRecords>) {
        let mut drawers = self.open();
        let drawer = drawers.entry(seminar.clone()).or_default();
        if drawer.records.as_ref().is_some_and(|(known, _)| *known > revision) {
            return;
        }
        drawer.files = records.files.iter().map(|file| (file.file.id, file.file.clone())).collect();
        drawer.records = Some((revision, records.clone()));
    }

    fn open(&self) -> MutexGuard<'_, HashMap<SeminarSlug, Drawer>> {
        self.drawers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
