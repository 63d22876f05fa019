//! The outbox as staff see it, and what they do with it.

use std::cmp::Reverse;
use std::collections::HashMap;

use domain::actor::Actor;
use domain::audit::Action;
use domain::country::CountryCode;
use domain::deadlines::Owed;
use domain::id::{PersonId, SeminarSlug};
use domain::mail::{Letter, ListedMails, Mail, MailKey, MailKind, MailStatus, MailStep, Matter};
use domain::person::PersonName;
use domain::seminar::{Assignment, Seminar};
use domain::time::Instant;
use surrealdb::types::{Datetime, Object, RecordId, SurrealValue, object};

use super::{Row, mail_record};
use crate::audit::event;
use crate::convert::{datetime, instant, key_text, parsed, person_id, record, unsigned, whole};
use crate::live::LiveEvent;
use crate::{Store, StoreError};

/// A page of a seminar's mails.
#[derive(Debug, Clone)]
pub struct Outbox {
    pub mails: Vec<Mail>,
    /// How many of the kind that is listed there are in each state that occurs.
    pub counts: Vec<(MailStatus, u32)>,
    /// How many in the state that is listed there are of each kind that occurs.
    pub kinds: Vec<(MailKind, u32)>,
    /// What each reminder among the mails is about, with the time that the delegation has. What went out tells it itself.
    pub reminded: HashMap<MailKey, Vec<Assignment>>,
}

/// What staff had before their eyes when they did something with a mail.
#[derive(Debug, Clone)]
pub struct SeenMail {
    pub revision: u32,
    /// What its reader owed: [`Owed::written`].
    pub owed: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct CountRow {
    status: String,
    kind: String,
    count: i64,
}

/// What it takes to put a mail in its place.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ListedRow {
    id: RecordId,
    person: RecordId,
    not_before: Datetime,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct MemberRow {
    person: RecordId,
    name: String,
    country: Option<String>,
}

/// Someone whom mails go to.
struct Receiver {
    person: PersonId,
    name: PersonName,
    country: Option<CountryCode>,
}

impl Receiver {
    /// By name of country, then by their own.
    fn place(&self) -> (Option<String>, (String, PersonName)) {
        (self.country.map(CountryCode::place_by_name), self.name.place_by_name())
    }
}

impl TryFrom<MemberRow> for Receiver {
    type Error = StoreError;
    fn try_from(row: MemberRow) -> Result<Self, StoreError> {
        Ok(Self {
            person: person_id(&row.person)?,
            name: parsed("membership", &row.name)?,
            country: row.country.map(|code| parsed("membership", &code)).transpose()?,
        })
    }
}

impl Store {
    /// Mails of a seminar for its staff: what goes out last comes first, and what goes out at once by country and person.
    pub async fn outbox(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        status: Option<MailStatus>,
        kind: Option<MailKind>,
        start: u32,
        most: u32,
    ) -> Result<Outbox, StoreError> {
        let seminar = self.seminar_for_staff(actor, slug)?;
        let variables = object! {
            seminar: slug.to_string(),
            status: status.map(|status| status.as_str().to_owned()),
            kind: kind.map(|kind| kind.as_str().to_owned()),
        };
        let mut answer = self.read(include_str!("../../queries/outbox/list.surql"), variables).await?;
        let listed: Vec<ListedRow> = answer.take(0)?;
        let counted: Vec<CountRow> = answer.take(1)?;
        let mut counts: HashMap<MailStatus, u32> = HashMap::new();
        let mut kinds: HashMap<MailKind, u32> = HashMap::new();
        for row in counted {
            let found = MailStatus::find(&row.status).zip(MailKind::find(&row.kind));
            let Some((in_state, of_kind)) = found else { continue };
            if kind.is_none_or(|kind| kind == of_kind) {
                *counts.entry(in_state).or_default() += unsigned(row.count);
            }
            if status.is_none_or(|status| status == in_state) {
                *kinds.entry(of_kind).or_default() += unsigned(row.count);
            }
        }
        let members: Vec<MemberRow> = answer.take(2)?;
        let mut receivers = members.into_iter().map(Receiver::try_from).collect::<Result<Vec<_>, _>>()?;
        receivers.sort_by_cached_key(Receiver::place);
        let keys: Vec<String> =
            in_order(listed, &receivers)?.into_iter().skip(start as usize).take(most as usize).collect();
        let variables = object! { mails: keys.iter().map(|key| record("outbox", key)).collect::<Vec<RecordId>>() };
        let rows: Vec<Row> = self.rows(include_str!("../../queries/outbox/whole.surql"), variables).await?;
        let mut mails = rows.into_iter().map(Mail::try_from).collect::<Result<Vec<_>, _>>()?;
        mails.sort_by_key(|mail| keys.iter().position(|key| key == mail.key.as_str()));
        let reminded = self.reminded(&seminar, &mails, &receivers).await?;
        let (counts, kinds) = (counts.into_iter().collect(), kinds.into_iter().collect());
        Ok(Outbox { mails, counts, kinds, reminded })
    }

