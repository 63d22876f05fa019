//! What can be seen of a file without downloading it: its pages as pictures and as text.
//!
//! | module | what |
//! |---|---|
//! | [`missing`] | what of a file is not shown, and why |
//! | [`change`] | what became of a page between two versions |
//! | [`compare`] | tells that (`server`) |

pub mod change;
#[cfg(feature = "server")]
pub mod compare;
pub mod missing;

use serde::{Deserialize, Serialize};

pub use change::PageChange;
#[cfg(feature = "server")]
pub use compare::{Drawn, compare};
pub use missing::{Fault, Missing, OfficeTrouble};

/// The widths in which a page is drawn, in pixels: one to read, one for lists. A page that is very high in
/// comparison is drawn narrower; a picture that is smaller is never enlarged.
pub const WIDTHS: [u32; 2] = [900, 320];

/// All that is shown of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// In the order of the file.
    pub pages: Vec<Page>,
    /// Empty if everything is shown.
    pub missing: Vec<Missing>,
}

impl Contents {
    /// Nothing is shown, for one reason.
    pub fn lacking(missing: Missing) -> Self {
        Self { pages: Vec::new(), missing: vec![missing] }
    }

    /// What of the file is not shown, a sentence each.
    pub fn not_shown(&self) -> Vec<String> {
        let told = |missing: &Missing| match missing {
            Missing::Office(trouble) if self.pages.is_empty() => trouble.without_text().to_owned(),
            Missing::Drawing if !self.pages.is_empty() => OfficeTrouble::Failed.to_string(),
            missing => missing.to_string(),
        };
        self.missing.iter().map(told).collect()
    }

    /// What is missing may have been lost to a machine that had too much to do.
    pub fn may_be_the_machines_fault(&self) -> bool {
        let of_office =
            |missing: &Missing| matches!(missing, Missing::Office(OfficeTrouble::TooSlow | OfficeTrouble::Failed));
        let of_time = |page: &Page| matches!(page.fault, Some(Fault::TooSlow | Fault::NoTimeLeft));
        self.missing.iter().any(of_office) || self.pages.iter().any(of_time)
    }

    /// May drawing it once more come to another end?
    fn may_be_drawn(&self) -> bool {
        self.missing.iter().any(|missing| missing.may_be_drawn()) || self.pages.iter().any(|page| page.fault.is_some())
    }

    /// Something is missing of it that drawing it once more may bring, and `other` shows more: pictures of more pages, or
    /// as many and the words of more pages.
    pub fn falls_short_of(&self, other: &Self) -> bool {
        self.may_be_drawn() && self.shown() < other.shown()
    }

    /// Of how many pages there are pictures, and of how many there are words.
    fn shown(&self) -> (usize, usize) {
        let pictured = self.pages.iter().filter(|page| !page.images.is_empty());
        let worded = self.pages.iter().filter(|page| page.words().next().is_some());
        (pictured.count(), worded.count())
    }

    /// They are looked at one by one: there are several, and pictures of them.
    pub fn is_leafed(&self) -> bool {
        self.pages.len() > 1 && self.pages.iter().any(|page| !page.images.is_empty())
    }

    /// Without what the pages say, but for the one at that place; places count from 0.
    pub fn with_words_at(mut self, place: usize) -> Self {
        let others = self.pages.iter_mut().enumerate().filter(|(at, _)| *at != place);
        for (_, page) in others {
            page.text.clear();
            page.notes = None;
        }
        self
    }

    pub fn glance(&self) -> Glance {
        let thumbnail = self.pages.iter().find_map(|page| page.images.last()).cloned();
        Glance { pages: u32::try_from(self.pages.len()).unwrap_or(u32::MAX), thumbnail }
    }
}

/// Whether anything of a version is still to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// Nothing is, as of what was drawn long ago, or of what has not passed the gate.
    Settled,
    /// It is drawn now or soon.
    UnderWay,
    /// It has failed too often, and waits for staff.
    Dead,
}

