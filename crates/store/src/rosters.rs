//! Lists of people that staff pasted: kept for a day between the dry run and the import.

use domain::actor::Actor;
use domain::id::{RosterId, SeminarSlug};
use domain::roster::{DryRun, compare, read_roster};
use domain::time::Instant;
use surrealdb::types::object;

use crate::audit::By;
use crate::convert::{datetime, person_record, record};
use crate::people::{Added, MemberFilter};
use crate::{Store, StoreError};

impl Store {
    /// Keeps a pasted list for a day, for the staff member who pasted it.
    pub async fn keep_roster(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        text: &str,
        now: Instant,
    ) -> Result<RosterId, StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let id = RosterId::generate();
        let variables = object! {
            roster: record("roster", id),
            seminar: seminar.to_string(),
            person: person_record(actor.person),
            text: text.to_owned(),
            now: datetime(now),
            expires: datetime(now.plus_days(1)),
        };
        self.write(include_str!("../queries/rosters/keep.surql"), variables).await?;
        Ok(id)
    }

    /// A list as it was pasted.
    pub async fn pasted_list(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        roster: RosterId,
        now: Instant,
    ) -> Result<String, StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let variables = object! {
            roster: record("roster", roster),
            seminar: seminar.to_string(),
            person: person_record(actor.person),
            now: datetime(now),
        };
        let text: Option<String> = self.row(include_str!("../queries/rosters/text.surql"), variables).await?;
        text.ok_or(StoreError::NotFound)
    }

    /// What taking in the list would do now. Changes nothing.
    pub async fn dry_run_roster(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        roster: RosterId,
        now: Instant,
    ) -> Result<DryRun, StoreError> {
        let text = self.pasted_list(actor, seminar, roster, now).await?;
        let (members, _) = self.members(actor, seminar, &MemberFilter::default(), 0, u32::MAX).await?;
        Ok(compare(read_roster(&text), &members))
    }

    /// Adds everyone on the list who is new, and answers how many that were. Each person is a
    /// transaction of their own; the whole runs to its end whether or not the caller waits.
    pub async fn take_in_roster(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        roster: RosterId,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let people = self.dry_run_roster(actor, seminar, roster, now).await?.new;
        let (store, seminar, by) = (self.clone(), seminar.clone(), By::from(actor));
        let run = async move {
            let mut added = 0;
            for (_, person) in people {
                let outcome = store.add_person(&seminar, &person, &by, now).await?;
                added += u32::from(matches!(outcome, Added::New(_)));
            }
            Ok(added)
        };
        tokio::spawn(run).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }
}
