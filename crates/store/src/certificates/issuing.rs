//! Jobs that make certificates: planned by staff, carried out by the server, one transaction for each
//! certificate. A job that was cut is taken up again where it ended.

use std::collections::HashSet;

use domain::actor::Actor;
use domain::audit::Action;
use domain::certificate::CertificateCode;
use domain::certificate::design::CertificateDesign;
use domain::certificate::eligibility::Candidate;
use domain::certificate::issued::{RefusedChange, checked_reason};
use domain::certificate::issuing::{IssuePlan, PlannedCertificate, due, plan_anew, plan_first};
use domain::id::{EligibilityListId, IssueJobId, PersonId, SeminarSlug};
use domain::mail::MailKind;
use domain::material::Sha256Hex;
use domain::person::PersonName;
use domain::time::Instant;
use domain::time::zones::clocks;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use super::{certificate_record, job_record, list_record, plan_record, series_record};
use crate::audit::{By, event};
use crate::convert::{datetime, instant, key_text, parsed, person_id, person_record, read_whole, unsigned, whole};
use crate::error::is_duplicate;
use crate::live::LiveEvent;
use crate::outbox::mail;
use crate::{Store, StoreError};

/// How long whoever carries out a job has it alone, counted from the last certificate.
const LEASE_SECONDS: i64 = 60;
/// A job that something stands in the way of is tried again after this.
const AGAIN_SECONDS: i64 = 60;

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueJob {
    pub id: IssueJobId,
    pub seminar: SeminarSlug,
    /// Who wanted it.
    pub person: PersonId,
    pub issued_by: String,
    pub started_at: Instant,
    pub total: u32,
    pub done: u32,
    pub finished_at: Option<Instant>,
    /// Why it does not go on at the moment.
    pub problem: Option<String>,
}

/// A job that has been claimed, with what is left of it.
#[derive(Debug, Clone)]
pub struct ClaimedJob {
    pub job: IssueJob,
    pub design: CertificateDesign,
    pub left: Vec<PlannedCertificate>,
}

/// A printed certificate, its file safely kept.
#[derive(Debug, Clone)]
pub struct PrintedFile {
    pub sha256: Sha256Hex,
    pub size: u64,
    /// Which key signed it.
    pub key: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct JobRow {
    id: RecordId,
    seminar: String,
    person: RecordId,
    issued_by: String,
    started_at: Datetime,
    total: i64,
    done: i64,
    finished_at: Option<Datetime>,
    problem: Option<String>,
}

impl TryFrom<JobRow> for IssueJob {
    type Error = StoreError;
    fn try_from(row: JobRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed("issue_job", &key_text(&row.id))?,
            seminar: parsed("issue_job", &row.seminar)?,
            person: person_id(&row.person)?,
            issued_by: row.issued_by,
            started_at: instant(row.started_at),
            total: unsigned(row.total),
            done: unsigned(row.done),
            finished_at: row.finished_at.map(instant),
            problem: row.problem,
        })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct PlanRow {
    content: serde_json::Value,
}

impl Store {
    /// Begins to issue certificates to all who are due by the frozen list; answers how many those are.
    /// Asked again, it finds that nobody is due any more.
    pub async fn issue_certificates(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        list: EligibilityListId,
        only_confirmed: bool,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let given = self.numbers_given(slug).await?;
        let shown = self.eligibility(actor, slug, now).await?;
        let frozen = shown.frozen.filter(|frozen| frozen.id == list).ok_or(FROZEN_MEANWHILE)?;
        let have_one = self.holders(slug).await?;
        let people: Vec<&Candidate> = due(&frozen, &shown.now, &have_one, only_confirmed);
        if people.is_empty() {
            return Ok(0);
        }
        let today = clocks(&shown.seminar.host_zone, None, now).show(now).host.day();
        let plan = plan_first(slug, &frozen, &people, given, today, random_code);
        self.begin_job(actor, slug, Some(list), given, plan, now).await
    }

