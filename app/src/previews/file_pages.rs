use domain::id::VersionId;
use domain::preview::Page;
use leptos::prelude::*;

use super::leafing::place_of;
use super::load_words::LoadWords;

/// The pages of a file, by their places, which count from 0. Where only one of them has brought what it says, that of the
/// others comes once it is wanted, all together: in a long report it weighs more than everything else but the pictures.
#[derive(Clone, Copy)]
pub struct FilePages {
    version: VersionId,
    pages: StoredValue<Vec<Page>>,
    /// The place of the only page that has brought its words. `None`: all have.
    only: Option<usize>,
    words: ServerAction<LoadWords>,
}

/// A page with what it says.
pub struct Said {
    pub page: Page,
    /// What is told as long as its words are not there.
    pub lacking: Option<String>,
}

impl FilePages {
    /// `page` is the only one that has brought its words.
    pub fn new(version: VersionId, pages: Vec<Page>, page: Option<u32>) -> Self {
        let only = page.map(|page| place_of(page, pages.len()));
        Self { version, pages: StoredValue::new(pages), only, words: ServerAction::new() }
    }

    pub fn count(self) -> usize {
        self.pages.with_value(Vec::len)
    }

    pub fn only(self) -> Option<usize> {
        self.only
    }

    /// The page there, to look at.
    pub fn page(self, place: usize) -> Page {
        self.pages.with_value(|pages| pages.get(place).cloned()).unwrap_or_default()
    }

    /// Has the page there brought its words?
    pub fn brought(self, place: usize) -> bool {
        self.only.is_none_or(|only| only == place)
    }

    /// The page there, to read. It follows its words as they come.
    pub fn said(self, place: usize) -> Said {
        let page = self.page(place);
        if self.brought(place) {
            return Said { page, lacking: None };
        }
        self.words.value().with(|words| match words {
            Some(Ok(pages)) => Said { page: pages.get(place).cloned().unwrap_or(page), lacking: None },
            Some(Err(error)) => Said { page, lacking: Some(error.to_string()) },
            None => Said { page, lacking: Some("Loading…".to_owned()) },
        })
    }

    /// Has the words of all pages come, unless they are here or on their way. What has failed is tried again.
    pub fn want_all(self) {
        let here = self.only.is_none() || self.words.value().with_untracked(|words| matches!(words, Some(Ok(_))));
        if !here && !self.words.pending().get_untracked() {
            self.words.dispatch(LoadWords { version: self.version.to_string() });
        }
    }
}
