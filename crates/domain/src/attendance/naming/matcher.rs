//! What is certain about a display name.
//!
//! In this order: what staff have confirmed; whose mail address it is, unless the name is someone else's; and whose
//! full name it is, if the country agrees, or is not given and nobody else has a similar name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::finding::{Finding, MOST_PROPOSALS, Proposal, Reason};
use super::key::{Alias, NameKey};
use super::likeness::likeness;
use super::members::{Known, Members, Place, in_latin};
use super::reading::{Given, Reading, Readings};
use crate::attendance::record::{Apart, Attendee, Who};
use crate::country::CountryCode;
use crate::id::PersonId;
use crate::person::Member;

/// Recognises the members of one seminar.
#[derive(Debug)]
pub struct Matcher {
    pub(super) members: Members,
    /// Every answer that staff have given for a name, each once.
    aliases: HashMap<NameKey, Vec<Who>>,
}

impl Matcher {
    pub fn new(members: &[Member], aliases: &[Alias]) -> Self {
        let mut confirmed: HashMap<NameKey, Vec<Who>> = HashMap::new();
        for alias in aliases {
            let answers = confirmed.entry(alias.key.clone()).or_default();
            if !answers.contains(&alias.who) {
                answers.push(alias.who);
            }
        }
        Self { members: Members::of(members), aliases: confirmed }
    }

    pub fn find(&self, attendee: &Attendee) -> Finding {
        let evidence = self.evidence(attendee);
        match self.certain(&evidence) {
            Some((who, reason)) => Finding::Certain { who, reason },
            None => self.doubtful(&evidence),
        }
    }

    /// As [`Matcher::find`] does for each, and then by who is left: of a country's trainees, all but one may be
    /// among the others of the same meeting.
    pub fn find_all(&self, attendees: &[Attendee]) -> Vec<Finding> {
        let mut findings: Vec<Finding> = attendees.iter().map(|attendee| self.find(attendee)).collect();
        let there: HashSet<PersonId> = findings.iter().filter_map(certain_trainee).collect();
        for (finding, attendee) in findings.iter_mut().zip(attendees) {
            if let Some(missing) = self.only_missing(finding, attendee, &there) {
                propose_missing(finding, missing);
            }
        }
        findings
    }

    fn only_missing(&self, finding: &Finding, attendee: &Attendee, there: &HashSet<PersonId>) -> Option<&Known> {
        if matches!(finding, Finding::Certain { .. } | Finding::Unknown { hint: Some(Apart::Host) }) {
            return None;
        }
        let evidence = self.evidence(attendee);
        let trainees = self.members.trainees_of(evidence.country()?);
        let known = trainees.iter().filter_map(|place| self.members.get(*place));
        let mut missing = known.filter(|known| !there.contains(&known.person));
        let only = missing.next().filter(|_| missing.next().is_none())?;
        (trainees.len() > 1 && evidence.may_be_trainee()).then_some(only)
    }
}

fn certain_trainee(finding: &Finding) -> Option<PersonId> {
    match finding {
        Finding::Certain { who: Who::Trainee(person), .. } => Some(*person),
        _ => None,
    }
}

fn propose_missing(finding: &mut Finding, missing: &Known) {
    let mut proposals = if let Finding::Doubtful { proposals } = finding { std::mem::take(proposals) } else { vec![] };
    match proposals.iter_mut().find(|proposal| proposal.person == missing.person) {
        Some(proposal) => {
            proposal.reasons.push(Reason::OnlyMissingOfCountry);
            proposal.reasons.sort_unstable();
        }
        None => {
            proposals.truncate(MOST_PROPOSALS - 1);
            let reasons = vec![Reason::OnlyMissingOfCountry];
            proposals.push(Proposal { person: missing.person, who: missing.who, reasons });
        }
    }
    *finding = Finding::Doubtful { proposals };
}

