//! A certificate on record.

use serde::{Deserialize, Serialize};

use super::design::{CertificateDesign, Signatory};
use super::{CertificateCode, Statement, Validity};
use crate::id::{PersonId, SeminarSlug};
use crate::material::Sha256Hex;
use crate::time::Instant;
use crate::words::tidied;

/// All that is on record of one, for its holder and staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    pub seminar: SeminarSlug,
    pub person: PersonId,
    pub statement: Statement,
    pub design: CertificateDesign,
    /// Counts the certificates of this person in the seminar, from 1.
    pub edition: u32,
    /// Of the PDF file.
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
    /// Which key signed it.
    pub key: String,
    pub issued_at: Instant,
    pub issued_by: String,
    pub validity: Validity,
    /// The one before it.
    pub replaces: Option<Sibling>,
    /// The one after it; also of one that was revoked before.
    pub replaced_by: Option<Sibling>,
}

/// Another certificate of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sibling {
    pub code: CertificateCode,
    pub number: String,
}

/// What anyone may know who has the code: what is printed, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicCertificate {
    pub title: String,
    pub statement: Statement,
    pub remark: Option<String>,
    pub signatories: Vec<Signatory>,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
    pub key: String,
    pub state: PublicState,
    /// The number of the one before it.
    pub replaces: Option<String>,
    /// The number of the one after it.
    pub replaced_by: Option<String>,
}

/// What became of a certificate, as the public learns it. Others are named by number only: with the
/// code of one nobody has been given that of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicState {
    Valid,
    Revoked { at: Instant, reason: String },
    Superseded { at: Instant, reason: String, number: String },
}

impl From<Validity> for PublicState {
    fn from(validity: Validity) -> Self {
        match validity {
            Validity::Valid => Self::Valid,
            Validity::Revoked { at, reason } => Self::Revoked { at, reason },
            Validity::Superseded { at, reason, number, .. } => Self::Superseded { at, reason, number },
        }
    }
}

impl From<Certificate> for PublicCertificate {
    fn from(certificate: Certificate) -> Self {
        let CertificateDesign { title, remark, mut signatories } = certificate.design;
        // The picture is printed; where its file lies is nobody's business.
        signatories.iter_mut().for_each(|signatory| signatory.signature = None);
        Self {
            title,
            remark,
            signatories,
            statement: certificate.statement,
            sha256: certificate.sha256,
            size: certificate.size,
            key: certificate.key,
            state: certificate.validity.into(),
            replaces: certificate.replaces.map(|sibling| sibling.number),
            replaced_by: certificate.replaced_by.map(|sibling| sibling.number),
        }
    }
}

impl Certificate {
    pub fn code(&self) -> &CertificateCode {
        &self.statement.code
    }

    pub fn is_valid(&self) -> bool {
        self.validity == Validity::Valid
    }

    /// The name of its file: `e-port-2021-0007_LA_Sample-Person.pdf`. A name is data: only letters and
    /// digits of it are used, and not too many.
    pub fn file_name(&self) -> String {
        let Statement { number, name, country, .. } = &self.statement;
        let letters: String = name.as_str().chars().take(60).collect();
        let spelled: Vec<&str> =
            letters.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let mut parts = vec![number.replace('/', "-"), country.code.to_string()];
        if !spelled.is_empty() {
            parts.push(spelled.join("-"));
        }
        format!("{}.pdf", parts.join("_"))
    }
}

impl Validity {
    /// One word, as badges show it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Valid => "Valid",
            Self::Revoked { .. } => "Revoked",
            Self::Superseded { .. } => "Superseded",
        }
    }

    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Revoked { .. } => "revoked",
            Self::Superseded { .. } => "superseded",
        }
    }
}

/// Why someone is refused who revokes or issues anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefusedChange {
    #[error("please write the reason: everyone who looks the certificate up reads it")]
    NoReason,
    #[error("a reason has at most {MAX_REASON_CHARS} characters")]
    LongReason,
    #[error("a reason cannot hold control characters")]
    Control,
    #[error("this certificate was revoked already")]
    Revoked,
    #[error("this certificate was replaced by {0}: look at that one")]
    Superseded(String),
    #[error(
        "the ledger does not carry a certificate for this person any more: revoke it, or look at the attendance first"
    )]
    NotEligible,
}

/// The longest reason, in characters.
pub const MAX_REASON_CHARS: usize = 500;

/// A reason as it is kept: tidied, and not empty.
pub fn checked_reason(text: &str) -> Result<String, RefusedChange> {
    let text = tidied(text);
    if text.is_empty() {
        return Err(RefusedChange::NoReason);
    }
    if text.chars().count() > MAX_REASON_CHARS {
        return Err(RefusedChange::LongReason);
    }
    // Lines may break; what turns the direction of the words around it only deceives.
    let deceives = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || crate::person::is_direction_control(c);
    if text.chars().any(deceives) {
        return Err(RefusedChange::Control);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_some_words() {
        assert_eq!(checked_reason(" A typo \n"), Ok("A typo".to_owned()));
        assert_eq!(checked_reason("  "), Err(RefusedChange::NoReason));
        assert_eq!(checked_reason(&"x".repeat(501)), Err(RefusedChange::LongReason));
        assert_eq!(checked_reason("a\u{202E}b"), Err(RefusedChange::Control));
        assert!(checked_reason("=cmd() <script>\nand more").is_ok(), "words are data");
    }
}