    /// Begins to issue a certificate anew under another name; the old one will say what replaced it.
    pub async fn reissue_certificate(
        &self,
        actor: &Actor,
        code: &CertificateCode,
        name: PersonName,
        reason: &str,
        now: Instant,
    ) -> Result<SeminarSlug, StoreError> {
        let old = self.certificate_for_staff(actor, code).await?;
        let slug = old.seminar.clone();
        let reason = checked_reason(reason)?;
        if let Some(newer) = &old.replaced_by {
            return Err(RefusedChange::Superseded(newer.number.clone()).into());
        }
        let given = self.numbers_given(&slug).await?;
        // Nobody gets a certificate that the ledger does not carry, not even again.
        let book = self.attendance(actor, &slug, now).await?;
        let carried = book.ledger.line(old.person).is_some_and(|line| line.standing.outcome.is_eligible());
        if !carried {
            return Err(RefusedChange::NotEligible.into());
        }
        let today = clocks(&book.seminar.host_zone, None, now).show(now).host.day();
        let plan = plan_anew(&slug, &old, name, reason, given, today, random_code());
        self.begin_job(actor, &slug, None, given, plan, now).await?;
        Ok(slug)
    }

    async fn begin_job(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        list: Option<EligibilityListId>,
        given: u32,
        plan: IssuePlan,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let job = IssueJobId::generate();
        let count = u32::try_from(plan.certificates.len()).unwrap_or(u32::MAX);
        let detail = if count == 1 { "1 certificate".to_owned() } else { format!("{count} certificates") };
        let title = self.seminar(slug)?.title.clone();
        let variables = object! {
            series: series_record(slug),
            list: list.map(list_record),
            job: job_record(job),
            plan: plan_record(job),
            before: i64::from(given),
            count: i64::from(count),
            seminar: slug.to_string(),
            person: person_record(actor.person),
            issued_by: actor.name.to_string(),
            content: whole("issue_plan", &plan)?,
            now: datetime(now),
            event: event(&actor.into(), Action::IssuingBegun, Some(slug), title, detail, now),
        };
        self.write(include_str!("../../queries/certificates/begin.surql"), variables).await?;
        self.tell(LiveEvent::Certificates { seminar: slug.clone() });
        Ok(count)
    }

    /// The newest job of the seminar, for its staff.
    pub async fn newest_issue_job(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Option<IssueJob>, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let row: Option<JobRow> =
            self.row(include_str!("../../queries/certificates/newest_job.surql"), variables).await?;
        row.map(IssueJob::try_from).transpose()
    }

    /// Takes on a job that waits or that its last worker let lie; `None` if there is none.
    pub async fn claim_issue_job(&self, now: Instant) -> Result<Option<ClaimedJob>, StoreError> {
        let variables = object! { now: datetime(now) };
        let row: Option<JobRow> =
            self.row(include_str!("../../queries/certificates/due_jobs.surql"), variables).await?;
        let Some(job) = row.map(IssueJob::try_from).transpose()? else { return Ok(None) };
        let until = datetime(now.plus_seconds(LEASE_SECONDS));
        let variables = object! { job: job_record(job.id), now: datetime(now), until: until };
        match self.write(include_str!("../../queries/certificates/claim.surql"), variables).await {
            Ok(_) => {}
            Err(StoreError::Changed(_)) => return Ok(None),
            Err(error) => return Err(error),
        }
        let variables = object! { plan: plan_record(job.id), seminar: job.seminar.to_string() };
        let mut answer = self.read(include_str!("../../queries/certificates/plan.surql"), variables).await?;
        let row = answer.take::<Vec<PlanRow>>(0)?.into_iter().next().ok_or(StoreError::NotFound)?;
        let issued: HashSet<i64> = answer.take::<Vec<i64>>(1)?.into_iter().collect();
        let plan: IssuePlan = read_whole("issue_plan", row.content)?;
        let left = plan.certificates.into_iter().filter(|one| !issued.contains(&i64::from(one.ordinal)));
        Ok(Some(ClaimedJob { left: left.collect(), design: plan.design, job }))
    }

