//! The words of an office file, read from its own parts: Office Open XML and OpenDocument, streamed within budgets.
//! (`packages` reads the parts tag by tag.)
//!
//! | module | what |
//! |---|---|
//! | [`slides`] | `.pptx`: slides with headings and notes |
//! | [`document`] | `.docx`: paragraphs |
//! | [`workbook`] | `.xlsx`: rows of cells |
//! | [`open_document`] | `.odp`, `.odt`, `.ods` |
//! | [`pages`] | where what is read is collected |

mod document;
mod open_document;
mod pages;
mod slides;
mod workbook;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use domain::preview::{Missing, Page};

use crate::limits::Limits;
use crate::source::Source;
use crate::unrenderable::Unrenderable;
use pages::Pages;

type Package = packages::Package<BufReader<File>>;

/// More parts than any deck has: a slide brings about four.
const MOST_PARTS: usize = 20_000;
/// More relations than any part has.
const MOST_RELATIONS: usize = 5_000;
/// Groups of shapes lie in one another; nobody draws so many.
const DEEPEST: u32 = 512;

/// Pages with their words, and what is missing of these.
#[derive(Debug, Default)]
pub(crate) struct Script {
    pub(crate) pages: Vec<Page>,
    pub(crate) missing: Vec<Missing>,
}

/// What was read before something went wrong is kept, and marked as not being all.
pub(crate) fn read_script(source: &Path, kind: Source, limits: &Limits) -> Result<Script, Unrenderable> {
    let mut package = open(source, limits)?;
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

fn open(source: &Path, limits: &Limits) -> Result<Package, Unrenderable> {
    let file = File::open(source).map_err(Unrenderable::Unreadable)?;
    let limits = packages::Limits {
        parts: MOST_PARTS,
        relations: MOST_RELATIONS,
        unpacked_bytes: Some(limits.unpacked_bytes),
        tag_depth: DEEPEST,
        deadline: None,
    };
    Ok(Package::open(BufReader::new(file), limits)?)
}
