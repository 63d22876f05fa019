//! On the server: what the store knows, laid out as staff have it before them.

use std::collections::{HashMap, HashSet};

use domain::certificate::eligibility::{Candidate, Difference, EligibilityCounts, EligibilityList, shared_names};
use domain::certificate::issued::{Certificate, PublicState};
use domain::certificate::issuing::due;
use domain::id::{PersonId, SessionSlug};
use domain::time::Clocks;
use store::certificates::eligibility::Eligibility;
use store::certificates::issuing::IssueJob;
use store::certificates::keys::CertificateKeys;

use super::load_certificates::{CertificateBook, Frozen, Issued, Job, Key, Row, RowCertificate};
use super::page_filter::PageFilter;
use crate::materials::Window;

/// How many differences are listed.
const DIFFERENCES: usize = 100;

/// What is known of a seminar's certificates.
pub struct Known {
    pub eligibility: Eligibility,
    pub certificates: Vec<Certificate>,
    pub job: Option<IssueJob>,
    pub keys: CertificateKeys,
}

pub fn lay_out(known: Known, filter: PageFilter, signer: String, clocks: Clocks, sends_mail: bool) -> CertificateBook {
    let Known { eligibility, certificates, job, keys } = known;
    let (issued, of_person) = by_person(certificates);
    let seminar = &eligibility.seminar;
    CertificateBook {
        slug: seminar.slug.clone(),
        title: seminar.title.clone(),
        signer,
        now: EligibilityCounts::of(&eligibility.now),
        seen: eligibility.seen.clone(),
        waived: eligibility.now.iter().filter(|candidate| candidate.waiver.is_some()).cloned().collect(),
        shared_names: shared_names(&eligibility.now),
        frozen: eligibility.frozen.as_ref().map(|list| frozen(list, &eligibility, &of_person)),
        differences: first_differences(&eligibility.differences),
        differences_in_all: counted(eligibility.differences.len()),
        rows: Window::of(rows(&eligibility, &of_person, &filter), filter.page),
        job: job.map(Job::from),
        keys: keys.keys.into_iter().map(|key| Key { id: key.id, from: key.from, until: key.until }).collect(),
        signatories: seminar.certificate.signatories.iter().map(|signatory| signatory.name.clone()).collect(),
        clocks,
        filter,
        issued,
        sends_mail,
    }
}

type OfPerson = HashMap<PersonId, Vec<RowCertificate>>;

/// How many there are of each kind, and everyone's own, newest first.
fn by_person(certificates: Vec<Certificate>) -> (Issued, OfPerson) {
    let (mut issued, mut of_person) = (Issued::default(), OfPerson::new());
    for certificate in certificates.into_iter().rev() {
        let state = PublicState::from(certificate.validity);
        match state {
            PublicState::Valid => issued.valid += 1,
            PublicState::Revoked { .. } => issued.revoked += 1,
            PublicState::Superseded { .. } => issued.superseded += 1,
        }
        let (code, number) = (certificate.statement.code, certificate.statement.number);
        of_person.entry(certificate.person).or_default().push(RowCertificate { code, number, state });
    }
    (issued, of_person)
}

fn frozen(list: &EligibilityList, eligibility: &Eligibility, of_person: &OfPerson) -> Frozen {
    let title_of = |slug: &SessionSlug| eligibility.seminar.session(slug).map(|session| session.title.clone());
    let holders: HashSet<PersonId> = of_person.keys().copied().collect();
    let due = |only_confirmed| counted(due(list, &eligibility.now, &holders, only_confirmed).len());
    let lost = |difference: &&Difference| {
        difference.matters() && difference.frozen.as_ref().is_some_and(Candidate::is_eligible)
    };
    let held_back = eligibility.differences.iter().filter(lost).filter_map(Difference::candidate);
    let held_back = held_back.filter(|candidate| !holders.contains(&candidate.person));
    Frozen {
        id: list.id,
        at: list.frozen_at,
        by: list.frozen_by.clone(),
        counts: EligibilityCounts::of(&list.candidates),
        rule: list.rule.in_words(title_of),
        due: due(false),
        due_confirmed: due(true),
        held_back: held_back.map(|candidate| candidate.name.to_string()).collect(),
    }
}

/// Those that matter first.
fn first_differences(all: &[Difference]) -> Vec<Difference> {
    let mut differences = all.to_vec();
    differences.sort_by_key(|difference| !difference.matters());
    differences.truncate(DIFFERENCES);
    differences
}

/// The rows of the list that the filter names.
fn rows(eligibility: &Eligibility, of_person: &OfPerson, filter: &PageFilter) -> Vec<Row> {
    let frozen = eligibility.frozen.as_ref().map(|list| &list.candidates).filter(|_| filter.list != "now");
    let shown = frozen.unwrap_or(&eligibility.now).iter().filter(|candidate| match filter.show.as_str() {
        "eligible" => candidate.is_eligible(),
        "others" => !candidate.is_eligible(),
        "unconfirmed" => !candidate.confirmed,
        _ => true,
    });
    let row = |candidate: &Candidate| Row {
        certificates: of_person.get(&candidate.person).cloned().unwrap_or_default(),
        candidate: candidate.clone(),
    };
    shown.map(row).collect()
}

impl From<IssueJob> for Job {
    fn from(job: IssueJob) -> Self {
        Self {
            done: job.done,
            total: job.total,
            by: job.issued_by,
            started_at: job.started_at,
            finished_at: job.finished_at,
            problem: job.problem,
        }
    }
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
