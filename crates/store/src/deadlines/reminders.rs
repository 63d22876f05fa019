//! Reminders by rule: they lie in the outbox from the day before, or for a while at least. So staff can look at them.

use std::collections::{BTreeMap, BTreeSet};

use domain::actor::Actor;
use domain::audit::Action;
use domain::country::CountryCode;
use domain::deadlines::{Owed, ReminderRule};
use domain::id::{PersonId, SeminarSlug};
use domain::mail::{MailKey, MailKind};
use domain::seminar::Seminar;
use domain::time::{CalendarDay, Instant};
use surrealdb::types::{Object, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{datetime, key_text, parsed, person_id, record};
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

    /// Puts today's and tomorrow's reminders into the outbox, as days of each seminar's host. Called again it
    /// adds only who has come to owe something. Answers how many were added.
    pub async fn queue_reminders(&self, now: Instant) -> Result<u32, StoreError> {
        let mut added = 0;
        for seminar in self.all_seminars() {
            let today = seminar.host_day(now);
            for day in [today, today.plus_days(1)] {
                added += self.queue_reminders_of(&seminar, day, now).await?;
            }
        }
        Ok(added)
    }

    async fn queue_reminders_of(&self, seminar: &Seminar, day: CalendarDay, now: Instant) -> Result<u32, StoreError> {
        let Some(goes_out) = seminar.reminders_go_out(day, now).filter(|_| is_reminder_day(seminar, day)) else {
            return Ok(0);
        };
        let slug = &seminar.slug;
        let states = self.states(slug).await?;
        let variables = object! { seminar: slug.to_string(), day: day.to_string() };
        let mut answer = self.read(include_str!("../../queries/deadlines/whom.surql"), variables).await?;
        let trainees: Vec<TraineeRow> = answer.take(0)?;
        let queued: Vec<RecordId> = answer.take(1)?;
        let queued: BTreeSet<String> = queued.iter().map(key_text).collect();
        let owes = |country: CountryCode| {
            let reminded = seminar.reminded_on(country, day).into_iter().filter(|asked| asked.closes > goes_out);
            !Owed::among(reminded, country, &states).is_empty()
        };
        let mut owing: BTreeMap<CountryCode, bool> = BTreeMap::new();
        let mut mails = Vec::new();
        for trainee in trainees {
            let (person, country) = (person_id(&trainee.person)?, parsed("membership", &trainee.country)?);
            let key = MailKey::of_reminder(slug, person, day);
            if !queued.contains(key.as_str()) && *owing.entry(country).or_insert_with(|| owes(country)) {
                mails.push(reminder(&key, person, slug, (day, goes_out), now));
            }
        }
        for some in mails.chunks(AT_ONCE) {
            self.write(include_str!("../../queries/deadlines/queue.surql"), object! { mails: some.to_vec() }).await?;
        }
        if !mails.is_empty() {
            self.tell(LiveEvent::Outbox { seminar: slug.clone() });
        }
        Ok(u32::try_from(mails.len()).unwrap_or(u32::MAX))
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
