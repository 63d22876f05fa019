//! What can go wrong, as callers have to tell it apart.

use domain::attendance::record::RefusedEntry;
use domain::certificate::issued::RefusedChange;
use domain::deadlines::{NotAReminderRule, RefusedExtension};
use domain::deletion::RefusedDeletion;
use domain::discussion::{RefusedOrder, RefusedQuestion};
use domain::gate::GateState;
use domain::mail::RefusedLetter;
use domain::review::RefusedReview;
use domain::sharing::RefusedSharing;
use domain::slides::{MAX_FILES, NothingToRelease};
use domain::upload::RefusedUpload;
use index::IndexError;

use crate::discussion::{ORDER_CHANGED, ROUND_CHANGED};
use crate::gate::RefusedRuling;
use crate::jobs::RefusedRepeat;
use crate::reviews::{DECIDED_MEANWHILE, NEWER_VERSION};
use crate::sharing::CONSENT_CHANGED;
use crate::slides::SLIDES_CHANGED;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It does not exist, or the actor may not know that it does.
    #[error("not found")]
    NotFound,
    /// The actor may see it but not do this.
    #[error("your role does not allow this")]
    Forbidden,
    /// Someone else changed it meanwhile.
    #[error("{0}")]
    Changed(&'static str),
    /// A token is unknown, used or past its time.
    #[error("this link is not valid any more")]
    SpentToken,
    /// The actor may see the version, and its file is not for them to open before it has passed the gate.
    #[error("this file has not passed the gate: {}", .0.label().to_lowercase())]
    AtTheGate(GateState),
    #[error(transparent)]
    Ruling(#[from] RefusedRuling),
    #[error(transparent)]
    Repeat(#[from] RefusedRepeat),
    #[error(transparent)]
    Upload(#[from] RefusedUpload),
    #[error(transparent)]
    Slides(#[from] NothingToRelease),
    #[error(transparent)]
    Review(#[from] RefusedReview),
    #[error(transparent)]
    Sharing(#[from] RefusedSharing),
    #[error(transparent)]
    Deletion(#[from] RefusedDeletion),
    #[error(transparent)]
    Question(#[from] RefusedQuestion),
    #[error(transparent)]
    Order(#[from] RefusedOrder),
    #[error(transparent)]
    Entry(#[from] RefusedEntry),
    #[error(transparent)]
    Extension(#[from] RefusedExtension),
    #[error(transparent)]
    Reminders(#[from] NotAReminderRule),
    #[error(transparent)]
    Letter(#[from] RefusedLetter),
    #[error(transparent)]
    Certificate(#[from] RefusedChange),
    /// An import would take away a session that has attendance, a discussion or slides on record.
    #[error("session “{0}” has attendance, a discussion or slides on record and cannot be removed")]
    SessionInUse(String),
    /// An import would take away what materials refer to.
    #[error("assignment “{0}” has materials and cannot be removed")]
    AssignmentInUse(String),
    /// The person is already in the seminar with another role or country.
    #[error("already in this seminar as {0}")]
    OtherMembership(String),
    /// A link for someone whose account opens other seminars too may not pass through staff's hands.
    #[error("this person belongs to another seminar too: only a mail to them can bring such a link")]
    MemberElsewhere,
    /// The disk of the database is all but full; what is there can be read.
    #[error("there is no space left on the server. What came before is kept; please try again later")]
    NoSpace,
    /// The disk of the database has no room for it to be opened. For the operator.
    #[error(
        "{folder}: {free} bytes are free on this disk, and the database needs {least} to be opened; free some space there and try again"
    )]
    NoRoomToOpen { folder: String, free: u64, least: u64 },
    /// The database failed. Logged, never shown.
    #[error("the database failed: {0}")]
    Database(#[from] Box<surrealdb::Error>),
    /// The index of texts failed. Logged, never shown.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The index of texts is not as far as the records. Logged, never shown.
    #[error("the index of texts is behind: {0}")]
    Behind(String),
    /// A record does not read as the domain has it.
    #[error("a record of {table} does not read: {problem}")]
    Record { table: &'static str, problem: String },
    #[error("migration {0} was changed after it ran")]
    ChangedMigration(u32),
}

/// How an error is answered, whichever way the answer takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    NotFound,
    Forbidden,
    /// A rule refused it, and its words are for the person who asked.
    Refused,
    /// Only the operator can help, and the words are for the person who asked.
    NoSpace,
    /// It is our fault; its words are for the log alone.
    Failed,
}

impl StoreError {
    pub fn answer(&self) -> Answer {
        match self {
            Self::NotFound => Answer::NotFound,
            Self::Forbidden => Answer::Forbidden,
            Self::NoSpace => Answer::NoSpace,
            Self::NoRoomToOpen { .. }
            | Self::Database(_)
            | Self::Index(_)
            | Self::Behind(_)
            | Self::Record { .. }
            | Self::ChangedMigration(_) => Answer::Failed,
            _ => Answer::Refused,
        }
    }
}

impl From<surrealdb::Error> for StoreError {
    /// The one place where the texts of database errors are read.
    fn from(error: surrealdb::Error) -> Self {
        let text = error.to_string();
        match thrown(&text) {
            Some("too_many_versions") => Self::Changed("the material has reached its number of versions"),
            Some("spent_token") => Self::SpentToken,
            Some("decided_meanwhile") => Self::Changed(DECIDED_MEANWHILE),
            Some("recorded_already") => Self::Changed("this file is on record already"),
            Some("dropped_meanwhile") => Self::Changed("this file was dropped meanwhile; upload it once more"),
            Some("superseded_meanwhile") => {
                Self::Changed("another file has taken the place of that one meanwhile; look at it first")
            }
            Some("disputed_already") => Self::Changed("your objection waits for an answer already"),
            Some("answered_meanwhile") => Self::Changed("someone else has answered meanwhile; read that first"),
            Some("frozen_meanwhile") => Self::Changed("another list was frozen meanwhile; look at that one first"),
            Some("issuing_already") => {
                Self::Changed("certificates of this seminar are being issued at the moment; wait until that has ended")
            }
            Some("issued_meanwhile") => Self::Changed("certificates were issued meanwhile; look at them first"),
            Some("revoked_meanwhile") => {
                Self::Changed("someone else has changed this certificate meanwhile; look at it first")
            }
            Some("replaced_meanwhile") => Self::Changed("this certificate has been replaced already"),
            Some("key_made_meanwhile") => Self::Changed("another key was made meanwhile"),
            Some("claimed_meanwhile") => Self::Changed("someone else has taken it on"),
            Some("mail_changed") => {
                Self::Changed("someone else has changed this mail, or it has been sent; look at it first")
            }
            Some("ruled_meanwhile") => Self::Changed("someone else has let this file through or refused it already"),
            Some("too_many_slides") => RefusedUpload::TooManySlides { limit: MAX_FILES }.into(),
            Some("slides_changed") => Self::Changed(SLIDES_CHANGED),
            Some("discussion_closed") => RefusedQuestion::Closed.into(),
            Some("too_many_questions") => RefusedQuestion::TooMany.into(),
            Some("question_changed") => {
                Self::Changed("someone else has changed this question meanwhile; look at it first")
            }
            Some("comment_changed") => {
                Self::Changed("this comment has been changed or withdrawn meanwhile; load the page anew and look at it")
            }
            Some("round_changed") => Self::Changed(ROUND_CHANGED),
            Some("order_changed") => Self::Changed(ORDER_CHANGED),
            Some("consent_changed") => Self::Changed(CONSENT_CHANGED),
            Some("sources_changed") => {
                Self::Changed("someone else has changed these links meanwhile; look at theirs first")
            }
            Some("nothing_submitted") => RefusedSharing::NothingSubmitted.into(),
            Some("deleted_meanwhile") => {
                Self::Changed("someone else has deleted or restored this version meanwhile; load the page anew")
            }
            Some("newer_version") => Self::Changed(NEWER_VERSION),
            _ => Self::Database(Box::new(error)),
        }
    }
}

/// The word of a `THROW "lectern:word"` in a query.
fn thrown(text: &str) -> Option<&str> {
    let rest = &text[text.find("lectern:")? + "lectern:".len()..];
    Some(rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or(rest))
}

/// May the transaction be run again? Never when it may have been committed.
pub(crate) fn is_conflict(error: &surrealdb::Error) -> bool {
    let text = error.to_string();
    text.contains("can be retried") && !text.contains("outcome is unknown")
}

/// Does a record with this key, or an index entry, exist already?
pub(crate) fn is_duplicate(error: &StoreError) -> bool {
    matches!(error, StoreError::Database(error) if {
        let text = error.to_string();
        text.contains("already exists") || text.contains("already contains")
    })
}
