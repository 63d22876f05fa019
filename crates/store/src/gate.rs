//! Versions at the gate: what was found of them, and what staff let through or refuse.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::passage::MAX_REASON_CHARS;
use domain::gate::{Finding, GateState, Hold, Passage, Ruling};
use domain::id::{SeminarSlug, VersionId};
use domain::time::Instant;
use domain::words::tidied;
use surrealdb::types::{Object, RecordId, SurrealValue, object};

use crate::audit::{By, event};
use crate::convert::{datetime, read_whole, record, unsigned, whole};
use crate::jobs::{DeadJob, RefusedRepeat, TakenJob, Task, job_record};
use crate::materials::{PlacedVersionRow, Submitted, material_record};
use crate::previews::preview_record;
use crate::{Store, StoreError};

/// Until a scanner that did not answer is asked again.
const SCANNER_PAUSE_SECONDS: i64 = 120;
/// Of open files that were never scanned, so many are closed and checked again at once.
const MOST_SCANNED_AT_ONCE: i64 = 100;

/// What of a seminar waits for staff.
#[derive(Debug, Clone)]
pub struct AtTheGate {
    /// Held, in the order in which they came.
    pub held: Vec<Submitted>,
    pub dead: Vec<DeadJob>,
    /// How many files are open that no virus scanner has looked at.
    pub unscanned: u32,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct UnscannedRow {
    id: RecordId,
}

/// Why staff cannot let a file through, or refuse it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefusedRuling {
    #[error("only a file that is held can be let through or refused; this one is: {}", .0.label().to_lowercase())]
    NotHeld(GateState),
    #[error("please say why, in at most {MAX_REASON_CHARS} letters")]
    Reason,
}

impl Store {
    /// A version whose file the actor may open: their own delegation's, or one that has passed the gate.
    pub async fn version_to_open(&self, actor: &Actor, id: VersionId) -> Result<Submitted, StoreError> {
        let submitted = self.version(actor, id).await?;
        if submitted.is_own(actor) || submitted.version.passage.is_open() {
            return Ok(submitted);
        }
        Err(StoreError::AtTheGate(submitted.version.passage.state))
    }

