//! One file to its contents.

use std::path::Path;

use domain::preview::{Contents, Missing};

use crate::folder::Folder;
use crate::limits::Limits;
use crate::office::render_office;
use crate::pdf::render_pdf;
use crate::picture::render_picture;
use crate::plain::{list_archive, render_text};
use crate::source::Source;
use crate::tools::Tools;
use crate::unrenderable::Unrenderable;

/// Writes the images of a file into an empty folder, and at the end [`MANIFEST`](crate::MANIFEST), which holds what is
/// returned as JSON. A folder without it is to be thrown away: rendering was cut, or failed.
///
/// Takes as long as `limits` say for LibreOffice, for drawing and for reading together, unless it is killed before.
pub fn render(
    source: &Path,
    kind: Source,
    into: &Path,
    tools: &Tools,
    limits: &Limits,
) -> Result<Contents, Unrenderable> {
    let folder = Folder::empty(into)?;
    let contents = match kind {
        Source::Pdf => render_pdf(source, &folder, limits),
        Source::Presentation | Source::Document | Source::Sheet => render_office(source, kind, &folder, tools, limits),
        Source::Picture => render_picture(source, &folder, limits),
        Source::Text => render_text(source, limits),
        Source::Archive => list_archive(source, limits),
        Source::Media => Ok(Contents::lacking(Missing::NothingToDraw)),
    }?;
    folder.finish(&contents)?;
    Ok(contents)
}
