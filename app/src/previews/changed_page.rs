use domain::id::{SeminarSlug, VersionId};
use domain::preview::{Page, PageChange};
use domain::upload::size_text;

use super::comparison_words::title;
use super::load_comparison::{Comparison, Side};

/// A page that is not as it was.
#[derive(Debug, Clone)]
pub struct ChangedPage {
    pub change: PageChange,
    pub before: Option<SidePage>,
    pub after: Option<SidePage>,
}

/// A page of one of the two versions.
#[derive(Debug, Clone)]
pub struct SidePage {
    pub version: VersionId,
    /// Of the version.
    pub number: u32,
    pub page: Page,
    /// Its address in the viewer.
    pub viewer: String,
}

impl ChangedPage {
    /// Those of a comparison, in the order of the new version.
    pub fn all(Comparison { seminar, old, new, changes, .. }: &Comparison) -> Vec<Self> {
        let changed = changes.iter().flatten().filter(|change| !change.is_none()).map(|change| Self {
            before: change.old_number().and_then(|page| SidePage::of(seminar, old, page)),
            after: change.new_number().and_then(|page| SidePage::of(seminar, new, page)),
            change: change.clone(),
        });
        changed.collect()
    }

    /// Of its pictures, in bytes, at their widest.
    pub fn weight(&self) -> u64 {
        let sides = [&self.before, &self.after].into_iter().flatten();
        sides.filter_map(|side| side.page.images.first()).map(|image| image.bytes).sum()
    }

    /// `Page 3 changed, up to 96 KiB`: a browser may choose narrower pictures.
    pub fn caption(&self) -> String {
        match self.weight() {
            0 => title(&self.change),
            bytes => format!("{}, up to {}", title(&self.change), size_text(bytes)),
        }
    }
}

impl SidePage {
    fn of(seminar: &SeminarSlug, Side { version, pages, .. }: &Side, number: u32) -> Option<Self> {
        let page = pages.iter().find(|page| page.number == number)?.clone();
        let viewer = format!("/seminars/{seminar}/previews/{}?page={number}#page-{number}", version.id);
        Some(Self { version: version.id, number: version.number, page, viewer })
    }
}

#[cfg(test)]
mod tests {
    use domain::preview::Image;

    use super::*;

    fn side(bytes: u64) -> SidePage {
        let version = "0190f3a2-0000-7000-8000-000000000000".parse().expect("an id");
        let image = |width, bytes| Image { width, bytes, file: format!("0003-{width}.webp") };
        let page = Page { number: 3, images: vec![image(900, bytes), image(320, 9)], ..Page::default() };
        SidePage { version, number: 1, page, viewer: String::new() }
    }

    #[test]
    fn a_change_says_what_both_pictures_weigh_before_they_come() {
        let change = PageChange::Added { new: 3 };
        let caption = |before, after| ChangedPage { change: change.clone(), before, after }.caption();
        assert_eq!(caption(Some(side(49_152)), Some(side(49_152))), "Page 3 is new, up to 96 KiB");
        assert_eq!(caption(None, Some(side(49_152))), "Page 3 is new, up to 48 KiB");
        assert_eq!(caption(None, None), "Page 3 is new");
    }
}
