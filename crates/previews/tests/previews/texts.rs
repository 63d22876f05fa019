use domain::preview::Missing;
use previews::{Limits, Source, Tools};

use super::{Trial, texts};

#[test]
fn a_text_becomes_pages_of_some_lines() {
    let text: String = (1..=5).map(|line| format!("line {line}\r\n")).collect();
    let trial = Trial::of(text.as_bytes());
    let limits = Limits { lines: 2, ..Limits::default() };
    let contents = trial.render_with(Source::Text, &Tools::default(), &limits).expect("contents");
    assert_eq!(texts(&contents), ["line 1\nline 2", "line 3\nline 4", "line 5"]);
    assert!(contents.pages.iter().all(|page| page.images.is_empty()));
    trial.assert_complete(&contents);
}

#[test]
fn a_table_in_a_code_page_of_china_is_read() {
    let (bytes, ..) = encoding_rs::GBK.encode("港口,集装箱吞吐量\n上海,4703\n宁波,3108\n");
    let contents = Trial::of(&bytes).render(Source::Text).expect("contents");
    assert_eq!(texts(&contents), ["港口,集装箱吞吐量\n上海,4703\n宁波,3108"]);
}

#[test]
fn a_long_text_is_shown_in_part_and_says_so() {
    let trial = Trial::of("ten chars\n".repeat(10_000).as_bytes());
    let limits = Limits { lines: 10, pages: 3, ..Limits::default() };
    let contents = trial.render_with(Source::Text, &Tools::default(), &limits).expect("contents");
    assert_eq!(contents.missing, [Missing::Pages { shown: 3, of: Some(1_000) }]);
    let limits = Limits { chars: 1_000, ..Limits::default() };
    let trial = Trial::of("ten chars\n".repeat(10_000).as_bytes());
    let contents = trial.render_with(Source::Text, &Tools::default(), &limits).expect("contents");
    assert_eq!(contents.missing, [Missing::Text]);
}

#[test]
fn nothing_is_no_page() {
    assert!(Trial::of(b"").render(Source::Text).expect("contents").pages.is_empty());
}

#[test]
fn what_is_played_has_nothing_to_draw() {
    let contents = Trial::of(b"....ftypisom").render(Source::Media).expect("contents");
    assert_eq!((contents.pages.len(), contents.missing), (0, vec![Missing::NothingToDraw]));
}
