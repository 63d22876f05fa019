//! The words of an office file, read from its own parts: Office Open XML and OpenDocument, streamed within budgets.
//!
//! | module | what |
//! |---|---|
//! | [`package`] | the packed parts, and how they refer to each other |
//! | [`xml`] | one part, tag by tag |
//! | [`slides`] | `.pptx`: slides with headings and notes |
//! | [`document`] | `.docx`: paragraphs |
//! | [`workbook`] | `.xlsx`: rows of cells |
//! | [`open_document`] | `.odp`, `.odt`, `.ods` |
//! | [`pages`] | where what is read is collected |

mod document;
mod open_document;
mod package;
mod pages;
mod slides;
mod workbook;
mod xml;

use std::path::Path;

use domain::preview::{Missing, Page};

use crate::limits::Limits;
use crate::source::Source;
use crate::unrenderable::Unrenderable;
use package::Package;
use pages::Pages;

/// Pages with their words, and what is missing of these.
#[derive(Debug, Default)]
pub(crate) struct Script {
    pub(crate) pages: Vec<Page>,
    pub(crate) missing: Vec<Missing>,
}

/// What was read before something went wrong is kept, and marked as not being all.
pub(crate) fn read_script(source: &Path, kind: Source, limits: &Limits) -> Result<Script, Unrenderable> {
    let mut package = Package::open(source, limits)?;
    let mut pages = Pages::new(limits);
    let outcome = if package.has("content.xml") {
        open_document::read(&mut package, &mut pages)
    } else {
        match kind {
            Source::Presentation => slides::read(&mut package, &mut pages),
            Source::Sheet => workbook::read(&mut package, &mut pages),
            _ => document::read(&mut package, &mut pages),
        }
    };
    match outcome {
        Err(error) if pages.is_empty() => Err(error),
        outcome => Ok(pages.finish(outcome.is_err())),
    }
}
