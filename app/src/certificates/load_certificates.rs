use domain::certificate::CertificateCode;
use domain::certificate::eligibility::{Candidate, Difference, EligibilityCounts};
use domain::certificate::issued::PublicState;
use domain::id::{EligibilityListId, SeminarSlug};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::page_filter::PageFilter;
use crate::error::AppError;
use crate::materials::Window;

/// What staff have before them when they freeze and issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificateBook {
    pub slug: SeminarSlug,
    pub title: String,
    pub clocks: Clocks,
    /// Who would sign a list.
    pub signer: String,
    pub filter: PageFilter,
    /// As the ledger has it now.
    pub now: EligibilityCounts,
    /// Stands for what is shown of it.
    pub seen: String,
    /// By waiver, now.
    pub waived: Vec<Candidate>,
    /// Names that several of the eligible share.
    pub shared_names: Vec<String>,
    pub frozen: Option<Frozen>,
    /// The first of the differences, those that matter first.
    pub differences: Vec<Difference>,
    pub differences_in_all: u32,
    /// The rows that the filter shows.
    pub rows: Window<Row>,
    pub job: Option<Job>,
    pub issued: Issued,
    pub keys: Vec<Key>,
    /// Names of those who sign, as the seminar's file has them.
    pub signatories: Vec<String>,
    /// Who gets a certificate is told by mail.
    pub sends_mail: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    pub id: EligibilityListId,
    pub at: Instant,
    pub by: String,
    pub counts: EligibilityCounts,
    pub rule: Vec<String>,
    /// Who would get a certificate if it were issued now, and how many of them have confirmed their names.
    pub due: u32,
    pub due_confirmed: u32,
    /// Eligible on the list and not any more.
    pub held_back: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub candidate: Candidate,
    /// Newest first.
    pub certificates: Vec<RowCertificate>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCertificate {
    pub code: CertificateCode,
    pub number: String,
    pub state: PublicState,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    pub done: u32,
    pub total: u32,
    pub by: String,
    pub started_at: Instant,
    pub finished_at: Option<Instant>,
    pub problem: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    pub valid: u32,
    pub revoked: u32,
    pub superseded: u32,
}

impl Issued {
    /// What they come to: one of another state has its file, too.
    pub fn total(self) -> u32 {
        self.valid + self.revoked + self.superseded
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub id: String,
    pub from: Instant,
    pub until: Option<Instant>,
}

/// Who may have a certificate by now, which are issued, and how far issuing is; for staff.
#[server(endpoint = "load_certificates", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_certificates(seminar: String, filter: PageFilter) -> Result<CertificateBook, AppError> {
    use super::lay_out_book::{Known, lay_out};
    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let known = Known {
        eligibility: store().eligibility(&actor, &slug, Instant::now()).await?,
        certificates: store().certificates(&actor, &slug).await?,
        job: store().newest_issue_job(&actor, &slug).await?,
        keys: store().certificate_keys().await?,
    };
    let clocks = clocks(&known.eligibility.seminar.host_zone);
    Ok(lay_out(known, filter, actor.name.to_string(), clocks, office().sends_mail))
}
