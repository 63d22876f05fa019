use domain::preview::Missing;
use previews::{Limits, Source, Tools, Unrenderable};

use super::packed::packed;
use super::{Trial, texts};

#[test]
fn an_archive_is_a_list_of_what_lies_in_it() {
    let archive =
        packed(&[("folder/deck.pptx", "12345"), ("ສະໄລ.pdf", ""), ("../../etc/passwd", "x"), ("folder/", "")]);
    let trial = Trial::of(&archive);
    let contents = trial.render(Source::Archive).expect("contents");
    assert_eq!(texts(&contents), ["folder/deck.pptx\t5\nສະໄລ.pdf\t0\n../../etc/passwd\t1"]);
    trial.assert_complete(&contents);
}

#[test]
fn of_many_entries_the_first_are_listed() {
    let trial = Trial::of(&packed(&[("a", ""), ("b", ""), ("c", "")]));
    let limits = Limits { entries: 2, ..Limits::default() };
    let contents = trial.render_with(Source::Archive, &Tools::default(), &limits).expect("contents");
    assert_eq!(texts(&contents), ["a\t0\nb\t0"]);
    assert_eq!(contents.missing, [Missing::Entries { shown: 2, of: 3 }]);
}

#[test]
fn no_archive_is_damaged() {
    assert!(matches!(Trial::of(b"PK\x03\x04 and no more").render(Source::Archive), Err(Unrenderable::Damaged(_))));
}
