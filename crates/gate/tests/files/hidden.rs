//! Macros and programs to which nothing refers, or that are said to be something else.

use super::assert_words;
use super::made::*;

fn project() -> Vec<u8> {
    compound(&[("/PROJECT", b"x"), ("/VBA/dir", b"x"), ("/VBA/_VBA_PROJECT", b"x")])
}

/// Sectors of no size: not all readers ask.
fn harmed(mut compound: Vec<u8>) -> Vec<u8> {
    compound[30..32].copy_from_slice(&[0, 0]);
    compound
}

#[test]
fn a_project_is_one_whatever_refers_to_it() {
    let kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject";
    let related = relations(&[(kind, "a.dat", false)]);
    let kinds = [("word/a.dat", "application/vnd.ms-office.vbaProject"), ("word/a.dat", "image/png")];
    let typed = docx_typed(&kinds, &[("word/a.dat", b"x")]);
    let left = b"\0\x05\x16\x07\0\x02\0\0Mac OS X        ".as_slice();
    let held = "Held([Macros])";
    assert_words(&[
        ("a.docx", docx(&[("word/vbaProject.bin", &project())]), held),
        ("a.xlsx", xlsx(&[("xl/vbaProject.bin", &project())]), held),
        ("a.pptx", pptx(&[("ppt/VBAPROJECT.BIN", &project())]), held),
        ("not-one.docx", docx(&[("word/vbaProject.bin", b"x")]), held),
        ("harmed.docx", docx(&[("word/vbaProject.bin", &harmed(project()))]), held),
        ("its-data.docx", docx(&[("word/vbaData.xml", b"<d/>")]), held),
        ("packed.docx", docx(&[("word/editdata.mso", b"ActiveMime\0\0\x01\xF0")]), held),
        ("by-relation.docx", docx(&[("word/_rels/document.xml.rels", related.as_bytes()), ("word/a.dat", b"x")]), held),
        ("by-type.docx", typed, held),
        ("other-name.docx", docx_embedding("word/media/image1.png", &project()), held),
        ("other-name-harmed.docx", docx_embedding("word/media/image1.png", &harmed(project())), held),
        ("as-text.docx", docx(&[("customXml/item1.xml", &project())]), "Held([Macros, EmbeddedPrograms])"),
        ("sheet.xlsx", xlsx(&[("xl/macrosheets/sheet1.xml", b"<xm:macrosheet xmlns:xm='x'/>")]), held),
        ("left-by-a-mac.docx", docx(&[("__MACOSX/word/._vbaProject.bin", left)]), "Ready"),
    ]);
}

#[test]
fn an_object_that_nothing_refers_to_is_held() {
    let object = compound(&[("/\u{1}Ole10Native", &ole_package("report.pdf", b"%PDF-"))]);
    let path = "word/embeddings/oleObject1.bin";
    let held = "Held([EmbeddedPrograms])";
    let small_pictures = compound(&[("/Catalog", b"x")]);
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject";
    let referring = |target: &str, path: &str| {
        let related = relations(&[(kind, target, false)]);
        docx(&[("word/_rels/document.xml.rels", related.as_bytes()), (path, &small_pictures)])
    };
    assert_words(&[
        ("referred.docx", docx_embedding(path, &object), "Ready"),
        ("unreferred.docx", docx(&[(path, &object)]), held),
        ("unreferred.pptx", pptx(&[("ppt/embeddings/oleObject1.bin", &object)]), held),
        ("harmed.docx", docx_embedding(path, &harmed(object)), held),
        ("as-a-stream.docx", docx_embedding(path, &compound(&[("/data", &program())])), held),
        ("windows.docx", docx(&[("word/media/Thumbs.db", &small_pictures)]), "Ready"),
        ("trash.docx", docx(&[("[trash]/0000.dat", &small_pictures)]), "Ready"),
        ("space.docx", referring("embeddings/ole%20Object%281%29.bin", "word/embeddings/ole Object(1).bin"), "Ready"),
        ("escaped.docx", referring("embeddings/a%20b.bin", "word/embeddings/a%20b.bin"), "Ready"),
        ("other.docx", referring("embeddings/a%20c.bin", "word/embeddings/a b.bin"), held),
    ]);
}

#[test]
fn modules_of_libre_office_are_known_by_what_they_are() {
    let module = |text: &str| {
        format!(
            "<script:module xmlns:script='http://openoffice.org/2000/script' script:name='a'>{text}</script:module>"
        )
    };
    let code = module("Sub Main\nShell(&quot;calc&quot;)\nEnd Sub");
    let wide: Vec<u8> = format!("\u{feff}{code}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with = |name: &str, bytes: &[u8]| open_document("text", "<c/>", &[(name, bytes)]);
    let library =
        |place: &str| format!("<library:libraries><library:library xlink:href='{place}'/></library:libraries>");
    let held = "Held([Macros])";
    assert_words(&[
        ("other-folder.odt", with("Other/a.xml", code.as_bytes()), held),
        (
            "other-prefix.odt",
            with("Other/a.xml", code.replace("xmlns:script", "xmlns:s").replace("script:", "s:").as_bytes()),
            held,
        ),
        ("other-ending.odt", with("Pictures/a.png", code.as_bytes()), held),
        ("wide.odt", with("Other/a.xml", &wide), held),
        ("other-case.odt", with("BASIC/Standard/a.txt", b"x"), held),
        ("idle.odt", with("Other/a.xml", module("Rem nothing").as_bytes()), "Ready"),
        ("elsewhere.odt", with("Basic/script-lc.xml", library("https://a.example/a.xlb").as_bytes()), held),
        ("own.odt", with("Basic/script-lc.xml", library("$(USER)/basic/a.xlb").as_bytes()), "Ready"),
        ("program.odt", with("Pictures/a.png", &program()), "Held([EmbeddedPrograms])"),
    ]);
}
