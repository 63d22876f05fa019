//! Attendance: exports on record, who is who in them, entries of staff, objections of trainees.
//!
//! | module | what |
//! |---|---|
//! | `cabinet` | what has been read of it, remembered for as long as it holds |
//! | `records` | all that is on record of a seminar |
//! | [`files`] | exports: uploaded, looked at, recorded, superseded |
//! | `readings` | what was read of those that wait to be recorded |
//! | [`intake`] | what an export would change, and recording it |
//! | [`settling`] | who is still to be told apart, and the roll-call |
//! | [`entries`] | what staff say beside the records, objections, and the rule |
//!
//! The ledger is drawn from all that by `domain` and is never stored.

mod cabinet;
pub mod entries;
pub mod files;
pub mod intake;
mod readings;
mod records;
pub mod settling;

use std::sync::Arc;

use domain::actor::Actor;
use domain::attendance::ledger::{Ledger, Trainee};
use domain::attendance::record::AttendanceRecords;
use domain::country::{Country, CountryCode};
use domain::id::{PersonId, SeminarSlug};
use domain::person::Role;
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::{RecordId, SurrealValue, object};

pub(crate) use cabinet::Cabinet;

use crate::compute::compute;
use crate::convert::{parsed, person_id};
use crate::{Store, StoreError};

/// The attendance of a seminar, as of one moment.
#[derive(Debug, Clone)]
pub struct AttendanceBook {
    pub seminar: Arc<Seminar>,
    pub records: Arc<AttendanceRecords>,
    /// By country and name, or of one trainee alone.
    pub ledger: Ledger,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct TraineeRow {
    person: RecordId,
    name: String,
    country: Option<String>,
}

impl TryFrom<TraineeRow> for Trainee {
    type Error = StoreError;
    fn try_from(row: TraineeRow) -> Result<Self, StoreError> {
        let code: CountryCode = parsed("membership", row.country.as_deref().unwrap_or_default())?;
        Ok(Self {
            person: person_id(&row.person)?,
            name: parsed("membership", &row.name)?,
            country: Country::from(code),
        })
    }
}

impl Store {
    /// The ledger of all trainees, for staff.
    pub async fn attendance(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        now: Instant,
    ) -> Result<AttendanceBook, StoreError> {
        let seminar = self.seminar_for_staff(actor, slug)?;
        let trainees = self.trainees(slug).await?;
        self.book(seminar, trainees, now).await
    }

    /// The ledger of one trainee, for staff.
    pub async fn attendance_of(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        person: PersonId,
        now: Instant,
    ) -> Result<AttendanceBook, StoreError> {
        let seminar = self.seminar_for_staff(actor, slug)?;
        let trainee = self.require_trainee(slug, person).await?;
        self.book(seminar, vec![trainee], now).await
    }

    /// A trainee's own ledger: the book holds their line alone, and the records of everyone, which
    /// the caller must not hand on.
    pub async fn own_attendance(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        now: Instant,
    ) -> Result<AttendanceBook, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let own = self.require_trainee(slug, actor.person).await?;
        self.book(seminar, vec![own], now).await
    }

    async fn book(
        &self,
        seminar: Arc<Seminar>,
        trainees: Vec<Trainee>,
        now: Instant,
    ) -> Result<AttendanceBook, StoreError> {
        let records = self.attendance_records(&seminar.slug).await?;
        // With thousands of people this takes a while, and others want to be served meanwhile.
        let (drawn_from, shown) = (records.clone(), seminar.clone());
        let draw = move || Ledger::draw(&shown, shown.attendance_rule(), trainees, &drawn_from, now);
        let ledger = compute(draw).await;
        Ok(AttendanceBook { seminar, records, ledger })
    }

    /// By country and name.
    pub(crate) async fn trainees(&self, slug: &SeminarSlug) -> Result<Vec<Trainee>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<TraineeRow> =
            self.rows(include_str!("../../queries/attendance/trainees.surql"), variables).await?;
        let mut trainees = rows.into_iter().map(Trainee::try_from).collect::<Result<Vec<_>, _>>()?;
        trainees.sort_by_cached_key(Trainee::place_in_list);
        Ok(trainees)
    }

    /// Refuses what is about someone who is no trainee of the seminar.
    async fn require_trainee(&self, slug: &SeminarSlug, person: PersonId) -> Result<Trainee, StoreError> {
        let member = self.membership_of(slug, person).await?.filter(|member| member.role == Role::Trainee);
        let member = member.ok_or(StoreError::NotFound)?;
        let country = member.country.ok_or(StoreError::NotFound)?;
        Ok(Trainee { person: member.person, name: member.name, country })
    }
}
