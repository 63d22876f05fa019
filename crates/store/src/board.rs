//! What the staff's board is made of.

use std::str::FromStr;

use domain::actor::Actor;
use domain::board::{ANY_MATERIAL, BoardCell, BoardRow, CONFIRMATION, Delegation, Reminder, lay_out};
use domain::country::CountryCode;
use domain::id::{AssignmentSlug, NotASlug, SeminarSlug};
use domain::person::{Member, Role};
use domain::time::Instant;
use surrealdb::types::{SurrealValue, object};

use crate::convert::{parsed, unsigned};
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
    invited: i64,
    confirmed: i64,
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

    /// Every delegation with how many are invited and have confirmed, for staff.
    pub async fn delegations(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<Delegation>, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<DelegationRow> = self.rows(include_str!("../queries/board/delegations.surql"), variables).await?;
        let delegation = |row: DelegationRow| {
            let code: CountryCode = parsed("delegation", &row.country)?;
            Ok(Delegation { country: code.into(), invited: unsigned(row.invited), confirmed: unsigned(row.confirmed) })
        };
        rows.into_iter().map(delegation).collect()
    }

    /// Every delegation with what it has done, by name of country, for staff.
    pub async fn board(&self, actor: &Actor, slug: &SeminarSlug, now: Instant) -> Result<Vec<BoardRow>, StoreError> {
        let seminar = self.seminar_for_staff(actor, slug)?;
        let delegations = self.delegations(actor, slug).await?;
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
