//! Mail to the people of a seminar: what is written about, and what becomes of it.
//!
//! | part | what |
//! |---|---|
//! | `kind` | what a mail tells |
//! | `status` | what becomes of it |
//! | `step` | what staff can do with it |
//! | `key` | what it is called |
//! | `clock` | whose time it tells |
//! | `letter` | its words |
//! | `listed` | several of them, as a list showed them |

mod clock;
mod key;
mod kind;
mod letter;
mod listed;
mod status;
mod step;

pub use clock::ReaderClock;
pub use key::{MailKey, NotAMailKey};
pub use kind::MailKind;
pub use letter::{LINK, Letter, MOST_SUBJECT_CHARS, MOST_TEXT_CHARS, RefusedLetter};
pub use listed::{ListedMails, NotListedMails};
pub use status::MailStatus;
pub use step::MailStep;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;
use crate::deadlines::Owed;
use crate::id::{PersonId, SeminarSlug};
use crate::material::MaterialKey;
use crate::person::{EmailAddress, PersonName};
use crate::seminar::Seminar;
use crate::time::{CalendarDay, Instant};

/// A mail of the outbox: to whom, about what. The words are written when they are needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub key: MailKey,
    pub kind: MailKind,
    pub person: PersonId,
    pub name: PersonName,
    pub email: EmailAddress,
    /// IANA name of the zone in which the reader was seen last.
    pub zone: Option<String>,
    pub seminar: Option<SeminarSlug>,
    pub material: Option<MaterialKey>,
    pub version: Option<u32>,
    /// The host's day that a reminder is of.
    pub day: Option<CalendarDay>,
    pub status: MailStatus,
    /// Tries so far.
    pub attempts: u32,
    /// Why the last try failed, or why it is not sent.
    pub error: Option<String>,
    pub created_at: Instant,
    pub not_before: Instant,
    pub sent_at: Option<Instant>,
    /// What staff have written instead of our words.
    pub edited: Option<Letter>,
    /// What the reader owed when staff wrote that, or let it go: [`Owed::written`]. Unknown of older mail.
    pub owed: Option<String>,
    /// The words that went out.
    pub words_sent: Option<Letter>,
    /// Counts what staff did with it.
    pub revision: u32,
}

impl Mail {
    /// When it went out, or goes out as things stand. `None` where neither is so: what is held goes out at no time, and
    /// what was tried in vain has only the time until which its sender had it.
    pub fn goes_or_went_out(&self) -> Option<Instant> {
        match self.status {
            MailStatus::Waiting => Some(self.not_before),
            MailStatus::Sent => self.sent_at,
            MailStatus::Held | MailStatus::Sending | MailStatus::Failed | MailStatus::Dropped | MailStatus::Unclear => {
                None
            }
        }
    }

    /// Staff have written it when something else was owed than is now.
    pub fn is_outdated(&self, owed: &[Owed]) -> bool {
        self.edited.is_some() && self.owed.as_ref().is_some_and(|written| *written != Owed::written(owed))
    }
}

/// What there is to say in a mail at the moment, beside what its record holds.
#[derive(Debug, Clone, Default)]
pub struct Matter {
    pub seminar: Option<Arc<Seminar>>,
    /// The reader's, if they are of a delegation. Its zone stands in for that of who was not seen in any.
    pub country: Option<CountryCode>,
    /// What the reader's delegation owes, for a reminder.
    pub owed: Vec<Owed>,
    /// The reader has accepted the invitation.
    pub confirmed: bool,
    /// The number of the version by which the material goes, where the gate has not refused that one, too; for a mail on
    /// one that it has.
    pub stands: Option<u32>,
}
