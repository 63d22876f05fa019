//! A certificate: printed, signed, sealed, checked, and told as an Open Badge.
//!
//! | module | what |
//! |---|---|
//! | [`design`] | what all certificates of a seminar have in common |
//! | [`press`] | sets and seals PDF files, one or a thousand |
//! | [`signing`] | the key that signs, and the key that checks |
//! | [`key_set`] | all keys there ever were, as the published file |
//! | [`signed_statement`] | a statement and its signature in some 450 letters: what the QR code carries |
//! | [`seal`] | the signature over every byte of a file |
//! | [`verify`] | whether a file, or what a QR code says, is as it was issued |
//! | [`badge`] | the same statement as an Open Badges 3.0 credential |
//! | [`index`] | the sheet that lies beside all certificates of a seminar |
//!
//! Two signatures, because paper and file want different ones. The one in the QR code covers what is
//! stated, so that a photograph of the paper can be checked. The seal covers the file, so that a page
//! that shows something else than its code is caught too.

pub mod badge;
pub mod design;
mod desk;
pub mod error;
pub mod index;
pub mod key_set;
mod letters;
pub mod press;
mod print_all;
mod qr;
pub mod seal;
pub mod signed_statement;
pub mod signing;
#[cfg(test)]
mod tests;
mod values;
pub mod verify;
mod wording;

pub use badge::{BadgeIssuer, open_badge_jwt};
pub use design::{Design, Picture, PictureKind, Signatory, verify_url};
pub use error::CertificateError;
pub use index::{CertificateEntry, certificates_index};
pub use key_set::{KeySet, NotKeys, PublishedKey};
pub use press::{Press, PrintedCertificate};
pub use signed_statement::{NotAStatement, SignedStatement};
pub use signing::{IssuerKey, KeyId, NotAKey, PublicKey};
pub use verify::{Verified, VerifyError, verify_pdf, verify_text};