    /// Puts a printed certificate on record: with its audit event, the mail to its holder, and what
    /// becomes of the one before it. The same again changes nothing.
    pub async fn record_certificate(
        &self,
        claimed: &ClaimedJob,
        planned: &PlannedCertificate,
        printed: &PrintedFile,
        now: Instant,
    ) -> Result<(), StoreError> {
        let (job, statement) = (&claimed.job, &planned.statement);
        let by = By { person: Some(job.person), name: job.issued_by.clone() };
        let (action, kind, detail) = match &planned.replaces {
            None => (Action::CertificateIssued, MailKind::CertificateIssued, statement.name.to_string()),
            Some(old) => {
                let detail = format!("{}, in place of {}: {}", statement.name, old.number, old.reason);
                (Action::CertificateReissued, MailKind::CertificateReissued, detail)
            }
        };
        let variables = object! {
            certificate: certificate_record(&statement.code),
            job: job_record(job.id),
            seminar: job.seminar.to_string(),
            person: person_record(planned.person),
            ordinal: i64::from(planned.ordinal),
            edition: i64::from(planned.edition),
            number: statement.number.clone(),
            statement: whole("certificate", statement)?,
            design: whole("certificate", &claimed.design)?,
            sha256: printed.sha256.to_string(),
            size: i64::try_from(printed.size).unwrap_or(i64::MAX),
            key: printed.key.clone(),
            issued_by: job.issued_by.clone(),
            replaces: planned.replaces.as_ref().map(|old| certificate_record(&old.code)),
            reason: planned.replaces.as_ref().map(|old| old.reason.clone()),
            now: datetime(now),
            until: datetime(now.plus_seconds(LEASE_SECONDS)),
            event: event(&by, action, Some(&job.seminar), &statement.number, detail, now),
            mail: mail(kind, planned.person, Some(&job.seminar), now),
        };
        match self.write(include_str!("../../queries/certificates/issue.surql"), variables).await {
            Ok(_) => Ok(()),
            Err(error) if is_duplicate(&error) => match self.certificate_record(&statement.code).await {
                Ok(known) if known.statement == *statement => Ok(()),
                _ => Err(error),
            },
            Err(error) => Err(error),
        }
    }

    /// All of a job's certificates are on record.
    pub async fn finish_issue_job(&self, job: &IssueJob, now: Instant) -> Result<(), StoreError> {
        let variables = object! { job: job_record(job.id), series: series_record(&job.seminar), now: datetime(now) };
        self.write(include_str!("../../queries/certificates/finish.surql"), variables).await?;
        self.tell(LiveEvent::Certificates { seminar: job.seminar.clone() });
        Ok(())
    }

    /// Notes why a job does not go on; it is tried again in a while.
    pub async fn issue_job_stuck(&self, job: &IssueJob, problem: &str, now: Instant) -> Result<(), StoreError> {
        let again = datetime(now.plus_seconds(AGAIN_SECONDS));
        let variables = object! { job: job_record(job.id), problem: problem.to_owned(), again: again };
        self.write(include_str!("../../queries/certificates/stuck.surql"), variables).await?;
        self.tell(LiveEvent::Certificates { seminar: job.seminar.clone() });
        Ok(())
    }

    /// Tells listeners how far a job is.
    pub fn tell_issue_progress(&self, job: &IssueJob) {
        self.tell(LiveEvent::Certificates { seminar: job.seminar.clone() });
    }

    /// Jobs that a killed server held may be taken on at once. For a database that only one process
    /// has open; elsewhere the lease has to run out.
    pub async fn release_issue_leases(&self, now: Instant) -> Result<(), StoreError> {
        let variables = object! { now: datetime(now) };
        self.write(include_str!("../../queries/certificates/release_leases.surql"), variables).await?;
        Ok(())
    }

    /// How many numbers are given out or promised to a job.
    async fn numbers_given(&self, slug: &SeminarSlug) -> Result<u32, StoreError> {
        let variables = object! { series: series_record(slug) };
        let given: Option<i64> = self.row("SELECT VALUE numbers FROM $series", variables).await?;
        Ok(unsigned(given.unwrap_or(0)))
    }

    /// Everyone who has a certificate of the seminar, whatever became of it.
    async fn holders(&self, slug: &SeminarSlug) -> Result<HashSet<PersonId>, StoreError> {
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<RecordId> =
            self.rows(include_str!("../../queries/certificates/holders.surql"), variables).await?;
        rows.iter().map(person_id).collect()
    }
}

const FROZEN_MEANWHILE: StoreError = StoreError::Changed("another list was frozen meanwhile; look at that one first");

fn random_code() -> CertificateCode {
    CertificateCode::from_random(rand::random())
}
