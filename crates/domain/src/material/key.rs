//! What a material is called.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;
use crate::id::AssignmentSlug;

/// One delegation's answer to one assignment. Written `e-port-status.la`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MaterialKey {
    pub assignment: AssignmentSlug,
    pub country: CountryCode,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no material")]
pub struct NotAMaterialKey(pub String);

impl FromStr for MaterialKey {
    type Err = NotAMaterialKey;
    fn from_str(text: &str) -> Result<Self, NotAMaterialKey> {
        let parse = || {
            let (assignment, country) = text.split_once('.')?;
            let lower = country.bytes().all(|b| b.is_ascii_lowercase());
            Some(Self { assignment: assignment.parse().ok()?, country: country.parse().ok().filter(|_| lower)? })
        };
        parse().ok_or_else(|| NotAMaterialKey(text.to_owned()))
    }
}

impl TryFrom<String> for MaterialKey {
    type Error = NotAMaterialKey;
    fn try_from(text: String) -> Result<Self, NotAMaterialKey> {
        text.parse()
    }
}

impl From<MaterialKey> for String {
    fn from(key: MaterialKey) -> String {
        key.to_string()
    }
}

impl fmt::Display for MaterialKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.assignment, self.country.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_what_they_write() {
        let key: MaterialKey = "e-port-status.la".parse().expect("a key");
        assert_eq!(key.country.to_string(), "LA");
        assert_eq!(key.to_string(), "e-port-status.la");
        for bad in ["", "e-port-status", "e-port-status.LA", "e-port-status.lao", "../x.la"] {
            assert!(bad.parse::<MaterialKey>().is_err(), "{bad:?}");
        }
    }
}
