//! Mail addresses of people.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A mail address in lower case, which also identifies the person at sign-in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a mail address")]
pub struct NotAnEmailAddress(pub String);

impl EmailAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnEmailAddress;
    fn from_str(text: &str) -> Result<Self, NotAnEmailAddress> {
        let address = text.trim().to_lowercase();
        let plausible = address.len() <= 254
            && !address
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"'))
            && address.split_once('@').is_some_and(|(local, host)| {
                !local.is_empty()
                    && host.contains('.')
                    && !host.contains('@')
                    && host.split('.').all(|label| !label.is_empty())
            });
        if plausible { Ok(Self(address)) } else { Err(NotAnEmailAddress(text.trim().to_owned())) }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = NotAnEmailAddress;
    fn try_from(text: String) -> Result<Self, NotAnEmailAddress> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_trimmed_and_lowered() {
        let address: EmailAddress = " Trainee.LA@Example.ORG ".parse().expect("an address");
        assert_eq!(address.as_str(), "trainee.la@example.org");
        for bad in ["", "a", "a@b", "a b@c.d", "a@b@c.d", "<a@b.c>", "a@b..c"] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad:?}");
        }
    }
}
