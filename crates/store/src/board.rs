//! What the staff's board is made of.

use std::collections::{BTreeMap, HashSet};
use std::str::FromStr;

use domain::actor::Actor;
use domain::board::{ANY_MATERIAL, BoardCell, BoardRow, CONFIRMATION, Delegation, Reminder, lay_out};
use domain::country::{Country, CountryCode};
use domain::id::{AssignmentSlug, NotASlug, SeminarSlug};
use domain::person::{Member, Role};
use domain::time::Instant;
use surrealdb::types::{RecordId, SurrealValue, object};

use crate::convert::{datetime, parsed, person_id, unsigned};
use crate::people::MemberFilter;
use crate::{Store, StoreError};

/// What someone has to lack to be reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacking {
    Anything,
    Confirmation,
    AnyMaterial,
    Assignment(AssignmentSlug),
}

/// As addresses write it; nothing stands for anything.
impl FromStr for Lacking {
    type Err = NotASlug;
    fn from_str(text: &str) -> Result<Self, NotASlug> {
        Ok(match text {
            "" => Self::Anything,
            CONFIRMATION => Self::Confirmation,
            ANY_MATERIAL => Self::AnyMaterial,
            assignment => Self::Assignment(assignment.parse()?),
        })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DelegationRow {
    country: String,
    /// Counts who was added; the board tells apart who was invited.
    invited: i64,
    confirmed: i64,
}

/// A trainee who has not confirmed.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct UnconfirmedRow {
    person: RecordId,
    country: String,
}

/// How much waits that only staff can move on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stuck {
    /// Files that the gate holds, or that could not be checked or drawn.
    pub files: u32,
    /// Mails that were given up, may have arrived, or wait for staff to look at them.
    pub mails: u32,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct StuckRow {
    files: i64,
    mails: i64,
}

impl Store {
    /// What waits for staff, counted for them.
    pub async fn stuck(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Stuck, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let row: Option<StuckRow> = self.row(include_str!("../queries/board/stuck.surql"), variables).await?;
        Ok(row.map(|row| Stuck { files: unsigned(row.files), mails: unsigned(row.mails) }).unwrap_or_default())
    }

    /// The countries that have a delegation in the seminar, by name; for its hosts.
    pub async fn delegated_countries(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<Country>, StoreError> {
        self.seminar_for_hosts(actor, slug)?;
        let countries = self.delegation_countries(slug).await?;
        let mut countries: Vec<Country> = countries.into_iter().map(Country::from).collect();
        countries.sort_by_cached_key(|country| country.code.place_by_name());
        Ok(countries)
    }

    /// Every delegation with how many were added, are invited and have confirmed, for staff.
    pub async fn delegations(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        now: Instant,
    ) -> Result<Vec<Delegation>, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<DelegationRow> = self.rows(include_str!("../queries/board/delegations.surql"), variables).await?;
        let all_confirmed = rows.iter().all(|row| row.confirmed >= row.invited);
        let uninvited = if all_confirmed { BTreeMap::new() } else { self.uninvited(slug, now).await? };
        let delegation = |row: DelegationRow| {
            let code: CountryCode = parsed("delegation", &row.country)?;
            let (added, uninvited) = (unsigned(row.invited), uninvited.get(&code).copied().unwrap_or(0));
            let invited = added.saturating_sub(uninvited);
            Ok(Delegation { country: code.into(), added, invited, confirmed: unsigned(row.confirmed) })
        };
        rows.into_iter().map(delegation).collect()
    }

    /// How many trainees of each country have not confirmed and hold no invitation: none has gone to them, or it has run
    /// out.
    async fn uninvited(&self, slug: &SeminarSlug, now: Instant) -> Result<BTreeMap<CountryCode, u32>, StoreError> {
        let variables = object! { seminar: slug.to_string(), now: datetime(now) };
        let mut answer = self.read(include_str!("../queries/board/uninvited.surql"), variables).await?;
        let unconfirmed: Vec<UnconfirmedRow> = answer.take(0)?;
        let holders: Vec<RecordId> = answer.take(1)?;
        let holders = holders.iter().map(person_id).collect::<Result<HashSet<_>, _>>()?;
        let mut uninvited = BTreeMap::new();
        for row in unconfirmed {
            if !holders.contains(&person_id(&row.person)?) {
                let code: CountryCode = parsed("membership", &row.country)?;
                *uninvited.entry(code).or_insert(0) += 1;
            }
        }
        Ok(uninvited)
    }

    /// Every delegation with what it has done, by name of country, for staff.
    pub async fn board(&self, actor: &Actor, slug: &SeminarSlug, now: Instant) -> Result<Vec<BoardRow>, StoreError> {
        let seminar = self.seminar_for_staff(actor, slug)?;
        let delegations = self.delegations(actor, slug, now).await?;
        let answers = self.answers(slug).await?;
        Ok(lay_out(&seminar, delegations, &answers, now))
    }