/// May staff have a version drawn again of which these `contents` are there?
pub fn may_draw_again(contents: Option<&Contents>, drawing: Drawing) -> bool {
    match drawing {
        Drawing::Settled => contents.is_some_and(Contents::may_be_drawn),
        Drawing::UnderWay => false,
        Drawing::Dead => true,
    }
}

/// What lists show of a file before anyone opens its pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glance {
    pub pages: u32,
    /// The narrow image of the first page that has one.
    pub thumbnail: Option<Image>,
}

/// A page of a PDF or a document, a slide, a sheet, a picture, or some lines of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The first is 1.
    pub number: u32,
    /// Title of a slide, name of a sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Lines in reading order, without the heading: NFC, in logical order, ligatures taken apart. It is what the
    /// file says, so it is shown as text only.
    pub text: String,
    /// What the speaker wrote for herself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// A slide that is not shown when the deck is presented.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// In pixels of the widest image; 0 without one.
    pub width: u32,
    pub height: u32,
    /// One for each of [`WIDTHS`], the widest first. Empty if there is nothing to draw, or for the reason in `fault`.
    pub images: Vec<Image>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
}

/// A page, drawn as WebP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Pixels.
    pub width: u32,
    pub bytes: u64,
    /// Name of the file, in the folder of the preview: `0001-900.webp`.
    pub file: String,
}

