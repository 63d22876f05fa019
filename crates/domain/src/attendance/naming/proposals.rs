//! What is doubtful about a display name: who it may be, best first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::finding::{Finding, MOST_PROPOSALS, Proposal, Reason};
use super::likeness::likeness;
use super::matcher::{Agreement, Confirmed, Evidence, Matcher, Verdict};
use super::members::{Known, Place, in_latin};
use super::reading::Reading;

impl Matcher {
    pub(super) fn doubtful(&self, evidence: &Evidence) -> Finding {
        let mut candidates = Candidates::default();
        self.add_alike(evidence, &mut candidates);
        self.add_named(evidence, &mut candidates);
        for place in &evidence.owners {
            candidates.add(*place, &[Reason::MailAddress]);
        }
        add_confirmed(evidence, &mut candidates);
        self.add_by_country(evidence, &mut candidates);
        // “Interpreter Maria” need not be a trainee Maria.
        let least = if evidence.may_be_trainee() { 1 } else { weight(Reason::Initials) };
        let proposals = candidates.best(least).filter_map(|(place, reasons)| {
            let known = self.members.get(place)?;
            Some(Proposal { person: known.person, who: known.who, reasons })
        });
        let proposals: Vec<Proposal> = proposals.take(MOST_PROPOSALS).collect();
        if proposals.is_empty() { Finding::Unknown { hint: evidence.hint() } } else { Finding::Doubtful { proposals } }
    }

    fn add_named(&self, evidence: &Evidence, candidates: &mut Candidates) {
        let rivals = evidence.named.len() + evidence.named_otherwise.len() > 1;
        for (place, verdict) in &evidence.named {
            let mut reasons = reasons_of(*verdict);
            if rivals || (evidence.named.len() == 1 && self.has_rival(evidence, *place)) {
                reasons.push(Reason::SimilarNames);
            }
            candidates.put(*place, reasons);
        }
        for (place, verdict) in &evidence.named_otherwise {
            candidates.add_better(*place, reasons_of(*verdict).into_iter().chain([Reason::OtherName]).collect());
        }
    }

    fn add_alike(&self, evidence: &Evidence, candidates: &mut Candidates) {
        let name = evidence.name.likely().map(|reading| (reading, None));
        let other = evidence.other_name.iter().flat_map(|other| other.likely());
        for (reading, other_name) in name.chain(other.map(|reading| (reading, Some(Reason::OtherName)))) {
            let latin = in_latin(&reading.name);
            for place in self.members.near(&latin) {
                let reasons = self.members.get(place).and_then(|known| alike(reading, &latin, known));
                if let Some(reasons) = reasons {
                    candidates.add_better(place, reasons.into_iter().chain(other_name).collect());
                }
            }
        }
    }

    /// Without a name, a country with one trainee still says something.
    fn add_by_country(&self, evidence: &Evidence, candidates: &mut Candidates) {
        let trainees = evidence.country().map_or(&[][..], |country| self.members.trainees_of(country));
        let [only] = trainees else { return };
        let whose_country = candidates.reasons.get(only).is_some_and(|reasons| {
            reasons.iter().any(|reason| matches!(reason, Reason::Country | Reason::NameAndCountry))
        });
        let nobody_else = candidates.reasons.is_empty() && evidence.may_be_trainee();
        if whose_country || nobody_else {
            candidates.add(*only, &[Reason::OnlyOfCountry]);
        }
    }
}

fn add_confirmed(evidence: &Evidence, candidates: &mut Candidates) {
    for confirmed in &evidence.confirmed {
        if let Confirmed::Member(place) = confirmed {
            candidates.add(*place, &[Reason::ConfirmedName]);
            if evidence.confirmed.len() > 1 {
                candidates.add(*place, &[Reason::ConfirmedForOthers]);
            }
            if evidence.means_nobody() {
                candidates.add(*place, &[Reason::NameMeansNobody]);
            }
        }
    }
}

