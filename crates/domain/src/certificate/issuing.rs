//! From a frozen list to the certificates that are to be made. All that varies is settled before the
//! first one is printed, so that a job that is taken up again prints the same.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::design::CertificateDesign;
use super::eligibility::{Candidate, EligibilityList};
use super::issued::Certificate;
use super::{CertificateCode, Statement};
use crate::id::{PersonId, SeminarSlug};
use crate::person::PersonName;
use crate::time::CalendarDay;

/// What a job makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuePlan {
    pub design: CertificateDesign,
    /// In the order of their numbers.
    pub certificates: Vec<PlannedCertificate>,
}

/// A certificate before it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedCertificate {
    pub person: PersonId,
    /// Counts the seminar's certificates, from 1, without gaps.
    pub ordinal: u32,
    /// Counts the certificates of this person in the seminar, from 1.
    pub edition: u32,
    pub statement: Statement,
    /// The one that it takes the place of, and why.
    pub replaces: Option<Replaced>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    pub code: CertificateCode,
    pub number: String,
    pub reason: String,
}

/// `e-port-2021/0007`
pub fn certificate_number(seminar: &SeminarSlug, ordinal: u32) -> String {
    format!("{seminar}/{ordinal:04}")
}

/// Who gets a certificate by a frozen list: eligible on it, eligible still, and without one so far.
///
/// Whoever the ledger does not carry any more is held back, and so is who came later: the list says
/// what staff decided, and only staff change that, by freezing another one.
pub fn due<'l>(
    list: &'l EligibilityList,
    now: &[Candidate],
    have_one: &HashSet<PersonId>,
    only_confirmed: bool,
) -> Vec<&'l Candidate> {
    let still: HashSet<PersonId> =
        now.iter().filter(|candidate| candidate.is_eligible()).map(|candidate| candidate.person).collect();
    let wanted = |candidate: &&Candidate| {
        candidate.is_eligible()
            && still.contains(&candidate.person)
            && !have_one.contains(&candidate.person)
            && (candidate.confirmed || !only_confirmed)
    };
    list.candidates.iter().filter(wanted).collect()
}

/// The first certificates of these people. `given` numbers are given out already.
pub fn plan_first(
    seminar: &SeminarSlug,
    list: &EligibilityList,
    people: &[&Candidate],
    given: u32,
    issued_on: CalendarDay,
    mut code: impl FnMut() -> CertificateCode,
) -> IssuePlan {
    let imprint = &list.imprint;
    let certificates = people.iter().zip(given + 1..).map(|(candidate, ordinal)| PlannedCertificate {
        person: candidate.person,
        ordinal,
        edition: 1,
        statement: Statement {
            code: code(),
            number: certificate_number(seminar, ordinal),
            name: candidate.name.clone(),
            country: candidate.country.clone(),
            seminar: imprint.seminar.clone(),
            organiser: imprint.organiser.clone(),
            starts_on: imprint.starts_on,
            ends_on: imprint.ends_on,
            minutes: candidate.standing.seconds / 60,
            sessions_attended: candidate.standing.attended,
            sessions_counted: candidate.standing.counted,
            issued_on,
        },
        replaces: None,
    });
    IssuePlan { design: imprint.design.clone(), certificates: certificates.collect() }
}

/// The same certificate under another name and number.
pub fn plan_anew(
    seminar: &SeminarSlug,
    old: &Certificate,
    name: PersonName,
    reason: String,
    given: u32,
    issued_on: CalendarDay,
    code: CertificateCode,
) -> IssuePlan {
    let ordinal = given + 1;
    let statement =
        Statement { code, number: certificate_number(seminar, ordinal), name, issued_on, ..old.statement.clone() };
    let replaces = Replaced { code: old.statement.code.clone(), number: old.statement.number.clone(), reason };
    let planned = PlannedCertificate {
        person: old.person,
        ordinal,
        edition: old.edition + 1,
        statement,
        replaces: Some(replaces),
    };
    IssuePlan { design: old.design.clone(), certificates: vec![planned] }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::attendance::ledger::Outcome;
    use crate::attendance::rule::AttendanceRule;
    use crate::certificate::eligibility::Imprint;
    use crate::id::EligibilityListId;
    use crate::sample::{self, person};
    use crate::time::Instant;

    fn candidate(number: u32, outcome: Outcome) -> Candidate {
        Candidate { confirmed: number != 2, ..sample::candidate(number, outcome) }
    }

    fn list(candidates: Vec<Candidate>) -> EligibilityList {
        EligibilityList {
            id: EligibilityListId(Uuid::nil()),
            frozen_at: Instant::from_seconds(0),
            frozen_by: "Staff".to_owned(),
            rule: AttendanceRule::default(),
            imprint: Imprint {
                seminar: "A seminar".to_owned(),
                organiser: "A college".to_owned(),
                starts_on: "2021-11-10".parse().expect("a day"),
                ends_on: "2021-11-19".parse().expect("a day"),
                design: CertificateDesign::default(),
            },
            candidates,
        }
    }

    fn people(due: &[&Candidate]) -> Vec<u128> {
        due.iter().map(|candidate| candidate.person.0.as_u128()).collect()
    }

    #[test]
    fn nobody_gets_one_that_list_and_ledger_do_not_both_carry() {
        use Outcome::{Earned, Missed, Open, Waived};
        let list = list(vec![
            candidate(1, Earned),
            candidate(2, Waived),
            candidate(3, Missed),
            candidate(4, Open),
            candidate(5, Earned),
            candidate(6, Earned),
        ]);
        // The fifth has lost it since, the third and a seventh have come to it since, the sixth has one.
        let now = [
            candidate(1, Earned),
            candidate(2, Waived),
            candidate(3, Earned),
            candidate(4, Open),
            candidate(5, Missed),
            candidate(6, Earned),
            candidate(7, Earned),
        ];
        let have = HashSet::from([person(6)]);
        assert_eq!(people(&due(&list, &now, &have, false)), [1, 2]);
        assert_eq!(people(&due(&list, &now, &have, true)), [1], "the second has not confirmed the name");
    }

    #[test]
    fn numbers_go_on_where_they_ended() {
        let list = list(vec![candidate(1, Outcome::Earned), candidate(2, Outcome::Earned)]);
        let seminar = "sample".parse().expect("a slug");
        let due: Vec<&Candidate> = list.candidates.iter().collect();
        let mut codes = 0;
        let plan = plan_first(&seminar, &list, &due, 7, "2021-11-20".parse().expect("a day"), || {
            codes += 1;
            CertificateCode::from_random([codes; 16])
        });
        let numbers: Vec<&str> = plan.certificates.iter().map(|one| one.statement.number.as_str()).collect();
        assert_eq!(numbers, ["sample/0008", "sample/0009"]);
        assert_eq!(plan.certificates[0].statement.minutes, 540, "whole minutes");
    }
}
