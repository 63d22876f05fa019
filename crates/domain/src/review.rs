//! Comments and decisions on a version.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::ReviewId;
use crate::person::Role;
use crate::time::Instant;

/// Longest comment or reason, in characters.
pub const MAX_REVIEW_CHARS: usize = 10_000;

/// Who reads a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The delegation, instructors and staff.
    Delegation,
    /// Instructors and staff only.
    Hosts,
}

impl Audience {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delegation => "delegation",
            Self::Hosts => "hosts",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Delegation => "Seen by the delegation, instructors and staff",
            Self::Hosts => "Seen by instructors and staff only",
        }
    }
}

/// A decision on a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Accepted,
    ChangesRequested,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::ChangesRequested => "changes_requested",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Accepted => "Accepted",
            Self::ChangesRequested => "Changes requested",
        }
    }
}

/// The word of a form or record that names no audience or verdict.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is neither an audience nor a verdict")]
pub struct UnknownReviewWord(pub String);

impl FromStr for Audience {
    type Err = UnknownReviewWord;
    fn from_str(text: &str) -> Result<Self, UnknownReviewWord> {
        [Self::Delegation, Self::Hosts]
            .into_iter()
            .find(|audience| audience.as_str() == text)
            .ok_or_else(|| UnknownReviewWord(text.to_owned()))
    }
}

impl FromStr for Verdict {
    type Err = UnknownReviewWord;
    fn from_str(text: &str) -> Result<Self, UnknownReviewWord> {
        [Self::Accepted, Self::ChangesRequested]
            .into_iter()
            .find(|verdict| verdict.as_str() == text)
            .ok_or_else(|| UnknownReviewWord(text.to_owned()))
    }
}

/// One entry in the thread of a material.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub id: ReviewId,
    /// The version it speaks of.
    pub version: u32,
    pub author: String,
    pub author_role: Role,
    pub audience: Audience,
    /// `None` for a plain comment.
    pub verdict: Option<Verdict>,
    pub body: String,
    pub at: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RefusedReview {
    #[error("write something first")]
    Empty,
    #[error("say what has to change, so that the delegation can act on it")]
    NoReason,
    #[error("a comment has at most {MAX_REVIEW_CHARS} characters")]
    TooLong,
    #[error("there is no version to comment on yet")]
    NoVersion,
    #[error("only instructors and staff write for instructors and staff")]
    NotForHosts,
    #[error("a file can be accepted once it has passed the gate")]
    AtTheGate,
}

/// The rule for the text of a comment (no verdict) or decision.
pub fn check_review(body: &str, verdict: Option<Verdict>) -> Result<(), RefusedReview> {
    if body.chars().count() > MAX_REVIEW_CHARS {
        return Err(RefusedReview::TooLong);
    }
    match verdict {
        Some(Verdict::Accepted) => Ok(()),
        Some(Verdict::ChangesRequested) if body.trim().is_empty() => Err(RefusedReview::NoReason),
        None if body.trim().is_empty() => Err(RefusedReview::Empty),
        _ => Ok(()),
    }
}
