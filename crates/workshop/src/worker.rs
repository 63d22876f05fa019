//! The child's side.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use domain::gate::FileKind;
use domain::preview::{Contents, Missing};
use gate::{Inspection, Unjudged, inspect};
use previews::{Source, Tools, Unrenderable, render};

use crate::confinement::give_up;
use crate::request::{Answer, Request};
use crate::tables;

/// Requests are short: a path, a name, some kinds or columns.
const REQUEST_BYTES: u64 = 64 * 1024;

/// Carries out the request on standard input and writes the answer. As [`begin`], never in a server.
///
/// # Errors
///
/// If there is no request, or the limits cannot be set. That the work fails is an [`Answer`].
pub fn work() -> io::Result<()> {
    let request = begin()?;
    let answer = serde_json::to_vec(&carry_out(&request))?;
    let mut out = io::stdout().lock();
    out.write_all(&answer)?;
    out.flush()
}

/// Reads a request from standard input, and gives up what it does not need, for good. Has to be called while this
/// process has one thread only.
///
/// # Errors
///
/// If there is no request, or the limits cannot be set.
pub fn begin() -> io::Result<Request> {
    let mut text = String::new();
    io::stdin().take(REQUEST_BYTES).read_to_string(&mut text)?;
    let request: Request = serde_json::from_str(&text)?;
    give_up(request.allowance())?;
    Ok(request)
}

fn carry_out(request: &Request) -> Answer {
    match request {
        Request::Check { file, name, accepted } => check(file, name, accepted),
        Request::Preview { file, kind, into, tools } => draw(file, *kind, into, tools),
        Request::Words { file, kind, into } => read(file, *kind, into),
        Request::AttendanceExport { file, how } => {
            of_table(file, |bytes| tables::read_export(bytes, how).map(Answer::AttendanceExport))
        }
        Request::ReviewForm { file } => of_table(file, |bytes| tables::read_form(bytes).map(Answer::ReviewForm)),
    }
}

fn check(file: &Path, name: &str, accepted: &[FileKind]) -> Answer {
    let opened = File::open(file).map_err(Unjudged::from);
    match opened.and_then(|mut file| inspect(&mut file, name, accepted, &gate::Limits::default())) {
        Ok(Inspection { kind, judgement, extent }) => Answer::Checked { kind, judgement, extent },
        Err(Unjudged::TooSlow) => Answer::TooSlow,
        Err(problem) => Answer::Failed(problem.to_string()),
    }
}

fn draw(file: &Path, kind: FileKind, into: &Path, tools: &Tools) -> Answer {
    match render(file, source(kind), into, tools, &previews::Limits::default()) {
        Ok(contents) => Answer::Drawn(contents),
        Err(Unrenderable::Damaged(_) | Unrenderable::TooLarge(_) | Unrenderable::TooMuch(_)) => {
            Answer::Drawn(Contents::lacking(Missing::Drawing))
        }
        Err(problem) => Answer::Failed(problem.to_string()),
    }
}

/// The words of pages that are not drawn.
fn read(file: &Path, kind: FileKind, into: &Path) -> Answer {
    let limits = previews::Limits { drawing_time: Duration::ZERO, ..previews::Limits::default() };
    let nothing = Tools::default();
    let read = match source(kind) {
        paged @ (Source::Pdf | Source::Presentation | Source::Document | Source::Sheet) => {
            render(file, paged, into, &nothing, &limits).ok()
        }
        _ => None,
    };
    let mut contents = read.unwrap_or_default();
    contents.pages.iter_mut().for_each(|page| page.fault = None);
    contents.missing.retain(|missing| !matches!(missing, Missing::Office(_)));
    contents.missing.push(Missing::Drawing);
    Answer::Drawn(contents)
}

/// What a reader of tables makes of the file, or why nothing.
fn of_table(file: &Path, read: impl FnOnce(&[u8]) -> Result<Answer, String>) -> Answer {
    match fs::read(file) {
        Ok(bytes) => read(&bytes).unwrap_or_else(Answer::Unreadable),
        Err(problem) => Answer::Failed(problem.to_string()),
    }
}

fn source(kind: FileKind) -> Source {
    match kind {
        FileKind::Pdf => Source::Pdf,
        FileKind::Pptx | FileKind::Odp | FileKind::Ppt => Source::Presentation,
        FileKind::Docx | FileKind::Odt | FileKind::Doc => Source::Document,
        FileKind::Xlsx | FileKind::Ods | FileKind::Xls => Source::Sheet,
        FileKind::Jpg | FileKind::Png | FileKind::Webp => Source::Picture,
        FileKind::Txt | FileKind::Csv => Source::Text,
        FileKind::Zip => Source::Archive,
        FileKind::Mp4 | FileKind::Webm | FileKind::Mp3 | FileKind::M4a => Source::Media,
    }
}

#[cfg(test)]
mod tests {
    use domain::preview::OfficeTrouble;

    use super::*;

    #[test]
    fn only_what_a_worker_is_told_of_draws() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("deck.ppt");
        std::fs::write(&file, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").expect("written");
        let drawn = |tools: Tools| {
            let into = tempfile::tempdir().expect("a folder");
            let (file, into) = (file.clone(), into.path().to_owned());
            carry_out(&Request::Preview { file, kind: FileKind::Ppt, into, tools })
        };
        let lacking = Answer::Drawn(Contents::lacking(Missing::Office(OfficeTrouble::NotInstalled)));
        assert_eq!(drawn(Tools::default()), lacking, "whatever this machine has");
        let gone = Tools { soffice: Some(folder.path().join("soffice")), unshare: None };
        assert_eq!(drawn(gone), lacking, "it has vanished since it was looked for");
        let told = drawn(Tools { soffice: Some("/bin/false".into()), unshare: None });
        assert!(told != lacking && matches!(told, Answer::Drawn(_)), "{told:?}");
    }
}
