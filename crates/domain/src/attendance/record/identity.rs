//! Who was recognised in an export.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::time::Instant;

/// Who an attendee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A trainee of the seminar.
    Trainee(PersonId),
    /// Kept apart from the trainees.
    Apart(Apart),
}

/// Those in a meeting who are no trainees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    Host,
    Instructor,
    Interpreter,
    Guest,
}

impl Apart {
    pub const ALL: [Apart; 4] = [Self::Host, Self::Instructor, Self::Interpreter, Self::Guest];

    /// The one that [`Apart::as_str`] writes so.
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|apart| apart.as_str() == text)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Host => "host or staff",
            Self::Instructor => "instructor",
            Self::Interpreter => "interpreter",
            Self::Guest => "guest",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Instructor => "instructor",
            Self::Interpreter => "interpreter",
            Self::Guest => "guest",
        }
    }
}

/// Who an attendee is, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub who: Who,
    /// The member of staff who decided; `None` if the match was certain and made by the machine.
    pub by: Option<String>,
    pub at: Instant,
    /// A trainee under another display name than the seminar asks for.
    #[serde(default)]
    pub misnamed: bool,
}