/// All that bears on who an attendee is.
#[derive(Debug)]
pub(super) struct Evidence {
    pub name: Readings,
    pub other_name: Option<Readings>,
    pub host: bool,
    /// What staff have confirmed for this name, of those who still are members.
    pub confirmed: Vec<Confirmed>,
    /// A mail address tells people apart who go by the same word.
    pub has_email: bool,
    /// Whose mail address it is.
    pub owners: Vec<Place>,
    /// Whose full name it is.
    pub named: BTreeMap<Place, Verdict>,
    /// Whose full name the other name is, while the name is not.
    pub named_otherwise: BTreeMap<Place, Verdict>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Confirmed {
    Member(Place),
    Apart(Apart),
}

/// How far an attendee with a member's full name agrees with them; the better one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Verdict {
    /// The name says that they have another part in the meeting than the member has.
    pub otherwise: bool,
    pub country: Agreement,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    Agrees,
    NotGiven,
    /// The member belongs to no country.
    NotTheirs,
    Several,
    Differs,
}

impl Verdict {
    pub(super) fn of(reading: &Reading, known: &Known) -> Self {
        let part = if let Who::Apart(apart) = known.who { Some(apart) } else { None };
        Self { otherwise: reading.role.is_some() && reading.role != part, country: Agreement::of(reading, known) }
    }

    /// Whether the attendee may be the member without any mistake in their name.
    fn possible(self) -> bool {
        self.country < Agreement::Several
    }
}

impl Agreement {
    fn of(reading: &Reading, known: &Known) -> Self {
        match (reading.country, known.country) {
            (Given::Nothing, Some(_)) => Self::NotGiven,
            (_, None) => Self::NotTheirs,
            (Given::Several, Some(_)) => Self::Several,
            (Given::One(given), Some(theirs)) if given == theirs => Self::Agrees,
            (Given::One(_), Some(_)) => Self::Differs,
        }
    }
}

impl Evidence {
    pub(super) fn country(&self) -> Option<CountryCode> {
        self.name.country.or_else(|| self.other_name.as_ref().and_then(|other| other.country))
    }

    /// What the attendee seems to be if they are nobody known.
    pub(super) fn hint(&self) -> Option<Apart> {
        let guest = self.name.nameless && self.other_name.as_ref().is_none_or(|other| other.nameless);
        let said = self.name.hint.or_else(|| self.other_name.as_ref().and_then(|other| other.hint));
        said.or(self.host.then_some(Apart::Host)).or(guest.then_some(Apart::Guest))
    }

    /// Nothing says that they are something else.
    pub(super) fn may_be_trainee(&self) -> bool {
        !matches!(self.hint(), Some(Apart::Host | Apart::Instructor | Apart::Interpreter))
    }

    /// Anybody could be called this: it says nothing that it was confirmed for someone.
    pub(super) fn means_nobody(&self) -> bool {
        self.name.nameless && !self.has_email
    }
}

impl Matcher {
    fn evidence(&self, attendee: &Attendee) -> Evidence {
        let name = Readings::of(&attendee.name);
        let other_name = attendee.other_name.as_deref().map(Readings::of);
        let mut named = self.named(&name.all);
        let mut named_otherwise = BTreeMap::new();
        if let Some(other) = &other_name {
            let others = self.named(&other.all);
            if name.nameless {
                // “iPhone” or “Laos” as a name, and the account's name tells who it is.
                named.extend(others);
            } else {
                for (place, verdict) in others {
                    match named.get_mut(&place) {
                        Some(known) if known.country == Agreement::NotGiven => *known = verdict.min(*known),
                        Some(_) => {}
                        None => drop(named_otherwise.insert(place, verdict)),
                    }
                }
            }
        }
        let answers = self.aliases.get(&NameKey::of(attendee)).map_or(&[][..], Vec::as_slice);
        Evidence {
            confirmed: answers.iter().filter_map(|who| self.confirmed(*who)).collect(),
            host: attendee.host,
            has_email: attendee.email.is_some(),
            owners: attendee.email.as_ref().map_or(&[][..], |email| self.members.with_email(email)).to_vec(),
            name,
            other_name,
            named,
            named_otherwise,
        }
    }

