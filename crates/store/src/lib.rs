//! The only crate that knows SurrealDB.
//!
//! Reads answer domain types, and only what the [`Actor`](domain::actor::Actor)
//! may see: what is hidden and what is missing answer alike, with
//! [`StoreError::NotFound`]. Writes are one transaction each (the record, its
//! audit event, and the mail that follows) and run in a task of their own, so
//! that a client that leaves cannot cut them.
//!
//! | part | what |
//! |---|---|
//! | [`error`] | what can go wrong, as callers have to tell it apart |
//! | `address` | where the database is, and who signs in there |
//! | `connecting` | how it is opened |
//! | `migrations` | the schema, version by version |
//! | `chores` | what migrations leave to be done in Rust |
//! | `transaction` | reads and writes, with retries |
//! | `room` | what is done where the disk is full or fails |
//! | `compute` | work that takes a while |
//! | [`backup`] | the whole database as one file, and back |
//! | [`check`] | what the operator's check reads |
//! | [`jobs`] | what is to be done outside of a request |
//! | [`live`] | what happens, told to whoever listens |
//! | [`seminars`] [`people`] [`rosters`] [`invitations`] [`tokens`] [`sign_ins`] [`materials`] [`gate`] [`previews`] [`reviews`] [`sharing`] [`deletion`] [`board`] [`discussion`] [`slides`] `deadlines` [`attendance`] [`certificates`] [`audit`] [`outbox`] | one module per feature; its queries lie in `queries/` under the same name |

#![recursion_limit = "256"]

mod address;
pub mod attendance;
pub mod audit;
pub mod backup;
pub mod board;
pub mod certificates;
pub mod check;
mod chores;
mod compute;
mod connecting;
mod convert;
mod deadlines;
pub mod deletion;
pub mod discussion;
pub mod error;
pub mod gate;
pub mod invitations;
pub mod jobs;
pub mod live;
pub mod materials;
mod migrations;
pub mod outbox;
pub mod people;
pub mod previews;
pub mod reviews;
mod room;
pub mod rosters;
#[cfg(test)]
mod sample;
pub mod search;
pub mod seminars;
pub mod sharing;
pub mod sign_ins;
pub mod slides;
pub mod tokens;
mod transaction;

use std::path::Path;
use std::sync::Arc;

use index::{Index, IndexError};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;

pub use address::database_folder;
use connecting::connect;
pub use error::{Answer, StoreError};
use room::{LEAST, LEAST_FOR_THE_ENGINE, Room};

/// A handle to the database; clones share it.
#[derive(Clone)]
pub struct Store {
    /// One shared handle: cloning `Surreal` itself would open a new session each time.
    db: Arc<Surreal<Any>>,
    seminars: Arc<seminars::Shelf>,
    attendance: Arc<attendance::Cabinet>,
    catalogue: Arc<materials::Catalogue>,
    finder: Arc<search::Finder>,
    live: live::Channel,
    room: Room,
    /// Held by a write that has lost a race and goes on trying.
    losers: Arc<tokio::sync::Mutex<()>>,
    /// Held from asking whom to invite until their mails lie in the outbox, so that two at once do not invite the same.
    inviting: Arc<tokio::sync::Mutex<()>>,
}

impl Store {
    /// Opens the database at `url` (`surrealkv://…?sync=every`, `wss://user:password@…`, `mem://`) and
    /// brings its schema up to date. Its texts are indexed anew when someone searches.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::with(url, LEAST, Index::in_memory).await
    }

    /// The same, with an index of its texts that is kept in a folder. Where that cannot be had, search goes by one in
    /// memory; where room is short, it goes before the database does.
    pub async fn open_with_index(url: &str, folder: &Path) -> Result<Self, StoreError> {
        if Room::of(url).is_short() {
            index::remove(folder)?;
        }
        let index = || {
            Index::open(folder).or_else(|error| {
                tracing::error!(%error, "texts are indexed in memory, as long as this process lasts");
                Index::in_memory()
            })
        };
        Self::with(url, LEAST, index).await
    }

    /// The same for whoever only reads, which can be done where room is short: there it leaves the folder of the index
    /// as it is, and indexes the texts in memory.
    pub async fn open_to_read(url: &str, folder: &Path) -> Result<Self, StoreError> {
        if Room::of(url).is_short() {
            return Self::with(url, LEAST_FOR_THE_ENGINE, Index::in_memory).await;
        }
        Self::open_with_index(url, folder).await
    }

    async fn with(
        url: &str,
        least: u64,
        index: impl FnOnce() -> Result<Index, IndexError>,
    ) -> Result<Self, StoreError> {
        let room = Room::of(url);
        room.require(least)?;
        Self::on(connect(url, &room).await?, room, index()?).await
    }

    async fn on(db: Surreal<Any>, room: Room, index: Index) -> Result<Self, StoreError> {
        migrations::run(&db).await?;
        let store = Self {
            db: Arc::new(db),
            seminars: Arc::default(),
            attendance: Arc::default(),
            catalogue: Arc::default(),
            finder: Arc::new(search::Finder::on(index)),
            live: live::Channel::default(),
            room,
            losers: Arc::default(),
            inviting: Arc::default(),
        };
        tokio::spawn(store.room.clone().watch(Arc::downgrade(&store.db)));
        store.fill_shelf().await?;
        store.do_chores().await?;
        Ok(store)
    }

    /// Bytes that are free on the disk of the database, where those are too few to write anything.
    pub fn shortage(&self) -> Option<u64> {
        self.room.shortage()
    }

    /// Does the database answer?
    pub async fn is_ready(&self) -> bool {
        self.db.query("RETURN 1").await.is_ok_and(|answer| answer.check().is_ok())
    }
}
