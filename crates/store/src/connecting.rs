//! Opening a database.
//!
//! SurrealKV opens its log before it looks whether that is torn, and where it is, puts a repaired one in its place: all
//! that is written afterwards goes into a file that has no name any more (surrealkv 0.21.4, `lsm.rs`). A second crash
//! would lose everything since the first. So where a log has been replaced, the database is closed and opened once more.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, Instant};

use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::StoreError;
use crate::address::Address;
use crate::room::Room;

/// The engine lets go of its folder in a task of its own, after the last handle is gone.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) async fn connect(url: &str, room: &Room) -> Result<Surreal<Any>, StoreError> {
    let Some(log) = room.folder().map(|folder| folder.join("wal")) else { return open(url).await };
    let before = segments(&log);
    let db = open(url).await?;
    let after = segments(&log);
    if before.iter().all(|(name, inode)| after.get(name) == Some(inode)) {
        return Ok(db);
    }
    tracing::warn!("the log of the database was torn and has been repaired; it is opened once more");
    drop(db);
    open_again(url).await
}

async fn open_again(url: &str) -> Result<Surreal<Any>, StoreError> {
    let began = Instant::now();
    loop {
        match open(url).await {
            Err(_) if began.elapsed() < PATIENCE => tokio::time::sleep(Duration::from_millis(50)).await,
            opened => return opened,
        }
    }
}

async fn open(url: &str) -> Result<Surreal<Any>, StoreError> {
    let Address { url, root } = Address::read(url);
    let db = surrealdb::engine::any::connect(url).await?;
    if let Some(root) = root {
        db.signin(root).await?;
    }
    db.use_ns("lectern").use_db("lectern").await?;
    Ok(db)
}

/// The files of a log by name, each with what tells it from another one of that name.
fn segments(log: &Path) -> BTreeMap<OsString, u64> {
    let files = fs::read_dir(log).into_iter().flatten().flatten();
    files.filter_map(|file| Some((file.file_name(), file.metadata().ok()?.ino()))).collect()
}
