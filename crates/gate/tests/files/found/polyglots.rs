//! Files that are two things at once.

use crate::assert_words;
use crate::made::*;

#[test]
fn a_pdf_within_or_behind_something_else_is_refused() {
    let whole = pdf("", &[]);
    let comment = [b"\xFF\xD8\xFF\xFE".as_slice(), &(whole.len() as u16 + 2).to_be_bytes(), &whole].concat();
    let picture = [comment.as_slice(), &jpg()[2..]].concat();
    let boxed =
        [boxed(b"ftyp", b"isom\0\0\0\0"), boxed(b"free", &whole), film(b"isom", &[b"vide"])[20..].to_vec()].concat();
    assert_words(&[
        ("a.jpg", picture.clone(), "Polyglot"),
        ("a.mp4", boxed, "Polyglot"),
        ("a.pdf", [b"GIF89a\x01\0\x01\0\0\0\0;".as_slice(), &whole].concat(), "Polyglot"),
        ("b.pdf", [b"Rar!\x1A\x07\x01\0\0\0\0".as_slice(), &whole].concat(), "Polyglot"),
        ("junk.pdf", [b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &whole].concat(), "Ready"),
        ("printed.pdf", [b"\x1B%-12345X@PJL\r\n".as_slice(), &whole].concat(), "Ready"),
    ]);
}

#[test]
fn two_kinds_of_document_in_one_package_are_refused() {
    let kind = b"application/vnd.oasis.opendocument.text".as_slice();
    assert_words(&[
        ("both.docx", docx(&[("mimetype", kind), ("content.xml", b"<c/>"), ("Basic/a/b.xml", b"<m/>")]), "Polyglot"),
        ("other-mark.docx", docx(&[("mimetype", b"application/zip")]), "Ready"),
    ]);
}
