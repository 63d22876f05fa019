//! Genuine certificates are accepted, and nothing else.

use domain::certificate::Statement;
use domain::time::Instant;

use super::samples::{design, key, keys, press, print, statement};
use crate::certificate::{IssuerKey, KeySet, PublishedKey, Verified, VerifyError, verify_pdf, verify_text};

/// The day of issue, 2021-11-20.
const ISSUED: Instant = Instant::from_seconds(1_637_366_400);

#[test]
fn a_file_and_its_qr_code_say_what_was_stated() {
    let printed = print("Sample Person");
    let genuine = Ok(Verified { statement: statement("Sample Person"), key: key().id() });
    assert_eq!(verify_pdf(&printed.pdf, &keys()), genuine);
    assert_eq!(verify_text(&printed.qr_text, &keys()), genuine);
    assert!(printed.qr_text.starts_with("https://lectern.example.org/certificates/"));
}

/// Every byte in turn would take minutes; these are spread over the whole file, and lie densely where
/// statement and seal are.
#[test]
fn a_file_edited_by_one_letter_is_caught() {
    let pdf = print("Sample Person").pdf;
    let metadata = pdf.windows(17).position(|window| window == b"lectern-statement").expect("metadata");
    let spread = (0..pdf.len()).step_by(211).chain(pdf.len() - 40..pdf.len());
    for place in spread.chain(metadata..metadata + 700) {
        for bit in [0x01, 0x20] {
            let mut edited = pdf.clone();
            edited[place] ^= bit;
            assert!(verify_pdf(&edited, &keys()).is_err(), "byte {place} of {}", pdf.len());
        }
    }
}

#[test]
fn a_file_with_something_added_or_left_off_is_caught() {
    let pdf = print("Sample Person").pdf;
    let seal = pdf.windows(13).position(|window| window == b"lectern-seal:").expect("a seal");
    let more = [&pdf[..], b"\n"].concat();
    let less = &pdf[..pdf.len() - 1];
    let twice = [&pdf[..], &pdf].concat();
    let within = [&pdf[..seal], b"x", &pdf[seal..]].concat();
    for edited in [&more, less, &twice, &within] {
        assert_eq!(verify_pdf(edited, &keys()), Err(VerifyError::Changed));
    }
}

/// The page of one certificate with the statement and the seal of another.
#[test]
fn a_seal_does_not_fit_another_file() {
    let (one, other) = (print("Sample Person"), print("Sample Parson"));
    let metadata = |pdf: &[u8]| {
        let start = pdf.windows(17).position(|window| window == b"lectern-statement").expect("metadata");
        let length = pdf[start..].iter().position(|&byte| byte == b')').expect("its end");
        pdf[start..start + length].to_vec()
    };
    let (from, to) = (metadata(&other.pdf), metadata(&one.pdf));
    assert_eq!(from.len(), to.len(), "so that everything else stays in its place");
    let mut forged = other.pdf.clone();
    for place in 0..=forged.len() - from.len() {
        if forged[place..].starts_with(&from) {
            forged[place..place + to.len()].copy_from_slice(&to);
        }
    }
    assert_ne!(forged, other.pdf);
    assert_eq!(verify_pdf(&forged, &keys()), Err(VerifyError::Changed));
}

#[test]
fn what_is_no_certificate_is_told_apart() {
    assert_eq!(verify_pdf(b"", &keys()), Err(VerifyError::NotACertificate));
    assert_eq!(verify_pdf(b"%PDF-1.7 lectern-statement:AAAA", &keys()), Err(VerifyError::NotACertificate));
    assert_eq!(verify_pdf(b"lectern-statement:AAAA, lectern-seal:AAAA", &keys()), Err(VerifyError::Changed));
    assert_eq!(verify_text("https://lectern.example.org/certificates/", &keys()), Err(VerifyError::NotAQrText));
    assert_eq!(verify_text("https://lectern.example.org/#AAAA", &keys()), Err(VerifyError::NotAQrText));
}

#[test]
fn another_key_is_unknown_and_cannot_borrow_a_name() {
    let printed = print("Sample Person");
    let stranger = IssuerKey::from_random([9; 32]);
    let others = KeySet::read(&stranger.public().to_string()).expect("a key set");
    assert_eq!(verify_pdf(&printed.pdf, &others), Err(VerifyError::UnknownKey(key().id())));
    let forged = press().print(&statement("Sample Person"), &design(), &stranger).expect("a certificate");
    assert_eq!(verify_pdf(&forged.pdf, &keys()), Err(VerifyError::UnknownKey(stranger.id())));
    assert_eq!(verify_text(&forged.qr_text, &keys()), Err(VerifyError::UnknownKey(stranger.id())));
}

#[test]
fn old_certificates_outlive_their_key() {
    let (old, new) = (key(), IssuerKey::from_random([8; 32]));
    let turn = ISSUED.plus_days(30);
    let set = KeySet {
        keys: vec![
            PublishedKey { key: old.public(), from: Some(ISSUED.plus_days(-400)), until: Some(turn) },
            PublishedKey { key: new.public(), from: Some(turn), until: None },
        ],
    };
    let published = KeySet::read(&set.to_json()).expect("a key set");
    let later = Statement { issued_on: "2022-03-01".parse().expect("a day"), ..statement("Sample Person") };
    let print = |statement: &Statement, key: &IssuerKey| press().print(statement, &design(), key).expect("a file").pdf;

    let before = print(&statement("Sample Person"), &old);
    assert_eq!(verify_pdf(&before, &published).map(|verified| verified.key), Ok(old.id()));
    let after = print(&later, &new);
    assert_eq!(verify_pdf(&after, &published).map(|verified| verified.key), Ok(new.id()));
    // Whoever comes by the old key makes nothing new with it.
    let refused = VerifyError::KeyNotInUse { key: old.id(), day: later.issued_on };
    assert_eq!(verify_pdf(&print(&later, &old), &published), Err(refused));
}

/// Names that look like the marks which the check goes by.
#[test]
fn nobody_is_in_the_way_of_the_seal() {
    for name in [
        format!("lectern-seal:{}", "0".repeat(86)),
        format!("lectern-statement:AAAA, lectern-seal:{}", "0".repeat(86)),
        "lectern-statement:AAAA, lectern-seal:AAAA".to_owned(),
    ] {
        let printed = print(&name);
        let verified = verify_pdf(&printed.pdf, &keys()).expect("genuine");
        assert_eq!(verified.statement.name.as_str(), name);
    }
}
