use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Drawn, compare};
use crate::material::Sha256Hex;
use crate::preview::change::{Looks, PageChange, Run, Words};
use crate::preview::{Contents, Fault, Image, Page};

fn pages(texts: &[&str]) -> Drawn {
    let page = |(number, text): (u32, &&str)| Page { number, text: (*text).to_owned(), ..Page::default() };
    let contents = Contents { pages: (1..).zip(texts).map(page).collect(), missing: Vec::new() };
    Drawn { contents, hashes: BTreeMap::new() }
}

/// The pages of these texts, each with a picture of its own; an empty one could not be drawn.
fn drawn(pages_and_pictures: &[(&str, &str)]) -> Drawn {
    let texts: Vec<&str> = pages_and_pictures.iter().map(|(text, _)| *text).collect();
    let mut drawn = pages(&texts);
    for (page, (_, picture)) in drawn.contents.pages.iter_mut().zip(pages_and_pictures) {
        if picture.is_empty() {
            page.fault = Some(Fault::TooSlow);
            continue;
        }
        let file = format!("{:04}-900.webp", page.number);
        drawn.hashes.insert(file.clone(), Sha256Hex((*picture).to_owned()));
        page.images = vec![Image { width: 900, bytes: 9, file }];
    }
    drawn
}

fn same(old: u32, new: u32) -> PageChange {
    PageChange::Same { old, new, moved: false, looks: Looks::AsBefore }
}

fn looks(changes: &[PageChange]) -> Vec<Option<Looks>> {
    let look = |change: &PageChange| match change {
        PageChange::Same { looks, .. } => Some(*looks),
        _ => None,
    };
    changes.iter().map(look).collect()
}

const ONE: &str = "Port of Abidjan: berths and cranes";
const TWO: &str = "Throughput in the last five years";
const THREE: &str = "Customs clearance takes three days";

#[test]
fn nothing_changed() {
    let changes = compare(&pages(&[ONE, TWO]), &pages(&[ONE, TWO]));
    assert!(changes.iter().all(PageChange::is_none), "{changes:?}");
}

#[test]
fn lines_broken_elsewhere_are_no_change() {
    let changes = compare(&pages(&["Port of\nAbidjan"]), &pages(&["Port  of Abidjan"]));
    assert!(changes[0].is_none());
}

#[test]
fn a_changed_word_is_told_in_its_page() {
    let changes = compare(&pages(&[ONE, THREE]), &pages(&[ONE, "Customs clearance takes two days"]));
    let runs = vec![
        Run::Kept("Customs clearance takes".to_owned()),
        Run::Removed("three".to_owned()),
        Run::Added("two".to_owned()),
        Run::Kept("days".to_owned()),
    ];
    assert_eq!(changes[1], PageChange::Changed { old: 2, new: 2, moved: false, words: Words::Runs(runs) });
}

#[test]
fn an_added_page_leaves_those_after_it_the_same() {
    let changes = compare(&pages(&[ONE, THREE]), &pages(&[ONE, TWO, THREE]));
    assert_eq!(changes, [same(1, 1), PageChange::Added { new: 2 }, same(2, 3)]);
}

#[test]
fn a_removed_page_stands_where_it_was() {
    let changes = compare(&pages(&[ONE, TWO, THREE]), &pages(&[ONE, THREE]));
    assert_eq!(changes, [same(1, 1), PageChange::Removed { old: 2 }, same(3, 2)]);
    let all = compare(&pages(&[ONE, TWO]), &Drawn::default());
    assert_eq!(all, [PageChange::Removed { old: 1 }, PageChange::Removed { old: 2 }]);
}

#[test]
fn a_page_that_changed_its_place_has_moved_and_the_others_have_not() {
    let changes = compare(&pages(&[ONE, TWO, THREE]), &pages(&[THREE, ONE, TWO]));
    let moved: Vec<bool> = changes.iter().map(|change| !change.is_none()).collect();
    assert_eq!(moved, [true, false, false]);
    assert_eq!(changes[0], PageChange::Same { old: 3, new: 1, moved: true, looks: Looks::AsBefore });
}

#[test]
fn notes_and_headings_count() {
    let mut new = pages(&[ONE]);
    new.contents.pages[0].notes = Some("Thank the minister".to_owned());
    assert!(matches!(compare(&pages(&[ONE]), &new)[0], PageChange::Changed { .. }));
}

#[test]
fn pages_without_words_are_matched_by_their_order_alone() {
    let changes = compare(&pages(&["", ONE, ""]), &pages(&["", ONE, "", ""]));
    assert_eq!(changes.len(), 4);
    assert_eq!(changes.iter().filter(|change| matches!(change, PageChange::Added { .. })).count(), 1);
}

#[test]
fn a_page_of_the_same_words_may_look_otherwise() {
    let old = drawn(&[(ONE, "map"), (TWO, "chart"), (THREE, "photo"), ("", "scan")]);
    let new = drawn(&[(ONE, "map"), (TWO, "newer chart"), (THREE, ""), ("", "newer scan")]);
    let changes = compare(&old, &new);
    let expected = [Looks::AsBefore, Looks::Otherwise, Looks::Unknown, Looks::Otherwise];
    assert_eq!(looks(&changes), expected.map(Some));
    assert_eq!(changes.iter().map(PageChange::is_none).collect::<Vec<_>>(), [true, false, false, false]);
    assert_eq!(
        looks(&compare(&new, &new)),
        [Looks::AsBefore, Looks::AsBefore, Looks::Unknown, Looks::AsBefore].map(Some)
    );
}

