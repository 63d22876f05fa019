//! Reminders by rule: they lie in the outbox from the day before, or for a while at least. So staff can look at them.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::audit::Action;
use domain::country::CountryCode;
use domain::deadlines::{Owed, ReminderRule};
use domain::id::{PersonId, SeminarSlug};
use domain::mail::{MailKey, MailKind, MailStatus};
use domain::material::{MaterialKey, MaterialState};
use domain::seminar::Seminar;
use domain::time::{CalendarDay, Instant};
use surrealdb::types::{Datetime, Object, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{datetime, instant, key_text, parsed, person_id, record};
use crate::live::LiveEvent;
use crate::outbox::mail;
use crate::{Store, StoreError};

/// Mails that one transaction writes.
const AT_ONCE: usize = 100;

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct TraineeRow {
    person: RecordId,
    country: String,
}

/// A reminder that lies in the outbox.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct QueuedRow {
    id: RecordId,
    status: String,
    error: Option<String>,
    not_before: Datetime,
}

impl QueuedRow {
    fn is(&self, status: MailStatus) -> bool {
        self.status == status.as_str()
    }

    /// For its time, or for staff to look at it. What they hold themselves is theirs.
    fn waits(&self) -> bool {
        self.is(MailStatus::Waiting) || (self.is(MailStatus::Held) && self.error.is_some())
    }
}

impl Store {
    /// Sets another rule than that of the seminar's file, if the one that was `seen`, in its words, still holds; with
    /// none the file's holds again. Who sets the same again changes nothing.
    pub async fn set_reminder_rule(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        rule: Option<ReminderRule>,
        seen: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let _changing = self.lock_seminars().await;
        let mut seminar = Seminar::clone(&*self.seminar_for_staff(actor, slug)?);
        let rule = rule.map(ReminderRule::checked).transpose()?;
        if rule == seminar.reminders_by_staff {
            return Ok(());
        }
        if seminar.reminder_rule().in_words() != seen {
            return Err(StoreError::Changed("someone else has set another rule meanwhile; look at it first"));
        }
        seminar.reminders_by_staff = rule;
        let detail = match &seminar.reminders_by_staff {
            Some(rule) => rule.in_words(),
            None => "the seminar's file holds again".to_owned(),
        };
        let event = event(&actor.into(), Action::ReminderRuleSet, Some(slug), &seminar.title, detail, now);
        self.put_seminar(seminar, event, now).await
    }

    /// Puts today's and tomorrow's reminders into the outbox, as days of each seminar's host, and takes those out of what
    /// waits that have nothing left to say. Called again it adds only who has come to owe something. Answers how many
    /// were added.
    pub async fn queue_reminders(&self, now: Instant) -> Result<u32, StoreError> {
        let mut added = 0;
        for seminar in self.all_seminars() {
            added += self.queue_days(&seminar, now).await?;
        }
        Ok(added)
    }

    /// The same of one seminar, for who has changed what its reminders follow from.
    pub async fn queue_reminders_of(&self, slug: &SeminarSlug, now: Instant) -> Result<u32, StoreError> {
        let seminar = self.seminar(slug)?;
        self.queue_days(&seminar, now).await
    }

    async fn queue_days(&self, seminar: &Seminar, now: Instant) -> Result<u32, StoreError> {
        let today = seminar.host_day(now);
        let mut added = 0;
        for day in [today, today.plus_days(1)] {
            added += self.queue_day(seminar, day, now).await?;
        }
        Ok(added)
    }

