//! What the sender asks for, and what it says of each try.

use std::collections::BTreeSet;

use domain::deadlines::Owed;
use domain::id::SeminarSlug;
use domain::mail::{Letter, Mail, MailKind, Matter};
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::{RecordId, SurrealValue, object};

use super::{Row, mail_record};
use crate::convert::{datetime, membership_record, parsed, unsigned, whole};
use crate::live::LiveEvent;
use crate::materials::material_record;
use crate::{Store, StoreError};

/// How long a mail is worth sending unasked. `expire.surql` says it in words.
const FRESH_DAYS: i64 = 3;
/// How long a mail is kept, sent or not.
const KEPT_DAYS: i64 = 30;
/// Whoever has taken a mail on and has not said by then what became of it has died over it.
const LEASE_MINUTES: i64 = 10;
/// Why a mail is held that staff do not hold themselves.
const OUTDATED: &str = "what it is about had changed since it was written";

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ReaderRow {
    country: Option<String>,
    confirmed: bool,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct CommentRow {
    audience: Option<String>,
    is_withdrawn: bool,
    /// The receiver of the mail is named in it.
    is_named: bool,
}

/// A mail whose sender has died over it.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct LeftRow {
    id: RecordId,
    seminar: Option<String>,
}

impl Store {
    /// The mails that are due, oldest first. What has waited for days, as where no mail server was
    /// configured, is not news any more and stays unsent unless staff say so.
    pub async fn due_mails(&self, most: u32, now: Instant) -> Result<Vec<Mail>, StoreError> {
        let oldest = now.plus_days(-FRESH_DAYS);
        let variables = object! { now: datetime(now), oldest: datetime(oldest), most: i64::from(most) };
        let rows: Vec<Row> = self.rows(include_str!("../../queries/outbox/due.surql"), variables).await?;
        rows.into_iter().map(Mail::try_from).collect()
    }

