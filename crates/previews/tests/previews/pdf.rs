use std::time::Duration;

use domain::preview::{Contents, Fault, Missing};
use previews::{Limits, Source, Tools, Unrenderable};

use super::pdf_files::{Row, pdf_of, pdf_with, row};
use super::{Trial, texts, widths};

fn text_of(rows: Vec<Row>) -> String {
    let contents = Trial::of(&pdf_of(&[rows])).render(Source::Pdf).expect("contents");
    contents.pages[0].text.clone()
}

fn turned(text: &str) -> String {
    text.chars().rev().collect()
}

#[test]
fn a_page_has_its_text_and_two_images() {
    let trial = Trial::of(&pdf_of(&[vec![row(20.0, 200.0, "Port of Abidjan"), row(20.0, 170.0, "2021")]]));
    let contents = trial.render(Source::Pdf).expect("contents");
    trial.assert_complete(&contents);
    let page = &contents.pages[0];
    assert_eq!(page.text, "Port of Abidjan\n2021");
    assert_eq!((page.width, page.height), (900, 675));
    assert_eq!(widths(page), [900, 320]);
    assert!(page.fault.is_none() && contents.missing.is_empty());
    let drawn = super::decoded(&trial.preview().join(&page.images[0].file));
    let dark = drawn.pixels().filter(|pixel| pixel.0[0] < 100).count();
    assert!((1_000..100_000).contains(&dark), "{dark} dark pixels");
}

#[test]
fn french_has_its_accents_and_no_ligatures() {
    let mut line = row(20.0, 200.0, "o\u{FB03}ciel, e\u{301}tat-major");
    line.letters[1] = "\u{FB03}".to_owned();
    assert_eq!(text_of(vec![line]), "officiel, état-major");
}

#[test]
fn chinese_is_read_without_spaces_that_are_not_there() {
    assert_eq!(text_of(vec![row(20.0, 200.0, "港口发展"), row(74.0, 200.0, "规划")]), "港口发展规划");
}

#[test]
fn arabic_is_read_from_the_right() {
    let seen = format!("{} 2021 {}", turned("العام"), turned("ميناء"));
    assert_eq!(text_of(vec![row(20.0, 200.0, &seen)]), "ميناء 2021 العام");
}

#[test]
fn arabic_marks_stay_with_their_letters() {
    // مُحَمَّد as fonts draw it: from the left, marks before their letters.
    let letters = ["د", "~\u{64E}", "~\u{651}", "م", "~\u{64E}", "ح", "~\u{64F}", "م"];
    let letters = letters.into_iter().map(str::to_owned).collect();
    let text = text_of(vec![Row { x: 20.0, y: 200.0, letters, replaced: None }]);
    // In normal form the doubling comes after the vowel.
    assert_eq!(text, "م\u{64F}ح\u{64E}م\u{64E}\u{651}د");
}

#[test]
fn lao_keeps_vowels_and_tones() {
    let letters = ["ທ", "~\u{EC8}", "າ", "ເ", "ຮ", "~\u{EB7}", "ອ"].into_iter().map(str::to_owned).collect();
    assert_eq!(text_of(vec![Row { x: 20.0, y: 200.0, letters, replaced: None }]), "ທ່າເຮືອ");
}

#[test]
fn what_the_file_says_of_its_glyphs_is_what_they_mean() {
    let mut line = row(44.0, 200.0, "xy");
    line.replaced = Some("ນ້ຳ".to_owned());
    assert_eq!(text_of(vec![row(20.0, 200.0, "ab"), line, row(68.0, 200.0, "cd")]), "abນ້ຳcd");
}

