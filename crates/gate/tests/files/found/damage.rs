//! Files that were cut or damaged on the way.

use crate::assert_words;
use crate::made::*;

/// A packed file one part of which does not unpack.
fn damaged(mut bytes: Vec<u8>, name: &str) -> Vec<u8> {
    let part = bytes.windows(name.len()).position(|window| window == name.as_bytes()).expect("its name");
    bytes[part + name.len() + 8] ^= 0x55;
    bytes
}

#[test]
fn a_small_picture_of_the_document_that_does_not_unpack_harms_nobody() {
    let marker = b"a small picture of the first page";
    let with_damaged = |name| damaged(docx(&[(name, marker)]), name);
    assert_words(&[
        ("a.docx", with_damaged("docProps/thumbnail.wmf"), "Ready"),
        ("b.docx", with_damaged("word/media/image1.wmf"), "Broken"),
    ]);
}

#[test]
fn what_was_cut_or_damaged_on_the_way_does_not_open() {
    let slide = format!("<p:sld xmlns:p='x'>{}</p:sld>", "<p:sp/>".repeat(40));
    let styles = format!("<s>{}</s>", "<style/>".repeat(40));
    let cut_film = |known: bool| {
        let length: &[u8] = if known { b"\x01\0\0\0\0\0\x01\0" } else { b"\xFF" };
        let head = b"\x1A\x45\xDF\xA3\x87\x42\x82\x84webm\x18\x53\x80\x67";
        [head.as_slice(), length, &[0; 50]].concat()
    };
    let long = [&jpg()[..jpg().len() - 2], &vec![7; 65_535][..], b"\xFF\xD9"].concat();
    assert_words(&[
        ("cut.jpg", jpg()[..jpg().len() - 2].to_vec(), "Broken"),
        ("long.jpg", long, "Ready"),
        ("cut.webm", cut_film(true), "Broken"),
        ("live.webm", cut_film(false), "Ready"),
        (
            "slide.pptx",
            damaged(pptx(&[("ppt/slides/slide1.xml", slide.as_bytes())]), "ppt/slides/slide1.xml"),
            "Broken",
        ),
        ("odd-slide.pptx", pptx(&[("ppt/slides/slide1.xml", b"no XML")]), "Ready"),
        ("odd-styles.odt", open_document("text", "<c/>", &[("styles.xml", b"no XML")]), "Ready"),
        (
            "styles.odt",
            damaged(open_document("text", "<c/>", &[("styles.xml", styles.as_bytes())]), "styles.xml"),
            "Broken",
        ),
    ]);
}
