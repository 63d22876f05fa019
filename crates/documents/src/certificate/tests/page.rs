//! What is on the page and in the file around it.

use super::samples::{design, key, letters_on_the_page, press, print, statement};
use crate::certificate::{CertificateError, Design, Picture, PictureKind, Signatory};

/// The file as text, with a dot for what is not ASCII: what is not compressed can be read in it.
fn readable(pdf: &[u8]) -> String {
    pdf.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { '.' }).collect()
}

#[test]
fn everything_stated_is_on_the_page() {
    let letters = letters_on_the_page(press(), &statement("Souphaphone Ñandú")).expect("a page");
    for text in [
        "Certificate of Attendance",
        "Souphaphone Ñandú",
        "Lao People's Democratic Republic",
        "Seminar on Construction of E-port and Trade Facilitation for Developing Countries",
        "Sample Customs College",
        "held from 10 to 19 November 2021, and attended 11 of 12 sessions, 21 hours 30 minutes in all.",
        "The seminar was held online on VooV Meeting.",
        "No. e-port-2021/0007",
        "Issued on 20 November 2021",
        "Sample Dean",
        "Director of the Seminar",
        "lectern.example.org",
    ] {
        let wanted: String = text.split_whitespace().collect();
        assert!(letters.contains(&wanted), "“{text}” is missing in {letters}");
    }
}

#[test]
fn the_file_is_tagged_and_archival() {
    let text = readable(&print("Sample Person").pdf);
    for mark in [
        "%PDF-1.7",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "/StructTreeRoot",
        "/Marked true",
        "/Lang(en)",
        "/DisplayDocTitle true",
        "/OutputIntents",
        "/S/H1",
        "/S/Figure",
        "/Alt(Signature of Sample Dean)",
        "/Alt(QR code that checks this certificate: https://lectern.example.org/certificates/",
        "/Title(Certificate of Attendance: Sample Person)",
        "/Author(Sample Customs College)",
        "(D:20211120000000",
        "/Count 1/",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
    for forbidden in ["/Encrypt", "/JavaScript", "/EmbeddedFile", "/ObjStm"] {
        assert!(!text.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let first = print("Sample Person");
    typst::comemo::evict(0);
    assert_eq!(print("Sample Person").pdf, first.pdf);
    assert_ne!(print("Sample Persom").pdf, first.pdf);
}

#[test]
fn names_are_data() {
    for name in [
        "=cmd()",
        "<script>alert(\"x\")</script>",
        "#panic(\"x\") $x$ *bold* _it_ `raw` \\u{41} @ref <label> // /* */",
        "O'Brien \"Bill\" -- --- ... ~",
        "#import \"x.typ\": *",
        "\\",
        "{}[]()\\n",
        "http://example.org/",
        "Łukasz Żółć Đặng Văn Ơn",
        "Жанна Ђурић",
        "Ελένη",
        "fi ffi ﬁ ß ẞ ǅ ȷ",
    ] {
        let letters = letters_on_the_page(press(), &statement(name)).expect(name);
        let wanted: String = name.split_whitespace().collect();
        assert!(letters.contains(&wanted), "“{name}” is missing in {letters}");
        print(name);
    }
}

#[test]
fn a_name_of_200_letters_fits_on_one_page() {
    let words = "Wilhelmina ".repeat(18);
    for name in ["W".repeat(200), words.trim().to_owned(), "ñ".repeat(200), "i ".repeat(100), "Щ".repeat(200)] {
        let letters = letters_on_the_page(press(), &statement(&name)).expect("a page");
        let wanted: String = name.split_whitespace().collect();
        assert!(letters.contains(&wanted), "{name}");
        print(name.trim());
    }
}

#[test]
fn what_is_longer_than_a_page_or_a_code_is_refused() {
    let number = "e-port-2021/0007".to_owned();
    let wordy = Design { remark: Some("Word ".repeat(900)), ..design() };
    assert_eq!(press().print(&statement("A"), &wordy, &key()), Err(CertificateError::DoesNotFit(number.clone())));
    let long = domain::certificate::Statement { seminar: "Word ".repeat(900), ..statement("A") };
    assert_eq!(press().print(&long, &design(), &key()), Err(CertificateError::TooMuchForQr(number)));
}

#[test]
fn what_is_no_picture_is_refused_by_name() {
    let bad = Picture { kind: PictureKind::Png, bytes: b"<svg/>".to_vec() };
    assert!(!bad.is_readable());
    let signatory = Signatory { name: "Sample Dean".to_owned(), title: String::new(), signature: Some(bad) };
    let design = Design { signatories: vec![signatory], ..super::samples::design() };
    let refused = press().print(&statement("A"), &design, &key());
    assert_eq!(refused, Err(CertificateError::UnreadablePicture("Sample Dean".to_owned())));
}

#[test]
fn nobody_has_to_sign_and_three_can() {
    let one = &design().signatories[0];
    for count in [0, 1, 3] {
        let design = Design { signatories: vec![one.clone(); count], remark: None, ..design() };
        press().print(&statement("Sample Person"), &design, &key()).expect("a certificate");
    }
}
