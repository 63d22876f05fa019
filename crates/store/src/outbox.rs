//! Mail that is to be sent. A record says to whom, about what; the sender makes the text.

use domain::id::{PersonId, SeminarSlug};
use domain::material::MaterialKey;
use domain::person::{EmailAddress, PersonName};
use domain::time::Instant;
use surrealdb::types::{Object, RecordId, SurrealValue, object};

use crate::convert::{datetime, parsed, person_id, person_record, unsigned};
use crate::{Store, StoreError};

/// How long a mail is worth sending.
const FRESH_DAYS: i64 = 3;
/// How long a mail is kept, sent or not.
const KEPT_DAYS: i64 = 30;
/// A second link for a new password is not mailed before this.
const RESET_PAUSE_MINUTES: i64 = 10;

/// What a mail tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    DisputeAnswered,
    CertificateIssued,
    CertificateReissued,
    CertificateRevoked,
}

impl MailKind {
    fn as_str(self) -> &'static str {
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
            Self::DisputeAnswered => "dispute_answered",
            Self::CertificateIssued => "certificate_issued",
            Self::CertificateReissued => "certificate_reissued",
            Self::CertificateRevoked => "certificate_revoked",
        }
    }

    fn find(text: &str) -> Option<Self> {
        let all = [
            Self::Invitation,
            Self::PasswordReset,
            Self::VersionReceived,
            Self::VersionRefused,
            Self::VersionHeld,
            Self::VersionReleased,
            Self::DecisionMade,
            Self::CommentWritten,
            Self::Mentioned,
            Self::DisputeAnswered,
            Self::CertificateIssued,
            Self::CertificateReissued,
            Self::CertificateRevoked,
        ];
        all.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A mail that is due.
#[derive(Debug, Clone)]
pub struct DueMail {
    pub id: RecordId,
    pub kind: MailKind,
    pub person: PersonId,
    pub name: PersonName,
    pub email: EmailAddress,
    pub seminar: Option<SeminarSlug>,
    pub material: Option<MaterialKey>,
    pub version: Option<u32>,
    /// Tries so far.
    pub attempts: u32,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Row {
    id: RecordId,
    kind: String,
    person: RecordId,
    name: String,
    email: String,
    seminar: Option<String>,
    material: Option<String>,
    version: Option<i64>,
    attempts: i64,
}

impl TryFrom<Row> for DueMail {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let unknown = || StoreError::Record { table: "outbox", problem: format!("unknown kind {}", row.kind) };
        Ok(Self {
            kind: MailKind::find(&row.kind).ok_or_else(unknown)?,
            id: row.id,
            person: person_id(&row.person)?,
            name: parsed("outbox", &row.name)?,
            email: parsed("outbox", &row.email)?,
            seminar: row.seminar.map(|slug| parsed("outbox", &slug)).transpose()?,
            material: row.material.map(|key| parsed("outbox", &key)).transpose()?,
            version: row.version.map(unsigned),
            attempts: unsigned(row.attempts),
        })
    }
}

/// The content of a mail that is due at once, for a transaction to create.
pub(crate) fn mail(kind: MailKind, person: PersonId, seminar: Option<&SeminarSlug>, now: Instant) -> Object {
    object! {
        kind: kind.as_str().to_owned(),
        person: person_record(person),
        seminar: seminar.map(ToString::to_string),
        created_at: datetime(now),
        not_before: datetime(now),
    }
}

impl Store {
    /// Puts a link for a new password into the outbox, unless one was put there just now: anyone
    /// may ask, and nobody shall be flooded.
    pub async fn queue_password_reset(&self, person: PersonId, now: Instant) -> Result<(), StoreError> {
        let variables = object! {
            person: person_record(person),
            mail: mail(MailKind::PasswordReset, person, None, now),
            just_now: datetime(now.plus_minutes(-RESET_PAUSE_MINUTES)),
        };
        self.write(include_str!("../queries/outbox/queue_password_reset.surql"), variables).await?;
        Ok(())
    }

    /// The mails that are due, oldest first. What has waited for days, as where no mail server was
    /// configured, is not news any more and stays unsent.
    pub async fn due_mails(&self, most: u32, now: Instant) -> Result<Vec<DueMail>, StoreError> {
        let oldest = now.plus_days(-FRESH_DAYS);
        let variables = object! { now: datetime(now), oldest: datetime(oldest), most: i64::from(most) };
        let rows: Vec<Row> = self.rows(include_str!("../queries/outbox/due.surql"), variables).await?;
        rows.into_iter().map(DueMail::try_from).collect()
    }

    /// Takes a due mail on for one try; should that end without a word, the next one is due at `again`.
    /// False if someone else has taken it on.
    pub async fn claim_mail(&self, mail: &DueMail, again: Instant, now: Instant) -> Result<bool, StoreError> {
        let variables = object! { mail: mail.id.clone(), again: datetime(again), now: datetime(now) };
        match self.write(include_str!("../queries/outbox/claim.surql"), variables).await {
            Ok(_) => Ok(true),
            Err(StoreError::Changed(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub async fn mail_sent(&self, mail: &DueMail, now: Instant) -> Result<(), StoreError> {
        let variables = object! { mail: mail.id.clone(), now: datetime(now) };
        self.write(include_str!("../queries/outbox/sent.surql"), variables).await?;
        Ok(())
    }

    /// Notes why a try failed. The mail waits for the next one, or is given up.
    pub async fn mail_failed(&self, mail: &DueMail, error: &str, gives_up: bool) -> Result<(), StoreError> {
        let variables = object! { mail: mail.id.clone(), error: error.to_owned(), gives_up: gives_up };
        self.write(include_str!("../queries/outbox/failed.surql"), variables).await?;
        Ok(())
    }

    /// Forgets mails of more than a month ago. Answers how many; called again, it goes on.
    pub async fn sweep_mails(&self, now: Instant) -> Result<u32, StoreError> {
        let variables = object! { before: datetime(now.plus_days(-KEPT_DAYS)) };
        let old: Vec<RecordId> = self.rows(include_str!("../queries/outbox/old.surql"), variables).await?;
        let count = u32::try_from(old.len()).unwrap_or(u32::MAX);
        if count > 0 {
            self.write(include_str!("../queries/outbox/forget.surql"), object! { old: old }).await?;
        }
        Ok(count)
    }
}