    /// What those of these mails are about that remind of something: of what waits, all that is still owed.
    async fn reminded(
        &self,
        seminar: &Seminar,
        mails: &[Mail],
        receivers: &[Receiver],
    ) -> Result<HashMap<MailKey, Vec<Assignment>>, StoreError> {
        let states = self.states(&seminar.slug).await?;
        let countries: HashMap<PersonId, CountryCode> =
            receivers.iter().filter_map(|receiver| Some((receiver.person, receiver.country?))).collect();
        let mut reminded = HashMap::new();
        for mail in mails.iter().filter(|mail| mail.status != MailStatus::Sent) {
            let (Some(day), Some(country)) = (mail.day, countries.get(&mail.person).copied()) else { continue };
            let asked = seminar.reminded_on(country, day);
            let owed = Owed::among(asked.clone(), country, &states).into_iter().map(|owed| owed.assignment).collect();
            reminded.insert(mail.key.clone(), if mail.status.is_open() { owed } else { asked });
        }
        Ok(reminded)
    }

    /// A mail with what there is to say in it now, if there is anything.
    pub async fn outbox_mail(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MailKey,
        now: Instant,
    ) -> Result<(Mail, Option<Matter>), StoreError> {
        let mail = self.mail_for_staff(actor, slug, key).await?;
        let matter = self.matter(&mail, now).await?;
        Ok((mail, matter))
    }

    async fn mail_for_staff(&self, actor: &Actor, slug: &SeminarSlug, key: &MailKey) -> Result<Mail, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { mail: record("outbox", key), seminar: slug.to_string() };
        let row: Option<Row> = self.row(include_str!("../../queries/outbox/mail.surql"), variables).await?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Sends other words than ours, or with none ours again. Answers the mail's revision after that.
    pub async fn edit_mail(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MailKey,
        seen: &SeenMail,
        letter: Option<Letter>,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let mail = self.mail_for_staff(actor, slug, key).await?;
        let letter = letter.map(|letter| letter.checked(mail.kind)).transpose()?;
        let detail = letter.as_ref().map_or_else(|| "our words again".to_owned(), |letter| letter.subject.clone());
        let owed = self.owed_as_seen(&mail, letter.is_some(), seen, now).await?;
        let edited = letter.map(|letter| whole("outbox", &letter)).transpose()?;
        let variables = object! { edited: edited, owed: owed };
        let query = include_str!("../../queries/outbox/edit.surql");
        self.change_mail(query, actor, &mail, seen.revision, variables, (Action::MailEdited, detail), now).await?;
        Ok(seen.revision + 1)
    }

    /// Holds a mail back, lets it go, or has it sent now or once more. Answers the mail's revision after that.
    pub async fn step_mail(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MailKey,
        seen: &SeenMail,
        step: MailStep,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let mail = self.mail_for_staff(actor, slug, key).await?;
        self.step(actor, &mail, seen, step, now).await
    }

