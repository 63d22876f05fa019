//! Documents and presentations.

use crate::assert_words;
use crate::made::*;

#[test]
fn a_chart_that_keeps_its_numbers_loads_nothing() {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject";
    let share = relations(&[(kind, "file:///\\\\host\\share\\tons.xlsx", true)]);
    let chart = |update: &str| {
        let chart = format!("<c:chartSpace xmlns:c='x'><c:externalData>{update}</c:externalData></c:chartSpace>");
        pptx(&[("ppt/charts/_rels/chart1.xml.rels", share.as_bytes()), ("ppt/charts/chart1.xml", chart.as_bytes())])
    };
    assert_words(&[
        ("kept.pptx", chart("<c:autoUpdate val='0'/>"), "Ready"),
        ("unsaid.pptx", chart(""), "Ready"),
        ("updated.pptx", chart("<c:autoUpdate val='1'/>"), "Held([ExternalContent])"),
        ("by-default.pptx", chart("<c:autoUpdate/>"), "Held([ExternalContent])"),
        ("no-chart.pptx", pptx(&[("ppt/charts/_rels/chart1.xml.rels", share.as_bytes())]), "Held([ExternalContent])"),
    ]);
}

#[test]
fn a_link_pasted_from_a_web_page_runs_nothing_in_a_document() {
    assert_words(&[
        ("a.docx", docx_referring("hyperlink", "javascript:void(0)"), "Ready"),
        ("b.docx", docx_referring("hyperlink", "ms-msdt:/id a"), "Held([EmbeddedPrograms])"),
    ]);
}

#[test]
fn a_picture_that_an_old_document_does_not_keep_is_held() {
    let field = |text: &str, wide: bool| {
        let mut bytes = word_stream(0);
        let text: Vec<u8> = text.bytes().flat_map(|byte| if wide { vec![byte, 0] } else { vec![byte] }).collect();
        bytes[2_000..2_000 + text.len()].copy_from_slice(&text);
        compound(&[("/WordDocument", &bytes)])
    };
    assert_words(&[
        (
            "loaded.doc",
            field("\x13 INCLUDEPICTURE \"https://a.example/a.png\" \\d \x14", true),
            "Held([ExternalContent])",
        ),
        (
            "share.doc",
            field("\x13 INCLUDEPICTURE \"\\\\\\\\host\\\\a.png\" \\d \x14", false),
            "Held([ExternalContent])",
        ),
        ("kept.doc", field("\x13 INCLUDEPICTURE \"https://a.example/a.png\" \\* MERGEFORMATINET \x14", true), "Ready"),
        ("own.doc", field("\x13 INCLUDEPICTURE \"C:\\\\a.png\" \\d \x14", false), "Ready"),
        ("asks.doc", field("\x13DDE a b\x14", true), "Held([Dde])"),
        ("word.doc", field("\x13DDEX a b\x14", true), "Ready"),
    ]);
}

#[test]
fn objects_linked_from_another_machine_are_held_in_old_documents_too() {
    let address = |target: &str| {
        let letters: Vec<u8> = target.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let class = b"\xE0\xC9\xEA\x79\xF9\xBA\xCE\x11\x8C\x82\0\xAA\0\x4B\xA9\x0B".as_slice();
        [b"\x01\0\0\x02\x09\0\0\0\x01\0\0\0\0\0\0\0", class, &(letters.len() as u32).to_le_bytes(), &letters].concat()
    };
    let file = |target: &str| {
        let class = b"\x03\x03\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x46\0\0".as_slice();
        [class, &(target.len() as u32 + 1).to_le_bytes(), target.as_bytes(), b"\0\xFF\xFF"].concat()
    };
    let linked = |link: &[u8]| doc(&[("/ObjectPool/_1/\u{1}Ole", link)]);
    let object = compound(&[("/\u{1}Ole", &address("https://a.example/a.hta"))]);
    let picture = "<d><w:pict><v:imagedata src='https://a.example/a.png'/></w:pict></d>";
    assert_words(&[
        ("address.doc", linked(&address("https://a.example/a.hta")), "Held([ExternalContent])"),
        ("share.doc", linked(&file("\\\\host\\share\\tons.xls")), "Held([ExternalContent])"),
        ("own.doc", linked(&file("C:\\port\\tons.xls")), "Ready"),
        ("embedded.doc", linked(b"\x01\0\0\x02\0\0\0\0\0\0\0\0"), "Ready"),
        ("object.docx", docx_embedding("word/embeddings/oleObject1.bin", &object), "Held([ExternalContent])"),
        ("script.docx", docx_referring("oleObject", "script:https://a.example/a.sct"), "Held([ExternalContent])"),
        ("picture.docx", docx_of(picture, &[]), "Held([ExternalContent])"),
    ]);
}

#[test]
fn what_a_click_runs_is_held_in_any_kind_of_presentation() {
    let click = |action: u8| {
        let body = [0, 0, 0, 0, 0, 0, 0, 0, action, 0, 0, 0, 0, 0, 0, 0];
        ppt(OPEN_PPT, &record(0x0F, 0x0FF2, &record(0, 0x0FF3, &body)))
    };
    let link = |target: &str| open_document("presentation", &format!("<c><text:a xlink:href='{target}'/></c>"), &[]);
    assert_words(&[
        ("next-slide.ppt", click(3), "Ready"),
        ("macro.ppt", click(1), "Held([Macros])"),
        ("program.ppt", click(2), "Held([EmbeddedPrograms])"),
        ("script.odp", link("vnd.sun.star.script:a.py$b?language=Python"), "Held([Macros])"),
        ("slide.odp", link("#page2"), "Ready"),
    ]);
}

#[test]
fn streams_of_old_documents_are_known_in_any_case_and_wherever_they_lie() {
    let macros = workbook_stream(&[
        (0x0809, [0; 16].as_slice()),
        (0x0085, &[0, 0, 0, 0, 0, 1, 1, 0, b'A']),
        (0x000A, [].as_slice()),
    ]);
    assert_words(&[
        ("a.doc", doc(&[("/ObjectPool/_1/\u{1}oLe10NATIve", &ole_package("a.exe", b"x"))]), "Held([EmbeddedPrograms])"),
        ("b.doc", doc(&[("/Macros/VBA/_vba_project", b"x")]), "Held([Macros])"),
        (
            "flash.pptx",
            pptx(&[(
                "ppt/activeX/activeX1.bin",
                &compound(&[("/Contents", b"fUfU\x10\0\0\0CWS\x0A\x10\0\0\0\x78\x9C\0\0\0\0")]),
            )]),
            "Held([EmbeddedPrograms])",
        ),
        ("two-kinds.doc", doc(&[("/Workbook", &macros)]), "Held([Macros])"),
    ]);
}
