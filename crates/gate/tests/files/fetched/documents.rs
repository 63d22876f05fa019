//! Open documents and old ones.

use crate::assert_words;
use crate::made::*;

#[test]
fn open_documents_that_fetch_or_run_something_are_held() {
    let of = |kind: &str, content: &str| open_document(kind, &format!("<c>{content}</c>"), &[]);
    let again = |target: &str| {
        let meta = format!("<m><meta:auto-reload xlink:href='{target}' meta:delay='PT1S'/></m>");
        open_document("text", "<c/>", &[("meta.xml", meta.as_bytes())])
    };
    let run =
        "<presentation:event-listener script:event-name='dom:click' presentation:action='execute' xlink:href='a.exe'/>";
    let show = "<presentation:event-listener script:event-name='dom:click' presentation:action='next-page'/>";
    assert_words(&[
        ("run.odp", of("presentation", run), "Held([EmbeddedPrograms])"),
        ("next.odp", of("presentation", show), "Ready"),
        (
            "letters.odt",
            of("text", "<svg:font-face-uri xlink:href='https://a.example/a.ttf'/>"),
            "Held([ExternalContent])",
        ),
        ("any.odt", of("text", "<x:new xlink:actuate='onLoad' xlink:href='//host/a'/>"), "Held([ExternalContent])"),
        ("asked.odt", of("text", "<x:new xlink:actuate='onRequest' xlink:href='//host/a'/>"), "Ready"),
        ("other-page.odt", again("https://a.example"), "Held([ExternalContent])"),
        ("same-page.odt", again(""), "Ready"),
    ]);
}

#[test]
fn old_documents_with_a_template_or_an_object_elsewhere_are_held() {
    let made_by = |template: &str| {
        let mut word = word_stream(0);
        word[2..4].copy_from_slice(&[0xC1, 0]);
        let mut texts = vec![0xFF, 0xFF, 18, 0, 0, 0, 0, 0];
        texts.extend((template.len() as u16).to_le_bytes());
        texts.extend(template.encode_utf16().flat_map(u16::to_le_bytes));
        word[0x19A..0x19E].copy_from_slice(&8u32.to_le_bytes());
        word[0x19E..0x1A2].copy_from_slice(&(texts.len() as u32).to_le_bytes());
        compound(&[("/WordDocument", &word), ("/0Table", &[vec![7; 8], texts].concat())])
    };
    let field = |text: &str| {
        let mut word = word_stream(0);
        word[2_000..2_000 + text.len()].copy_from_slice(text.as_bytes());
        compound(&[("/WordDocument", &word)])
    };
    assert_words(&[
        ("web.doc", made_by("https://a.example/t.dot"), "Held([ExternalContent])"),
        ("share.doc", made_by("\\\\host\\t.dot"), "Held([ExternalContent])"),
        ("own.doc", made_by("C:\\a\\Normal.dot"), "Ready"),
        (
            "linked.doc",
            field("\x13 LINK Excel.Sheet.8 \"\\\\\\\\host\\\\a.xls\" \"A1\" \\a \\r \x14"),
            "Held([ExternalContent])",
        ),
        (
            "spaces.doc",
            field("\x13 INCLUDEPICTURE \"mhtml:file://C:\\\\a b.mht!https://a.example/a.png\" \\d \x14"),
            "Held([ExternalContent])",
        ),
        ("asked.doc", field("\x13 LINK Excel.Sheet.8 \"\\\\\\\\host\\\\a.xls\" \"A1\" \\r \x14"), "Ready"),
    ]);
}

/// By their bytes, whatever they are called.
#[test]
fn files_packed_into_objects_are_looked_into() {
    let object = |bytes: &[u8]| doc(&[("/ObjectPool/_1/\u{1}Ole10Native", &ole_package("notes.dat", bytes))]);
    let macros = open_xml("word/document.xml", "vnd.ms-word.document.macroEnabled.main", "<d/>", &[]);
    let browser = {
        let mut bytes = doc(&[("/ObjectPool/_1/a", b"x")]);
        let entry = bytes.windows(6).position(|window| window == b"_\x001\0\0\0").expect("its entry");
        bytes[entry + 80..entry + 96]
            .copy_from_slice(b"\x61\xF9\x56\x88\x0A\x34\xD0\x11\xA9\x6B\0\xC0\x4F\xD7\x05\xA2");
        bytes
    };
    assert_words(&[
        ("browser.doc", browser, "Held([EmbeddedPrograms])"),
        ("shortcut.doc", object(b"L\0\0\0\x01\x14\x02\0\0\0\0\0"), "Held([EmbeddedPrograms])"),
        ("archive.doc", object(&zip(&[("a.exe", &program())])), "Held([EmbeddedPrograms])"),
        ("macros.doc", object(&macros), "Held([Macros])"),
        ("document.doc", object(&docx(&[])), "Ready"),
    ]);
}
