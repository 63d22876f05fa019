//! Office files: their text is read from their own parts, their pages are drawn by way of PDF.
//!
//! | module | what |
//! |---|---|
//! | [`convert`] | LibreOffice, within limits |

mod convert;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use domain::preview::{Contents, Missing, OfficeTrouble, Page};

use crate::folder::Folder;
use crate::limits::Limits;
use crate::markup::{Script, read_script};
use crate::pdf::render_pdf;
use crate::read_whole::read_whole;
use crate::source::Source;
use crate::tools::Tools;
use crate::unrenderable::Unrenderable;
use convert::Workshop;

pub(crate) fn render_office(
    source: &Path,
    kind: Source,
    folder: &Folder,
    tools: &Tools,
    limits: &Limits,
) -> Result<Contents, Unrenderable> {
    let container = Container::of(source)?;
    if container == Container::Compound && has_password(source, limits)? {
        return Ok(Contents { pages: Vec::new(), missing: vec![Missing::Password] });
    }
    let script = match container {
        Container::Packed => read_script(source, kind, limits),
        Container::Compound => Err(Unrenderable::Damaged("its text is not read without LibreOffice")),
    };
    match drawn(source, kind, folder, tools, limits) {
        Ok(drawn) => Ok(match script {
            Ok(script) if kind == Source::Presentation => presented(drawn, script),
            _ => drawn,
        }),
        Err(Drawing::Trouble(trouble)) => Ok(match (script, container) {
            (Ok(script), _) => told(script, Missing::Office(trouble)),
            (Err(_), Container::Compound) => told(Script::default(), Missing::Office(trouble)),
            (Err(error), Container::Packed) => return Err(error),
        }),
        Err(Drawing::Unrenderable(error)) => Err(error),
    }
}

/// What an office file lies in. Nothing else is handed to LibreOffice, which opens much more: web pages, for example,
/// with all that they refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    /// A zip, since 2007 and in OpenDocument.
    Packed,
    /// Office 97 to 2003; a newer file with a password as well.
    Compound,
}

impl Container {
    fn of(source: &Path) -> Result<Self, Unrenderable> {
        let mut top = Vec::new();
        let file = File::open(source).map_err(Unrenderable::Unreadable)?;
        file.take(8).read_to_end(&mut top).map_err(Unrenderable::Unreadable)?;
        match top.as_slice() {
            [b'P', b'K', 3, 4, ..] => Ok(Self::Packed),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] => Ok(Self::Compound),
            _ => Err(Unrenderable::Damaged("it is no office file")),
        }
    }
}

/// A newer file with a password is an old one in which an `EncryptedPackage` lies. (An old file with a password is one
/// that LibreOffice does not draw.)
fn has_password(source: &Path, limits: &Limits) -> Result<bool, Unrenderable> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = read_whole(source, limits.file_bytes)?;
    // Entries of the directory begin at every 128 bytes.
    Ok(bytes.chunks(128).any(|entry| entry.starts_with(&name)))
}

/// Why nothing is drawn: the program's or the file's fault, of which the words are shown all the same, or another one.
enum Drawing {
    Trouble(OfficeTrouble),
    Unrenderable(Unrenderable),
}

