//! The rule for passwords.

use serde::{Deserialize, Serialize};

use super::EmailAddress;

/// Shortest password, in characters.
pub const MIN_PASSWORD_CHARS: usize = 10;
/// Longest password, in bytes: hashing must have an end.
pub const MAX_PASSWORD_BYTES: usize = 512;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum WeakPassword {
    #[error("a password has at least {MIN_PASSWORD_CHARS} characters")]
    TooShort,
    #[error("a password has at most {MAX_PASSWORD_BYTES} bytes")]
    TooLong,
    #[error("a password cannot be the mail address")]
    IsAddress,
}

/// The rule for a new password.
pub fn check_password(password: &str, email: &EmailAddress) -> Result<(), WeakPassword> {
    if password.chars().count() < MIN_PASSWORD_CHARS {
        return Err(WeakPassword::TooShort);
    }
    if password.len() > MAX_PASSWORD_BYTES {
        return Err(WeakPassword::TooLong);
    }
    if password.eq_ignore_ascii_case(email.as_str()) {
        return Err(WeakPassword::IsAddress);
    }
    Ok(())
}
