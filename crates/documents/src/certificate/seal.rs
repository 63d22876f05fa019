//! The seal: a signature over every byte of a file, inside that file.
//!
//! A file is set with the keywords `lectern-statement:…, lectern-seal:000…`. They stand in its metadata
//! twice, uncompressed: in the document information and in the XMP packet. The seal is an Ed25519
//! signature over the line `lectern certificate file`, and the SHA-256 of the file as it is with the
//! zeros; then it takes the place of the zeros. To check it, put the zeros back.
//!
//! Only what follows the statement counts, since no name can foretell its own signature: somebody who
//! is called `lectern-seal:000…` is not in the way. An update at the end of the file, as PDF's own
//! signatures need, would not go together with what an archive wants.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::error::CertificateError;
use super::signed_statement::SignedStatement;
use super::signing::{IssuerKey, PublicKey};

const STATEMENT: &str = "lectern-statement:";
const SEAL: &str = "lectern-seal:";
/// What base 64 makes of the 64 bytes of a signature.
const SEAL_LETTERS: usize = 86;
const PURPOSE: &[u8] = b"lectern certificate file\n";

/// The keywords that a file must be set with to be sealed.
pub fn unsealed_keywords(signed: &SignedStatement) -> [String; 2] {
    [format!("{STATEMENT}{}", signed.to_text()), format!("{SEAL}{}", "0".repeat(SEAL_LETTERS))]
}

/// Seals a file that was set with `unsealed_keywords`.
pub fn seal(mut pdf: Vec<u8>, signed: &SignedStatement, key: &IssuerKey) -> Result<Vec<u8>, CertificateError> {
    let places = places(&pdf, &label(&signed.to_text()));
    let blank = places.iter().all(|&place| pdf[place..place + SEAL_LETTERS].iter().all(|&byte| byte == b'0'));
    if places.is_empty() || !blank {
        return Err(CertificateError::Typesetting("there is no place for the seal".to_owned()));
    }
    let signature = key.sign(&sealed_message(&pdf));
    write(&mut pdf, &places, URL_SAFE_NO_PAD.encode(signature).as_bytes());
    Ok(pdf)
}

/// The text of the statement in a file, which the last keywords in it hold. `None` for a file without any.
pub fn find_statement(pdf: &[u8]) -> Option<&str> {
    let starts = find_all(pdf, STATEMENT.as_bytes());
    starts.into_iter().rev().find_map(|start| {
        let text = letters(&pdf[start + STATEMENT.len()..]);
        let after = &pdf[start + STATEMENT.len() + text.len()..];
        after.starts_with(format!(", {SEAL}").as_bytes()).then_some(text)
    })
}

/// Whether the file is the one that was sealed, byte for byte.
pub fn seal_holds(pdf: &[u8], statement: &str, key: &PublicKey) -> bool {
    let places = places(pdf, &label(statement));
    let Some(&first) = places.first() else { return false };
    let seal = &pdf[first..first + SEAL_LETTERS];
    let all_alike = places.iter().all(|&place| &pdf[place..place + SEAL_LETTERS] == seal);
    // Decoding is strict about the last letter too, so one signature has one spelling.
    let signature = URL_SAFE_NO_PAD.decode(seal).ok().and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
    let Some(signature) = signature.filter(|_| all_alike) else { return false };
    let mut unsealed = pdf.to_vec();
    write(&mut unsealed, &places, &[b'0'; SEAL_LETTERS]);
    key.accepts(&sealed_message(&unsealed), &signature)
}

fn label(statement: &str) -> String {
    format!("{STATEMENT}{statement}, {SEAL}")
}

/// Where the letters of the seal begin, at each of the places that hold it.
fn places(pdf: &[u8], label: &str) -> Vec<usize> {
    let places = find_all(pdf, label.as_bytes()).into_iter().map(|start| start + label.len());
    places.filter(|place| place + SEAL_LETTERS <= pdf.len()).collect()
}

fn sealed_message(pdf: &[u8]) -> Vec<u8> {
    [PURPOSE, &Sha256::digest(pdf)].concat()
}

fn write(pdf: &mut [u8], places: &[usize], letters: &[u8]) {
    for &place in places {
        pdf[place..place + SEAL_LETTERS].copy_from_slice(letters);
    }
}

fn find_all(haystack: &[u8], needle: &[u8]) -> Vec<usize> {
    haystack.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle).map(|(place, _)| place).collect()
}

/// The letters of base 64 that stand at the beginning.
fn letters(bytes: &[u8]) -> &str {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    std::str::from_utf8(&bytes[..length]).unwrap_or_default()
}
