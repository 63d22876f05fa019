//! The key that signs certificates, and the key that checks them: Ed25519 (RFC 8032).

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer};
use sha2::{Digest, Sha256};

/// Signs. Its text form begins with `ed25519-secret:` and is for the operator's eyes only.
#[derive(Clone)]
pub struct IssuerKey(ed25519_dalek::SigningKey);

/// Checks. Its text form is `ed25519-public:` and 43 letters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(ed25519_dalek::VerifyingKey);

/// Names a public key: the first 8 bytes of its SHA-256, written as 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 8]);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a key of Lectern; one begins with {SECRET} or {PUBLIC}")]
pub struct NotAKey;

const SECRET: &str = "ed25519-secret:";
const PUBLIC: &str = "ed25519-public:";

impl IssuerKey {
    /// A key from 32 random bytes, which whoever calls takes from the operating system.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&bytes))
    }

    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub fn id(&self) -> KeyId {
        self.public().id()
    }

    /// What is kept in the operator's key file.
    pub fn to_secret_text(&self) -> String {
        format!("{SECRET}{}", URL_SAFE_NO_PAD.encode(self.0.to_bytes()))
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl PublicKey {
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, NotAKey> {
        ed25519_dalek::VerifyingKey::from_bytes(bytes).map(Self).map_err(|_| NotAKey)
    }

    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    pub fn id(&self) -> KeyId {
        let digest: [u8; 32] = Sha256::digest(self.0.as_bytes()).into();
        let mut id = [0; 8];
        id.copy_from_slice(&digest[..8]);
        KeyId(id)
    }

    /// Strict: each message has one signature that is accepted, not a family of them.
    pub fn accepts(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl KeyId {
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    pub fn to_bytes(self) -> [u8; 8] {
        self.0
    }
}

impl FromStr for IssuerKey {
    type Err = NotAKey;
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        decode(text, SECRET).map(Self::from_random)
    }
}

impl FromStr for PublicKey {
    type Err = NotAKey;
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        Self::from_bytes(&decode(text, PUBLIC)?)
    }
}

fn decode(text: &str, label: &str) -> Result<[u8; 32], NotAKey> {
    let letters = text.trim().strip_prefix(label).ok_or(NotAKey)?;
    let bytes = URL_SAFE_NO_PAD.decode(letters).map_err(|_| NotAKey)?;
    bytes.try_into().map_err(|_| NotAKey)
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PUBLIC}{}", URL_SAFE_NO_PAD.encode(self.to_bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Logs may hold which key it is, never the key.
impl fmt::Debug for IssuerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IssuerKey({})", self.id())
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_from_their_text() {
        let key = IssuerKey::from_random([7; 32]);
        let again: IssuerKey = key.to_secret_text().parse().expect("a secret key");
        assert_eq!(again.public(), key.public());
        assert_eq!(key.public().to_string().parse(), Ok(key.public()));
        assert!(key.to_secret_text().parse::<PublicKey>().is_err());
        assert!(key.public().to_string().parse::<IssuerKey>().is_err());
    }

    #[test]
    fn a_secret_does_not_show_in_debug_output() {
        let key = IssuerKey::from_random([7; 32]);
        let shown = format!("{key:?}");
        assert_eq!(shown, format!("IssuerKey({})", key.id()));
        assert_eq!(key.id().to_string().len(), 16);
    }

    #[test]
    fn a_signature_holds_for_one_message_and_one_key() {
        let key = IssuerKey::from_random([7; 32]);
        let signature = key.sign(b"stated");
        assert!(key.public().accepts(b"stated", &signature));
        assert!(!key.public().accepts(b"Stated", &signature));
        assert!(!IssuerKey::from_random([8; 32]).public().accepts(b"stated", &signature));
    }
}
