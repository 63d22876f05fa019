//! How an invitation, or a link for a new password, leaves the house: by mail, or handed over by staff.

use std::collections::HashSet;

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{PersonId, SeminarSlug};
use domain::mail::MailKind;
use domain::time::Instant;
use surrealdb::types::{RecordId, object};

use crate::audit::{By, event};
use crate::convert::{datetime, person_id};
use crate::live::LiveEvent;
use crate::outbox::mail;
use crate::people::MemberFilter;
use crate::tokens::Purpose;
use crate::{Store, StoreError};

/// Whoever was sent an invitation is not sent the next one, with many others, before this.
const PAUSE_DAYS: i64 = 1;

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

    /// Whom of these an invitation can be mailed to: they have not confirmed, and none is on its way to them or was sent,
    /// or may have been, within the last day. For staff.
    pub async fn to_invite(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        filter: &MemberFilter,
        now: Instant,
    ) -> Result<Vec<PersonId>, StoreError> {
        let unconfirmed = MemberFilter { unconfirmed: true, ..filter.clone() };
        let (members, _) = self.members(actor, seminar, &unconfirmed, 0, u32::MAX).await?;
        let variables = object! { seminar: seminar.to_string(), since: datetime(now.plus_days(-PAUSE_DAYS)) };
        let lately: Vec<RecordId> = self.rows(include_str!("../queries/invitations/lately.surql"), variables).await?;
        let lately = lately.iter().map(person_id).collect::<Result<HashSet<_>, _>>()?;
        Ok(members.into_iter().map(|member| member.person).filter(|person| !lately.contains(person)).collect())
    }

    /// Puts an invitation to each of [`Self::to_invite`] into the outbox; answers how many. Refused if these are more than
    /// the actor has `seen` that they would be.
    pub async fn mail_invitations(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        filter: &MemberFilter,
        seen: u32,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let _one_at_a_time = self.inviting.lock().await;
        let people = self.to_invite(actor, seminar, filter, now).await?;
        let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
        if count > seen {
            return Err(StoreError::Changed(
                "by now more people would be mailed than you were told; look at them first",
            ));
        }
        if !people.is_empty() {
            let object = if people.len() == 1 { "1 person".to_owned() } else { format!("{} people", people.len()) };
            self.queue_invitations(actor, seminar, &people, &object, now).await?;
        }
        Ok(count)
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