    async fn queue_day(&self, seminar: &Seminar, day: CalendarDay, now: Instant) -> Result<u32, StoreError> {
        let slug = &seminar.slug;
        let goes_out = seminar.reminders_go_out(day, now).filter(|_| is_reminder_day(seminar, day));
        let day_before = datetime(seminar.host_day_starts(day.plus_days(-1)));
        let variables = object! { seminar: slug.to_string(), day: day.to_string(), day_before: day_before };
        let queued: Vec<QueuedRow> = self.rows(include_str!("../../queries/deadlines/queued.surql"), variables).await?;
        if goes_out.is_none() && !queued.iter().any(QueuedRow::waits) {
            return Ok(0);
        }
        let mut owing = Owing { seminar, day, states: self.states(slug).await?, known: BTreeMap::new() };
        // Until someone is found who still owes what they are about.
        let mut idle: BTreeMap<String, RecordId> =
            queued.iter().filter(|row| row.waits()).map(|row| (key_text(&row.id), row.id.clone())).collect();
        let queued: BTreeMap<String, QueuedRow> = queued.into_iter().map(|row| (key_text(&row.id), row)).collect();
        let variables = object! { seminar: slug.to_string() };
        let trainees: Vec<TraineeRow> =
            self.rows(include_str!("../../queries/deadlines/whom.surql"), variables).await?;
        let mut mails = Vec::new();
        for trainee in trainees {
            let (person, country) = (person_id(&trainee.person)?, parsed("membership", &trainee.country)?);
            let key = MailKey::of_reminder(slug, person, day);
            match queued.get(key.as_str()) {
                Some(row) if row.waits() => {
                    if owing.at(country, instant(row.not_before).max(now)) {
                        idle.remove(key.as_str());
                    }
                }
                // It was needed no longer, and may be again.
                Some(row) if !row.is(MailStatus::Dropped) => {}
                _ => mails.extend(
                    goes_out
                        .filter(|goes_out| owing.at(country, *goes_out))
                        .map(|goes_out| reminder(&key, person, slug, (day, goes_out), now)),
                ),
            }
        }
        for some in mails.chunks(AT_ONCE) {
            self.write(include_str!("../../queries/deadlines/queue.surql"), object! { mails: some.to_vec() }).await?;
        }
        let idle: Vec<RecordId> = idle.into_values().collect();
        let has_changed = !mails.is_empty() || !idle.is_empty();
        if !idle.is_empty() {
            self.write(include_str!("../../queries/deadlines/drop.surql"), object! { mails: idle }).await?;
        }
        if has_changed {
            self.tell(LiveEvent::Outbox { seminar: slug.clone() });
        }
        Ok(u32::try_from(mails.len()).unwrap_or(u32::MAX))
    }
}

/// Which delegations a reminder of a day has something to say to.
struct Owing<'s> {
    seminar: &'s Seminar,
    day: CalendarDay,
    states: BTreeMap<MaterialKey, MaterialState>,
    known: BTreeMap<(CountryCode, Instant), bool>,
}

impl Owing<'_> {
    /// Whether this one is still owing something that is taken at that time, when the reminder goes out.
    fn at(&mut self, country: CountryCode, goes_out: Instant) -> bool {
        let Self { seminar, day, states, known } = self;
        *known.entry((country, goes_out)).or_insert_with(|| {
            let reminded = seminar.reminded_on(country, *day).into_iter().filter(|asked| asked.closes > goes_out);
            !Owed::among(reminded, country, states).is_empty()
        })
    }
}

/// Is anyone, whatever time they have, reminded on that day?
fn is_reminder_day(seminar: &Seminar, day: CalendarDay) -> bool {
    let rule = seminar.reminder_rule();
    let own = seminar.extensions.iter().map(|extension| extension.due);
    let mut dues = seminar.assignments.iter().map(|assignment| assignment.due).chain(own);
    !rule.is_empty() && dues.any(|due| rule.days_around(seminar.host_day(due)).contains(&day))
}

fn reminder(
    key: &MailKey,
    person: PersonId,
    slug: &SeminarSlug,
    (day, goes_out): (CalendarDay, Instant),
    now: Instant,
) -> Object {
    let mut content = mail(MailKind::Reminder, person, Some(slug), now);
    content.extend(object! { id: record("outbox", key), day: day.to_string(), not_before: datetime(goes_out) });
    content
}
