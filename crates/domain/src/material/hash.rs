//! What tells two files apart.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A SHA-256 as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sha256Hex(pub String);

impl Sha256Hex {
    pub fn of_bytes(digest: &[u8]) -> Self {
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Enough of it to compare by eye: `0123456789ab…`
    pub fn short(&self) -> String {
        self.0.chars().take(12).chain(['…']).collect()
    }

    /// The 32 bytes, or `None` if the text is no SHA-256.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let digits = self.0.as_bytes();
        let (pairs, _) = digits.as_chunks::<2>();
        let pairs = pairs.iter().map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        pairs.collect::<Option<Vec<u8>>>().filter(|bytes| bytes.len() == 32 && digits.len() == 64)
    }
}

impl fmt::Display for Sha256Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_64_digits() {
        assert_eq!(Sha256Hex("ab".repeat(32)).bytes().map(|b| b.len()), Some(32));
        assert_eq!(Sha256Hex("ab".repeat(31)).bytes(), None);
        assert_eq!(Sha256Hex("zz".repeat(32)).bytes(), None);
    }

    #[test]
    fn hashes_are_cut() {
        assert_eq!(Sha256Hex("0123456789abcdef".repeat(4)).short(), "0123456789ab…");
    }
}
