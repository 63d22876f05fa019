//! What these tests print.

use std::sync::OnceLock;

use domain::certificate::{CertificateCode, Statement};
use domain::country::CountryCode;
use typst::layout::{Frame, FrameItem};

use super::super::*;
use crate::samples::country;

pub fn statement(name: &str) -> Statement {
    Statement {
        code: CertificateCode::from_random([0x5A; 16]),
        number: "e-port-2021/0007".to_owned(),
        name: name.parse().expect("a name"),
        country: country("LA"),
        seminar: "Seminar on Construction of E-port and Trade Facilitation for Developing Countries".to_owned(),
        organiser: "Sample Customs College".to_owned(),
        starts_on: "2021-11-10".parse().expect("a day"),
        ends_on: "2021-11-19".parse().expect("a day"),
        minutes: 1290,
        sessions_attended: 11,
        sessions_counted: 12,
        issued_on: "2021-11-20".parse().expect("a day"),
    }
}

pub fn statement_from(name: &str, code: &str) -> Statement {
    Statement { country: CountryCode::find(code).expect("a country").into(), ..statement(name) }
}

pub fn design() -> Design {
    let signatory =
        |name: &str, title: &str, signature| Signatory { name: name.to_owned(), title: title.to_owned(), signature };
    Design {
        title: "Certificate of Attendance".to_owned(),
        remark: Some("The seminar was held online on VooV Meeting.".to_owned()),
        signatories: vec![
            signatory("Sample Dean", "Dean of the College", Some(signature())),
            signatory("Sample Director", "Director of the Seminar", None),
        ],
        public_url: "https://lectern.example.org".to_owned(),
    }
}

/// A stroke of a pen.
fn signature() -> Picture {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path fill="none" stroke="#1b2a49"
        stroke-width="1.6" stroke-linecap="round" d="M6 30C18 4 26 4 24 22S14 38 22 30S40 10 44 14S38 32 46 28S58
        16 62 20S56 34 66 28S80 14 84 18S80 30 92 26S108 20 114 14"/></svg>"##;
    Picture { kind: PictureKind::Svg, bytes: svg.as_bytes().to_vec() }
}

pub fn badge_issuer() -> BadgeIssuer {
    BadgeIssuer {
        public_url: "https://lectern.example.org/".to_owned(),
        seminar_url: "https://lectern.example.org/seminars/e-port-2021".to_owned(),
        title: "Certificate of Attendance".to_owned(),
    }
}

pub fn key() -> IssuerKey {
    IssuerKey::from_random([7; 32])
}

/// The one key, with no bounds.
pub fn keys() -> KeySet {
    KeySet::read(&key().public().to_string()).expect("a key set")
}

/// With built-in fonts, so that these tests find the same everywhere.
pub fn press() -> &'static Press {
    static PRESS: OnceLock<Press> = OnceLock::new();
    PRESS.get_or_init(|| Press::with_built_in_fonts().expect("a press"))
}

pub fn print(name: &str) -> PrintedCertificate {
    press().print(&statement(name), &design(), &key()).expect("a certificate")
}

/// All letters on the page, run by run, without the spaces, which lines end in.
pub fn letters_on_the_page(press: &Press, statement: &Statement) -> Result<String, CertificateError> {
    let signed = SignedStatement::sign(statement, &key());
    let address = verify_url("https://lectern.example.org", &statement.code);
    let document = press.lay_out(&signed, &design(), &address, &address)?;
    let mut letters = String::new();
    document.pages().iter().for_each(|page| collect(&page.frame, &mut letters));
    Ok(letters.split_whitespace().collect())
}

fn collect(frame: &Frame, letters: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, letters),
            FrameItem::Text(run) => letters.push_str(&run.text),
            _ => {}
        }
    }
}
