//! Who is missing, misnamed or unknown while the room fills: the meeting's list of participants,
//! pasted, beside the people of the seminar.

use serde::{Deserialize, Serialize};

use super::ledger::Trainee;
use super::naming::{NameForm, Reason};

/// Nothing of it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RollCall {
    pub here: u32,
    /// Not among the names, with certainty or in doubt.
    pub missing: Vec<Trainee>,
    /// Here, but not under the name that the seminar asks for.
    pub misnamed: Vec<Misnamed>,
    /// Perhaps a trainee; the likeliest, and why.
    pub doubtful: Vec<(String, Trainee, Vec<Reason>)>,
    /// Nobody of the seminar.
    pub unknown: Vec<String>,
    /// Hosts, instructors, interpreters.
    pub apart: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misnamed {
    pub shown: String,
    pub trainee: Trainee,
    /// `Name in English – Country`, as they should change it.
    pub asked: String,
    pub form: NameForm,
}

/// The most names that a pasted list may hold.
pub const MAX_NAMES: usize = 5_000;

#[cfg(feature = "server")]
mod call {
    use std::collections::HashSet;

    use super::{MAX_NAMES, Misnamed, RollCall};
    use crate::attendance::ledger::Trainee;
    use crate::attendance::naming::{Finding, Matcher, NameForm, name_form};
    use crate::attendance::record::{Attendee, Who};
    use crate::id::PersonId;
    use crate::person::{Member, meeting_display_name};

    impl RollCall {
        /// Reads a pasted list, one name a line, and compares it with the members.
        pub fn of(text: &str, matcher: &Matcher, members: &[Member]) -> Self {
            let find = |person: PersonId| members.iter().find(|member| member.person == person);
            let mut call = Self::default();
            let mut seen: HashSet<PersonId> = HashSet::new();
            for shown in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MAX_NAMES) {
                let attendee = Attendee { name: shown.to_owned(), other_name: None, email: None, host: false };
                match matcher.find(&attendee) {
                    Finding::Certain { who: Who::Apart(_), .. } => call.apart += 1,
                    Finding::Certain { who: Who::Trainee(person), .. } => {
                        // Two devices are one person.
                        if seen.insert(person) {
                            call.here += 1;
                        }
                        if let Some(member) = find(person) {
                            call.note_form(&attendee, member);
                        }
                    }
                    Finding::Doubtful { proposals } => {
                        let first = proposals
                            .into_iter()
                            .find_map(|proposal| Some((trainee(find(proposal.person)?)?, proposal.reasons)));
                        match first {
                            Some((likely, reasons)) => call.doubtful.push((shown.to_owned(), likely, reasons)),
                            None => call.unknown.push(shown.to_owned()),
                        }
                    }
                    Finding::Unknown { hint: Some(_) } => call.apart += 1,
                    Finding::Unknown { hint: None } => call.unknown.push(shown.to_owned()),
                }
            }
            call.missing = members.iter().filter(|member| !seen.contains(&member.person)).filter_map(trainee).collect();
            call.missing.sort_by_cached_key(Trainee::place_in_list);
            call
        }

        fn note_form(&mut self, attendee: &Attendee, member: &Member) {
            let form = name_form(attendee, member);
            let Some(trainee) = trainee(member).filter(|_| form != NameForm::AsAsked) else { return };
            let asked = meeting_display_name(&trainee.name, &trainee.country.name);
            self.misnamed.push(Misnamed { shown: attendee.name.clone(), trainee, asked, form });
        }
    }

    fn trainee(member: &Member) -> Option<Trainee> {
        let country = member.country.clone()?;
        Some(Trainee { person: member.person, name: member.name.clone(), country })
    }
}
