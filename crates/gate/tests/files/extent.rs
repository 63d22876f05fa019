//! How much there is in a file, for whoever has it scanned as well.

use gate::Extent;

use super::inspected;
use super::made::*;

/// Bytes of what is in a file, without its own.
fn contents(name: &str, bytes: &[u8]) -> u64 {
    inspected(name, bytes).extent.total - bytes.len() as u64
}

#[test]
fn a_plain_file_is_all_there_is() {
    let extent = inspected("a.txt", b"words").extent;
    assert_eq!(extent, Extent { largest: 5, total: 5, files: 1, layers: 1 });
}

#[test]
fn parts_of_documents_count_unpacked() {
    let (plain, large) = (docx(&[]), docx(&[("word/media/a.bin", &[0; 100_000])]));
    let extent = inspected("a.docx", &large).extent;
    assert_eq!((extent.largest, extent.files, extent.layers), (100_000, 5, 2));
    assert_eq!(contents("a.docx", &large), contents("a.docx", &plain) + 100_000);
    let large = open_document("text", "<c/>", &[("Pictures/a.bin", &[0; 100_000])]);
    assert_eq!(inspected("a.odt", &large).extent.largest, large.len() as u64, "nothing in it is packed");
    assert_eq!(contents("a.odt", &large), contents("a.odt", &open_document("text", "<c/>", &[])) + 100_000);
}

#[test]
fn what_is_looked_at_twice_counts_once() {
    let inner = docx(&[("word/media/a.bin", &[0; 100_000])]);
    let outer = docx(&[("word/embeddings/a.docx", &inner)]);
    let expected = contents("a.docx", &docx(&[])) + inner.len() as u64 + contents("a.docx", &inner);
    assert_eq!(contents("a.docx", &outer), expected);
    let extent = inspected("a.docx", &outer).extent;
    assert_eq!((extent.largest, extent.files, extent.layers), (100_000, 9, 3));
}

#[test]
fn what_nobody_opens_in_an_archive_counts_too() {
    let files: [(&str, &[u8]); 2] = [("a.txt", &[b'a'; 1_000]), (".DS_Store", &[0; 50_000])];
    for bytes in [zip(&files), stored(&files)] {
        assert_eq!(contents("a.zip", &bytes), 51_000);
        assert_eq!(inspected("a.zip", &bytes).extent.files, 3);
    }
}

#[test]
fn streams_count() {
    let packed = hexadecimal_object(8, "", "/FlateDecode", &deflated(&[b' '; 50_000]));
    assert_eq!(inspected("a.pdf", &pdf("", &[&packed])).extent.largest, 50_000);
    let picture =
        "7 0 obj\n<</Subtype/Image/Width 8/Height 8/Filter/DCTDecode/Length 5>>\nstream\nwords\nendstream\nendobj";
    assert_eq!(contents("a.pdf", &pdf("", &[picture])), 5);
    assert_eq!(inspected("a.pdf", &pdf("", &[&packed, picture])).extent.files, 3);
    let document = doc(&[("/Data", &[0; 10_000])]);
    assert_eq!(contents("a.doc", &document), 4_096 + 10_000);
    assert_eq!(inspected("a.doc", &document).extent.files, 3);
}

#[test]
fn what_does_not_open_may_be_endless() {
    let document = docx_embedding("word/embeddings/a.zip", b"PK\x03\x04 and nothing that an archive has");
    assert_eq!(inspected("a.docx", &document).extent.total, u64::MAX);
}