#[test]
fn letters_that_another_font_draws_later_go_into_their_gaps() {
    assert_eq!(
        text_of(vec![row(20.0, 200.0, "C"), row(44.0, 200.0, "ng"), row(20.0, 100.0, "x"), row(32.0, 200.0, "ả")]),
        "Cảng\nx"
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let rows =
        vec![row(20.0, 200.0, "left"), row(20.0, 170.0, "again"), row(220.0, 200.0, "right"), row(220.0, 170.0, "too")];
    assert_eq!(text_of(rows), "left\nagain\nright\ntoo");
}

#[test]
fn pages_beyond_the_limit_are_named() {
    let pages: Vec<Vec<Row>> = (0..5).map(|number| vec![row(20.0, 200.0, &format!("p{number}"))]).collect();
    let trial = Trial::of(&pdf_of(&pages));
    let limits = Limits { pages: 3, ..Limits::default() };
    let contents = trial.render_with(Source::Pdf, &Tools::default(), &limits).expect("contents");
    assert_eq!(texts(&contents), ["p0", "p1", "p2"]);
    assert_eq!(contents.missing, [Missing::Pages { shown: 3, of: Some(5) }]);
    trial.assert_complete(&contents);
}

#[test]
fn text_beyond_the_limit_is_named() {
    let trial = Trial::of(&pdf_of(&[vec![row(20.0, 200.0, "abcdef")]]));
    let limits = Limits { page_chars: 4, ..Limits::default() };
    let contents = trial.render_with(Source::Pdf, &Tools::default(), &limits).expect("contents");
    assert_eq!(texts(&contents), ["abcd"]);
    assert_eq!(contents.missing, [Missing::Text]);
}

/// Instructions that take long to draw, and not as long to read.
fn endless() -> String {
    "0 0 m 400 300 0 300 400 0 c S\n".repeat(300_000)
}

fn faults(contents: &Contents) -> Vec<Option<Fault>> {
    contents.pages.iter().map(|page| page.fault).collect()
}

#[test]
fn a_page_that_takes_too_long_is_passed_over() {
    let endless = endless();
    let pages = ["a", "b"].map(|text| vec![row(20.0, 200.0, text)]);
    let trial = Trial::of(&pdf_with(&pages, &[endless.as_bytes(); 2]));
    let limits = Limits { page_time: Duration::from_millis(200), ..Limits::default() };
    let contents = trial.render_with(Source::Pdf, &Tools::default(), &limits).expect("contents");
    assert_eq!(faults(&contents), [Some(Fault::TooSlow); 2]);
    trial.assert_complete(&contents);
}

#[test]
fn pages_after_two_slow_ones_keep_their_words() {
    let endless = endless();
    let pages = ["a", "b", "c", "d"].map(|text| vec![row(20.0, 200.0, text)]);
    let trial = Trial::of(&pdf_with(&pages, &[endless.as_bytes(); 2]));
    // Reading them shares the machine with what was left behind.
    let (page_time, text_time) = (Duration::from_millis(500), Duration::from_secs(10));
    let limits = Limits { page_time, text_time, ..Limits::default() };
    let contents = trial.render_with(Source::Pdf, &Tools::default(), &limits).expect("contents");
    assert_eq!(texts(&contents), ["a", "b", "c", "d"]);
    let (slow, left) = (Some(Fault::TooSlow), Some(Fault::NoTimeLeft));
    assert_eq!(faults(&contents), [slow, slow, left, left]);
    assert!(contents.missing.is_empty(), "{:?}", contents.missing);
    trial.assert_complete(&contents);
}

#[test]
fn what_is_left_when_the_time_is_over_is_read_and_says_so() {
    let trial = Trial::of(&pdf_of(&[vec![row(20.0, 200.0, "a")], vec![row(20.0, 200.0, "b")]]));
    let limits = Limits { drawing_time: Duration::ZERO, ..Limits::default() };
    let contents = trial.render_with(Source::Pdf, &Tools::default(), &limits).expect("contents");
    assert_eq!(texts(&contents), ["a", "b"]);
    assert_eq!(faults(&contents), [Some(Fault::NoTimeLeft); 2]);
    assert!(contents.missing.is_empty(), "{:?}", contents.missing);
    trial.assert_complete(&contents);
}

#[test]
fn words_for_which_there_is_no_time_are_missed() {
    let trial = Trial::of(&pdf_of(&[vec![row(20.0, 200.0, "a")]]));
    let limits = Limits { drawing_time: Duration::ZERO, reading_time: Duration::ZERO, ..Limits::default() };
    let contents = trial.render_with(Source::Pdf, &Tools::default(), &limits).expect("contents");
    assert_eq!((texts(&contents), contents.missing.as_slice()), (vec![""], [Missing::Text].as_slice()));
    trial.assert_complete(&contents);
}

#[test]
fn a_pdf_that_is_none_is_damaged() {
    for bytes in [b"".as_slice(), b"%PDF-1.7", b"hello", &[0xFF; 1_000]] {
        let trial = Trial::of(bytes);
        assert!(matches!(trial.render(Source::Pdf), Err(Unrenderable::Damaged(_))));
        assert!(!trial.preview().join(previews::MANIFEST).exists());
    }
}

#[test]
fn a_pdf_with_a_password_says_so() {
    let mut bytes = pdf_of(&[vec![row(20.0, 200.0, "a")]]);
    let place = bytes.windows(7).position(|seven| seven == b"trailer").expect("a trailer");
    let rest = bytes.split_off(place);
    let text = String::from_utf8_lossy(&rest).replace(
        "<<",
        "<< /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 \
         /O <0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20> \
         /U <0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20> >>",
    );
    bytes.extend_from_slice(text.as_bytes());
    let contents = Trial::of(&bytes).render(Source::Pdf).expect("contents");
    assert_eq!((contents.pages.len(), contents.missing), (0, vec![Missing::Password]));
}
