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
pub struct Desk {
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

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    pub id: String,
    pub from: Instant,
    pub until: Option<Instant>,
}

#[server(endpoint = "load_certificates", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_certificates(seminar: String, filter: PageFilter) -> Result<Desk, AppError> {
    use domain::certificate::eligibility::shared_names;
    use domain::certificate::issuing::due;
    use std::collections::{HashMap, HashSet};

    use crate::request::{clocks, found, signed_in, store};

    /// How many differences are listed.
    const DIFFERENCES: usize = 100;

    let (actor, slug, at) = (signed_in()?, found(&seminar)?, Instant::now());
    let eligibility = store().eligibility(&actor, &slug, at).await?;
    let certificates = store().certificates(&actor, &slug).await?;
    let job = store().newest_issue_job(&actor, &slug).await?;
    let keys = store().certificate_keys().await?;
    let seminar = &eligibility.seminar;

    let holders: HashSet<_> = certificates.iter().map(|certificate| certificate.person).collect();
    let mut issued = Issued::default();
    let mut of_person: HashMap<_, Vec<RowCertificate>> = HashMap::new();
    for certificate in certificates.into_iter().rev() {
        let person = certificate.person;
        let state: PublicState = certificate.validity.into();
        match state {
            PublicState::Valid => issued.valid += 1,
            PublicState::Revoked { .. } => issued.revoked += 1,
            PublicState::Superseded { .. } => issued.superseded += 1,
        }
        let (code, number) = (certificate.statement.code, certificate.statement.number);
        of_person.entry(person).or_default().push(RowCertificate { code, number, state });
    }
    let frozen = eligibility.frozen.as_ref().map(|list| {
        let title_of = |slug: &domain::id::SessionSlug| seminar.session(slug).map(|session| session.title.clone());
        let lost = |difference: &&domain::certificate::eligibility::Difference| {
            difference.matters() && difference.frozen.as_ref().is_some_and(Candidate::is_eligible)
        };
        let held_back = eligibility.differences.iter().filter(lost).filter_map(|difference| difference.candidate());
        let held_back = held_back.filter(|candidate| !holders.contains(&candidate.person));
        let counted = |only_confirmed| due(list, &eligibility.now, &holders, only_confirmed).len() as u32;
        Frozen {
            id: list.id,
            at: list.frozen_at,
            by: list.frozen_by.clone(),
            counts: EligibilityCounts::of(&list.candidates),
            rule: list.rule.in_words(title_of),
            due: counted(false),
            due_confirmed: counted(true),
            held_back: held_back.map(|candidate| candidate.name.to_string()).collect(),
        }
    });
    let frozen_candidates = eligibility.frozen.as_ref().map(|list| &list.candidates).filter(|_| filter.list != "now");
    let shown = frozen_candidates.unwrap_or(&eligibility.now).iter().filter(|candidate| match filter.show.as_str() {
        "eligible" => candidate.is_eligible(),
        "others" => !candidate.is_eligible(),
        "unconfirmed" => !candidate.confirmed,
        _ => true,
    });
    let rows = shown.map(|candidate| Row {
        certificates: of_person.get(&candidate.person).cloned().unwrap_or_default(),
        candidate: candidate.clone(),
    });
    let mut differences = eligibility.differences.clone();
    differences.sort_by_key(|difference| !difference.matters());
    let differences_in_all = differences.len() as u32;
    differences.truncate(DIFFERENCES);
    Ok(Desk {
        title: seminar.title.clone(),
        clocks: clocks(&seminar.host_zone),
        signer: actor.name.to_string(),
        now: EligibilityCounts::of(&eligibility.now),
        waived: eligibility.now.iter().filter(|candidate| candidate.waiver.is_some()).cloned().collect(),
        shared_names: shared_names(&eligibility.now),
        rows: Window::of(rows.collect(), filter.page),
        signatories: seminar.certificate.signatories.iter().map(|signatory| signatory.name.clone()).collect(),
        seen: eligibility.seen.clone(),
        job: job.map(|job| Job {
            done: job.done,
            total: job.total,
            by: job.issued_by,
            started_at: job.started_at,
            finished_at: job.finished_at,
            problem: job.problem,
        }),
        keys: keys.keys.into_iter().map(|key| Key { id: key.id, from: key.from, until: key.until }).collect(),
        slug,
        filter,
        frozen,
        differences,
        differences_in_all,
        issued,
    })
}
