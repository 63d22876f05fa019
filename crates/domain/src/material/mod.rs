//! What delegations submit: materials, their versions, and the state they are in.
//!
//! | part | what |
//! |---|---|
//! | `key` | what a material is called |
//! | `state` | where it stands |
//! | `standing` | that with what the gate makes of its file, as lists say it |
//! | `state_choice` | what a list of them can be narrowed to by that |
//! | `outline` | many materials without their files |
//! | `filter` | what a list of them is narrowed to |
//! | `undecided` | which of them still wait for a decision |
//! | `version` | its files, and how they are called |
//! | `hash` | what tells two files apart |

mod filter;
mod hash;
mod key;
mod outline;
mod standing;
mod state;
mod state_choice;
#[cfg(feature = "server")]
mod undecided;
mod version;

pub use filter::MaterialFilter;
pub use hash::Sha256Hex;
pub use key::{MaterialKey, NotAMaterialKey};
pub use outline::Outline;
pub use standing::{GateWait, Standing, file_label};
pub use state::{MaterialState, MaterialStatus};
pub use state_choice::{NotAState, StateChoice};
#[cfg(feature = "server")]
pub use undecided::Undecided;
pub use version::{Version, VersionPassage, VersionPlace, archive_name, receipt_number};

use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::gate::GateState;
use crate::seminar::{Assignment, Rules};
use crate::sharing::{Consent, SourceLink, is_shareable};
use crate::time::Instant;
use crate::upload::{RefusedUpload, admit_another};

/// A material without its versions: what lists and boards are made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    pub key: MaterialKey,
    pub country: Country,
    pub status: MaterialStatus,
    /// The first version that is kept and that the gate has not refused came after the due time. Told to those who
    /// read the delegation's thread.
    pub late: bool,
    /// The version that stands, by which the material goes: the newest one that the gate has not refused. Where it has
    /// refused them all, the newest one. Deleted ones do not count.
    pub standing_version: Option<Version>,
    /// The last version, where the gate has refused it and an earlier one stands. `None` for readers whom it does not
    /// concern.
    pub refused: Option<Version>,
    /// How many versions have come, deleted ones among them. 0 for readers whom it does not concern.
    pub versions: u32,
    /// How many comments and decisions the reader may see in total.
    pub reviews: u32,
    /// What is on record of the version that stands; `None` where nobody has said anything of it, and for readers whom it
    /// does not concern.
    pub consent: Option<Consent>,
    /// Where its figures come from.
    pub sources: Vec<SourceLink>,
}

impl Material {
    /// The answer that a delegation has not given yet.
    pub fn missing(key: MaterialKey, country: Country) -> Self {
        let (status, sources) = (MaterialStatus::Missing, Vec::new());
        Self {
            key,
            country,
            status,
            late: false,
            standing_version: None,
            refused: None,
            versions: 0,
            reviews: 0,
            consent: None,
            sources,
        }
    }

    /// May other delegations read it, once staff open what is accepted?
    pub fn is_shareable(&self) -> bool {
        is_shareable(self.status, Consent::is_given(self.consent.as_ref()), self.gate())
    }

    pub fn state(&self) -> MaterialState {
        MaterialState::of(self.status, self.late, self.gate())
    }

    /// What lists say of it.
    pub fn standing(&self) -> Standing {
        let refused = self.refused.as_ref().map(|version| version.number);
        Standing { state: self.state(), late: self.late, gate: self.gate(), refused }
    }

    /// What its delegation is told while its file waits at the gate and nothing else is asked of them. Beside a version
    /// that was refused, the one that waits is named.
    pub fn words_of_waiting(&self) -> Option<String> {
        let beside_refused = self.standing_version.as_ref().filter(|_| self.refused.is_some());
        let what = beside_refused.map_or_else(|| "It".to_owned(), |standing| format!("Version {}", standing.number));
        self.standing().words_of_waiting(&what)
    }

    /// That the last version was refused, why, and that an earlier one counts: `Version 7 was refused. This file is
    /// protected by a password; please upload it without a password. Version 6 still counts.`
    pub fn refused_in_words(&self) -> Option<String> {
        let (standing, refused) = (self.standing_version.as_ref()?, self.refused.as_ref()?);
        let words = vec![format!("Version {} was refused.", refused.number)];
        let stands = vec![format!("Version {} still counts.", standing.number)];
        Some([words, refused.passage.reasons(), stands].concat().join(" "))
    }

    /// Where the version by which it goes stands at the gate; `None` where there is none.
    fn gate(&self) -> Option<GateState> {
        self.standing_version.as_ref().map(|version| version.passage.state)
    }

    /// Is another version taken at `now`?
    pub fn admits_another(&self, assignment: &Assignment, rules: &Rules, now: Instant) -> Result<(), RefusedUpload> {
        admit_another(assignment, rules, self.versions, now)
    }

    /// Nothing that can be used has come, and the due time is past.
    pub fn is_overdue(&self, assignment: &Assignment, now: Instant) -> bool {
        self.state().is_nothing() && now > assignment.due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::{Hold, Judgement, Passage, Refusal};
    use crate::sample;

    fn version(number: u32, judgement: Judgement) -> Version {
        Version { number, passage: Passage::checked(None, sample::finding(judgement)), ..sample::version() }
    }

    #[test]
    fn what_stands_beside_a_refused_file_is_said_with_the_reason() {
        let key: MaterialKey = "status.la".parse().expect("a key");
        let missing = Material::missing(key.clone(), key.country.into());
        assert_eq!(missing.refused_in_words(), None);
        let standing_version = Some(version(6, Judgement::Ready));
        let stands = Material { status: MaterialStatus::Submitted, standing_version, ..missing };
        assert_eq!(stands.refused_in_words(), None);
        let refused = Some(version(7, Judgement::Refused(Refusal::Encrypted)));
        let stands = Material { refused, ..stands };
        assert_eq!(stands.standing().label(), "Submitted, version 7 refused");
        assert_eq!(
            stands.refused_in_words().expect("words"),
            "Version 7 was refused. This file is protected by a password; please upload it without a password. Version 6 \
             still counts."
        );
        let held = Material { standing_version: Some(version(6, Judgement::of_holds([Hold::Macros]))), ..stands };
        let told = held.words_of_waiting();
        assert_eq!(told.as_deref(), Some("Version 6 counts as submitted; you can wait for the seminar's staff."));
        let alone = Material { refused: None, ..held };
        assert!(alone.words_of_waiting().is_some_and(|words| words.starts_with("It counts")));
    }
}