fn reasons_of(verdict: Verdict) -> Vec<Reason> {
    let mut reasons = match verdict.country {
        Agreement::Agrees => vec![Reason::NameAndCountry],
        Agreement::NotGiven => vec![Reason::NameWithoutCountry],
        Agreement::NotTheirs => vec![Reason::Name],
        Agreement::Several => vec![Reason::Name, Reason::SeveralCountries],
        Agreement::Differs => vec![Reason::Name, Reason::OtherCountry],
    };
    if verdict.otherwise {
        reasons.push(Reason::CalledOtherwise);
    }
    reasons
}

/// Why a reading may mean someone whose name it is not.
fn alike(reading: &Reading, latin: &[String], known: &Known) -> Option<Vec<Reason>> {
    let found = likeness(latin, &known.latin)?;
    let Verdict { otherwise, country } = Verdict::of(reading, known);
    // One word of several is too little, unless the country agrees.
    let one_word = matches!(found.reason, Reason::FamilyNameAlone | Reason::GivenNameAlone);
    if one_word && !found.similar && country != Agreement::Agrees {
        return None;
    }
    let same_script = reading.name.iter().chain(&known.name).all(|word| word.is_ascii());
    let mut reasons = vec![match found.reason {
        Reason::Name | Reason::SpacesElsewhere if !same_script => Reason::ReadsAlike,
        reason => reason,
    }];
    if found.other_order {
        reasons.push(Reason::OtherOrder);
    }
    match country {
        Agreement::Agrees => reasons.push(Reason::Country),
        Agreement::Differs => reasons.push(Reason::OtherCountry),
        Agreement::Several => reasons.push(Reason::SeveralCountries),
        Agreement::NotGiven | Agreement::NotTheirs => {}
    }
    if otherwise {
        reasons.push(Reason::CalledOtherwise);
    }
    Some(reasons)
}

/// Members who may be meant, with what speaks for and against them.
#[derive(Debug, Default)]
struct Candidates {
    reasons: BTreeMap<Place, Vec<Reason>>,
}

impl Candidates {
    fn add(&mut self, place: Place, reasons: &[Reason]) {
        let known = self.reasons.entry(place).or_default();
        known.extend(reasons);
        known.sort_unstable();
        known.dedup();
    }

    fn put(&mut self, place: Place, mut reasons: Vec<Reason>) {
        reasons.sort_unstable();
        self.reasons.insert(place, reasons);
    }

    /// Of two readings, the better one says why.
    fn add_better(&mut self, place: Place, mut reasons: Vec<Reason>) {
        reasons.sort_unstable();
        let known = self.reasons.entry(place).or_default();
        if known.is_empty() || weight_of(&reasons) > weight_of(known) {
            *known = reasons;
        }
    }

    /// Those for whom enough speaks, best first.
    fn best(self, least: i32) -> impl Iterator<Item = (Place, Vec<Reason>)> {
        let mut all: Vec<_> = self.reasons.into_iter().filter(|(_, reasons)| weight_of(reasons) >= least).collect();
        all.sort_by_key(|(place, reasons)| (Reverse(weight_of(reasons)), *place));
        all.into_iter()
    }
}

fn weight_of(reasons: &[Reason]) -> i32 {
    reasons.iter().map(|reason| weight(*reason)).sum()
}

/// Judgement, not measurement: a letter amiss in the right country outweighs the whole name with a wrong one.
fn weight(reason: Reason) -> i32 {
    match reason {
        Reason::ConfirmedName => 300,
        Reason::MailAddress => 200,
        Reason::NameAndCountry => 125,
        Reason::Name | Reason::NameWithoutCountry => 100,
        Reason::ReadsAlike | Reason::SpacesElsewhere | Reason::OneLetterDiffers => 85,
        Reason::PartOfName | Reason::MoreThanName => 70,
        Reason::FewLettersDiffer => 65,
        Reason::Initials => 60,
        Reason::SomeWords => 45,
        Reason::FamilyNameAlone => 40,
        Reason::GivenNameAlone => 35,
        Reason::Country => 25,
        Reason::OnlyOfCountry | Reason::OnlyMissingOfCountry => 15,
        Reason::OtherOrder | Reason::SimilarNames => 0,
        Reason::OtherName | Reason::SeveralCountries => -10,
        Reason::ConfirmedForOthers | Reason::CalledOtherwise => -30,
        Reason::OtherCountry => -50,
        Reason::NameMeansNobody => -60,
    }
}
