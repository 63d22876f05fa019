//! What people are in a seminar, and whether they belong to a country.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;

/// What a person is in one seminar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Trainee,
    Instructor,
    Staff,
}

impl Role {
    pub const ALL: [Role; 3] = [Role::Trainee, Role::Instructor, Role::Staff];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trainee => "trainee",
            Self::Instructor => "instructor",
            Self::Staff => "staff",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a role: trainee, instructor or staff")]
pub struct NotARole(pub String);

impl FromStr for Role {
    type Err = NotARole;
    fn from_str(text: &str) -> Result<Self, NotARole> {
        let wanted = text.trim().to_ascii_lowercase();
        Role::ALL.into_iter().find(|role| role.as_str() == wanted).ok_or_else(|| NotARole(text.to_owned()))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a role and a country do not go together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountryMismatch {
    #[error("a trainee needs a country")]
    TraineeWithout,
    #[error("an instructor belongs to no country here: leave it empty")]
    InstructorWith,
    #[error("staff belong to no country here: leave it empty")]
    StaffWith,
}

/// Trainees belong to a delegation, others to none.
pub fn check_country(role: Role, country: Option<CountryCode>) -> Result<(), CountryMismatch> {
    match (role, country) {
        (Role::Trainee, None) => Err(CountryMismatch::TraineeWithout),
        (Role::Instructor, Some(_)) => Err(CountryMismatch::InstructorWith),
        (Role::Staff, Some(_)) => Err(CountryMismatch::StaffWith),
        _ => Ok(()),
    }
}
