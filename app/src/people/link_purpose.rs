use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a link does that staff hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkPurpose {
    Invitation,
    NewPassword,
}

impl LinkPurpose {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::NewPassword => "new-password",
        }
    }
}

/// A word that names no purpose.
#[derive(Debug)]
pub struct NotAPurpose;

impl FromStr for LinkPurpose {
    type Err = NotAPurpose;
    fn from_str(text: &str) -> Result<Self, NotAPurpose> {
        [Self::Invitation, Self::NewPassword].into_iter().find(|purpose| purpose.as_str() == text).ok_or(NotAPurpose)
    }
}
