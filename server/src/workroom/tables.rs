//! Tables that people bring: exports of meeting platforms, and review forms that were filled in.

use std::fmt::Display;
use std::path::PathBuf;

use domain::attendance::export::{ExportReading, HowToRead};
use domain::review::form::{FilledRow, MAX_FORM_ROWS};
use tokio::sync::SemaphorePermit;
use workshop::{Answer, Request, Unfinished};

use super::{ANOTHER_QUESTION, Workroom};

/// So many tables are read at once, whoever brings more: their readers shall leave the machine to all others.
pub(super) const AT_ONCE: usize = 2;

/// Why there is nothing to be had of a table.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// In words for the person who brought it.
    Unreadable(String),
    /// A worker died over it, needed more than it may have, or said what cannot be.
    Unfinished,
    /// No fault of the file; the log says what.
    Failed,
}

impl Workroom {
    /// What an attendance export says.
    pub async fn read_export(&self, file: PathBuf, how: HowToRead) -> Result<ExportReading, Unread> {
        let _turn = self.turn_at_tables().await?;
        match self.read_table(&Request::AttendanceExport { file, how }).await? {
            Answer::AttendanceExport(ExportReading::Read(export)) if !export.is_sound() => {
                Err(unfinished(&"a worker said of an export what none can say"))
            }
            Answer::AttendanceExport(reading) => Ok(reading),
            _ => Err(unfinished(&ANOTHER_QUESTION)),
        }
    }

    /// The rows of a review form that were filled in.
    pub async fn read_form(&self, form: &[u8]) -> Result<Vec<FilledRow>, Unread> {
        let _turn = self.turn_at_tables().await?;
        let folder = self.scratch().map_err(|error| failed(&error))?;
        let file = folder.path().join("form");
        tokio::fs::write(&file, form).await.map_err(|error| failed(&error))?;
        match self.read_table(&Request::ReviewForm { file }).await? {
            Answer::ReviewForm(rows) if rows.len() <= MAX_FORM_ROWS => Ok(rows),
            Answer::ReviewForm(_) => Err(unfinished(&"a worker read more rows of a form than one may have")),
            _ => Err(unfinished(&ANOTHER_QUESTION)),
        }
    }

    async fn turn_at_tables(&self) -> Result<SemaphorePermit<'_>, Unread> {
        self.tables.acquire().await.map_err(|closed| failed(&closed))
    }

    async fn read_table(&self, request: &Request) -> Result<Answer, Unread> {
        match self.workshop.ask(request).await {
            Ok(Answer::Unreadable(words)) => Err(Unread::Unreadable(words)),
            Ok(Answer::Failed(problem)) => Err(failed(&problem)),
            Ok(answer) => Ok(answer),
            Err(problem @ Unfinished::Machine(_)) => Err(failed(&problem)),
            Err(problem) => Err(unfinished(&problem)),
        }
    }
}

fn failed(problem: &dyn Display) -> Unread {
    tracing::error!(%problem, "a table could not be given to a worker");
    Unread::Failed
}

fn unfinished(problem: &dyn Display) -> Unread {
    tracing::warn!(%problem, "a worker did not read a table to its end");
    Unread::Unfinished
}
