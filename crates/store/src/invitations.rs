//! How an invitation, or a link for a new password, leaves the house: by mail, or handed over by staff.

use std::collections::HashMap;

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{PersonId, SeminarSlug};
use domain::mail::{MailKind, MailStatus};
use domain::person::Member;
use domain::time::Instant;
use surrealdb::types::{RecordId, SurrealValue, object};

use crate::audit::{By, event};
use crate::convert::{datetime, person_id};
use crate::live::LiveEvent;
use crate::outbox::mail;
use crate::people::MemberFilter;
use crate::tokens::{Purpose, token_hash};
use crate::{Store, StoreError};

/// Whoever was sent an invitation is not sent the next one, with many others, before this.
const PAUSE_DAYS: i64 = 1;

/// Whom of some members an invitation can be mailed to: they have not confirmed, and none is on its way to them or was
/// sent, or may have been, within the last day.
#[derive(Debug, Clone)]
pub struct ToInvite {
    pub people: Vec<Member>,
    /// Invitations to others of them who have not confirmed, which wait in the outbox.
    pub waiting: u32,
    /// The same, which are held there.
    pub held: u32,
}

impl ToInvite {
    /// Stands for who they are, in whichever order.
    pub fn seen(&self) -> String {
        let mut ids: Vec<String> = self.people.iter().map(|member| member.person.to_string()).collect();
        ids.sort_unstable();
        token_hash(&ids.join(" "))[..32].to_owned()
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct LatelyRow {
    person: RecordId,
    status: String,
}

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

    /// Whom of these members an invitation can be mailed to. For staff.
    pub async fn to_invite(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        members: &[Member],
        now: Instant,
    ) -> Result<ToInvite, StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let variables = object! { seminar: seminar.to_string(), since: datetime(now.plus_days(-PAUSE_DAYS)) };
        let rows: Vec<LatelyRow> = self.rows(include_str!("../queries/invitations/lately.surql"), variables).await?;
        let mut lately: HashMap<PersonId, Vec<Option<MailStatus>>> = HashMap::new();
        for row in rows {
            lately.entry(person_id(&row.person)?).or_default().push(MailStatus::find(&row.status));
        }
        let mut to_invite = ToInvite { people: Vec::new(), waiting: 0, held: 0 };
        for member in members.iter().filter(|member| member.confirmed_at.is_none()) {
            let Some(mails) = lately.get(&member.person) else {
                to_invite.people.push(member.clone());
                continue;
            };
            for mail in mails {
                match mail {
                    Some(MailStatus::Waiting) => to_invite.waiting += 1,
                    Some(MailStatus::Held) => to_invite.held += 1,
                    _ => {}
                }
            }
        }
        Ok(to_invite)
    }

    /// Puts an invitation to each of [`Self::to_invite`] into the outbox; answers how many. Refused if these are others
    /// than the actor has [`seen`](ToInvite::seen).
    pub async fn mail_invitations(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        filter: &MemberFilter,
        seen: &str,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let _one_at_a_time = self.inviting.lock().await;
        let unconfirmed = MemberFilter { unconfirmed: true, ..filter.clone() };
        let (members, _) = self.members(actor, seminar, &unconfirmed, 0, u32::MAX).await?;
        let to_invite = self.to_invite(actor, seminar, &members, now).await?;
        let people: Vec<PersonId> = to_invite.people.iter().map(|member| member.person).collect();
        if people.is_empty() {
            return Ok(0);
        }
        if to_invite.seen() != seen {
            return Err(StoreError::Changed(
                "no mail was added: those left to invite are not the people you were shown any more; look at them first",
            ));
        }
        let object = if people.len() == 1 { "1 person".to_owned() } else { format!("{} people", people.len()) };
        self.queue_invitations(actor, seminar, &people, &object, now).await?;
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
