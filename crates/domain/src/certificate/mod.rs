//! What a certificate states, how it is named, and what became of it.
//!
//! | module | what |
//! |---|---|
//! | [`design`] | who signs, as the seminar's file says |
//! | [`eligibility`] | everybody's standing against the rule, frozen by staff |
//! | [`issuing`] | from a frozen list to the certificates that are to be made |
//! | [`issued`] | a certificate on record |

pub mod design;
pub mod eligibility;
pub mod issued;
pub mod issuing;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::person::PersonName;
use crate::time::{CalendarDay, Instant};

/// Names a certificate in public: 128 random bits, so that it says nothing and cannot be guessed.
/// 26 letters of Crockford's base 32, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateCode(String);

/// Why a text is no certificate code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not the code of a certificate")]
pub struct NotACode;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const CODE_CHARS: usize = 26;

impl CertificateCode {
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let number = u128::from_be_bytes(bytes);
        let letter = |place: usize| char::from(ALPHABET[((number >> (5 * place)) & 31) as usize]);
        Self((0..CODE_CHARS).rev().map(letter).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `0abcd-1efgh-…`: in pieces that can be read aloud and copied by hand.
    pub fn in_groups(&self) -> String {
        let letters = self.0.as_bytes().chunks(5).map(|piece| String::from_utf8_lossy(piece));
        letters.collect::<Vec<_>>().join("-")
    }
}

impl FromStr for CertificateCode {
    type Err = NotACode;
    /// Takes what people type: any case, spaces and dashes, `o` for 0, `i` and `l` for 1.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let letters = text.chars().filter(|c| !matches!(c, ' ' | '-')).map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        });
        let code: String = letters.take(CODE_CHARS + 1).collect();
        let known = code.bytes().all(|byte| ALPHABET.contains(&byte));
        if known && code.len() == CODE_CHARS { Ok(Self(code)) } else { Err(NotACode) }
    }
}

impl TryFrom<String> for CertificateCode {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<CertificateCode> for String {
    fn from(code: CertificateCode) -> String {
        code.0
    }
}

impl fmt::Display for CertificateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a certificate prints, and what its signature covers. Days are those of the host's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub code: CertificateCode,
    /// `e-port-2021/0007`
    pub number: String,
    /// As confirmed by the trainee.
    pub name: PersonName,
    pub country: Country,
    pub seminar: String,
    pub organiser: String,
    pub starts_on: CalendarDay,
    pub ends_on: CalendarDay,
    /// In sessions that count.
    pub minutes: u32,
    pub sessions_attended: u32,
    pub sessions_counted: u32,
    pub issued_on: CalendarDay,
}

/// What became of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    Valid,
    Revoked {
        at: Instant,
        reason: String,
    },
    /// Another one took its place, for a misspelt name for example.
    Superseded {
        at: Instant,
        reason: String,
        by: CertificateCode,
        number: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = CertificateCode::from_random([0xAB; 16]);
        let text = code.to_string();
        assert_eq!(text.len(), CODE_CHARS);
        assert_eq!(text.parse(), Ok(code.clone()));
        let typed = format!("{}-{}", text[..10].to_uppercase(), &text[10..]);
        assert_eq!(typed.parse(), Ok(code.clone()));
        assert_eq!((code.in_groups().len(), code.in_groups().parse()), (CODE_CHARS + 5, Ok(code)));
    }

    #[test]
    fn different_bytes_are_different_codes() {
        assert_ne!(CertificateCode::from_random([0; 16]), CertificateCode::from_random([1; 16]));
        assert_eq!("".parse::<CertificateCode>(), Err(NotACode));
        assert_eq!("u".repeat(26).parse::<CertificateCode>(), Err(NotACode));
    }
}
