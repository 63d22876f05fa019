//! Reads and writes. A write is one query text with `BEGIN … COMMIT`, run in a task of its own
//! and again when the database says that it lost a race.

use std::future::ready;
use std::pin::Pin;
use std::time::Duration;

use surrealdb::IndexedResults;
use surrealdb::types::{Object, SurrealValue};

use crate::error::is_conflict;
use crate::{Store, StoreError};

/// Many at once on one material, as when a delegation of several hands in at the last minute, need
/// more than a few: each one that gets through makes the others lose.
const TRIES: u32 = 12;

/// Boxed: what an `async fn` does is compiled in each crate that awaits it, and with this one the client of SurrealDB.
type Answer<'a> = Pin<Box<dyn Future<Output = Result<IndexedResults, StoreError>> + Send + 'a>>;

impl Store {
    pub(crate) fn read(&self, query: &'static str, variables: Object) -> Answer<'_> {
        Box::pin(async move { Ok(self.db.query(query).bind(variables).await?.check()?) })
    }

    /// All rows of a query of one statement.
    pub(crate) async fn rows<T: SurrealValue>(
        &self,
        query: &'static str,
        variables: Object,
    ) -> Result<Vec<T>, StoreError> {
        Ok(self.read(query, variables).await?.take(0)?)
    }

    /// The first row of a query of one statement.
    pub(crate) async fn row<T: SurrealValue>(
        &self,
        query: &'static str,
        variables: Object,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.rows(query, variables).await?.into_iter().next())
    }

    /// Runs a transaction to its end, whether or not the caller waits for it. Where room is short nothing is begun.
    pub(crate) fn write(&self, query: &'static str, variables: Object) -> Answer<'_> {
        if self.room.is_short() {
            return Box::pin(ready(Err(StoreError::NoSpace)));
        }
        let (db, losers, room) = (self.db.clone(), self.losers.clone(), self.room.clone());
        let run = async move {
            let mut tries = 1;
            let mut among_losers = None;
            loop {
                let outcome = match db.query(query).bind(variables.clone()).await {
                    Ok(mut answer) => match first_cause(&mut answer) {
                        None => return Ok(answer),
                        Some(error) => error,
                    },
                    Err(error) => error,
                };
                room.end_if_torn(&outcome);
                if tries == TRIES || !is_conflict(&outcome) {
                    return Err(StoreError::from(outcome));
                }
                tokio::time::sleep(jitter(tries)).await;
                // Who has lost goes on one after the other, so that losers do not make losers.
                if among_losers.is_none() {
                    among_losers = Some(losers.lock().await);
                }
                tries += 1;
            }
        };
        Box::pin(async move {
            tokio::spawn(run).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
        })
    }
}

/// The error that made a transaction fail. The other statements only say that it was cancelled.
fn first_cause(answer: &mut IndexedResults) -> Option<surrealdb::Error> {
    let mut errors: Vec<_> = answer.take_errors().into_iter().collect();
    errors.sort_by_key(|(index, _)| *index);
    let told = errors.iter().position(|(_, error)| {
        let text = error.to_string();
        !text.contains("not executed") && !text.contains("cancelled")
    });
    if errors.is_empty() { None } else { Some(errors.swap_remove(told.unwrap_or(0)).1) }
}

fn jitter(tries: u32) -> Duration {
    Duration::from_millis(rand::random_range(1..=10_u64 << tries.min(5)))
}
