//! How an invitation, or a link for a new password, leaves the house: by mail, or handed over by staff.

use std::collections::HashSet;

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{PersonId, SeminarSlug};
use domain::mail::MailKind;
use domain::time::Instant;
use surrealdb::types::object;

use crate::audit::{By, event};
use crate::convert::person_id;
use crate::live::LiveEvent;
use crate::outbox::mail;
use crate::tokens::Purpose;
use crate::{Store, StoreError};

impl Store {
    /// Makes a link's token for staff to hand to a member themselves.
    pub async fn hand_over_token(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        person: PersonId,
        purpose: Purpose,
        now: Instant,
    ) -> Result<String, StoreError> {
        self.member(actor, seminar, person).await?;
        if !actor.hands_links_to(&self.actor(person).await?) {
            return Err(StoreError::MemberElsewhere);
        }
        self.make_token(purpose, person, Some(seminar), true, &By::from(actor), now).await
    }

    /// Puts an invitation to one member into the outbox.
    pub async fn mail_invitation(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        person: PersonId,
        now: Instant,
    ) -> Result<(), StoreError> {
        let member = self.member(actor, seminar, person).await?;
        self.queue_invitations(actor, seminar, &[person], member.name.as_str(), now).await
    }

    /// Puts an invitation to everyone who has not confirmed into the outbox, except where one
    /// is waiting there already. Answers how many.
    pub async fn mail_invitations(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        now: Instant,
    ) -> Result<u32, StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let variables = object! { seminar: seminar.to_string() };
        let mut answer = self.read(include_str!("../queries/invitations/unconfirmed.surql"), variables).await?;
        let mut people_of = |statement: usize| -> Result<Vec<PersonId>, StoreError> {
            let records: Vec<surrealdb::types::RecordId> = answer.take(statement)?;
            records.iter().map(person_id).collect()
        };
        let (mut people, waiting) = (people_of(0)?, people_of(1)?);
        let waiting: HashSet<PersonId> = waiting.into_iter().collect();
        people.retain(|person| !waiting.contains(person));
        if !people.is_empty() {
            let object = if people.len() == 1 { "1 person".to_owned() } else { format!("{} people", people.len()) };
            self.queue_invitations(actor, seminar, &people, &object, now).await?;
        }
        Ok(u32::try_from(people.len()).unwrap_or(u32::MAX))
    }

    async fn queue_invitations(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        people: &[PersonId],
        object: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let mails: Vec<_> =
            people.iter().map(|person| mail(MailKind::Invitation, *person, Some(seminar), now)).collect();
        let variables = object! {
            mails: mails,
            event: event(&actor.into(), Action::InvitationMailed, Some(seminar), object, "", now),
        };
        self.write(include_str!("../queries/invitations/mail.surql"), variables).await?;
        self.tell(LiveEvent::Outbox { seminar: seminar.clone() });
        Ok(())
    }
}