    /// Takes a due mail on for one try. False if someone else has taken it on.
    pub async fn claim_mail(&self, mail: &Mail, now: Instant) -> Result<bool, StoreError> {
        let until = now.plus_minutes(LEASE_MINUTES);
        let variables = object! {
            mail: mail_record(mail),
            revision: i64::from(mail.revision),
            until: datetime(until),
            now: datetime(now),
        };
        match self.write(include_str!("../../queries/outbox/claim.surql"), variables).await {
            Ok(_) => Ok(true),
            Err(StoreError::Changed(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// What there is to say in a mail now. `None` if there is nothing any more: what a reminder is about
    /// has come meanwhile, or its day is over; the time that an extension gave was taken back, or that it was taken
    /// back is not so any more; or the reader does not read the comment any more.
    pub async fn matter(&self, mail: &Mail, now: Instant) -> Result<Option<Matter>, StoreError> {
        let Some(seminar) = mail.seminar.as_ref().and_then(|slug| self.seminar(slug).ok()) else {
            return Ok(Some(Matter::default()));
        };
        let variables = object! { membership: membership_record(&seminar.slug, mail.person) };
        let reader: Option<ReaderRow> = self.row(include_str!("../../queries/outbox/reader.surql"), variables).await?;
        let confirmed = reader.as_ref().is_some_and(|reader| reader.confirmed);
        let country = reader.and_then(|reader| reader.country);
        let country = country.map(|country| parsed("membership", &country)).transpose()?;
        let mut matter = Matter { seminar: Some(seminar.clone()), country, confirmed, owed: Vec::new(), stands: None };
        match mail.kind {
            MailKind::ExtensionGranted | MailKind::ExtensionWithdrawn => {
                let extended = mail.material.as_ref().and_then(|key| seminar.extension(&key.assignment, key.country));
                Ok((extended.is_some() == (mail.kind == MailKind::ExtensionGranted)).then_some(matter))
            }
            MailKind::Reminder => {
                let (Some(day), Some(country)) = (mail.day, country) else { return Ok(None) };
                // What staff have touched they have decided to send.
                if mail.revision == 0 && seminar.host_day(now) > day {
                    return Ok(None);
                }
                let states = self.delegation_states(&seminar, country).await?;
                let reminded = seminar.reminded_on(country, day).into_iter().filter(|asked| asked.closes > now);
                matter.owed = Owed::among(reminded, country, &states);
                Ok((!matter.owed.is_empty()).then_some(matter))
            }
            MailKind::VersionRefused => {
                if let Some(key) = &mail.material {
                    let variables = object! { material: material_record(&seminar.slug, key) };
                    let stands: Option<i64> =
                        self.row(include_str!("../../queries/outbox/stands.surql"), variables).await?;
                    matter.stands = stands.map(unsigned);
                }
                Ok(Some(matter))
            }
            MailKind::CommentWritten | MailKind::Mentioned => {
                Ok(self.comment_stands(mail, &seminar).await?.then_some(matter))
            }
            _ => Ok(Some(matter)),
        }
    }

    /// Is the comment that a mail tells of still there, and does its receiver still read it? Who is told of being named
    /// has to be named still. Which comment older mail tells of is not on record: it goes out.
    async fn comment_stands(&self, mail: &Mail, seminar: &Seminar) -> Result<bool, StoreError> {
        let variables = object! { mail: mail_record(mail) };
        let row: Option<CommentRow> = self.row(include_str!("../../queries/outbox/comment.surql"), variables).await?;
        let (Some(comment), Some(key)) = (row, &mail.material) else { return Ok(true) };
        let is_so = !comment.is_withdrawn && (mail.kind != MailKind::Mentioned || comment.is_named);
        let Some(audience) = comment.audience.filter(|_| is_so) else { return Ok(false) };
        let reader = self.actor(mail.person).await?;
        Ok(reader.sees_reviews(seminar, key, parsed("review", &audience)?))
    }

    /// Notes that these words went out. A token was never among them.
    pub async fn mail_sent(&self, mail: &Mail, words: &Letter, now: Instant) -> Result<(), StoreError> {
        let variables = object! { mail: mail_record(mail), words: whole("outbox", words)?, now: datetime(now) };
        self.write(include_str!("../../queries/outbox/sent.surql"), variables).await?;
        self.tell_outboxes(&mail.seminar);
        Ok(())
    }

    /// Notes why a try failed. The mail is due again then, or is given up.
    pub async fn mail_failed(&self, mail: &Mail, error: &str, again: Option<Instant>) -> Result<(), StoreError> {
        let variables = object! {
            mail: mail_record(mail),
            error: error.to_owned(),
            again: again.map(datetime),
        };
        self.write(include_str!("../../queries/outbox/failed.surql"), variables).await?;
        self.tell_outboxes(&mail.seminar);
        Ok(())
    }

    /// What staff have written is about something else by now: they look at it before it goes out.
    pub async fn mail_outdated(&self, mail: &Mail) -> Result<(), StoreError> {
        let variables = object! {
            mail: mail_record(mail),
            why: OUTDATED.to_owned(),
            attempts: i64::from(mail.attempts),
            not_before: datetime(mail.not_before),
        };
        self.write(include_str!("../../queries/outbox/outdated.surql"), variables).await?;
        self.tell_outboxes(&mail.seminar);
        Ok(())
    }

    /// There was nothing left to say.
    pub async fn mail_dropped(&self, mail: &Mail, why: &str) -> Result<(), StoreError> {
        let variables = object! { mail: mail_record(mail), why: why.to_owned() };
        self.write(include_str!("../../queries/outbox/drop.surql"), variables).await?;
        self.tell_outboxes(&mail.seminar);
        Ok(())
    }

    /// Nobody knows what became of the try: the mail may have arrived, so it is not sent again unless staff say so.
    pub async fn mail_unclear(&self, mail: &Mail, why: &str) -> Result<(), StoreError> {
        self.mails_unclear(vec![mail_record(mail)], why).await?;
        self.tell_outboxes(&mail.seminar);
        Ok(())
    }

    /// The same for those whose sender has died over them.
    pub async fn give_up_unclear_mails(&self, now: Instant) -> Result<(), StoreError> {
        let variables = object! { now: datetime(now) };
        let left: Vec<LeftRow> = self.rows(include_str!("../../queries/outbox/left.surql"), variables).await?;
        if left.is_empty() {
            return Ok(());
        }
        tracing::warn!(count = left.len(), "mails may or may not have been sent; the outbox shows them");
        let seminars = seminars_named(left.iter().map(|row| row.seminar.clone()))?;
        let mails = left.into_iter().map(|row| row.id).collect();
        self.mails_unclear(mails, "the server stopped while it was sent; it may have arrived").await?;
        self.tell_outboxes(&seminars);
        Ok(())
    }

    async fn mails_unclear(&self, mails: Vec<RecordId>, why: &str) -> Result<(), StoreError> {
        let variables = object! { mails: mails, why: why.to_owned() };
        self.write(include_str!("../../queries/outbox/unclear.surql"), variables).await?;
        Ok(())
    }

    /// Tells the staff of these seminars that something became of a mail.
    fn tell_outboxes<'s>(&self, seminars: impl IntoIterator<Item = &'s SeminarSlug>) {
        for seminar in seminars {
            self.tell(LiveEvent::Outbox { seminar: seminar.clone() });
        }
    }

    /// What has waited for days has failed; mails of more than a month ago are forgotten. Answers how many were
    /// forgotten; called again, it goes on.
    pub async fn sweep_mails(&self, now: Instant) -> Result<u32, StoreError> {
        let oldest = object! { oldest: datetime(now.plus_days(-FRESH_DAYS)) };
        let mut expired = self.write(include_str!("../../queries/outbox/expire.surql"), oldest).await?;
        self.tell_outboxes(&seminars_named(expired.take::<Vec<Option<String>>>(0)?)?);
        let variables = object! { before: datetime(now.plus_days(-KEPT_DAYS)) };
        let old: Vec<RecordId> = self.rows(include_str!("../../queries/outbox/old.surql"), variables).await?;
        let count = u32::try_from(old.len()).unwrap_or(u32::MAX);
        if count > 0 {
            self.write(include_str!("../../queries/outbox/forget.surql"), object! { old: old }).await?;
        }
        Ok(count)
    }
}

/// The seminars of some mails, each once. A link for a new password is of none.
fn seminars_named(slugs: impl IntoIterator<Item = Option<String>>) -> Result<BTreeSet<SeminarSlug>, StoreError> {
    slugs.into_iter().flatten().map(|slug| parsed("outbox", &slug)).collect()
}

#[cfg(test)]
mod tests {
    use domain::definition::read_seminar;
    use domain::time::Instant;

    use crate::Store;
    use crate::audit::By;

    /// A mail as it was before it said which comment it tells of.
    const OLD_MAIL: &str = "
        CREATE person:`018f0000-0000-7000-8000-000000000001` SET name = 'Sample', email = 'one@example.org',
            created_at = time::now();
        CREATE outbox:old SET kind = 'comment_written', person = person:`018f0000-0000-7000-8000-000000000001`,
            seminar = 'e-port-2021', material = 'e-port-status.la', version = 1, created_at = time::now(),
            not_before = time::now();
    ";

    #[tokio::test]
    async fn mail_from_before_goes_out() {
        let now = Instant::now();
        let store = Store::open("mem://").await.expect("a database");
        let seminar = read_seminar(sample_seminars::E_PORT_2021).expect("a good file").seminar;
        store.import_seminar(seminar, &By::operator(), now).await.expect("an import");
        store.db.query(OLD_MAIL).await.expect("asked").check().expect("written");
        let mails = store.due_mails(10, now.plus_minutes(1)).await.expect("read");
        assert_eq!(mails.len(), 1);
        assert!(store.matter(&mails[0], now).await.expect("read").is_some());
    }
}
