//! Pages of a PDF, drawn and read in this process.
//!
//! | module | what |
//! |---|---|
//! | [`artist`] | a thread that draws, and may be lost |
//! | [`text`] | what a page says |

mod artist;
mod text;

use std::path::Path;
use std::sync::Arc;

use domain::preview::{Contents, Fault, Missing, Page};
use hayro::hayro_syntax::LoadPdfError;

use crate::folder::Folder;
use crate::limits::{Deadline, Limits, TextBudget};
use crate::read_whole::read_whole;
use crate::unrenderable::Unrenderable;
use artist::{Artist, Lost, Work};

/// Threads that are left behind, working on. After so many the rest is not drawn.
const MOST_LATE: u32 = 2;

/// The pages with text and images, and what is missing of them.
pub(crate) fn render_pdf(source: &Path, folder: &Folder, limits: &Limits) -> Result<Contents, Unrenderable> {
    let bytes = Arc::new(read_whole(source, limits.file_bytes)?);
    let (mut studio, count) = match Studio::open(bytes, limits) {
        Ok(opened) => opened,
        Err(Closed::Password) => return Ok(Contents { pages: Vec::new(), missing: vec![Missing::Password] }),
        Err(Closed::Damaged) => return Err(Unrenderable::Damaged("it is no PDF that can be opened")),
    };
    let shown = count.min(limits.pages);
    let mut text = TextBudget::new(limits);
    let mut pages = Vec::new();
    for number in 1..=shown {
        pages.push(studio.page(number, folder, &mut text, limits)?);
    }
    let mut missing = Vec::new();
    if shown < count {
        missing.push(Missing::Pages { shown, of: Some(count) });
    }
    if text.cut {
        missing.push(Missing::Text);
    }
    Ok(Contents { pages, missing })
}

/// Where pages are drawn, by one artist after another.
struct Studio {
    bytes: Arc<Vec<u8>>,
    artist: Option<Artist>,
    late: u32,
    deadline: Deadline,
}

enum Closed {
    Password,
    Damaged,
}

impl Studio {
    fn open(bytes: Arc<Vec<u8>>, limits: &Limits) -> Result<(Self, u32), Closed> {
        let mut studio = Self { bytes, artist: None, late: 0, deadline: Deadline::after(limits.drawing_time) };
        let count = studio.hire(limits)?;
        Ok((studio, count))
    }

    /// The number of pages.
    fn hire(&mut self, limits: &Limits) -> Result<u32, Closed> {
        let artist = Artist::hire(self.bytes.clone()).map_err(|_| Closed::Damaged)?;
        match artist.wait(self.deadline.left().min(limits.page_time)) {
            Ok(Work::Opened(Ok(count))) => {
                self.artist = Some(artist);
                Ok(u32::try_from(count).unwrap_or(u32::MAX))
            }
            Ok(Work::Opened(Err(LoadPdfError::Decryption(_)))) => Err(Closed::Password),
            _ => Err(Closed::Damaged),
        }
    }

    fn page(
        &mut self,
        number: u32,
        folder: &Folder,
        budget: &mut TextBudget,
        limits: &Limits,
    ) -> Result<Page, Unrenderable> {
        let mut page = Page { number, ..Page::default() };
        if self.deadline.has_passed() || self.late == MOST_LATE {
            page.fault = Some(Fault::NoTimeLeft);
            return Ok(page);
        }
        if self.artist.is_none() && self.hire(limits).is_err() {
            page.fault = Some(Fault::Broken);
            return Ok(page);
        }
        let Some(artist) = &self.artist else { return Ok(page) };
        artist.order(number as usize - 1);
        let until = Deadline::after(limits.page_time.min(self.deadline.left()));
        let picture = loop {
            match artist.wait(until.left()) {
                Ok(Work::Text(text)) => page.text = budget.take(text),
                Ok(Work::Picture(picture)) => break Ok(picture),
                Ok(Work::Opened(_)) => {}
                Err(lost) => break Err(lost),
            }
        };
        match picture {
            Ok(picture) => folder.put(&mut page, &picture, limits)?,
            Err(lost) => {
                self.artist = None;
                self.late += u32::from(lost == Lost::Late);
                page.fault = Some(if lost == Lost::Late { Fault::TooSlow } else { Fault::Broken });
            }
        }
        Ok(page)
    }
}
