//! Where the words of an office file are collected.

use domain::preview::{Missing, Page};

use super::Script;
use crate::limits::{Limits, TextBudget};
use crate::normal::normal;

pub(super) struct Pages {
    pages: Vec<Page>,
    text: TextBudget,
    most: u32,
    /// Of a text that is still being read: more than is kept of it is not collected first.
    most_bytes: usize,
    of: u32,
}

impl Pages {
    pub(super) fn new(limits: &Limits) -> Self {
        let text = TextBudget::new(limits);
        Self { pages: Vec::new(), text, most: limits.pages, most_bytes: limits.page_chars.saturating_mul(4), of: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.pages.len() >= self.most as usize
    }

    /// An empty text with room for a page.
    pub(super) fn lines(&self) -> Lines {
        Lines { text: String::new(), line: String::new(), most_bytes: self.most_bytes }
    }

    /// Counts it, and keeps it if there is room.
    pub(super) fn add(&mut self, heading: Option<String>, text: Lines, notes: Option<Lines>, hidden: bool) {
        self.of = self.of.saturating_add(1);
        if self.is_full() {
            return;
        }
        let number = self.of;
        let heading = self.text.take_some(heading.map(|heading| normal(&one_line(&heading))));
        let text = self.text.take(normal(&text.finish()));
        let notes = self.text.take_some(notes.map(|notes| normal(&notes.finish())));
        self.pages.push(Page { number, heading, text, notes, hidden, ..Page::default() });
    }

    /// Counts what is not read any more.
    pub(super) fn pass(&mut self) {
        self.of = self.of.saturating_add(1);
    }

    pub(super) fn finish(self, broke_off: bool) -> Script {
        let shown = u32::try_from(self.pages.len()).unwrap_or(self.most);
        let mut missing = Vec::new();
        if shown < self.of {
            missing.push(Missing::Pages { shown, of: Some(self.of) });
        }
        if self.text.cut || broke_off {
            missing.push(Missing::Text);
        }
        Script { pages: self.pages, missing }
    }
}

/// A text line by line, of bounded length.
pub(super) struct Lines {
    text: String,
    line: String,
    most_bytes: usize,
}

impl Lines {
    /// Adds to the line.
    pub(super) fn push(&mut self, more: &str) {
        // One byte more than is kept, so that it shows that there is more.
        let room = (self.most_bytes + 1).saturating_sub(self.text.len() + self.line.len());
        self.line.push_str(&more[..more.floor_char_boundary(room)]);
    }

    /// Ends the line; one without words is left out.
    pub(super) fn end_line(&mut self) {
        let line = self.line.trim();
        if !line.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
        self.line.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.line.trim().is_empty()
    }

    /// Takes what there is, and leaves it empty.
    pub(super) fn take(&mut self) -> String {
        self.end_line();
        std::mem::take(&mut self.text)
    }

    pub(super) fn finish(mut self) -> String {
        self.take()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
