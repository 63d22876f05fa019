//! Mail to the people of a seminar: what is written about, and what becomes of it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::deadlines::Owed;
use crate::id::{PersonId, SeminarSlug};
use crate::material::MaterialKey;
use crate::person::{EmailAddress, PersonName};
use crate::seminar::Seminar;
use crate::time::{CalendarDay, Instant};

/// Where the address of the page goes that a mail leads to. A token in it is made only when the mail goes out.
pub const LINK: &str = "{link}";

pub const MOST_SUBJECT_CHARS: usize = 200;
pub const MOST_TEXT_CHARS: usize = 10_000;

/// What a mail tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    Invitation,
    PasswordReset,
    VersionReceived,
    VersionRefused,
    VersionHeld,
    VersionReleased,
    DecisionMade,
    CommentWritten,
    Mentioned,
    Reminder,
    ExtensionGranted,
    DisputeAnswered,
    CertificateIssued,
    CertificateReissued,
    CertificateRevoked,
}

impl MailKind {
    const ALL: [Self; 15] = [
        Self::Invitation,
        Self::PasswordReset,
        Self::VersionReceived,
        Self::VersionRefused,
        Self::VersionHeld,
        Self::VersionReleased,
        Self::DecisionMade,
        Self::CommentWritten,
        Self::Mentioned,
        Self::Reminder,
        Self::ExtensionGranted,
        Self::DisputeAnswered,
        Self::CertificateIssued,
        Self::CertificateReissued,
        Self::CertificateRevoked,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::VersionReceived => "version_received",
            Self::VersionRefused => "version_refused",
            Self::VersionHeld => "version_held",
            Self::VersionReleased => "version_released",
            Self::DecisionMade => "decision_made",
            Self::CommentWritten => "comment_written",
            Self::Mentioned => "mentioned",
            Self::Reminder => "reminder",
            Self::ExtensionGranted => "extension_granted",
            Self::DisputeAnswered => "dispute_answered",
            Self::CertificateIssued => "certificate_issued",
            Self::CertificateReissued => "certificate_reissued",
            Self::CertificateRevoked => "certificate_revoked",
        }
    }

    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Invitation => "Invitation",
            Self::PasswordReset => "New password",
            Self::VersionReceived => "Receipt",
            Self::VersionRefused => "Refused by the check",
            Self::VersionHeld => "Held by the check",
            Self::VersionReleased => "Released",
            Self::DecisionMade => "Decision",
            Self::CommentWritten => "Comment",
            Self::Mentioned => "Named in a comment",
            Self::Reminder => "Reminder",
            Self::ExtensionGranted => "More time",
            Self::DisputeAnswered => "Objection answered",
            Self::CertificateIssued => "Certificate",
            Self::CertificateReissued => "New certificate",
            Self::CertificateRevoked => "Certificate revoked",
        }
    }

    /// Without its link such a mail is worth nothing: nobody else can give the reader what it leads to.
    pub fn needs_link(self) -> bool {
        matches!(self, Self::Invitation | Self::PasswordReset)
    }
}

/// What becomes of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStatus {
    /// Goes out when its time has come.
    Waiting,
    /// Staff keep it back.
    Held,
    /// On its way to the mail server.
    Sending,
    Sent,
    /// Tried often enough.
    Failed,
    /// There was nothing left to say when its time came.
    Dropped,
    /// The server stopped before it knew: it may have arrived. Staff say whether it is sent again.
    Unclear,
}

impl MailStatus {
    pub const ALL: [Self; 7] =
        [Self::Waiting, Self::Held, Self::Sending, Self::Sent, Self::Failed, Self::Dropped, Self::Unclear];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
            Self::Unclear => "unclear",
        }
    }

    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Held => "Held by staff",
            Self::Sending => "Being sent",
            Self::Sent => "Sent",
            Self::Failed => "Failed",
            Self::Dropped => "Not needed any more",
            Self::Unclear => "Unclear",
        }
    }

    /// It has not gone out and can still be changed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Held)
    }
}

/// What staff can do with a mail beside editing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStep {
    Hold,
    Release,
    SendAgain,
}

impl MailStep {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Release => "release",
            Self::SendAgain => "send_again",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Hold => "Hold it back",
            Self::Release => "Let it go",
            Self::SendAgain => "Send it again",
        }
    }

    /// What can be done with a mail in this state.
    pub fn from(status: MailStatus) -> Option<Self> {
        match status {
            MailStatus::Waiting => Some(Self::Hold),
            MailStatus::Held => Some(Self::Release),
            MailStatus::Failed | MailStatus::Unclear => Some(Self::SendAgain),
            MailStatus::Sending | MailStatus::Sent | MailStatus::Dropped => None,
        }
    }
}

/// What a mail is called in addresses and in its Message-ID.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailKey(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no mail")]
pub struct NotAMailKey(pub String);