    /// Holds back, or lets go, those of these mails that are still as they were listed. Words of staff are let go only
    /// if they are about what is owed now: a list does not ask whether they hold. Answers how many it did that with.
    pub async fn hold_mails(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        listed: &ListedMails,
        hold: bool,
        now: Instant,
    ) -> Result<usize, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let step = if hold { MailStep::Hold } else { MailStep::Release };
        let mut done = 0;
        for (key, revision) in &listed.0 {
            match self.step_as_listed(actor, slug, key, *revision, step, now).await {
                Ok(_) => done += 1,
                Err(StoreError::Changed(_) | StoreError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    async fn step_as_listed(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MailKey,
        revision: u32,
        step: MailStep,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let mail = self.mail_for_staff(actor, slug, key).await?;
        let seen = SeenMail { revision, owed: mail.owed.clone().unwrap_or_default() };
        self.step(actor, &mail, &seen, step, now).await
    }

    async fn step(
        &self,
        actor: &Actor,
        mail: &Mail,
        seen: &SeenMail,
        step: MailStep,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let (query, action) = match step {
            MailStep::Hold => (include_str!("../../queries/outbox/hold.surql"), Action::MailHeld),
            MailStep::Release => (include_str!("../../queries/outbox/release.surql"), Action::MailReleased),
            MailStep::SendNow => (include_str!("../../queries/outbox/send_now.surql"), Action::MailSentNow),
            MailStep::SendAgain => (include_str!("../../queries/outbox/again.surql"), Action::MailSentAgain),
        };
        if step == MailStep::SendNow && self.matter(mail, now).await?.is_none() {
            return Err(StoreError::Changed("there is nothing left to say in this mail: it is not sent"));
        }
        // Who lets words of staff go says that they hold.
        let is_said = mail.edited.is_some() && step.leads_to() == MailStatus::Waiting;
        let owed = self.owed_as_seen(mail, is_said, seen, now).await?;
        let told = (action, mail.kind.label().to_owned());
        self.change_mail(query, actor, mail, seen.revision, object! { owed: owed }, told, now).await?;
        Ok(seen.revision + 1)
    }

    /// What the reader owes now, where something `is_said` of it. Refused if staff had something else before their eyes.
    async fn owed_as_seen(
        &self,
        mail: &Mail,
        is_said: bool,
        seen: &SeenMail,
        now: Instant,
    ) -> Result<Option<String>, StoreError> {
        if !is_said {
            return Ok(None);
        }
        let matter = self.matter(mail, now).await?.unwrap_or_default();
        let owed = Owed::written(&matter.owed);
        if owed != seen.owed {
            return Err(StoreError::Changed("what this mail is about has changed meanwhile; look at it first"));
        }
        Ok(Some(owed))
    }

    #[expect(clippy::too_many_arguments, reason = "each is a part of the change")]
    async fn change_mail(
        &self,
        query: &'static str,
        actor: &Actor,
        mail: &Mail,
        revision: u32,
        mut variables: Object,
        (action, detail): (Action, String),
        now: Instant,
    ) -> Result<(), StoreError> {
        let slug = mail.seminar.as_ref().ok_or(StoreError::NotFound)?;
        variables.extend(object! {
            mail: mail_record(mail),
            revision: i64::from(revision),
            now: datetime(now),
            event: event(&actor.into(), action, Some(slug), &mail.name, detail, now),
        });
        self.write(query, variables).await?;
        self.tell(LiveEvent::Outbox { seminar: slug.clone() });
        Ok(())
    }
}

/// The keys of these mails as the list shows them, with their receivers in order.
fn in_order(listed: Vec<ListedRow>, receivers: &[Receiver]) -> Result<Vec<String>, StoreError> {
    let places: HashMap<PersonId, usize> =
        receivers.iter().enumerate().map(|(place, receiver)| (receiver.person, place)).collect();
    let mut placed = Vec::with_capacity(listed.len());
    for row in listed {
        let place = places.get(&person_id(&row.person)?).copied();
        placed.push((Reverse(instant(row.not_before)), place, key_text(&row.id)));
    }
    placed.sort_unstable();
    Ok(placed.into_iter().map(|(.., key)| key).collect())
}