    /// Who has left the seminar is not recognised any more.
    fn confirmed(&self, who: Who) -> Option<Confirmed> {
        match who {
            Who::Trainee(person) => self.members.with_id(person).map(Confirmed::Member),
            Who::Apart(apart) => Some(Confirmed::Apart(apart)),
        }
    }

    fn named(&self, readings: &[Reading]) -> BTreeMap<Place, Verdict> {
        let mut named = BTreeMap::new();
        for reading in readings {
            for place in self.members.named(&reading.name) {
                let Some(known) = self.members.get(*place) else { continue };
                let verdict = Verdict::of(reading, known);
                named.entry(*place).and_modify(|best: &mut Verdict| *best = verdict.min(*best)).or_insert(verdict);
            }
        }
        named
    }

    fn certain(&self, evidence: &Evidence) -> Option<(Who, Reason)> {
        let who = |place: Place| self.members.get(place).map(|known| known.who);
        if !evidence.confirmed.is_empty() {
            return self.certainly_confirmed(evidence).map(|who| (who, Reason::ConfirmedName));
        }
        if !evidence.owners.is_empty() {
            // A delegation may share a computer: then the address says one thing, and the name another.
            let [owner] = evidence.owners[..] else { return None };
            let agrees = evidence.named.is_empty() || evidence.named.contains_key(&owner);
            return if agrees { Some((who(owner)?, Reason::MailAddress)) } else { None };
        }
        let (place, reason) = self.certainly_named(evidence)?;
        Some((who(place)?, reason))
    }

    /// Staff's answer, if they never gave another one and the name can be told from others.
    fn certainly_confirmed(&self, evidence: &Evidence) -> Option<Who> {
        let [confirmed] = evidence.confirmed[..] else { return None };
        match confirmed {
            Confirmed::Member(_) if evidence.means_nobody() => None,
            Confirmed::Member(place) => self.members.get(place).map(|known| known.who),
            // “Interpreter” stays one; behind “iPhone” is somebody else the next time.
            Confirmed::Apart(apart) if evidence.means_nobody() && evidence.name.hint != Some(apart) => None,
            Confirmed::Apart(Apart::Guest) if evidence.means_nobody() => None,
            Confirmed::Apart(apart) => Some(Who::Apart(apart)),
        }
    }

    fn certainly_named(&self, evidence: &Evidence) -> Option<(Place, Reason)> {
        if evidence.named_otherwise.values().any(|verdict| verdict.possible()) {
            return None;
        }
        let mut possible = evidence.named.iter().filter(|(_, verdict)| verdict.possible());
        let (place, verdict) = possible.next().filter(|(_, verdict)| !verdict.otherwise)?;
        if possible.next().is_some() {
            return None;
        }
        if verdict.country == Agreement::Agrees {
            return Some((*place, Reason::NameAndCountry));
        }
        let reason = if verdict.country == Agreement::NotGiven { Reason::NameWithoutCountry } else { Reason::Name };
        let alone = evidence.named.len() == 1 && !self.has_rival(evidence, *place);
        alone.then_some((*place, reason))
    }

    /// Whether another member, whose country is not ruled out, has a name similar to the one that is a member's.
    pub(super) fn has_rival(&self, evidence: &Evidence, place: Place) -> bool {
        let other_name = evidence.other_name.iter().flat_map(|other| &other.all);
        let readings = evidence.name.all.iter().chain(other_name);
        readings.filter(|reading| self.members.named(&reading.name).contains(&place)).any(|reading| {
            let latin = in_latin(&reading.name);
            let others = self.members.near(&latin).into_iter().filter(|other| *other != place);
            others.filter_map(|other| self.members.get(other)).any(|other| {
                Agreement::of(reading, other) != Agreement::Differs
                    && likeness(&latin, &other.latin).is_some_and(|found| found.similar)
            })
        })
    }
}