impl MailKey {
    /// The reminder of a day: the same for whoever asks, so that nobody gets it twice.
    pub fn of_reminder(seminar: &SeminarSlug, person: PersonId, day: CalendarDay) -> Self {
        Self(format!("{seminar}.{person}.{day}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailKey {
    type Err = NotAMailKey;
    fn from_str(text: &str) -> Result<Self, NotAMailKey> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        let fits = (1..=160).contains(&text.len()) && text.bytes().all(plain);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAMailKey(text.to_owned())) }
    }
}

impl TryFrom<String> for MailKey {
    type Error = NotAMailKey;
    fn try_from(text: String) -> Result<Self, NotAMailKey> {
        text.parse()
    }
}

impl From<MailKey> for String {
    fn from(key: MailKey) -> String {
        key.0
    }
}

impl fmt::Display for MailKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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
    /// The words that went out.
    pub words_sent: Option<Letter>,
    /// Counts what staff did with it.
    pub revision: u32,
}

/// What there is to say in a mail at the moment, beside what its record holds.
#[derive(Debug, Clone, Default)]
pub struct Matter {
    pub seminar: Option<Arc<Seminar>>,
    /// What the reader's delegation owes, for a reminder.
    pub owed: Vec<Owed>,
    /// The reader has accepted the invitation.
    pub confirmed: bool,
}

/// The words of a mail. [`LINK`] stands for the address of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub subject: String,
    /// Plain text; an empty line ends a paragraph.
    pub text: String,
}

/// Why words are not taken for a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefusedLetter {
    #[error("a subject is one line of 1 to {MOST_SUBJECT_CHARS} characters")]
    Subject,
    #[error("a mail has 1 to {MOST_TEXT_CHARS} characters")]
    Text,
    #[error("this mail is worth nothing without its link: please keep {LINK} in the text")]
    Link,
}

impl Letter {
    /// What staff have written, if it can be sent.
    pub fn checked(self, kind: MailKind) -> Result<Self, RefusedLetter> {
        let subject = self.subject.trim().to_owned();
        let one_line = !subject.chars().any(char::is_control);
        if subject.is_empty() || !one_line || subject.chars().count() > MOST_SUBJECT_CHARS {
            return Err(RefusedLetter::Subject);
        }
        // A form posts line ends as Windows writes them.
        let text = self.text.replace("\r\n", "\n").trim().to_owned() + "\n";
        if text.trim().is_empty() || text.chars().count() > MOST_TEXT_CHARS {
            return Err(RefusedLetter::Text);
        }
        if kind.needs_link() && !text.contains(LINK) {
            return Err(RefusedLetter::Link);
        }
        Ok(Self { subject, text })
    }

    /// The letter with the address in its place.
    pub fn with_link(self, link: &str) -> Self {
        Self { subject: self.subject, text: self.text.replace(LINK, link) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, text: &str) -> Letter {
        Letter { subject: subject.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn every_name_is_found_again() {
        for kind in MailKind::ALL {
            assert_eq!(MailKind::find(kind.as_str()), Some(kind));
        }
        for status in MailStatus::ALL {
            assert_eq!(MailStatus::find(status.as_str()), Some(status));
        }
    }

    #[test]
    fn words_of_staff_are_tidied() {
        let taken = letter(" Please upload ", "Dear all,\r\n\r\nplease.\r\n\r\n").checked(MailKind::Reminder);
        assert_eq!(taken, Ok(letter("Please upload", "Dear all,\n\nplease.\n")));
    }

    #[test]
    fn words_that_cannot_be_sent_are_refused() {
        let check = |subject: &str, text: &str| letter(subject, text).checked(MailKind::Invitation);
        assert_eq!(check("", "text {link}"), Err(RefusedLetter::Subject));
        assert_eq!(check("one\nBcc: all@example.org", "text {link}"), Err(RefusedLetter::Subject));
        assert_eq!(check(&"x".repeat(201), "text {link}"), Err(RefusedLetter::Subject));
        assert_eq!(check("one", " \n "), Err(RefusedLetter::Text));
        assert_eq!(check("one", &"x".repeat(10_001)), Err(RefusedLetter::Text));
        assert_eq!(check("one", "come"), Err(RefusedLetter::Link));
        assert!(letter("one", "come").checked(MailKind::Reminder).is_ok());
    }

    #[test]
    fn a_key_is_safe_in_an_address() {
        let seminar = "e-port-2021".parse().expect("a slug");
        let key = MailKey::of_reminder(&seminar, PersonId::generate(), "2021-11-10".parse().expect("a day"));
        assert_eq!(key.as_str().parse(), Ok(key.clone()));
        for bad in ["", "a/b", "a b", "ä", "a?b"] {
            assert!(bad.parse::<MailKey>().is_err(), "{bad}");
        }
    }
}
