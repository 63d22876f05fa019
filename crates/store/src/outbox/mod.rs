//! Mail that is to be sent, or was. A record says to whom, about what; the words are written when it goes out.

mod desk;
mod sending;

use domain::id::{PersonId, SeminarSlug};
use domain::mail::{Mail, MailKind, MailStatus};
use domain::time::Instant;
use surrealdb::types::{Datetime, Object, RecordId, SurrealValue, object};

use crate::convert::{datetime, instant, key_text, parsed, person_id, person_record, read_whole, record, unsigned};
use crate::{Store, StoreError};

pub use desk::{Outbox, SeenMail};

/// A second link for a new password is not mailed before this.
const RESET_PAUSE_MINUTES: i64 = 10;

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Row {
    id: RecordId,
    kind: String,
    person: RecordId,
    name: String,
    email: String,
    zone: Option<String>,
    seminar: Option<String>,
    material: Option<String>,
    version: Option<i64>,
    day: Option<String>,
    status: String,
    attempts: i64,
    error: Option<String>,
    created_at: Datetime,
    not_before: Datetime,
    sent_at: Option<Datetime>,
    edited: Option<serde_json::Value>,
    owed: Option<String>,
    words_sent: Option<serde_json::Value>,
    revision: i64,
}

impl TryFrom<Row> for Mail {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let unknown = |what: &str| StoreError::Record { table: "outbox", problem: format!("unknown: {what}") };
        Ok(Self {
            key: parsed("outbox", &key_text(&row.id))?,
            kind: MailKind::find(&row.kind).ok_or_else(|| unknown(&row.kind))?,
            person: person_id(&row.person)?,
            name: parsed("outbox", &row.name)?,
            email: parsed("outbox", &row.email)?,
            zone: row.zone,
            seminar: row.seminar.map(|slug| parsed("outbox", &slug)).transpose()?,
            material: row.material.map(|key| parsed("outbox", &key)).transpose()?,
            version: row.version.map(unsigned),
            day: row.day.map(|day| parsed("outbox", &day)).transpose()?,
            status: MailStatus::find(&row.status).ok_or_else(|| unknown(&row.status))?,
            attempts: unsigned(row.attempts),
            error: row.error,
            created_at: instant(row.created_at),
            not_before: instant(row.not_before),
            sent_at: row.sent_at.map(instant),
            edited: row.edited.map(|edited| read_whole("outbox", edited)).transpose()?,
            owed: row.owed,
            words_sent: row.words_sent.map(|words| read_whole("outbox", words)).transpose()?,
            revision: unsigned(row.revision),
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

fn mail_record(mail: &Mail) -> RecordId {
    record("outbox", &mail.key)
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
        self.write(include_str!("../../queries/outbox/queue_password_reset.surql"), variables).await?;
        Ok(())
    }
}
