//! Comments and decisions on a version.
//!
//! | module | what |
//! |---|---|
//! | [`thread`] | comments with what was replied to them |
//! | [`seen`] | what its author had before their eyes while one was written |
//! | [`change`] | who may be replied to, what its author may change |
//! | [`form`] | reviews written offline, in one file |

pub mod change;
pub mod form;
pub mod seen;
pub mod thread;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, ReviewId};
use crate::person::Role;
use crate::time::Instant;
use crate::words::tidied;

/// Longest comment or reason, in characters.
pub const MAX_REVIEW_CHARS: usize = 10_000;
/// The last page that a comment can point at, where nobody has counted the pages.
pub const MAX_PAGE: u32 = 9_999;
/// How many people one comment can name.
pub const MAX_MENTIONS: usize = 20;

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

    /// Would this show to more people what `from` shows?
    pub fn widens(self, from: Self) -> bool {
        self == Self::Delegation && from == Self::Hosts
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
    /// Empty once it is withdrawn.
    pub body: String,
    pub at: Instant,
    /// The page of the version that it points at; the first is 1.
    pub page: Option<u32>,
    /// What it replies to, if the reader sees that.
    pub parent: Option<ReviewId>,
    /// Who is named in it. All of them read it.
    pub mentions: Vec<Mention>,
    /// It is the reader's own.
    pub own: bool,
    /// How often it was changed: whoever changes it says what they had seen.
    pub changes: u32,
    /// When its author last changed words or page.
    pub edited_at: Option<Instant>,
    pub withdrawn_at: Option<Instant>,
    /// What it said before, oldest first. For staff; nobody else gets any.
    pub earlier: Vec<EarlierWords>,
}

/// Someone who is named in a comment, and told by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub person: PersonId,
    pub name: String,
}

/// Someone who reads the comments on a material, and so can be named in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    pub person: PersonId,
    pub name: String,
    pub role: Role,
    /// What instructors and staff write among themselves, too.
    pub reads_hosts: bool,
}

impl Reader {
    pub fn reads(&self, audience: Audience) -> bool {
        audience == Audience::Delegation || self.reads_hosts
    }
}

/// A comment as it was before its author changed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierWords {
    pub body: String,
    pub page: Option<u32>,
    pub audience: Audience,
    /// When something else took its place.
    pub until: Instant,
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
    #[error("pages are numbers from 1 to {last}")]
    NoSuchPage { last: u32 },
    #[error("a reply is read by no more people than what it replies to; you can show it to more once it is written")]
    WiderThanParent,
    #[error("replies go to a comment or decision, not to another reply")]
    ReplyToReply,
    #[error("its author has withdrawn this comment")]
    Withdrawn,
    #[error("a decision stays as it was made: make another one, or write a comment")]
    DecisionStands,
    #[error("{name} does not read this comment, so it cannot name them")]
    DoesNotRead { name: String },
    #[error("a comment names at most {MAX_MENTIONS} people")]
    TooManyMentions,
    #[error("showing a comment to the delegation too has to be confirmed")]
    Unconfirmed,
}

/// The text of a comment (no verdict) or decision as it is kept.
pub fn checked_review(body: &str, verdict: Option<Verdict>) -> Result<String, RefusedReview> {
    let body = tidied(body);
    if body.chars().count() > MAX_REVIEW_CHARS {
        return Err(RefusedReview::TooLong);
    }
    match verdict {
        Some(Verdict::ChangesRequested) if body.is_empty() => Err(RefusedReview::NoReason),
        None if body.is_empty() => Err(RefusedReview::Empty),
        _ => Ok(body),
    }
}

/// The rule for the page that a comment points at. `pages` is how many there are, if someone has counted.
pub fn check_page(page: u32, pages: Option<u32>) -> Result<(), RefusedReview> {
    let last = pages.unwrap_or(MAX_PAGE);
    if (1..=last).contains(&page) { Ok(()) } else { Err(RefusedReview::NoSuchPage { last }) }
}

/// Reads the field for a page; an empty one names none. What is no number is read as 0, which is no page either: so
/// [`check_page`] refuses it, and tells how many there are.
pub fn read_page(text: &str) -> Option<u32> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_says_something_and_who_wants_changes_says_which() {
        assert_eq!(checked_review(" One.\r\nTwo.\r\n", None), Ok("One.\nTwo.".to_owned()));
        assert_eq!(checked_review(" \n", None), Err(RefusedReview::Empty));
        assert_eq!(checked_review("\u{200B}\n", None), Err(RefusedReview::Empty));
        assert_eq!(checked_review(" ", Some(Verdict::Accepted)), Ok(String::new()));
        assert_eq!(checked_review(" ", Some(Verdict::ChangesRequested)), Err(RefusedReview::NoReason));
        assert!(checked_review(&"a\r\n".repeat(MAX_REVIEW_CHARS / 2), None).is_ok(), "a line's end counts once");
        assert_eq!(checked_review(&"a".repeat(MAX_REVIEW_CHARS + 1), None), Err(RefusedReview::TooLong));
    }

    #[test]
    fn a_page_is_one_that_there_is() {
        assert_eq!(check_page(12, Some(12)), Ok(()));
        assert_eq!(check_page(13, Some(12)), Err(RefusedReview::NoSuchPage { last: 12 }));
        assert_eq!(check_page(13, None), Ok(()));
        assert_eq!(check_page(0, None), Err(RefusedReview::NoSuchPage { last: MAX_PAGE }));
        assert_eq!(check_page(0, Some(12)), Err(RefusedReview::NoSuchPage { last: 12 }));
        assert_eq!([" 7 ", " ", "seven", "-7"].map(read_page), [Some(7), None, Some(0), Some(0)]);
    }

    #[test]
    fn only_the_way_to_the_delegation_widens() {
        assert!(Audience::Delegation.widens(Audience::Hosts));
        assert!(!Audience::Hosts.widens(Audience::Delegation));
        assert!(!Audience::Delegation.widens(Audience::Delegation));
    }
}
