//! Mail that is to be sent. A record says to whom, about what; the sender makes the text.

use domain::id::{PersonId, SeminarSlug};
use domain::material::MaterialKey;
use domain::person::{EmailAddress, PersonName};
use domain::time::Instant;
use surrealdb::types::{Object, RecordId, SurrealValue, object};

use crate::convert::{datetime, parsed, person_id, person_record, unsigned};
use crate::{Store, StoreError};

/// What a mail tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    Invitation,
    PasswordReset,
    VersionReceived,
    DecisionMade,
    CommentWritten,
}

impl MailKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::VersionReceived => "version_received",
            Self::DecisionMade => "decision_made",
            Self::CommentWritten => "comment_written",
        }
    }

    fn find(text: &str) -> Option<Self> {
        [Self::Invitation, Self::PasswordReset, Self::VersionReceived, Self::DecisionMade, Self::CommentWritten]
            .into_iter()
            .find(|kind| kind.as_str() == text)
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
    /// Puts an invitation or a reset link into the outbox.
    pub async fn queue_mail(
        &self,
        kind: MailKind,
        person: PersonId,
        seminar: Option<&SeminarSlug>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let variables = object! { mail: mail(kind, person, seminar, now) };
        self.write("BEGIN; CREATE outbox CONTENT $mail; COMMIT;", variables).await?;
        Ok(())
    }

    /// The mails that are due, oldest first.
    pub async fn due_mails(&self, most: u32, now: Instant) -> Result<Vec<DueMail>, StoreError> {
        let variables = object! { now: datetime(now), most: i64::from(most) };
        let rows: Vec<Row> = self.rows(include_str!("../queries/outbox/due.surql"), variables).await?;
        rows.into_iter().map(DueMail::try_from).collect()
    }

    pub async fn mail_sent(&self, mail: &DueMail, now: Instant) -> Result<(), StoreError> {
        let variables = object! { mail: mail.id.clone(), now: datetime(now) };
        self.write(include_str!("../queries/outbox/sent.surql"), variables).await?;
        Ok(())
    }

    /// Keeps a mail for another try at `again`, or gives it up.
    pub async fn mail_failed(&self, mail: &DueMail, error: &str, again: Option<Instant>) -> Result<(), StoreError> {
        let variables = object! { mail: mail.id.clone(), error: error.to_owned(), again: again.map(datetime) };
        self.write(include_str!("../queries/outbox/failed.surql"), variables).await?;
        Ok(())
    }
}
