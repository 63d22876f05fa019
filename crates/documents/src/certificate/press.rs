//! Sets certificates. A press is made once, since finding the fonts takes a moment.

use domain::certificate::Statement;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Smart};
use typst::syntax::Source;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::design::{Design, verify_url};
use super::desk::{Desk, file_id};
use super::error::CertificateError;
use super::signed_statement::SignedStatement;
use super::signing::IssuerKey;
use super::values::Values;
use super::{letters, qr, seal};

/// Fonts, template and typst's library. Threads share it.
pub struct Press {
    pub(super) fonts: FontStore,
    pub(super) library: LazyHash<Library>,
    pub(super) template: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedCertificate {
    /// Sealed: no byte of it may change.
    pub pdf: Vec<u8>,
    /// What the QR code says.
    pub qr_text: String,
}

/// Archival and tagged: what PDF/UA-1 and typst allow together.
const STANDARDS: [PdfStandard; 2] = [PdfStandard::A_2a, PdfStandard::Ua_1];

/// Set before what typst would fall back on by itself; only those that are installed are used.
const FAMILIES: [&str; 4] = ["Libertinus Serif", "Noto Serif", "Noto Naskh Arabic", "Noto Serif Ethiopic"];

impl Press {
    /// With the fonts that are built in and all that the machine has: those decide which scripts can be set.
    pub fn new() -> Result<Self, CertificateError> {
        let mut fonts = FontStore::new();
        fonts.extend(typst_kit::fonts::embedded());
        fonts.extend(typst_kit::fonts::system());
        Self::with_fonts(fonts)
    }

    /// With the built-in fonts alone, which every machine has: Latin, Greek, Cyrillic.
    pub fn with_built_in_fonts() -> Result<Self, CertificateError> {
        let mut fonts = FontStore::new();
        fonts.extend(typst_kit::fonts::embedded());
        Self::with_fonts(fonts)
    }

    fn with_fonts(fonts: FontStore) -> Result<Self, CertificateError> {
        let template = Source::new(file_id("certificate.typ")?, include_str!("certificate.typ").to_owned());
        Ok(Self { fonts, library: LazyHash::new(Library::default()), template })
    }

    /// Whether some font has the letter. Setting a text may still fail: letters can need each other.
    pub fn has_letter(&self, letter: char) -> bool {
        let book = self.fonts.book();
        let fonts = (0..).map_while(|place| book.info(place));
        fonts.map(|font| &font.coverage).any(|coverage| coverage.contains(u32::from(letter)))
    }

    /// Sets, exports and seals one certificate. The same values give the same bytes.
    pub fn print(
        &self,
        statement: &Statement,
        design: &Design,
        key: &IssuerKey,
    ) -> Result<PrintedCertificate, CertificateError> {
        let signed = SignedStatement::sign(statement, key);
        let address = verify_url(&design.public_url, &statement.code);
        let qr_text = format!("{address}#{}", signed.to_text());
        let document = self.lay_out(&signed, design, &address, &qr_text)?;
        let pdf = export(&document, statement.code.as_str())?;
        Ok(PrintedCertificate { pdf: seal::seal(pdf, &signed, key)?, qr_text })
    }

    /// One page on which every letter is one.
    pub(super) fn lay_out(
        &self,
        signed: &SignedStatement,
        design: &Design,
        address: &str,
        qr_text: &str,
    ) -> Result<PagedDocument, CertificateError> {
        let statement = &signed.statement;
        let code = qr::draw(qr_text).ok_or_else(|| CertificateError::TooMuchForQr(statement.number.clone()))?;
        let mut desk = Desk::new(self);
        let pictures = desk.lay_out_pictures(&design.signatories)?;
        let families = self.families(&statement.country.code.to_string());
        let values = Values::new(signed, design, address, &pictures, families, code.squares)?;
        let json = serde_json::to_vec(&values).map_err(|error| CertificateError::Typesetting(error.to_string()))?;
        desk.lay("data.json", Bytes::new(json))?;
        desk.lay("code.svg", Bytes::from_string(code.svg))?;

        let document = set(&desk)?;
        if let Some((letter, text)) = document.pages().iter().find_map(|page| letters::missing_letter(&page.frame)) {
            return Err(CertificateError::MissingLetter { letter, text });
        }
        if document.pages().len() != 1 {
            return Err(CertificateError::DoesNotFit(statement.number.clone()));
        }
        Ok(document)
    }

    /// Which fonts to try, in that order. A Chinese letter looks different in Japan.
    fn families(&self, country: &str) -> Vec<&'static str> {
        let chinese = match country {
            "JP" => "Noto Serif CJK JP",
            "KR" | "KP" => "Noto Serif CJK KR",
            "TW" => "Noto Serif CJK TC",
            "HK" | "MO" => "Noto Serif CJK HK",
            _ => "Noto Serif CJK SC",
        };
        // A font book knows families by their names in lower case.
        let installed = |family: &&str| self.fonts.book().contains_family(&family.to_lowercase());
        FAMILIES.into_iter().chain([chinese]).filter(installed).collect()
    }
}

fn set(desk: &Desk) -> Result<PagedDocument, CertificateError> {
    // A warning would be about fonts that are not there; a letter that is not there is found later.
    let Warned { output, .. } = typst::compile(desk);
    output.map_err(|problems| typesetting(&problems))
}

fn export(document: &PagedDocument, ident: &str) -> Result<Vec<u8>, CertificateError> {
    let standards =
        PdfStandards::new(&STANDARDS).map_err(|error| CertificateError::Typesetting(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Lectern".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|problems| typesetting(&problems))
}

fn typesetting(problems: &[SourceDiagnostic]) -> CertificateError {
    let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    CertificateError::Typesetting(messages.join("; "))
}
