use super::compare;
use crate::preview::Page;
use crate::preview::change::{PageChange, Run, Words};

fn pages(texts: &[&str]) -> Vec<Page> {
    (1..).zip(texts).map(|(number, text)| Page { number, text: (*text).to_owned(), ..Page::default() }).collect()
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
    let same = |old, new| PageChange::Same { old, new, moved: false };
    assert_eq!(changes, [same(1, 1), PageChange::Added { new: 2 }, same(2, 3)]);
}

#[test]
fn a_removed_page_stands_where_it_was() {
    let changes = compare(&pages(&[ONE, TWO, THREE]), &pages(&[ONE, THREE]));
    let same = |old, new| PageChange::Same { old, new, moved: false };
    assert_eq!(changes, [same(1, 1), PageChange::Removed { old: 2 }, same(3, 2)]);
    let all = compare(&pages(&[ONE, TWO]), &[]);
    assert_eq!(all, [PageChange::Removed { old: 1 }, PageChange::Removed { old: 2 }]);
}

#[test]
fn a_page_that_changed_its_place_has_moved_and_the_others_have_not() {
    let changes = compare(&pages(&[ONE, TWO, THREE]), &pages(&[THREE, ONE, TWO]));
    let moved: Vec<bool> = changes.iter().map(|change| !change.is_none()).collect();
    assert_eq!(moved, [true, false, false]);
    assert_eq!(changes[0], PageChange::Same { old: 3, new: 1, moved: true });
}

#[test]
fn notes_and_headings_count() {
    let mut new = pages(&[ONE]);
    new[0].notes = Some("Thank the minister".to_owned());
    assert!(matches!(compare(&pages(&[ONE]), &new)[0], PageChange::Changed { .. }));
}

#[test]
fn pages_without_words_are_matched_by_their_order_alone() {
    let changes = compare(&pages(&["", ONE, ""]), &pages(&["", ONE, "", ""]));
    assert_eq!(changes.len(), 4);
    assert_eq!(changes.iter().filter(|change| matches!(change, PageChange::Added { .. })).count(), 1);
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
