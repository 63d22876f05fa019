//! What a confirmed name is remembered under.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::attendance::record::{Attendee, Who};
use crate::folding::fold;

/// The folded words of a display name in their order, and the mail address if the file gives one.
///
/// Only what makes no difference is folded away: with a country or without, a name is another key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NameKey(String);

/// Staff have confirmed earlier who goes by a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    pub key: NameKey,
    pub who: Who,
}

impl NameKey {
    pub fn of(attendee: &Attendee) -> Self {
        let words: Vec<String> = fold(&attendee.name).into_iter().map(|word| word.text).collect();
        // A name of emoji alone folds to nothing, and yet it is somebody's.
        let name = if words.is_empty() { attendee.name.trim().to_owned() } else { words.join(" ") };
        match &attendee.email {
            Some(email) => Self(format!("{name} <{email}>")),
            None => Self(name),
        }
    }

    /// A key as it was stored.
    pub fn stored(key: String) -> Self {
        Self(key)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NameKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::attendee;

    fn key(name: &str) -> String {
        NameKey::of(&attendee(name)).to_string()
    }

    #[test]
    fn what_makes_no_difference_is_no_part_of_a_key() {
        assert_eq!(key("  SÁMPLE — Person (Laos)\u{200B}"), "sample person laos");
        assert_eq!(key("Sample Person-LAOS"), "sample person laos");
        assert_ne!(key("Sample Person – Vietnam"), key("Sample Person – Laos"));
        assert_ne!(key("🌸"), key("🌞"));
        assert_eq!(NameKey::stored(key("Sample")), NameKey::of(&attendee("sample")));
    }

    #[test]
    fn a_mail_address_is_part_of_a_key() {
        let email = "One@example.org".parse().ok();
        assert_eq!(NameKey::of(&Attendee { email, ..attendee("Sample") }).as_str(), "sample <one@example.org>");
    }
}
