//! Certificates: frozen eligibility, lots that are issued, certificates on record, keys.
//!
//! | module | what |
//! |---|---|
//! | [`eligibility`] | everybody's standing now and as it was frozen |
//! | [`issuing`] | jobs that make certificates, one transaction each |
//! | [`issued`] | certificates on record: who sees which, revoking |
//! | [`keys`] | the public halves of the keys that signed |
//!
//! `certificate_series` is the guard record of a seminar: its list, its job, its numbers.

pub mod eligibility;
pub mod issued;
pub mod issuing;
pub mod keys;

use domain::certificate::CertificateCode;
use domain::id::{EligibilityListId, IssueJobId, SeminarSlug};
use surrealdb::types::RecordId;

use crate::convert::record;

fn series_record(seminar: &SeminarSlug) -> RecordId {
    record("certificate_series", seminar)
}

fn list_record(list: EligibilityListId) -> RecordId {
    record("eligibility_list", list)
}

fn job_record(job: IssueJobId) -> RecordId {
    record("issue_job", job)
}

fn plan_record(job: IssueJobId) -> RecordId {
    record("issue_plan", job)
}

fn certificate_record(code: &CertificateCode) -> RecordId {
    record("certificate", code)
}
