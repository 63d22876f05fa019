//! Everybody's standing against the rule, frozen by staff. What happens later does not change a
//! frozen list; it shows as a difference.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::design::CertificateDesign;
use crate::attendance::ledger::{Ledger, Line, Outcome, Standing};
use crate::attendance::record::AttendanceRecords;
use crate::attendance::rule::AttendanceRule;
use crate::country::Country;
use crate::id::{EligibilityListId, PersonId};
use crate::person::PersonName;
use crate::time::{CalendarDay, Instant};

/// One trainee on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub person: PersonId,
    /// The name to print.
    pub name: PersonName,
    /// The trainee has confirmed that name.
    pub confirmed: bool,
    pub country: Country,
    pub standing: Standing,
    pub waiver: Option<Waiver>,
}

/// That the rule is waived for someone, and who takes it upon themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    pub reason: String,
    pub approved_by: String,
    pub author: String,
    pub at: Instant,
}

impl Candidate {
    pub fn is_eligible(&self) -> bool {
        self.standing.outcome.is_eligible()
    }
}

/// All trainees of the ledger as they stand, in its order. `confirmed` are those who have confirmed
/// their names.
pub fn draw_candidates(ledger: &Ledger, records: &AttendanceRecords, confirmed: &HashSet<PersonId>) -> Vec<Candidate> {
    let candidate = |line: &Line| {
        let person = line.trainee.person;
        // A waiver that the rule does not need is none of the list's business.
        let waiver = records.waiver_of(person).filter(|_| line.standing.outcome == Outcome::Waived);
        Candidate {
            person,
            name: line.trainee.name.clone(),
            confirmed: confirmed.contains(&person),
            country: line.trainee.country.clone(),
            standing: line.standing,
            waiver: waiver.map(|correction| Waiver {
                reason: correction.reason.clone(),
                approved_by: correction.approved_by.clone(),
                author: correction.author.clone(),
                at: correction.at,
            }),
        }
    };
    ledger.lines.iter().map(candidate).collect()
}

/// What staff froze, and what will be printed by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EligibilityList {
    pub id: EligibilityListId,
    pub frozen_at: Instant,
    /// The member of staff who signed it.
    pub frozen_by: String,
    pub rule: AttendanceRule,
    pub imprint: Imprint,
    pub candidates: Vec<Candidate>,
}

/// What every certificate of a list prints alike. Dates are calendar days in the host's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    pub seminar: String,
    pub organiser: String,
    pub starts_on: CalendarDay,
    pub ends_on: CalendarDay,
    pub design: CertificateDesign,
}

impl EligibilityList {
    pub fn candidate(&self, person: PersonId) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| candidate.person == person)
    }
}

/// Someone who stands otherwise than a frozen list says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// On the frozen list; `None` for who came later.
    pub frozen: Option<Candidate>,
    /// Now; `None` for who is no trainee any more.
    pub now: Option<Candidate>,
}

impl Difference {
    pub fn candidate(&self) -> Option<&Candidate> {
        self.now.as_ref().or(self.frozen.as_ref())
    }

    /// Whether a certificate is earned has changed.
    pub fn matters(&self) -> bool {
        let eligible = |candidate: &Option<Candidate>| candidate.as_ref().is_some_and(Candidate::is_eligible);
        eligible(&self.frozen) != eligible(&self.now)
    }

    /// What differs, one line each.
    pub fn in_words(&self) -> Vec<String> {
        let (frozen, now) = match (&self.frozen, &self.now) {
            (Some(frozen), Some(now)) => (frozen, now),
            (None, Some(now)) => return vec![format!("came after the list was frozen: {}", in_short(now))],
            (Some(_), None) => return vec!["is not among the trainees any more".to_owned()],
            (None, None) => return Vec::new(),
        };
        let mut words = Vec::new();
        if in_short(frozen) != in_short(now) {
            words.push(format!("{} → {}", in_short(frozen), in_short(now)));
        } else if frozen.standing != now.standing {
            let minutes = |candidate: &Candidate| candidate.standing.seconds / 60;
            words.push(format!("{} → {} minutes", minutes(frozen), minutes(now)));
        }
        if frozen.name != now.name {
            words.push(format!("name: {} → {}", frozen.name, now.name));
        }
        if frozen.confirmed != now.confirmed {
            words.push(if now.confirmed { "has confirmed the name" } else { "has not confirmed the name" }.to_owned());
        }
        if frozen.country != now.country {
            words.push(format!("country: {} → {}", frozen.country.name, now.country.name));
        }
        match (&frozen.waiver, &now.waiver) {
            (Some(_), None) => words.push("no waiver any more".to_owned()),
            (None, Some(waiver)) => words.push(format!("waiver, approved by {}", waiver.approved_by)),
            (Some(before), Some(after)) if before != after => words.push("another waiver".to_owned()),
            _ => {}
        }
        words
    }
}