#[test]
fn a_picture_on_one_side_only_cannot_be_compared() {
    assert_eq!(looks(&compare(&pages(&[ONE]), &drawn(&[(ONE, "map")]))), [Some(Looks::Unknown)]);
    assert_eq!(looks(&compare(&pages(&[ONE]), &pages(&[ONE]))), [Some(Looks::AsBefore)], "it is all text");
}

#[test]
fn scans_are_known_by_their_pictures() {
    let old = drawn(&[("", "a"), ("", "b"), ("", "c")]);
    let with_cover = compare(&old, &drawn(&[("", "cover"), ("", "a"), ("", "b"), ("", "c")]));
    assert_eq!(with_cover, [PageChange::Added { new: 1 }, same(1, 2), same(2, 3), same(3, 4)]);
    let turned = compare(&old, &drawn(&[("", "c"), ("", "a"), ("", "b")]));
    assert_eq!(turned[0], PageChange::Same { old: 3, new: 1, moved: true, looks: Looks::AsBefore });
}

/// `many` words of a language that has some thousands, and of which some come often.
fn prose(many: usize, seed: usize) -> Vec<String> {
    let number = |place: usize| {
        let mut hasher = DefaultHasher::new();
        (seed, place).hash(&mut hasher);
        hasher.finish() % 65_536
    };
    (0..many).map(|place| format!("word{}", number(place).pow(2) / 1_000_000)).collect()
}

/// So many words on each page.
fn set(words: &[String], on_a_page: usize) -> Drawn {
    let texts: Vec<String> = words.chunks(on_a_page).map(|page| page.join(" ")).collect();
    pages(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn two_words_of_a_long_page_are_found_at_its_ends() {
    let page = |first: &str, last: &str| [vec![first.to_owned()], prose(1_998, 1), vec![last.to_owned()]].concat();
    let (old, new) = (page("Formerly", "before"), page("Now", "after"));
    let changes = compare(&set(&old, 2_000), &set(&new, 2_000));
    let PageChange::Changed { words: Words::Runs(runs), .. } = &changes[0] else { panic!("{changes:?}") };
    let expected = [
        Run::Removed(old[0].clone()),
        Run::Added(new[0].clone()),
        Run::Kept(old[1..1_999].join(" ")),
        Run::Removed(old[1_999].clone()),
        Run::Added(new[1_999].clone()),
    ];
    assert_eq!(*runs, expected);
}

#[test]
fn what_is_inserted_at_the_top_is_told_on_each_page_that_it_pushes_on() {
    for (count, on_a_page, inserted) in [(100, 500, 150), (60, 1_200, 6)] {
        let old = prose(count * on_a_page, 1);
        let new = [prose(inserted, 7), old.clone()].concat();
        let changes = compare(&set(&old, on_a_page), &set(&new, on_a_page));
        assert_eq!(changes.len(), count + 1);
        for (number, change) in (1..).zip(&changes[..count]) {
            let told = matches!(change, PageChange::Changed { moved: false, words: Words::Runs(_), .. });
            let numbers = [change.old_number(), change.new_number()];
            assert!(told && numbers == [Some(number); 2], "{inserted} words: {change:?}");
        }
        assert_eq!(changes[count], PageChange::Added { new: u32::try_from(count).expect("few") + 1 });
    }
}

#[test]
fn words_that_changed_places_use_up_the_time_too() {
    let old = prose(100 * 1_000, 1);
    let new: Vec<String> = old.chunks(1_000).flat_map(|page| page.iter().rev().cloned()).collect();
    let changes = compare(&set(&old, 1_000), &set(&new, 1_000));
    let told = |change: &PageChange| matches!(change, PageChange::Changed { words: Words::Runs(_), .. });
    assert!(told(&changes[0]) && !told(&changes[99]));
}

#[test]
fn no_page_is_lost_and_none_comes_twice() {
    let texts: Vec<String> = (0..40).map(|n| format!("page {} of {} with words {}", n % 7, n % 3, n / 5)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (old, new) = (pages(&texts[..30]), pages(&texts[5..]));
    let changes = compare(&old, &new);
    let mut olds: Vec<u32> = changes.iter().filter_map(PageChange::old_number).collect();
    olds.sort_unstable();
    assert_eq!(olds, (1..=30).collect::<Vec<_>>());
    assert_eq!(changes.iter().filter_map(PageChange::new_number).collect::<Vec<_>>(), (1..=35).collect::<Vec<_>>());
}

#[test]
fn many_pages_of_which_every_one_changed_take_no_time() {
    let long = |version: usize| -> Vec<String> {
        (0..300)
            .map(|page| (0..1_000).map(|word| format!("{} ", (word * 7 + page * 31 + word * version) % 900)).collect())
            .collect()
    };
    let (old, new) = (long(0), long(3));
    let of = |texts: &[String]| pages(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let (old, new) = (of(&old), of(&new));
    let start = std::time::Instant::now();
    let changes = compare(&old, &new);
    let took = start.elapsed();
    println!("300 pages of 1,000 words: {took:?}");
    assert!(changes.len() >= 300);
    // A tenth of a second when optimised; tests may be not, on a machine that has other things to do.
    assert!(took.as_millis() < 3_000, "{took:?}");
}
