//! What file managers, shared drives and office programs leave in archives.

use crate::assert_words;
use crate::made::*;

#[test]
fn what_a_mac_leaves_in_a_packed_file_is_none_of_its_parts() {
    let left = b"\0\x05\x16\x07\0\x02\0\0Mac OS X        ".as_slice();
    let external = relations(&[("x/image", "https://a.example", true)]);
    assert_words(&[
        ("a.xlsx", xlsx(&[("__MACOSX/_rels/._.rels", left), ("__MACOSX/xl/._workbook.xml", left)]), "Ready"),
        ("a.docx", docx(&[("__MACOSX/_rels/._.rels", external.as_bytes())]), "Held([ExternalContent])"),
        ("a.zip", zip(&[("a.txt", b"a"), ("._a.txt", left)]), "Ready"),
        ("program.zip", zip(&[("a.txt", b"a"), ("._a.txt", &program())]), "InArchive"),
        ("icon.zip", zip(&[("a/a.txt", b"a"), ("a/Icon\r", b""), ("__MACOSX/a/._Icon\r", left)]), "Ready"),
        ("localized.zip", zip(&[("a/a.txt", b"a"), ("a/.localized", b"")]), "Ready"),
        ("program-as-icon.zip", zip(&[("a.txt", b"a"), ("Icon\r", &program())]), "InArchive"),
        ("other-name.zip", zip(&[("a.txt", b"a"), ("b\r", b"")]), "DangerousName"),
    ]);
}

#[test]
fn what_shared_drives_and_windows_leave_in_an_archive_is_passed_over() {
    let with = |name: &str, bytes: &[u8]| zip(&[("a/a.txt", b"a"), (name, bytes)]);
    let zone = b"[ZoneTransfer]\r\nZoneId=3\r\n".as_slice();
    assert_words(&[
        ("stream.zip", with("a/@eaDir/a.txt@SynoEAStream", b"\0\x05\x16\x07\0\x02"), "Ready"),
        ("small-picture.zip", with("@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg", &jpg()), "Ready"),
        ("no-picture.zip", with("@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg", b"no picture"), "Ready"),
        ("thumbs.zip", with("a/Thumbs.db:encryptable", b""), "Ready"),
        ("from-the-web.zip", with("a/a.txt:Zone.Identifier", zone), "Ready"),
        ("program.zip", with("@eaDir/a.txt/a", &program()), "InArchive"),
        ("by-name.zip", with("@eaDir/a.js", b"x"), "InArchive"),
        ("document.zip", with("@eaDir/a.doc", &doc(&[("/Macros/VBA/_VBA_PROJECT", b"x")])), "Held([Macros])"),
        ("unknown.zip", with("@eaDir/a", &doc(&[])), "InArchive"),
        ("as-zone.zip", with("a/a.txt:Zone.Identifier", &program()), "InArchive"),
        ("shortcut.zip", with("a/a.txt:Zone.Identifier", b"[InternetShortcut]\r\nURL=a"), "InArchive"),
        ("other-stream.zip", with("a/a.txt:other", b"x"), "InArchive"),
        ("drive.zip", with("a:Zone.Identifier", zone), "DangerousName"),
    ]);
}

#[test]
fn an_empty_file_in_an_archive_is_passed_over() {
    let with = |name: &str| zip(&[("a.txt", b"a"), (name, b"")]);
    // Says that it is empty, and is not.
    let hidden = |bytes: &[u8]| {
        let mut archive = stored(&[("a.txt", b"a"), ("b.txt", bytes)]);
        let directory = archive.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
        archive[directory + 16..directory + 28].fill(0);
        archive
    };
    assert_words(&[
        ("text.zip", with("b.txt"), "Ready"),
        ("document.zip", with("a/b.docx"), "Ready"),
        ("of-no-kind.zip", with("a/.gitkeep"), "Ready"),
        ("streamed.zip", streamed(&[("a.txt", b"a"), ("b.txt", b"")]), "Ready"),
        ("no-more.zip", zip(&[("a.txt", b""), ("b/", b"")]), "Empty"),
        ("in-another.zip", zip(&[("a.txt", b"a"), ("b.zip", &zip(&[]))]), "InArchive"),
        ("hidden.zip", hidden(&b"words ".repeat(9)), "Held([HiddenBytes])"),
        ("hidden-program.zip", hidden(&program()), "Polyglot"),
        ("empty.txt", Vec::new(), "Empty"),
    ]);
}

#[test]
fn marks_of_open_documents_in_an_archive_are_left_alone() {
    let report = docx(&[]);
    let with = |name: &str, bytes: &[u8]| zip(&[("a/report.docx", &report), (name, bytes)]);
    assert_words(&[
        ("word.zip", with("a/~$report.docx", b"\x05Delegate"), "Ready"),
        ("at-the-top.zip", with("~$report.docx", b"\x05Delegate"), "Ready"),
        ("libre-office.zip", with("a/.~lock.report.docx#", b",delegate,"), "Ready"),
        ("document.zip", with("a/~$report.doc", &doc(&[("/Macros/VBA/_VBA_PROJECT", b"x")])), "Held([Macros])"),
        ("program.zip", with("a/~$report.docx", &program()), "InArchive"),
    ]);
}
