//! Files that are made to do harm, and files that are broken anyhow: rendering them ends, and says why.

use std::time::{Duration, Instant};

use domain::preview::Missing;
use previews::{Limits, Source, Tools, Unrenderable};

use super::Trial;
use super::packed::{Slide, deck, document, packed, shape, workbook};
use super::pdf_files::{pdf_of, row};

fn quick() -> Limits {
    Limits { page_time: Duration::from_secs(2), drawing_time: Duration::from_secs(4), ..Limits::default() }
}

#[test]
fn a_part_that_unpacks_without_end_is_read_in_part() {
    let body = format!("<w:p><w:r><w:t>start</w:t><w:br w:type=\"page\"/></w:r></w:p>{}", "<w:p/>".repeat(2_000_000));
    let trial = Trial::of(&document(&body, &[]));
    let limits = Limits { unpacked_bytes: 1_000_000, ..quick() };
    let contents = trial.render_with(Source::Document, &Tools::default(), &limits).expect("contents");
    assert_eq!(contents.pages[0].text, "start");
    assert!(contents.missing.contains(&Missing::Text));
}

#[test]
fn one_endless_word_is_cut() {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "x".repeat(5_000_000));
    let contents = Trial::of(&document(&body, &[])).render(Source::Document).expect("contents");
    assert_eq!(contents.pages[0].text.len(), Limits::default().page_chars);
    assert!(contents.missing.contains(&Missing::Text));
}

#[test]
fn tags_in_tags_in_tags_are_refused() {
    let deep = document(&"<w:p>".repeat(100_000), &[]);
    assert!(matches!(Trial::of(&deep).render(Source::Document), Err(Unrenderable::TooMuch(_))));
}

#[test]
fn parts_that_refer_to_themselves_or_to_nothing_are_read_once() {
    let bytes = packed(&[
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>"#,
        ),
        ("etc/passwd", "<a/>"),
    ]);
    let start = Instant::now();
    for kind in [Source::Presentation, Source::Document, Source::Sheet] {
        let _ = Trial::of(&bytes).render(kind);
    }
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn an_entity_is_not_expanded() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><document><p><t>[&b;&f;]</t></p></document>"#;
    let bytes = packed(&[("word/document.xml", bomb)]);
    let contents = Trial::of(&bytes).render(Source::Document).expect("contents");
    assert_eq!(contents.pages[0].text, "[]");
}

#[test]
fn an_archive_in_which_nothing_is_what_is_expected_is_damaged() {
    let bytes = packed(&[("a.txt", "a")]);
    for kind in [Source::Presentation, Source::Document, Source::Sheet] {
        assert!(matches!(Trial::of(&bytes).render(kind), Err(Unrenderable::Damaged(_))), "{kind:?}");
    }
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let trial = Trial::of(b"text");
    std::fs::write(trial.preview().join("theirs"), "x").expect("a file");
    assert!(matches!(trial.render(Source::Text), Err(Unrenderable::NotEmpty)));
}

/// Every file with some bytes changed, cut or doubled, in a sequence that is always the same.
#[test]
fn whatever_is_broken_in_a_file_ends_in_contents_or_in_words() {
    let samples = [
        (Source::Pdf, pdf_of(&[vec![row(20.0, 200.0, "Port of Abidjan")], vec![row(20.0, 200.0, "ميناء")]])),
        (
            Source::Presentation,
            deck(&[Slide { shapes: shape("title", &["a"]), notes: Some(shape("body", &["b"])), hidden: true }]),
        ),
        (Source::Document, document("<w:p><w:r><w:t>text</w:t></w:r></w:p>", &[])),
        (Source::Sheet, workbook("a", r#"<row><c t="s"><v>0</v></c></row>"#, &["x"])),
        (Source::Archive, packed(&[("a", "a"), ("b", "b")])),
    ];
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).expect("31 bits") % below.max(1)
    };
    for (kind, sample) in samples {
        for _ in 0..60 {
            let mut bytes = sample.clone();
            for _ in 0..=random(6) {
                let place = random(bytes.len());
                match random(4) {
                    0 => bytes.truncate(place.max(1)),
                    1 => bytes[place] = u8::try_from(random(256)).expect("a byte"),
                    2 => bytes[place] ^= 1 << random(8),
                    _ => {
                        let piece = bytes[place..(place + random(40)).min(bytes.len())].to_vec();
                        let target = random(bytes.len());
                        bytes.splice(target..target, piece);
                    }
                }
            }
            let _ = Trial::of(&bytes).render_with(kind, &Tools::default(), &quick());
        }
    }
}
