//! What the template reads, as data.

use serde::Serialize;

use super::design::Design;
use super::error::CertificateError;
use super::signed_statement::SignedStatement;
use super::{letters, seal, wording};

#[derive(Serialize)]
pub struct Values<'a> {
    title: &'a str,
    organiser: &'a str,
    name: &'a str,
    name_from_the_right: bool,
    country: &'a str,
    seminar: &'a str,
    period: String,
    sessions: String,
    duration: String,
    remark: Option<&'a str>,
    number: &'a str,
    issued: String,
    date: Date,
    code_shown: String,
    code_millimetres: f64,
    verify_url: &'a str,
    /// `lectern.example.org/certificates/`, before the code.
    look_up: String,
    key: String,
    keywords: [String; 2],
    fonts: Vec<&'static str>,
    code_fonts: [&'static str; 1],
    signatories: Vec<SignatoryValues<'a>>,
}

#[derive(Serialize)]
struct Date {
    year: i16,
    month: u8,
    day: u8,
}

#[derive(Serialize)]
struct SignatoryValues<'a> {
    name: &'a str,
    title: &'a str,
    /// The picture's file.
    signature: Option<&'a str>,
}

/// A telephone reads squares of a third of a millimetre from any printer.
const SQUARE: f64 = 0.36;
/// Built in; it tells letters and digits apart.
const MONOSPACED: &str = "DejaVu Sans Mono";
/// Between what looks like a code and what leaves room for the text.
const CODE_MILLIMETRES: (f64, f64) = (32.0, 46.0);

impl<'a> Values<'a> {
    pub fn new(
        signed: &'a SignedStatement,
        design: &'a Design,
        verify_url: &'a str,
        pictures: &'a [Option<String>],
        fonts: Vec<&'static str>,
        squares: usize,
    ) -> Result<Self, CertificateError> {
        let statement = &signed.statement;
        let issued = statement.issued_on;
        let signatories = design.signatories.iter().zip(pictures).map(|(signatory, picture)| SignatoryValues {
            name: &signatory.name,
            title: &signatory.title,
            signature: picture.as_deref(),
        });
        Ok(Self {
            title: &design.title,
            organiser: &statement.organiser,
            name: statement.name.as_str(),
            name_from_the_right: letters::runs_from_the_right(statement.name.as_str()),
            country: &statement.country.name,
            seminar: &statement.seminar,
            period: wording::period(statement.starts_on, statement.ends_on),
            sessions: wording::sessions(statement.sessions_attended, statement.sessions_counted),
            duration: wording::duration(statement.minutes),
            remark: design.remark.as_deref(),
            number: &statement.number,
            issued: issued.long(),
            date: Date { year: issued.year(), month: issued.month(), day: issued.day() },
            code_shown: statement.code.in_groups(),
            code_millimetres: (squares as f64 * SQUARE).clamp(CODE_MILLIMETRES.0, CODE_MILLIMETRES.1),
            verify_url,
            look_up: format!("{}/certificates/", wording::without_scheme(&design.public_url)),
            key: signed.key.to_string(),
            keywords: seal::unsealed_keywords(signed),
            fonts,
            code_fonts: [MONOSPACED],
            signatories: signatories.collect(),
        })
    }
}
