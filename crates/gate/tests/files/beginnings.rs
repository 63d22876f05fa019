//! Where a PDF says that it begins: without a catalogue there, and pages in it, no viewer opens it.

use super::assert_words;
use super::made::*;

fn changed(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(pdf("", &[])).expect("text");
    assert!(text.contains(from), "{text}");
    text.replace(from, to).into_bytes()
}

#[test]
fn a_pdf_without_a_catalogue_does_not_open() {
    assert_words(&[
        ("missing.pdf", changed("/Root 1 0 R", "/Root 9 0 R"), "Broken"),
        ("page.pdf", changed("/Root 1 0 R", "/Root 3 0 R"), "Broken"),
        ("number.pdf", changed("/Root 1 0 R", "/Root 1"), "Broken"),
        ("null.pdf", changed("/Root 1 0 R", "/Root null"), "Broken"),
        ("none.pdf", changed("/Root 1 0 R", ""), "Broken"),
        ("no-dictionary.pdf", changed("<</Type/Catalog/Pages 2 0 R>>", "[/Catalog 2 0 R]"), "Broken"),
        ("other-type.pdf", changed("/Type/Catalog", "/Type/Outlines"), "Broken"),
        ("no-pages.pdf", changed("/Pages 2 0 R", ""), "Broken"),
        ("missing-pages.pdf", changed("/Pages 2 0 R", "/Pages 9 0 R"), "Broken"),
        ("pages-of-another-type.pdf", changed("<</Type/Pages/Kids[3 0 R]/Count 1>>", "(pages)"), "Broken"),
    ]);
}

#[test]
fn a_catalogue_is_found_however_it_is_written() {
    let catalog = "<</Type/Catalog/Pages 2 0 R>>";
    let packed = {
        let text = String::from_utf8(pdf("", &[&object_stream(9, &[(7, catalog)])])).expect("text");
        text.replace("/Root 1 0 R", "/Root 7 0 R").replace("/Type/Catalog", "/Type/Other").into_bytes()
    };
    let again = [pdf("", &[]), b"1 0 obj\n<</Type/Font>>\nendobj\ntrailer\n<</Root 9 0 R>>\n".to_vec()].concat();
    assert_words(&[
        ("no-type.pdf", changed("/Type/Catalog", ""), "Ready"),
        ("packed.pdf", packed, "Ready"),
        ("pages-within.pdf", changed("/Pages 2 0 R", "/Pages<</Kids[3 0 R]/Count 1>>"), "Ready"),
        ("one-page.pdf", changed("/Pages 2 0 R", "/Pages 3 0 R"), "Ready"),
        ("older-revision.pdf", again, "Ready"),
    ]);
}
