//! What a display name is found to mean, and why.

use serde::{Deserialize, Serialize};

use crate::attendance::record::{Apart, Who};
use crate::id::PersonId;

/// Who an attendee is, as far as the machine can tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    Certain {
        who: Who,
        reason: Reason,
    },
    /// Staff decide. Best first, at least one and at most [`MOST_PROPOSALS`].
    Doubtful {
        proposals: Vec<Proposal>,
    },
    /// Nobody in the seminar has a name like this.
    Unknown {
        /// What they seem to be, by a word of their name or by what the platform says.
        hint: Option<Apart>,
    },
}

pub const MOST_PROPOSALS: usize = 5;

/// Someone whom an attendee may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub person: PersonId,
    /// What is recorded if staff agree.
    pub who: Who,
    /// The weightiest first; what speaks against it comes last.
    pub reasons: Vec<Reason>,
}

/// What speaks for or against a match, in the order of its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    ConfirmedName,
    MailAddress,
    NameAndCountry,
    NameWithoutCountry,
    Name,
    OtherName,
    ReadsAlike,
    SpacesElsewhere,
    OneLetterDiffers,
    PartOfName,
    MoreThanName,
    FewLettersDiffer,
    Initials,
    SomeWords,
    FamilyNameAlone,
    GivenNameAlone,
    OtherOrder,
    Country,
    OnlyOfCountry,
    OnlyMissingOfCountry,
    SimilarNames,
    OtherCountry,
    SeveralCountries,
    CalledOtherwise,
    ConfirmedForOthers,
    NameMeansNobody,
}

impl Reason {
    pub fn label(self) -> &'static str {
        match self {
            Self::ConfirmedName => "this name is confirmed for them",
            Self::MailAddress => "the mail address is theirs",
            Self::NameAndCountry => "name and country agree",
            Self::NameWithoutCountry => "the name agrees, the country is not given",
            Self::Name => "the name agrees",
            Self::OtherName => "the file's other name for this attendee is theirs",
            Self::ReadsAlike => "the name reads alike in Latin letters",
            Self::SpacesElsewhere => "same letters, other spaces",
            Self::OneLetterDiffers => "one letter differs",
            Self::PartOfName => "a part of their name",
            Self::MoreThanName => "their name, and more words",
            Self::FewLettersDiffer => "a few letters differ",
            Self::Initials => "an initial in place of a name",
            Self::SomeWords => "some words of the name agree",
            Self::FamilyNameAlone => "family name alone",
            Self::GivenNameAlone => "given name alone",
            Self::OtherOrder => "same words in another order",
            Self::Country => "the country agrees",
            Self::OnlyOfCountry => "only trainee of this country",
            Self::OnlyMissingOfCountry => "only trainee of this country who is still missing",
            Self::SimilarNames => "someone else has this name or a similar one",
            Self::OtherCountry => "another country is given",
            Self::SeveralCountries => "more than one country is given",
            Self::CalledOtherwise => "the name says that they have another part in the meeting",
            Self::ConfirmedForOthers => "this name was confirmed for someone else, too",
            Self::NameMeansNobody => "anybody could be called this",
        }
    }
}

/// How a display name compares to what the seminar asks for: `Name in English – Country`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameForm {
    AsAsked,
    /// Their country does not follow the name and a dash.
    WithoutCountry,
    /// In letters of another script.
    NotInEnglish,
    /// Not the name that the certificate will bear.
    OtherName,
}

impl NameForm {
    pub fn label(self) -> &'static str {
        match self {
            Self::AsAsked => "as asked",
            Self::WithoutCountry => "no dash and country after the name",
            Self::NotInEnglish => "not in English letters",
            Self::OtherName => "not the full name",
        }
    }
}
