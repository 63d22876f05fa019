use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, SeminarSlug};
use crate::time::CalendarDay;

/// What a mail is called in addresses and in its Message-ID.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailKey(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no mail")]
pub struct NotAMailKey(pub String);

impl MailKey {
    /// The reminder of a day: the same for whoever asks, so that nobody gets it twice.
    pub fn of_reminder(seminar: &SeminarSlug, person: PersonId, day: CalendarDay) -> Self {
        Self(format!("{seminar}.{person}.{day}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailKey {
    type Err = NotAMailKey;
    fn from_str(text: &str) -> Result<Self, NotAMailKey> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        let fits = (1..=160).contains(&text.len()) && text.bytes().all(plain);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAMailKey(text.to_owned())) }
    }
}

impl TryFrom<String> for MailKey {
    type Error = NotAMailKey;
    fn try_from(text: String) -> Result<Self, NotAMailKey> {
        text.parse()
    }
}

impl From<MailKey> for String {
    fn from(key: MailKey) -> String {
        key.0
    }
}

impl fmt::Display for MailKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_safe_in_an_address() {
        let seminar = "e-port-2021".parse().expect("a slug");
        let key = MailKey::of_reminder(&seminar, PersonId::generate(), "2021-11-10".parse().expect("a day"));
        assert_eq!(key.as_str().parse(), Ok(key.clone()));
        for bad in ["", "a/b", "a b", "ä", "a?b"] {
            assert!(bad.parse::<MailKey>().is_err(), "{bad}");
        }
    }
}