/// `8 of 10, by waiver`
fn in_short(candidate: &Candidate) -> String {
    let Standing { attended, counted, outcome, .. } = candidate.standing;
    format!("{attended} of {counted}, {}", outcome.label())
}

/// Who stands otherwise than the frozen list says, in the order of `now`; who has gone comes last.
pub fn differences(frozen: &[Candidate], now: &[Candidate]) -> Vec<Difference> {
    let before: HashMap<PersonId, &Candidate> = frozen.iter().map(|candidate| (candidate.person, candidate)).collect();
    let there: HashSet<PersonId> = now.iter().map(|candidate| candidate.person).collect();
    let changed = now.iter().filter_map(|candidate| {
        let known = before.get(&candidate.person).copied();
        let same = known == Some(candidate);
        (!same).then(|| Difference { frozen: known.cloned(), now: Some(candidate.clone()) })
    });
    let gone = frozen.iter().filter(|candidate| !there.contains(&candidate.person));
    changed.chain(gone.map(|candidate| Difference { frozen: Some(candidate.clone()), now: None })).collect()
}

/// How many stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EligibilityCounts {
    pub trainees: u32,
    pub earned: u32,
    pub waived: u32,
    pub missed: u32,
    pub open: u32,
    /// Eligible, and the name is not confirmed.
    pub unconfirmed: u32,
}

impl EligibilityCounts {
    pub fn of(candidates: &[Candidate]) -> Self {
        let mut counts = Self::default();
        for candidate in candidates {
            counts.trainees += 1;
            match candidate.standing.outcome {
                Outcome::Earned => counts.earned += 1,
                Outcome::Waived => counts.waived += 1,
                Outcome::Missed => counts.missed += 1,
                Outcome::Open => counts.open += 1,
            }
            counts.unconfirmed += u32::from(candidate.is_eligible() && !candidate.confirmed);
        }
        counts
    }

    pub fn eligible(&self) -> u32 {
        self.earned + self.waived
    }
}

/// Names that several eligible people share: a certificate could be taken for another's.
pub fn shared_names(candidates: &[Candidate]) -> Vec<String> {
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.is_eligible()) {
        *names.entry(candidate.name.to_string()).or_default() += 1;
    }
    names.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn candidate(number: u32, attended: u32, outcome: Outcome) -> Candidate {
        let sample = sample::candidate(number, outcome);
        Candidate { standing: Standing { attended, ..sample.standing }, ..sample }
    }

    #[test]
    fn what_stays_is_no_difference() {
        let list = [candidate(1, 9, Outcome::Earned), candidate(2, 3, Outcome::Missed)];
        assert_eq!(differences(&list, &list), []);
    }

    #[test]
    fn what_changes_comes_or_goes_is_one() {
        let frozen = [candidate(1, 9, Outcome::Earned), candidate(2, 3, Outcome::Missed)];
        let now = [candidate(1, 7, Outcome::Missed), candidate(3, 10, Outcome::Earned)];
        let found = differences(&frozen, &now);
        let words: Vec<String> = found.iter().flat_map(Difference::in_words).collect();
        assert_eq!(
            words,
            [
                "9 of 10, earned → 7 of 10, not reached",
                "came after the list was frozen: 10 of 10, earned",
                "is not among the trainees any more",
            ]
        );
        assert_eq!(found.iter().map(Difference::matters).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn a_new_name_is_a_difference_that_does_not_matter_to_the_rule() {
        let frozen = candidate(1, 9, Outcome::Earned);
        let now = Candidate { name: "Another Sample".parse().expect("a name"), confirmed: false, ..frozen.clone() };
        let found = differences(&[frozen], &[now]);
        assert_eq!(found[0].in_words(), ["name: Sample 1 → Another Sample", "has not confirmed the name"]);
        assert!(!found[0].matters());
    }

    #[test]
    fn those_who_are_eligible_and_unconfirmed_are_counted() {
        let unconfirmed = Candidate { confirmed: false, ..candidate(2, 5, Outcome::Waived) };
        let also = Candidate { confirmed: false, ..candidate(3, 5, Outcome::Missed) };
        let counts = EligibilityCounts::of(&[candidate(1, 9, Outcome::Earned), unconfirmed, also]);
        assert_eq!((counts.trainees, counts.eligible(), counts.unconfirmed), (3, 2, 1));
    }
}
