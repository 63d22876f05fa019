//! Whether a certificate is as it was issued. Nothing is asked of any site: the keys are enough.
//!
//! That it was not revoked since, only the site can say.

use domain::certificate::Statement;
use domain::time::CalendarDay;

use super::key_set::KeySet;
use super::seal;
use super::signed_statement::SignedStatement;
use super::signing::KeyId;

/// What a genuine certificate states, and which key signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub statement: Statement,
    pub key: KeyId,
}

/// Why a certificate is not accepted, for whoever checks it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    #[error(
        "this is not a certificate of Lectern, or another program has saved it anew; \
         a certificate can be checked only as it was downloaded"
    )]
    NotACertificate,
    #[error("this is not what the QR code of a certificate says")]
    NotAQrText,
    #[error("the certificate was signed with the key {0}, which is not among the keys given")]
    UnknownKey(KeyId),
    #[error("the certificate was changed after it was issued, or its signature is a forgery")]
    Changed,
    #[error("the certificate is dated {day}, when the key {key} was not in use")]
    KeyNotInUse { key: KeyId, day: CalendarDay },
}

/// A file: catches whatever was changed in it, be it one letter.
pub fn verify_pdf(pdf: &[u8], keys: &KeySet) -> Result<Verified, VerifyError> {
    let text = seal::find_statement(pdf).ok_or(VerifyError::NotACertificate)?;
    // A statement that cannot be read any more was one before it was changed.
    let signed = SignedStatement::from_text(text).map_err(|_| VerifyError::Changed)?;
    signed.check(keys)?;
    let published = keys.find(signed.key).ok_or(VerifyError::UnknownKey(signed.key))?;
    if !seal::seal_holds(pdf, text, &published.key) {
        return Err(VerifyError::Changed);
    }
    Ok(Verified { statement: signed.statement, key: signed.key })
}

/// What a QR code says: an address, `#`, and the signed statement. The statement alone will do.
/// It vouches for the statement, not for the paper around the code: compare the two.
pub fn verify_text(text: &str, keys: &KeySet) -> Result<Verified, VerifyError> {
    let text = text.trim();
    let text = text.split_once('#').map_or(text, |(_, after)| after);
    let signed = SignedStatement::from_text(text).map_err(|_| VerifyError::NotAQrText)?;
    signed.check(keys)?;
    Ok(Verified { statement: signed.statement, key: signed.key })
}
