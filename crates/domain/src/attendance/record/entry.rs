//! What staff and trainees say beside the rows: corrections and disputes.

use serde::{Deserialize, Serialize};

use crate::attendance::rule::NotARule;
use crate::id::{CorrectionId, DisputeId, PersonId, SessionSlug};
use crate::time::Instant;
use crate::words::tidied;

/// Something that staff say about a person's attendance, beside the records. Never edited: a later
/// entry on the same session takes the place of an earlier one, and both stay to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub id: CorrectionId,
    pub person: PersonId,
    pub entry: Entry,
    pub reason: String,
    /// Who allowed it, if not the author.
    pub approved_by: String,
    pub author: String,
    pub at: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Absent with leave.
    Excused { session: SessionSlug },
    /// Present, though no export says so.
    Present { session: SessionSlug },
    /// What the records say counts again.
    AsRecorded { session: SessionSlug },
    /// Admitted to the seminar late: sessions before this one do not count.
    CountsFrom { session: SessionSlug },
    /// A certificate, though the rule is not met.
    Waiver,
    /// The waiver no longer holds.
    WaiverWithdrawn,
}

impl Entry {
    /// The session that the entry is about.
    pub fn session(&self) -> Option<&SessionSlug> {
        match self {
            Self::Excused { session }
            | Self::Present { session }
            | Self::AsRecorded { session }
            | Self::CountsFrom { session } => Some(session),
            Self::Waiver | Self::WaiverWithdrawn => None,
        }
    }

    /// The entry of this name, `excused` for example; `None` for an unknown name, or where a session
    /// is missing or out of place.
    pub fn read(name: &str, session: Option<SessionSlug>) -> Option<Self> {
        Some(match (name, session) {
            ("excused", Some(session)) => Self::Excused { session },
            ("present", Some(session)) => Self::Present { session },
            ("as_recorded", Some(session)) => Self::AsRecorded { session },
            ("counts_from", Some(session)) => Self::CountsFrom { session },
            ("waiver", None) => Self::Waiver,
            ("waiver_withdrawn", None) => Self::WaiverWithdrawn,
            _ => return None,
        })
    }

    /// The name that [`Entry::read`] takes.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Excused { .. } => "excused",
            Self::Present { .. } => "present",
            Self::AsRecorded { .. } => "as_recorded",
            Self::CountsFrom { .. } => "counts_from",
            Self::Waiver => "waiver",
            Self::WaiverWithdrawn => "waiver_withdrawn",
        }
    }

    pub fn label(&self) -> &'static str {
        match self {
            Self::Excused { .. } => "Excused",
            Self::Present { .. } => "Present by statement",
            Self::AsRecorded { .. } => "As recorded",
            Self::CountsFrom { .. } => "Counts from this session on",
            Self::Waiver => "Waiver",
            Self::WaiverWithdrawn => "Waiver withdrawn",
        }
    }
}

/// A trainee's objection to what their ledger says of a session, and what staff say to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    pub id: DisputeId,
    pub person: PersonId,
    pub session: SessionSlug,
    pub text: String,
    pub at: Instant,
    pub answer: Option<Answer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub text: String,
    pub author: String,
    pub at: Instant,
}

/// The longest reason, objection or answer, in characters.
pub const MAX_WORDS_CHARS: usize = 1_000;

/// Why an entry or objection is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefusedEntry {
    #[error("please write why")]
    NoWords,
    #[error("a text has at most {MAX_WORDS_CHARS} letters")]
    TooLong,
    #[error("this session is not over yet")]
    NotOver,
    #[error("objections to this session are closed")]
    Closed,
    #[error(transparent)]
    Rule(#[from] NotARule),
}

/// A reason as it is kept: tidied, and not empty.
pub fn checked_words(text: &str) -> Result<String, RefusedEntry> {
    let text = tidied(text);
    if text.is_empty() {
        return Err(RefusedEntry::NoWords);
    }
    if text.chars().count() > MAX_WORDS_CHARS {
        return Err(RefusedEntry::TooLong);
    }
    Ok(text)
}