impl From<OfficeTrouble> for Drawing {
    fn from(trouble: OfficeTrouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<Unrenderable> for Drawing {
    fn from(error: Unrenderable) -> Self {
        Self::Unrenderable(error)
    }
}

fn drawn(source: &Path, kind: Source, folder: &Folder, tools: &Tools, limits: &Limits) -> Result<Contents, Drawing> {
    if tools.soffice.is_none() {
        return Err(OfficeTrouble::NotInstalled.into());
    }
    let workshop = Workshop::within(folder.path()).map_err(Unrenderable::Unwritable)?;
    let drawn = workshop.convert(source, kind, tools, limits).and_then(|pdf| {
        render_pdf(&pdf, folder, limits).map_err(|error| match error {
            Unrenderable::Unwritable(_) => error.into(),
            _ => OfficeTrouble::Failed.into(),
        })
    });
    let mut contents = match drawn {
        Err(Drawing::Trouble(OfficeTrouble::TooSlow | OfficeTrouble::Failed)) if workshop.is_short_of_room(limits) => {
            return Err(Unrenderable::Unwritable(io::ErrorKind::StorageFull.into()).into());
        }
        drawn => drawn?,
    };
    for missing in &mut contents.missing {
        // It was told to stop after one page more than is shown.
        if let Missing::Pages { of, .. } = missing {
            *of = None;
        }
    }
    Ok(contents)
}

/// Text alone.
fn told(script: Script, missing: Missing) -> Contents {
    Contents { pages: script.pages, missing: [missing].into_iter().chain(script.missing).collect() }
}

/// A deck with the pictures of one and the words of the other, if each slide has its page. Slides that are hidden have
/// none: LibreOffice leaves them out.
fn presented(drawn: Contents, script: Script) -> Contents {
    let all = drawn.pages.len() == script.pages.len();
    let shown = |page: &&Page| !page.hidden;
    let cut = |missing: &[Missing]| missing.iter().any(|missing| matches!(missing, Missing::Pages { .. }));
    // Of a deck that is too long one does not know which ones are there.
    let fits = all || drawn.pages.len() == script.pages.iter().filter(shown).count();
    if !fits || (cut(&drawn.missing) && script.pages.iter().any(|page| page.hidden)) {
        return drawn;
    }
    // The words are those of the script, and so is what is missing of them.
    let mut missing = script.missing;
    if !cut(&missing) {
        missing.extend(drawn.missing.into_iter().filter(|missing| *missing != Missing::Text));
    }
    let mut pictures = drawn.pages.into_iter();
    let mut pages = script.pages;
    for page in pages.iter_mut().filter(|page| all || !page.hidden) {
        let Some(picture) = pictures.next() else { break };
        page.width = picture.width;
        page.height = picture.height;
        page.images = picture.images;
        page.fault = picture.fault;
    }
    Contents { pages, missing }
}

#[cfg(test)]
mod tests {
    use domain::preview::Image;

    use super::*;

    fn slide(number: u32, text: &str, hidden: bool) -> Page {
        Page { number, text: text.to_owned(), hidden, ..Page::default() }
    }

    fn picture(number: u32) -> Page {
        let image = Image { width: 900, bytes: 1, file: format!("{number}") };
        Page { number, text: "drawn".to_owned(), images: vec![image], width: 900, height: 506, ..Page::default() }
    }

    fn files(contents: &Contents) -> Vec<Option<&str>> {
        contents.pages.iter().map(|page| page.images.first().map(|image| image.file.as_str())).collect()
    }

    #[test]
    fn a_hidden_slide_keeps_its_words_and_its_place() {
        let script =
            Script { pages: vec![slide(1, "a", false), slide(2, "b", true), slide(3, "c", false)], missing: vec![] };
        let drawn = Contents { pages: vec![picture(1), picture(2)], missing: vec![] };
        let contents = presented(drawn, script);
        assert_eq!(files(&contents), [Some("1"), None, Some("2")]);
        assert_eq!(contents.pages[1].text, "b");
    }

    #[test]
    fn a_deck_lacks_pages_of_what_was_drawn_and_words_of_its_own() {
        let pages = Missing::Pages { shown: 1, of: None };
        let drawn = Contents { pages: vec![picture(1)], missing: vec![pages, Missing::Text] };
        let script = |missing| Script { pages: vec![slide(1, "a", false)], missing };
        assert_eq!(presented(drawn.clone(), script(vec![])).missing, [pages]);
        let drawn = Contents { missing: vec![pages], ..drawn };
        assert_eq!(presented(drawn, script(vec![Missing::Text])).missing, [Missing::Text, pages]);
    }

    #[test]
    fn pages_that_are_no_slides_keep_what_was_drawn_on_them() {
        let script = Script { pages: vec![slide(1, "a", false)], missing: vec![] };
        let drawn = Contents { pages: vec![picture(1), picture(2)], missing: vec![] };
        assert_eq!(presented(drawn.clone(), script), drawn);
    }
}