impl Page {
    /// The words by which a page is found and compared: heading, text and notes.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let heading = self.heading.as_deref().unwrap_or_default();
        let notes = self.notes.as_deref().unwrap_or_default();
        [heading, self.text.as_str(), notes].into_iter().flat_map(str::split_whitespace)
    }

    /// The narrowest image that is still as wide as asked, or the widest there is.
    pub fn image(&self, width: u32) -> Option<&Image> {
        self.images.iter().rev().find(|image| image.width >= width).or(self.images.first())
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_read_back_and_leave_out_what_is_not_there() {
        let image = Image { width: 320, bytes: 9, file: "0001-320.webp".to_owned() };
        let page = Page { number: 1, text: "ports".to_owned(), images: vec![image], ..Page::default() };
        let contents = Contents { pages: vec![page], missing: vec![Missing::Pages { shown: 1, of: Some(4) }] };
        let json = serde_json::to_string(&contents).expect("text");
        assert!(!json.contains("heading") && !json.contains("hidden"), "{json}");
        assert_eq!(serde_json::from_str::<Contents>(&json).expect("contents"), contents);
    }

    #[test]
    fn where_no_page_was_read_nothing_is_shown_as_text() {
        let missing = vec![Missing::Office(OfficeTrouble::NotInstalled), Missing::Text];
        let mut contents = Contents { pages: vec![Page::default()], missing };
        assert!(contents.not_shown()[0].contains("shown as text"));
        contents.pages.clear();
        let told = contents.not_shown();
        assert_eq!(told[0], "Office files of this kind cannot be shown here. It can be downloaded.");
        assert_eq!(told[1], Missing::Text.to_string());
    }

    #[test]
    fn one_page_keeps_its_words_and_all_keep_their_headings() {
        let page = |number| Page {
            number,
            heading: Some(format!("Port {number}")),
            text: "ships".to_owned(),
            notes: Some("slowly".to_owned()),
            ..Page::default()
        };
        let contents = Contents { pages: vec![page(1), page(2)], missing: vec![Missing::Text] };
        let left = contents.with_words_at(1);
        assert_eq!((&left.pages[1], &left.missing[..]), (&page(2), &[Missing::Text][..]));
        assert_eq!(left.pages[0], Page { text: String::new(), notes: None, ..page(1) });
    }

    #[test]
    fn several_pages_are_leafed_through_if_there_are_pictures() {
        let drawn = Page { images: vec![Image { width: 900, bytes: 9, file: String::new() }], ..Page::default() };
        let leafed = |pages: &[&Page]| {
            let pages = pages.iter().copied().cloned().collect();
            Contents { pages, missing: Vec::new() }.is_leafed()
        };
        assert!(leafed(&[&Page::default(), &drawn]));
        assert!(!leafed(&[&drawn]) && !leafed(&[&Page::default(), &Page::default()]));
    }

    #[test]
    fn only_what_may_come_out_better_is_drawn_again() {
        let lacking = |missing| may_draw_again(Some(&Contents::lacking(missing)), Drawing::Settled);
        assert!(lacking(Missing::Office(OfficeTrouble::NotInstalled)) && lacking(Missing::Drawing));
        assert!(!lacking(Missing::Password) && !lacking(Missing::NothingToDraw));
        assert!(!may_draw_again(Some(&Contents::default()), Drawing::Settled));
        assert!(!may_draw_again(Some(&Contents::lacking(Missing::Drawing)), Drawing::UnderWay));
        assert!(may_draw_again(None, Drawing::Dead) && !may_draw_again(None, Drawing::UnderWay));
        for fault in [Fault::TooSlow, Fault::Broken, Fault::NoTimeLeft] {
            assert!(may_draw_again(Some(&with_fault(Some(fault))), Drawing::Settled), "{fault:?}");
        }
        assert!(!may_draw_again(Some(&with_fault(None)), Drawing::Settled));
    }

    /// Two pages, the second with this fault.
    fn with_fault(fault: Option<Fault>) -> Contents {
        Contents { pages: vec![Page::default(), Page { fault, ..Page::default() }], missing: Vec::new() }
    }

    #[test]
    fn what_was_not_ended_may_be_the_machines_fault() {
        let may_be = |missing| Contents::lacking(missing).may_be_the_machines_fault();
        assert!(may_be(Missing::Office(OfficeTrouble::TooSlow)) && may_be(Missing::Office(OfficeTrouble::Failed)));
        assert!(!may_be(Missing::Office(OfficeTrouble::NotInstalled)) && !may_be(Missing::Drawing));
        for (fault, may_be) in [(Fault::TooSlow, true), (Fault::NoTimeLeft, true), (Fault::Broken, false)] {
            assert_eq!(with_fault(Some(fault)).may_be_the_machines_fault(), may_be, "{fault:?}");
        }
        assert!(!with_fault(None).may_be_the_machines_fault());
    }

    #[test]
    fn what_lost_pages_falls_short_of_what_shows_more() {
        let image = Image { width: 900, bytes: 9, file: String::new() };
        let drawn = Page { images: vec![image], text: "ports".to_owned(), ..Page::default() };
        let worded = Page { images: Vec::new(), fault: Some(Fault::NoTimeLeft), ..drawn.clone() };
        let lost = Page { fault: Some(Fault::NoTimeLeft), ..Page::default() };
        let of = |pages: [&Page; 2]| Contents { pages: pages.map(Page::clone).to_vec(), missing: Vec::new() };
        assert!(of([&worded, &worded]).falls_short_of(&of([&drawn, &lost])), "pictures before words");
        assert!(of([&drawn, &lost]).falls_short_of(&of([&drawn, &worded])));
        assert!(!of([&drawn, &worded]).falls_short_of(&of([&drawn, &worded])), "the newer one of two alike");
        assert!(!of([&drawn, &worded]).falls_short_of(&of([&drawn, &lost])));
        assert!(!Contents::default().falls_short_of(&of([&drawn, &drawn])), "there is no more of the file");
        assert!(Contents::lacking(Missing::Drawing).falls_short_of(&of([&worded, &lost])));
    }

    #[test]
    fn an_image_is_chosen_by_the_width_of_its_place() {
        let image = |width| Image { width, bytes: 0, file: String::new() };
        let page = Page { images: vec![image(900), image(320)], ..Page::default() };
        let chosen = |width| page.image(width).map(|image| image.width);
        assert_eq!(
            [chosen(200), chosen(320), chosen(321), chosen(2_000)],
            [Some(320), Some(320), Some(900), Some(900)]
        );
        assert_eq!(Page::default().image(320), None);
    }
}
