//! Room on the disk of an embedded database.
//!
//! After a write to its log has failed, SurrealKV goes on behind what was torn, and at the next start all that stands
//! behind the tear is lost, although it was acknowledged (seen with 3.3.5; `trials/tests/crash/full_disk.rs`). Therefore
//! nothing is written where room is short; and once a write has failed, or there is no room for what the engine writes
//! by itself, the process ends before it acknowledges anything else. Whoever starts it again finds all that was.

use std::path::Path;
use std::sync::{Arc, Weak};
use std::time::Duration;

use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::StoreError;
use crate::address::database_folder;

/// Bytes below which nobody's words are taken any more.
pub(crate) const LEAST: u64 = 32 * 1024 * 1024;
/// Bytes below which the engine itself may fail to write: it notes every few seconds that it is alive.
pub(crate) const LEAST_FOR_THE_ENGINE: u64 = 4 * 1024 * 1024;
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Cheap to clone. A database elsewhere has its own disk, of which we know nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Room {
    folder: Option<Arc<Path>>,
    least: u64,
}

impl Room {
    /// Of the database at this URL.
    pub fn of(url: &str) -> Self {
        Self { folder: database_folder(url).map(Into::into), least: LEAST }
    }

    /// Where an embedded database lies.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    pub fn is_short(&self) -> bool {
        self.shortage().is_some()
    }

    /// Bytes that are free, where those are too few to write anything.
    pub fn shortage(&self) -> Option<u64> {
        self.free().filter(|free| *free < self.least)
    }

    /// Fails where a database that needs `least` bytes free cannot be opened.
    pub fn require(&self, least: u64) -> Result<(), StoreError> {
        match (&self.folder, self.free()) {
            (Some(folder), Some(free)) if free < least => {
                Err(StoreError::NoRoomToOpen { folder: folder.display().to_string(), free, least })
            }
            _ => Ok(()),
        }
    }

    fn has_less_than(&self, least: u64) -> bool {
        self.free().is_some_and(|free| free < least)
    }

    /// The folder may be still to come; what cannot be asked about is not short.
    fn free(&self) -> Option<u64> {
        let folder = self.folder.as_ref()?;
        let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
        fs4::available_space(there).ok()
    }

    /// Ends the process if this error says that the disk did not take what the database wrote.
    pub fn end_if_torn(&self, error: &surrealdb::Error) {
        if self.folder.is_some() && is_of_the_disk(&error.to_string()) {
            self.end(&format!("the disk of the database failed: {error}"));
        }
    }

    /// Ends the process once there is no room for what the engine writes by itself; for as long as the database is open.
    pub async fn watch(self, database: Weak<Surreal<Any>>) {
        if self.folder.is_none() {
            return;
        }
        while database.strong_count() > 0 {
            if self.has_less_than(LEAST_FOR_THE_ENGINE) {
                self.end("the disk of the database is full");
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// At once: nothing more may come behind the tear, not even what is said when a database is closed.
    fn end(&self, reason: &str) -> ! {
        tracing::error!(reason, "this server ends now, so that nothing that was acknowledged is lost");
        eprintln!("lectern ends: {reason}; nothing that was acknowledged is lost. Free some space and start it again.");
        std::process::abort();
    }
}

/// As SurrealKV words it.
fn is_of_the_disk(text: &str) -> bool {
    text.contains("IO error: ")
}

#[cfg(test)]
mod tests {
    use surrealdb::types::object;

    use super::*;
    use crate::Store;

    #[test]
    fn only_an_embedded_database_is_on_our_disk() {
        assert!(Room::of("mem://").folder.is_none());
        assert!(Room::of("wss://db.example.org").folder.is_none());
        let room = Room::of("surrealkv://data/db?sync=every");
        assert_eq!(room.folder.as_deref(), Some(Path::new("data/db")));
        assert!(!room.has_less_than(1), "asked of the folder above, as long as it is not there");
        assert!(room.has_less_than(u64::MAX));
    }

    #[test]
    fn who_cannot_open_a_database_is_told_where_and_how_much_it_needs() {
        let room = Room::of("surrealkv://data/db?sync=every");
        room.require(1).expect("that much is free");
        let told = room.require(u64::MAX).expect_err("no disk has so much").to_string();
        assert!(told.starts_with("data/db: ") && told.contains(&u64::MAX.to_string()), "{told}");
        Room::of("wss://db.example.org").require(u64::MAX).expect("it has its own disk");
    }

    #[tokio::test]
    async fn where_room_is_short_nothing_is_written_and_all_is_read() {
        let mut store = Store::open("mem://").await.expect("a database");
        store.write("CREATE catalogue:first", object! {}).await.expect("there is room");
        store.room = Room { folder: Some(std::env::temp_dir().as_path().into()), least: u64::MAX };
        let refused = store.write("CREATE catalogue:second", object! {}).await;
        assert!(matches!(refused, Err(StoreError::NoSpace)), "{refused:?}");
        let rows: Vec<i64> = store.rows("SELECT VALUE revision FROM catalogue", object! {}).await.expect("read");
        assert_eq!(rows, [0]);
    }

    #[test]
    fn a_failed_disk_is_told_from_other_failures() {
        assert!(is_of_the_disk(
            "Cannot COMMIT: WAL error: IO error: kind=storage full, message=No space left on device"
        ));
        assert!(!is_of_the_disk("This record already exists"));
    }
}