    /// Exactly those trainees who lack this, each with all that they lack: they have not confirmed, or their delegation
    /// owes a material. By name of country, then by their own.
    pub async fn reminders(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        lacking: &Lacking,
        now: Instant,
    ) -> Result<Vec<Reminder>, StoreError> {
        let seminar = self.seminar_for_staff(actor, slug)?;
        let rows = self.board(actor, slug, now).await?;
        let trainees = MemberFilter { role: Some(Role::Trainee), ..MemberFilter::default() };
        let (members, _) = self.members(actor, slug, &trainees, 0, u32::MAX).await?;
        let owed = |code: CountryCode| -> Vec<&BoardCell> {
            let row = rows.iter().find(|row| row.delegation.country.code == code);
            row.into_iter().flat_map(|row| &row.cells).filter(|cell| cell.standing.state.lacks()).collect()
        };
        let in_words = |cell: &BoardCell| {
            let title = &seminar.assignment(&cell.assignment)?.title;
            let overdue = if cell.overdue { " (overdue)" } else { "" };
            Some(format!("{title}: {}{overdue}", cell.standing.state.label().to_lowercase()))
        };
        let remind = |member: Member| {
            let country = member.country?;
            let (unconfirmed, owed) = (member.confirmed_at.is_none(), owed(country.code));
            let wanted = match lacking {
                Lacking::Anything => unconfirmed || !owed.is_empty(),
                Lacking::Confirmation => unconfirmed,
                Lacking::AnyMaterial => !owed.is_empty(),
                Lacking::Assignment(slug) => owed.iter().any(|cell| cell.assignment == *slug),
            };
            let unconfirmed = unconfirmed.then(|| "has not confirmed".to_owned());
            let lacks = unconfirmed.into_iter().chain(owed.iter().copied().filter_map(in_words)).collect();
            let owes = owed.into_iter().map(|cell| cell.assignment.clone()).collect();
            wanted.then(|| Reminder { country, name: member.name.to_string(), email: member.email, lacks, owes })
        };
        let mut reminders: Vec<Reminder> = members.into_iter().filter_map(remind).collect();
        // The members come by name, and those of one country stay so.
        reminders.sort_by_cached_key(|reminder| reminder.country.code.place_by_name());
        Ok(reminders)
    }
}

#[cfg(test)]
mod tests {
    use surrealdb::types::Object;

    use super::*;
    use crate::audit::By;
    use crate::convert::person_record;
    use crate::sample::{NOW, most_rows_read, person, store};
    use crate::tokens::Purpose;

    #[tokio::test]
    async fn people_and_links_of_other_seminars_and_links_for_other_ends_are_not_read() {
        const OTHERS: usize = 500;
        const MOST: u64 = 10;
        let (store, slug) = store().await;
        let laos = person(&store, &slug, Role::Trainee, Some("LA")).await;
        let links = |seminar: &str, purpose: &str, expires: Instant| -> Vec<Object> {
            let link = object! {
                person: person_record(laos.person), seminar: seminar.to_owned(), purpose: purpose.to_owned(),
                created_at: datetime(NOW), expires_at: datetime(expires),
            };
            vec![link; OTHERS]
        };
        let others = [
            links("another", "invitation", NOW.plus_days(7)),
            links(slug.as_str(), "password_reset", NOW.plus_days(7)),
            links(slug.as_str(), "invitation", NOW.plus_days(-7)),
        ];
        let member = object! {
            seminar: "another", person: person_record(laos.person), name: "Sample Person", email: "sample@example.org",
            role: "trainee", country: "LA", invited_at: datetime(NOW),
        };
        let variables = object! { links: others.concat(), members: vec![member; OTHERS] };
        let filled = store.db.query("INSERT INTO token $links; INSERT INTO membership $members").bind(variables).await;
        filled.expect("asked").check().expect("written");
        let uninvited = async || store.uninvited(&slug, NOW).await.expect("counted").into_values().sum::<u32>();
        assert_eq!(uninvited().await, 1);
        let by = By::operator();
        store.issue_token(Purpose::Invitation, laos.person, Some(&slug), &by, NOW).await.expect("made");
        assert_eq!(uninvited().await, 0);
        let statements = include_str!("../queries/board/uninvited.surql").split(';');
        for statement in statements.filter(|statement| !statement.trim().is_empty()) {
            let variables = object! { seminar: slug.to_string(), now: datetime(NOW) };
            let read = most_rows_read(&store, statement, variables).await;
            assert!(read < MOST, "{read} rows: {statement}");
        }
    }
}
