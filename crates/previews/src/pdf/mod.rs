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
use std::time::Duration;

use domain::preview::{Contents, Fault, Missing, Page};
use hayro::hayro_syntax::LoadPdfError;
use image::RgbImage;

use crate::folder::Folder;
use crate::limits::{Deadline, Limits, TextBudget};
use crate::read_whole::read_whole;
use crate::unrenderable::Unrenderable;
use artist::{Artist, Lost, Order, Work};

/// Threads that are left behind, working on: after so many the rest is not drawn, and after so many it is not read.
const MOST_LATE_TO_DRAW: u32 = 2;
const MOST_LATE_TO_READ: u32 = 4;

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
    drawing: Deadline,
    /// Begins with the first page that is not drawn any more.
    reading: Option<Deadline>,
}

enum Closed {
    Password,
    Damaged,
}

impl Studio {
    fn open(bytes: Arc<Vec<u8>>, limits: &Limits) -> Result<(Self, u32), Closed> {
        let drawing = Deadline::after(limits.drawing_time);
        let mut studio = Self { bytes, artist: None, late: 0, drawing, reading: None };
        let count = studio.hire(limits)?;
        Ok((studio, count))
    }

    /// The number of pages.
    fn hire(&mut self, limits: &Limits) -> Result<u32, Closed> {
        let artist = Artist::hire(self.bytes.clone()).map_err(|_| Closed::Damaged)?;
        match artist.wait(limits.page_time) {
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
        if self.drawing.has_passed() || self.late >= MOST_LATE_TO_DRAW {
            return Ok(self.read(number, budget, limits));
        }
        let mut page = Page { number, ..Page::default() };
        // The last page for which there is time is read all the same.
        let reading = limits.page_time.min(self.drawing.left()).max(limits.text_time);
        match self.text(Order::Page(number as usize - 1), reading, limits) {
            Ok(text) => page.text = budget.take(text),
            Err(lost) => {
                budget.cut = true;
                page.fault = Some(lost.into());
                return Ok(page);
            }
        }
        match self.picture(limits.page_time.min(self.drawing.left())) {
            Ok(picture) => folder.put(&mut page, &picture, limits)?,
            Err(lost) => page.fault = Some(lost.into()),
        }
        Ok(page)
    }

    /// A page that nobody draws any more, with its text alone.
    fn read(&mut self, number: u32, budget: &mut TextBudget, limits: &Limits) -> Page {
        let reading = *self.reading.get_or_insert_with(|| Deadline::after(limits.reading_time));
        let text = if reading.has_passed() || self.late >= MOST_LATE_TO_READ {
            None
        } else {
            self.text(Order::Text(number as usize - 1), limits.text_time.min(reading.left()), limits).ok()
        };
        budget.cut |= text.is_none();
        let text = text.map(|text| budget.take(text)).unwrap_or_default();
        Page { number, text, fault: Some(Fault::NoTimeLeft), ..Page::default() }
    }

    /// Places an order, and waits for the first thing that comes of it.
    fn text(&mut self, order: Order, time: Duration, limits: &Limits) -> Result<String, Lost> {
        if self.artist.is_none() {
            self.hire(limits).map_err(|_| Lost::Gone)?;
        }
        if let Some(artist) = &self.artist {
            artist.order(order);
        }
        match self.wait(time)? {
            Work::Text(text) => Ok(text),
            Work::Opened(_) | Work::Picture(_) => Err(Lost::Gone),
        }
    }

    fn picture(&mut self, time: Duration) -> Result<RgbImage, Lost> {
        match self.wait(time)? {
            Work::Picture(picture) => Ok(picture),
            Work::Opened(_) | Work::Text(_) => Err(Lost::Gone),
        }
    }

    fn wait(&mut self, time: Duration) -> Result<Work, Lost> {
        let work = self.artist.as_ref().map_or(Err(Lost::Gone), |artist| artist.wait(time));
        work.inspect_err(|lost| self.lose(*lost))
    }

    fn lose(&mut self, lost: Lost) {
        self.artist = None;
        if lost == Lost::Late {
            self.late += 1;
            // Whoever is left behind shares the processor time of this process with whoever comes next.
            self.drawing = Deadline::after(self.drawing.left() / 2);
        }
    }
}

impl From<Lost> for Fault {
    fn from(lost: Lost) -> Self {
        match lost {
            Lost::Late => Self::TooSlow,
            Lost::Gone => Self::Broken,
        }
    }
}
