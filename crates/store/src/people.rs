//! People and their memberships.

use domain::actor::{Actor, Membership};
use domain::audit::Action;
use domain::country::CountryCode;
use domain::id::{PersonId, SeminarSlug};
use domain::person::{Member, NewPerson, Role};
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::{By, event};
use crate::convert::{composite, datetime, instant, membership_record, parsed, person_id, person_record};
use crate::error::is_duplicate;
use crate::live::LiveEvent;
use crate::{Store, StoreError};

/// What adding a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// They are new to the seminar.
    New(PersonId),
    /// They were in it already, in the same role and from the same country.
    Known(PersonId),
}

impl Added {
    pub fn person(self) -> PersonId {
        match self {
            Self::New(person) | Self::Known(person) => person,
        }
    }
}

/// A trainee among the others of their country.
#[derive(Debug, Clone)]
pub struct OwnDelegation {
    pub own: Member,
    /// By name.
    pub others: Vec<Member>,
    /// How many there are besides.
    pub more: u32,
}

/// Which members to list.
#[derive(Debug, Clone, Default)]
pub struct MemberFilter {
    pub role: Option<Role>,
    pub country: Option<CountryCode>,
    /// Only those who have not confirmed yet.
    pub unconfirmed: bool,
    /// What finds them: [`Member::is_found_by`].
    pub text: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct MemberRow {
    person: RecordId,
    name: String,
    email: String,
    role: String,
    country: Option<String>,
    invited_at: Datetime,
    confirmed_at: Option<Datetime>,
}

impl TryFrom<MemberRow> for Member {
    type Error = StoreError;
    fn try_from(row: MemberRow) -> Result<Self, StoreError> {
        let country: Option<CountryCode> = row.country.map(|code| parsed("membership", &code)).transpose()?;
        Ok(Self {
            person: person_id(&row.person)?,
            name: parsed("membership", &row.name)?,
            email: parsed("membership", &row.email)?,
            role: parsed("membership", &row.role)?,
            country: country.map(Into::into),
            added_at: instant(row.invited_at),
            confirmed_at: row.confirmed_at.map(instant),
        })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct PersonRow {
    id: RecordId,
    name: String,
    email: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct RoleRow {
    seminar: String,
    role: String,
    country: Option<String>,
    confirmed: bool,
}

impl TryFrom<RoleRow> for Membership {
    type Error = StoreError;
    fn try_from(row: RoleRow) -> Result<Self, StoreError> {
        Ok(Self {
            seminar: parsed("membership", &row.seminar)?,
            role: parsed("membership", &row.role)?,
            country: row.country.map(|code| parsed("membership", &code)).transpose()?,
        })
    }
}

impl Store {
    /// Adds a person to a seminar; staff and the operator do. The same again changes nothing.
    pub async fn add_person(
        &self,
        seminar: &SeminarSlug,
        new: &NewPerson,
        by: &By,
        now: Instant,
    ) -> Result<Added, StoreError> {
        self.add_person_in(seminar, new, by, now, 2).await
    }

    async fn add_person_in(
        &self,
        seminar: &SeminarSlug,
        new: &NewPerson,
        by: &By,
        now: Instant,
        tries: u32,
    ) -> Result<Added, StoreError> {
        self.seminar(seminar)?;
        let known = self.person_by_email(new.email.as_str()).await?;
        if let Some(person) = known
            && let Some(member) = self.membership_of(seminar, person).await?
        {
            let same = member.role == new.role && member.country.as_ref().map(|c| c.code) == new.country;
            return if same { Ok(Added::Known(person)) } else { Err(StoreError::OtherMembership(described(&member))) };
        }
        let person = known.unwrap_or_else(PersonId::generate);
        let variables = object! {
            person: person_record(person),
            membership: membership_record(seminar, person),
            delegation: new.country.map(|country| composite("delegation", &[seminar, &country])),
            seminar: seminar.to_string(),
            name: new.name.to_string(),
            email: new.email.to_string(),
            role: new.role.to_string(),
            country: new.country.map(|country| country.to_string()),
            now: datetime(now),
            event: event(by, Action::PersonInvited, Some(seminar), &new.name, described_role(new.role, new.country), now),
        };
        match self.write(include_str!("../queries/people/add.surql"), variables).await {
            Ok(_) => {}
            // Someone else added the same address at the same time and was faster: now it is known.
            Err(error) if is_duplicate(&error) && tries > 1 => {
                return Box::pin(self.add_person_in(seminar, new, by, now, tries - 1)).await;
            }
            Err(error) => return Err(error),
        }
        self.tell(LiveEvent::People { seminar: seminar.clone() });
        Ok(Added::New(person))
    }

    /// Members of a seminar by name, for its staff, and how many match in all.
    pub async fn members(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        filter: &MemberFilter,
        skip: u32,
        most: u32,
    ) -> Result<(Vec<Member>, u32), StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let variables = object! {
            seminar: seminar.to_string(),
            role: filter.role.map(|role| role.to_string()),
            country: filter.country.map(|country| country.to_string()),
            unconfirmed: filter.unconfirmed,
        };
        let rows: Vec<MemberRow> = self.rows(include_str!("../queries/people/members.surql"), variables).await?;
        let mut members = rows.into_iter().map(Member::try_from).collect::<Result<Vec<_>, _>>()?;
        // The database compares bytes alone, so names are looked up and pages are cut here.
        members.retain(|member| member.is_found_by(&filter.text));
        members.sort_by_cached_key(Member::place_by_name);
        let total = u32::try_from(members.len()).unwrap_or(u32::MAX);
        Ok((members.into_iter().skip(skip as usize).take(most as usize).collect(), total))
    }

    /// One member, for staff.
    pub async fn member(&self, actor: &Actor, seminar: &SeminarSlug, person: PersonId) -> Result<Member, StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        self.membership_of(seminar, person).await?.ok_or(StoreError::NotFound)
    }

    /// The actor as a member of the seminar.
    pub async fn own_membership(&self, actor: &Actor, seminar: &SeminarSlug) -> Result<Member, StoreError> {
        self.membership_of(seminar, actor.person).await?.ok_or(StoreError::NotFound)
    }

    /// The delegation that the actor belongs to: at most so many of the others, however large it is.
    pub async fn own_delegation(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        most: u32,
    ) -> Result<OwnDelegation, StoreError> {
        let country = actor.delegation(seminar).ok_or(StoreError::NotFound)?;
        let variables = object! { seminar: seminar.to_string(), country: country.to_string() };
        let rows: Vec<MemberRow> = self.rows(include_str!("../queries/people/delegation.surql"), variables).await?;
        let mut others = rows.into_iter().map(Member::try_from).collect::<Result<Vec<_>, _>>()?;
        let own = others.iter().position(|member| member.person == actor.person).ok_or(StoreError::NotFound)?;
        let own = others.swap_remove(own);
        // The database compares bytes alone, so names are looked up and the list is cut here.
        others.sort_by_cached_key(Member::place_by_name);
        let more = others.len().saturating_sub(most as usize);
        others.truncate(most as usize);
        Ok(OwnDelegation { own, others, more: u32::try_from(more).unwrap_or(u32::MAX) })
    }

    /// The person with all their roles, also where they have not confirmed yet.
    pub async fn actor(&self, person: PersonId) -> Result<Actor, StoreError> {
        self.actor_in(person, |_| true).await
    }

    /// The person with the roles that they have confirmed. An address may be invited by someone who
    /// does not know who holds the account: being invited to a seminar opens nothing of it.
    pub(crate) async fn confirmed_actor(&self, person: PersonId) -> Result<Actor, StoreError> {
        self.actor_in(person, |role| role.confirmed).await
    }

    async fn actor_in(&self, person: PersonId, counts: fn(&RoleRow) -> bool) -> Result<Actor, StoreError> {
        let variables = object! { person: person_record(person) };
        let mut answer = self.read(include_str!("../queries/people/actor.surql"), variables).await?;
        let rows: Vec<PersonRow> = answer.take(0)?;
        let roles: Vec<RoleRow> = answer.take(1)?;
        let row = rows.into_iter().next().ok_or(StoreError::NotFound)?;
        Ok(Actor {
            person: person_id(&row.id)?,
            name: parsed("person", &row.name)?,
            email: parsed("person", &row.email)?,
            memberships: roles.into_iter().filter(counts).map(Membership::try_from).collect::<Result<_, _>>()?,
        })
    }

    /// The zone in which someone was seen last: mail to them has its times, too.
    pub async fn remember_zone(&self, person: PersonId, zone: &str) -> Result<(), StoreError> {
        let variables = object! { person: person_record(person), zone: zone.to_owned() };
        self.write(include_str!("../queries/people/remember_zone.surql"), variables).await?;
        Ok(())
    }

    pub async fn person_by_email(&self, email: &str) -> Result<Option<PersonId>, StoreError> {
        let variables = object! { email: email.trim().to_lowercase() };
        let row: Option<RecordId> = self.row("SELECT VALUE id FROM person WHERE email = $email", variables).await?;
        row.as_ref().map(person_id).transpose()
    }

    pub(crate) async fn membership_of(
        &self,
        seminar: &SeminarSlug,
        person: PersonId,
    ) -> Result<Option<Member>, StoreError> {
        let variables = object! { membership: membership_record(seminar, person) };
        let row: Option<MemberRow> = self.row("SELECT * OMIT id FROM $membership", variables).await?;
        row.map(Member::try_from).transpose()
    }
}

fn described(member: &Member) -> String {
    described_role(member.role, member.country.as_ref().map(|country| country.code))
}

fn described_role(role: Role, country: Option<CountryCode>) -> String {
    country.map_or_else(|| role.to_string(), |country| format!("{role} of {}", country.name()))
}