    /// Puts on record what a check found; what has passed is drawn next, and what the scanner could not be asked about
    /// is checked again. Found once: a worker that was thought to be dead changes nothing, and what staff have let
    /// through or refused meanwhile stays so.
    pub async fn record_finding(&self, job: &TakenJob, finding: Finding, now: Instant) -> Result<(), StoreError> {
        let before = self.last_passage(job.version().id).await?;
        let is_news = before.as_ref().and_then(Passage::judgement) != Some(&finding.judgement);
        // Its delegation was told that it waits, and not yet that it was let through.
        let waited = before.as_ref().is_some_and(Passage::waits_for_staff);
        let again = finding.judgement.waits_for_scanner().then(|| now.plus_seconds(SCANNER_PAUSE_SECONDS));
        let passage = Passage::checked(before.as_ref(), finding);
        let state = passage.state;
        let (action, mail) = match state {
            GateState::Refused => (Some(Action::VersionRefused), Some("version_refused")),
            GateState::Held if again.is_some() => (Some(Action::VersionHeld), None),
            GateState::Held => (Some(Action::VersionHeld), Some("version_held")),
            GateState::Ready if waited => (None, Some("version_released")),
            GateState::Received | GateState::BeingChecked | GateState::Ready => (None, None),
        };
        let told = action.filter(|_| is_news).map(|action| {
            let detail = [vec![job.version().file_name.clone()], passage.reasons()].concat().join(": ");
            event(&By::operator(), action, Some(&job.submitted.seminar.slug), job.submitted.named(), detail, now)
        });
        let _due_times = self.hold_seminars().await;
        let mut variables = passing(&job.submitted, &passage, now)?;
        variables.extend(self.lateness(&job.submitted)?);
        variables.extend(object! {
            job: job.record(),
            gate: state.as_str(),
            previewed: state.is_open(),
            event: told,
            mail: mail.filter(|_| is_news).map(str::to_owned),
            again: again.map(datetime),
        });
        match self.write(include_str!("../queries/gate/found.surql"), variables).await {
            Ok(_) => self.tell_version(&job.submitted).await,
            // Another worker has found it meanwhile.
            Err(StoreError::Changed(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// What is written of a version whose check has failed too often: it is held.
    pub(crate) async fn held_unchecked(&self, submitted: &Submitted, now: Instant) -> Result<Object, StoreError> {
        let before = self.last_passage(submitted.version.id).await?;
        let passage = Passage::not_checked(before.as_ref(), now);
        let is_told =
            before.is_some_and(|before| before.waits_for_staff() && before.judgement() == passage.judgement());
        let detail = [vec![submitted.version.file_name.clone()], passage.reasons()].concat().join(": ");
        let slug = &submitted.seminar.slug;
        let told = event(&By::operator(), Action::VersionHeld, Some(slug), submitted.named(), detail, now);
        let mut variables = passing(submitted, &passage, now)?;
        variables.extend(object! { event: (!is_told).then_some(told) });
        Ok(variables)
    }

    /// Has a file checked once more that is held because its check came to no end; for staff.
    pub async fn check_again(&self, actor: &Actor, id: VersionId, now: Instant) -> Result<(), StoreError> {
        let submitted = self.version(actor, id).await?;
        self.seminar_for_staff(actor, &submitted.seminar.slug)?;
        if !submitted.version.passage.can_be_checked_again() {
            return Err(RefusedRepeat::Check.into());
        }
        self.put_back(actor, &submitted, now).await
    }

    /// The same with all such files of the seminar; answers how many there are.
    pub async fn check_all_again(&self, actor: &Actor, slug: &SeminarSlug, now: Instant) -> Result<u32, StoreError> {
        let held = self.at_the_gate(actor, slug).await?.held;
        let unfinished = held.iter().filter(|held| held.version.passage.can_be_checked_again());
        let ids: Vec<RecordId> = unfinished.map(|held| record("version", held.version.id)).collect();
        self.put_all_back(actor, &ids, GateState::Held, now).await
    }

    /// Has open files of the seminar checked once more that no virus scanner has looked at, those first that came first;
    /// for staff, once there is a scanner. They are closed until they have passed. Answers how many there are; others may
    /// be left.
    pub async fn scan_unscanned(&self, actor: &Actor, slug: &SeminarSlug, now: Instant) -> Result<u32, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string(), most: MOST_SCANNED_AT_ONCE };
        let rows: Vec<UnscannedRow> = self.rows(include_str!("../queries/gate/to_scan.surql"), variables).await?;
        let ids: Vec<RecordId> = rows.into_iter().map(|row| row.id).collect();
        self.put_all_back(actor, &ids, GateState::Ready, now).await
    }

    /// Puts back those of the versions that still stand there; answers how many there are.
    async fn put_all_back(
        &self,
        actor: &Actor,
        ids: &[RecordId],
        stood: GateState,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let mut count = 0;
        for id in ids {
            let submitted = match self.placed_version(id).await {
                Err(StoreError::NotFound) => continue,
                submitted => submitted?,
            };
            if submitted.version.passage.state != stood {
                continue;
            }
            match self.put_back(actor, &submitted, now).await {
                Ok(()) => count += 1,
                // Someone else was faster.
                Err(StoreError::Changed(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }

    /// To where it stood when it came. What was found of it stays on record, so that nobody is told the same twice, and
    /// so does what staff ruled on it.
    async fn put_back(&self, actor: &Actor, submitted: &Submitted, now: Instant) -> Result<(), StoreError> {
        let Submitted { seminar, version, .. } = submitted;
        let passage = Passage { state: GateState::Received, ..version.passage.clone() };
        let (slug, action) = (Some(&seminar.slug), Action::VersionCheckedAgain);
        let mut variables = passing(submitted, &passage, now)?;
        variables.extend(object! {
            stood: version.passage.state.as_str(),
            event: event(&actor.into(), action, slug, submitted.named(), &version.file_name, now),
        });
        self.write(include_str!("../queries/gate/check_again.surql"), variables).await?;
        self.tell_version(submitted).await;
        Ok(())
    }

    /// How a version stood last, also while it is checked again.
    async fn last_passage(&self, id: VersionId) -> Result<Option<Passage>, StoreError> {
        let variables = object! { version: record("version", id) };
        let query = "SELECT VALUE passage FROM $version WHERE passage != NONE";
        let content: Option<serde_json::Value> = self.row(query, variables).await?;
        content.map(|content| read_whole("version", content)).transpose()
    }

    /// Lets a held file through or refuses it. Its delegation reads why.
    pub async fn rule_on_version(
        &self,
        actor: &Actor,
        id: VersionId,
        passes: bool,
        reason: &str,
        now: Instant,
    ) -> Result<Submitted, StoreError> {
        let submitted = self.version(actor, id).await?;
        let slug = &submitted.seminar.slug;
        self.seminar_for_staff(actor, slug)?;
        let (reason, before) = (checked_reason(reason)?, &submitted.version.passage);
        let state = before.state.ruled(passes).ok_or(RefusedRuling::NotHeld(before.state))?;
        let (action, mail) = if passes {
            (Action::VersionReleased, "version_released")
        } else {
            (Action::VersionTurnedDown, "version_refused")
        };
        let detail = format!("{}: {reason}", submitted.version.file_name);
        let holds = before.holds().map(<[Hold]>::to_vec);
        let ruling = Ruling { by: actor.name.to_string(), reason, at: now, holds };
        let passage = Passage { state, ruling: Some(ruling), ..before.clone() };
        let _due_times = self.hold_seminars().await;
        let mut variables = passing(&submitted, &passage, now)?;
        variables.extend(self.lateness(&submitted)?);
        variables.extend(object! {
            gate: state.as_str(),
            mail: mail,
            event: event(&actor.into(), action, Some(slug), submitted.named(), detail, now),
        });
        self.write(include_str!("../queries/gate/rule.surql"), variables).await?;
        self.tell_version(&submitted).await;
        self.version(actor, id).await
    }

    /// From what a material is late or is not; due times are held meanwhile.
    fn lateness(&self, submitted: &Submitted) -> Result<Object, StoreError> {
        let (seminar, key) = (self.seminar(&submitted.seminar.slug)?, submitted.place.key());
        let assignment = key.and_then(|key| seminar.assignment_for(&key.assignment, key.country));
        Ok(object! {
            material: key.map(|key| material_record(&seminar.slug, key)),
            due: assignment.map(|assignment| datetime(assignment.due)),
        })
    }

    /// What of the seminar waits for its staff.
    pub async fn at_the_gate(&self, actor: &Actor, slug: &SeminarSlug) -> Result<AtTheGate, StoreError> {
        let seminar = self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<PlacedVersionRow> = self.rows(include_str!("../queries/gate/waiting.surql"), variables).await?;
        let held = rows.into_iter().map(|row| {
            Ok(Submitted { seminar: seminar.clone(), place: row.place()?, version: row.version.try_into()? })
        });
        let held = held.collect::<Result<_, StoreError>>()?;
        let variables = object! { seminar: slug.to_string() };
        let unscanned: Option<i64> = self.row(include_str!("../queries/gate/unscanned.surql"), variables).await?;
        let unscanned = unsigned(unscanned.unwrap_or(0));
        Ok(AtTheGate { held, dead: self.dead_jobs(slug).await?, unscanned })
    }
}

/// Tidied, and within its bounds.
fn checked_reason(reason: &str) -> Result<String, RefusedRuling> {
    let reason = tidied(reason);
    let is_good = !reason.is_empty() && reason.chars().count() <= MAX_REASON_CHARS;
    is_good.then_some(reason).ok_or(RefusedRuling::Reason)
}

/// What both ways through the gate write.
fn passing(submitted: &Submitted, passage: &Passage, now: Instant) -> Result<Object, StoreError> {
    let Submitted { seminar, place, version } = submitted;
    let key = place.key();
    Ok(object! {
        version: record("version", version.id),
        passage: whole("version", passage)?,
        preview: job_record(version.id, Task::Preview),
        drawn: preview_record(version.id),
        check: job_record(version.id, Task::Check),
        seminar: seminar.slug.to_string(),
        country: key.map(|key| key.country.to_string()),
        key: key.map(ToString::to_string),
        number: i64::from(version.number),
        now: datetime(now),
    })
}

/// The passage of a version's record. What is still on its way has none.
pub(crate) fn passage(gate: &str, content: Option<serde_json::Value>) -> Result<Passage, StoreError> {
    let state = gate_state(gate)?;
    match content {
        Some(content) if !state.is_pending() => read_whole("version", content),
        _ => Ok(Passage { state, ..Passage::RECEIVED }),
    }
}

/// The same without what was found.
pub(crate) fn gate_state(gate: &str) -> Result<GateState, StoreError> {
    let unknown = || StoreError::Record { table: "version", problem: format!("unknown state {gate}") };
    GateState::find(gate).ok_or_else(unknown)
}
