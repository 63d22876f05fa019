use domain::preview::PageChange;
use domain::preview::change::Looks;

use super::load_comparison::Side;

/// What is said where there are no changes to show.
pub fn no_changes(old: &Side, new: &Side, changes: Option<&[PageChange]>) -> Option<String> {
    let Some(changes) = changes else {
        return Some(
            "One of them has not been drawn yet, or could not be drawn. Please look here again later.".to_owned(),
        );
    };
    let none_of = |side: &Side| format!("There are no pages of version {} to compare.", side.version.number);
    match (old.pages.is_empty(), new.pages.is_empty()) {
        (true, true) => Some("There are no pages to compare.".to_owned()),
        (true, false) => Some(none_of(old)),
        (false, true) => Some(none_of(new)),
        (false, false) => changes.iter().all(PageChange::is_none).then(|| same(old).to_owned()),
    }
}

fn same(side: &Side) -> &'static str {
    if side.pages.iter().any(|page| !page.images.is_empty()) {
        "The words of both are the same, and so are their pictures."
    } else {
        "The words of both are the same."
    }
}

pub fn title(change: &PageChange) -> String {
    match change {
        PageChange::Same { old, new, moved, looks } => {
            let place = if *moved { format!("Page {old} is page {new} now") } else { format!("Page {new}") };
            match looks {
                Looks::AsBefore => place,
                Looks::Otherwise if *moved => format!("{place}, with another picture"),
                Looks::Otherwise => format!("{place} has another picture"),
                Looks::Unknown if *moved => format!("{place}, without a picture to compare"),
                Looks::Unknown => format!("{place} has no picture to compare"),
            }
        }
        PageChange::Changed { old, new, moved: true, .. } => format!("Page {old} is page {new} now, and changed"),
        PageChange::Changed { new, .. } => format!("Page {new} changed"),
        PageChange::Added { new } => format!("Page {new} is new"),
        PageChange::Removed { old } => format!("Page {old} is gone"),
    }
}

/// `2 pages changed, 1 page new.`
pub fn summary(changes: &[PageChange]) -> String {
    let count = |wanted: fn(&PageChange) -> bool| changes.iter().filter(|change| wanted(change)).count();
    let parts = [
        (count(|change| matches!(change, PageChange::Changed { .. })), "changed"),
        (count(|change| matches!(change, PageChange::Same { looks: Looks::Otherwise, .. })), "with another picture"),
        (count(|change| matches!(change, PageChange::Added { .. })), "new"),
        (count(|change| matches!(change, PageChange::Removed { .. })), "gone"),
        (count(|change| matches!(change, PageChange::Same { moved: true, .. })), "moved"),
        (
            count(|change| matches!(change, PageChange::Same { looks: Looks::Unknown, .. })),
            "without a picture to compare",
        ),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| pages_text(count, what)).collect();
    format!("{}.", parts.join(", "))
}

pub fn pages_text(count: usize, what: &str) -> String {
    if count == 1 { format!("1 page {what}") } else { format!("{count} pages {what}") }
}

#[cfg(test)]
mod tests {
    use domain::gate::Passage;
    use domain::material::{Sha256Hex, Version};
    use domain::preview::change::Words;
    use domain::preview::{Image, Page};
    use domain::time::Instant;

    use super::*;

    fn side(number: u32, pages: Vec<Page>) -> Side {
        let version = Version {
            id: "0190f3a2-0000-7000-8000-000000000000".parse().expect("an id"),
            number,
            file_name: "ports.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 9,
            sha256: Sha256Hex("ab".repeat(32)),
            uploaded_by: "Sample Person".to_owned(),
            submitted_at: Instant::from_seconds(1_636_507_800),
            consent: None,
            passage: Passage::RECEIVED,
            glance: None,
        };
        Side { version, pages, missing: Vec::new() }
    }

    fn page() -> Page {
        let image = Image { width: 900, bytes: 9, file: "0001-900.webp".to_owned() };
        Page { number: 1, images: vec![image], ..Page::default() }
    }

    fn same_page(looks: Looks, moved: bool) -> PageChange {
        PageChange::Same { old: 2, new: 1, moved, looks }
    }

    #[test]
    fn changes_are_summed_up_in_words() {
        let words = Words::TooMany;
        let changes = [
            same_page(Looks::AsBefore, false),
            PageChange::Changed { old: 2, new: 2, moved: false, words },
            PageChange::Added { new: 3 },
            PageChange::Added { new: 4 },
            same_page(Looks::Otherwise, false),
            same_page(Looks::Unknown, true),
        ];
        let told = "1 page changed, 1 page with another picture, 2 pages new, 1 page moved, 1 page without a picture to compare.";
        assert_eq!(summary(&changes), told);
        assert_eq!(title(&changes[2]), "Page 3 is new");
        assert_eq!(title(&changes[4]), "Page 1 has another picture");
        assert_eq!(title(&changes[5]), "Page 2 is page 1 now, without a picture to compare");
    }

    #[test]
    fn nothing_is_called_the_same_that_was_not_compared() {
        let told = |old: &Side, new: &Side, changes: &[PageChange]| no_changes(old, new, Some(changes));
        let (none, text) = (side(1, Vec::new()), side(2, vec![Page::default()]));
        assert_eq!(told(&none, &none, &[]).as_deref(), Some("There are no pages to compare."));
        let added = [PageChange::Added { new: 1 }];
        let one_sided = Some("There are no pages of version 1 to compare.");
        assert_eq!(told(&none, &text, &added).as_deref(), one_sided);
        assert_eq!(told(&text, &none, &[PageChange::Removed { old: 1 }]).as_deref(), one_sided);
        let same = [same_page(Looks::AsBefore, false)];
        assert_eq!(told(&text, &text, &same).as_deref(), Some("The words of both are the same."));
        let drawn = side(2, vec![page()]);
        let with_pictures = Some("The words of both are the same, and so are their pictures.");
        assert_eq!(told(&drawn, &drawn, &same).as_deref(), with_pictures);
        assert_eq!(told(&drawn, &drawn, &[same_page(Looks::Otherwise, false)]), None);
        assert!(no_changes(&none, &drawn, None).is_some_and(|note| note.contains("not been drawn yet")));
    }
}
