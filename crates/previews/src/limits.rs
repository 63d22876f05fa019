//! How much of a file is looked at. A deck or a report of a seminar stays below all of these.
//!
//! Whoever starts the process sets further ones for all of it: **1 GB of address space is enough for everything but
//! LibreOffice**, which maps more than it uses; see [`Limits::office_memory`]. A process that may start it needs that
//! much as its hard limit, or none.

use std::time::{Duration, Instant};

#[derive(Debug, Clone)]
pub struct Limits {
    /// Pages, slides, sheets that are shown of a file.
    pub pages: u32,
    /// Characters of one page, and of all of them.
    pub page_chars: usize,
    pub chars: usize,
    /// Lines that make a page of a text.
    pub lines: usize,
    /// Entries of an archive that are listed.
    pub entries: u32,
    /// For one page to be drawn, and for all of them. What is not drawn by then has its text only.
    pub page_time: Duration,
    pub drawing_time: Duration,
    /// The same for pages that are not drawn any more, and are only read.
    pub text_time: Duration,
    pub reading_time: Duration,
    /// The target of an image of 900 pixels, in bytes; one of 320 pixels gets a fifth of it. Grain is taken away of what
    /// would take a quarter more.
    pub image_bytes: usize,
    /// Of a picture before it is made smaller. It takes four bytes each, twice.
    pub pixels: u64,
    /// What all parts of an office file may unpack to, as counted while unpacking; pictures are not unpacked.
    pub unpacked_bytes: u64,
    /// The largest text, and the largest PDF: they are held in memory.
    pub file_bytes: u64,
    /// For LibreOffice to convert a file, until it is ended.
    pub office_time: Duration,
    /// Its address space, in bytes.
    pub office_memory: u64,
    /// The largest file that it may write, in bytes.
    pub office_output: u64,
    /// Where fewer bytes of the disk are free, what it did not make is the disk's fault.
    pub office_room: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pages: 300,
            page_chars: 20_000,
            chars: 2_000_000,
            lines: 200,
            entries: 2_000,
            page_time: Duration::from_secs(10),
            drawing_time: Duration::from_secs(150),
            text_time: Duration::from_secs(2),
            reading_time: Duration::from_secs(20),
            image_bytes: 60_000,
            pixels: 80_000_000,
            unpacked_bytes: 128_000_000,
            file_bytes: 300_000_000,
            office_time: Duration::from_secs(120),
            office_memory: 2_000_000_000,
            office_output: 300_000_000,
            office_room: 64_000_000,
        }
    }
}

/// What may still be said of a file.
#[derive(Debug)]
pub(crate) struct TextBudget {
    page_chars: usize,
    chars: usize,
    /// Whether anything has been left out.
    pub(crate) cut: bool,
}

impl TextBudget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { page_chars: limits.page_chars, chars: limits.chars, cut: false }
    }

    /// As much of a page's text as there is room for.
    pub(crate) fn take(&mut self, mut text: String) -> String {
        let room = self.page_chars.min(self.chars);
        if let Some((end, _)) = text.char_indices().nth(room) {
            text.truncate(end);
            self.cut = true;
        }
        self.chars -= text.chars().count();
        text
    }

    pub(crate) fn take_some(&mut self, text: Option<String>) -> Option<String> {
        text.map(|text| self.take(text)).filter(|text| !text.is_empty())
    }
}

/// Until when something has to be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Instant);

impl Deadline {
    pub(crate) fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    pub(crate) fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    pub(crate) fn has_passed(self) -> bool {
        self.left().is_zero()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters_and_that_is_remembered() {
        let mut budget = TextBudget::new(&Limits { page_chars: 3, chars: 5, ..Limits::default() });
        assert_eq!(budget.take("港口".to_owned()), "港口");
        assert!(!budget.cut);
        assert_eq!(budget.take("ميناء".to_owned()), "مين");
        assert!(budget.cut);
        assert_eq!(budget.take("x".to_owned()), "");
    }
}
