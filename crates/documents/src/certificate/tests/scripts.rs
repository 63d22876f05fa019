//! Scripts of the world. Which of them can be set depends on the machine's fonts; what must never
//! happen is that a letter comes out as an empty box.

use super::samples::{letters_on_the_page, press, statement, statement_from};
use crate::certificate::{CertificateError, Press};

/// Names, with the country whose certificate they stand on.
const NAMES: [(&str, &str); 9] = [
    ("محمد عبد الله", "EG"),
    ("李小龙", "CN"),
    ("田中 花子", "JP"),
    ("김철수", "KR"),
    ("አበበ ቢቂላ", "ET"),
    ("ສົມຊາຍ ວົງສາ", "LA"),
    ("สมชาย ใจดี", "TH"),
    ("অমর্ত্য", "BD"),
    ("გიორგი", "GE"),
];

#[test]
fn names_are_set_or_the_letter_without_a_font_is_named() {
    let press = Press::new().expect("a press");
    for (name, country) in NAMES {
        let missing = name.chars().find(|&letter| !press.has_letter(letter));
        match (missing, letters_on_the_page(&press, &statement_from(name, country))) {
            (None, Ok(letters)) => {
                // Word by word: those of a name from the right come in the order in which they are drawn.
                let missing = name.split_whitespace().find(|word| !letters.contains(word));
                assert_eq!(missing, None, "of “{name}” in {letters}");
            }
            (Some(letter), Err(error)) => {
                let CertificateError::MissingLetter { letter: named, text } = &error else { panic!("{name}: {error}") };
                assert!(!press.has_letter(*named), "{named} has a font");
                assert!(name.contains(text.as_str()) && text.contains(*named), "{name}: {text}");
                assert!(error.to_string().contains(&format!("(U+{:04X})", u32::from(*named))), "{error}");
                assert!(name.contains(letter));
            }
            (missing, outcome) => panic!("“{name}”: without a font {missing:?}, but {outcome:?}"),
        }
    }
}

/// The built-in fonts have no Chinese and no Ethiopic, so this one cannot be met by installing any.
#[test]
fn a_letter_without_a_font_is_refused_by_name() {
    for (name, letter) in [("Sample 李", '李'), ("አበበ", 'አ'), ("Sample 👩", '👩')] {
        assert!(!press().has_letter(letter), "{letter}");
        let refused = letters_on_the_page(press(), &statement(name)).expect_err("a refusal");
        let CertificateError::MissingLetter { letter: named, .. } = refused else { panic!("{refused}") };
        assert_eq!(named, letter);
    }
    let refused = letters_on_the_page(press(), &statement("李")).expect_err("a refusal").to_string();
    assert!(refused.contains("“李” (U+674E)"), "{refused}");
}

/// Not only names: every text on the page is looked at.
#[test]
fn a_letter_is_missed_wherever_it_stands() {
    let statement = domain::certificate::Statement { seminar: "国情".to_owned(), ..statement("A") };
    let refused = letters_on_the_page(press(), &statement).expect_err("a refusal");
    assert!(matches!(refused, CertificateError::MissingLetter { letter: '国', .. }), "{refused}");
}

#[test]
fn letters_that_need_each_other_are_set() {
    // An accent of its own, a joiner between Persian letters, a hyphen that must not break.
    for name in ["Jose\u{301} Nguye\u{302}\u{303}n", "Anne\u{2011}Marie", "A\u{AD}B", "Soft\u{200B}ware"] {
        letters_on_the_page(press(), &statement(name)).expect(name);
    }
}
