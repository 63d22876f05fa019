//! Parts of packed documents: fields, relations, text in other formats, under whatever name.

use crate::assert_words;
use crate::made::*;

/// A program goes by the type of a part, and by what its letters stand for.
#[test]
fn fields_are_found_under_any_name_and_spelling() {
    let spelled = "<d><w:instrText>DD&#69;AU</w:instrText><w:instrText>T&#x4F; c:\\\\a.exe</w:instrText></d>";
    let footer = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";
    let field = b"<f><w:instrText>DDEAUTO a b</w:instrText></f>".as_slice();
    let renamed = docx_typed(&[("a/b.dat", footer)], &[("a/b.dat", field)]);
    let dirty = |field: &str| docx_of(&format!("<d><w:fldSimple w:dirty='1' w:instr='{field}'/></d>"), &[]);
    assert_words(&[
        ("spelled.docx", docx_of(spelled, &[]), "Held([Dde])"),
        ("renamed.docx", renamed, "Held([Dde])"),
        ("dirty.docx", dirty("INCLUDETEXT \"https://a.example/a.docx\""), "Held([ExternalContent])"),
        ("dirty-share.docx", dirty("INCLUDEPICTURE \"\\\\\\\\host\\\\a.png\""), "Held([ExternalContent])"),
        (
            "dirty-spaces.docx",
            dirty("INCLUDEPICTURE &quot;mhtml:file://C:\\\\a b.mht!https://a.example/a.png&quot;"),
            "Held([ExternalContent])",
        ),
        ("dirty-page.docx", dirty("PAGE"), "Ready"),
        ("typed-program.docx", docx(&[("word/header1.xml", &program())]), "Held([EmbeddedPrograms])"),
    ]);
}

#[test]
fn parts_on_other_machines_are_held() {
    let slide = |kind: &str, target: &str| {
        let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
        pptx(&[("ppt/slides/_rels/slide1.xml.rels", relations(&[(&kind, target, true)]).as_bytes())])
    };
    let macros = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet";
    let macros = relations(&[(macros, "macrosheets/sheet1.xml", false)]);
    let control = |class: &str| {
        let part = format!("<ax:ocx xmlns:ax='x' ax:classid='{{{class}}}'/>");
        let path = "word/activeX/activeX1.xml";
        docx_typed(&[(path, "application/vnd.ms-office.activeX+xml")], &[(path, part.as_bytes())])
    };
    let refreshed = b"<queryTable connectionId='1' refreshOnLoad='1'/>".as_slice();
    let pivot = |kind: &str| {
        let part =
            format!("<pivotCacheDefinition refreshOnLoad='1'><cacheSource type='{kind}'/></pivotCacheDefinition>");
        let cache = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml";
        let (path, book) = ("xl/pivotCache/a.xml", "spreadsheetml.sheet.main");
        open_xml_typed("xl/workbook.xml", book, "<workbook/>", &[(path, cache)], &[(path, part.as_bytes())])
    };
    assert_words(&[
        ("layout.pptx", slide("slideLayout", "https://a.example/a.xml"), "Held([ExternalContent])"),
        (
            "page-of-a-share.docx",
            docx_referring("image", "mhtml:file://\\\\host\\a.mht!a.png"),
            "Held([ExternalContent])",
        ),
        (
            "page-that-may-be-missing.docx",
            docx_referring("image", "mhtml:file://C:\\a.mht!https://a.example/a.png"),
            "Held([ExternalContent])",
        ),
        ("own-page.docx", docx_referring("image", "mhtml:file://C:\\a.mht!a.png"), "Ready"),
        ("own-picture.docx", docx_referring("image", "file:///C:\\a.png"), "Ready"),
        ("picture-of-a-share.docx", docx_referring("image", "file://host/a.png"), "Held([ExternalContent])"),
        ("film-of-a-share.pptx", slide("video", "file:///\\\\host\\a.mp4"), "Held([ExternalContent])"),
        ("film-of-the-web.pptx", slide("video", "https://v.example/a"), "Ready"),
        ("own-film.pptx", slide("video", "file:///C:\\a.mp4"), "Ready"),
        (
            "other-book.xlsx",
            xlsx(&[(
                "xl/externalLinks/_rels/externalLink1.xml.rels",
                relations(&[("x/externalLinkPath", "file:///\\\\host\\a.xlsx", true)]).as_bytes(),
            )]),
            "Ready",
        ),
        ("macros.xlsx", xlsx(&[("xl/_rels/workbook.xml.rels", macros.as_bytes())]), "Held([Macros])"),
        ("refreshed.xlsx", xlsx(&[("xl/queryTables/queryTable1.xml", refreshed)]), "Held([ExternalContent])"),
        ("pivot.xlsx", pivot("external"), "Held([ExternalContent])"),
        ("own-pivot.xlsx", pivot("worksheet"), "Ready"),
        ("background.docx", docx_of("<d><v:fill src='https://a.example/a.png'/></d>", &[]), "Held([ExternalContent])"),
        ("browser.docx", control("8856F961-340A-11D0-A96B-00C04FD705A2"), "Held([EmbeddedPrograms])"),
        ("button.docx", control("D7053240-CE69-11CD-A777-00DD01143C57"), "Ready"),
    ]);
}

#[test]
fn text_in_other_formats_that_word_puts_in_is_looked_at() {
    let with = |name: &str, text: &str| docx(&[(name, text.as_bytes())]);
    assert_words(&[
        (
            "object.docx",
            with("word/a.rtf", "{\\rtf1{\\object\\objautlink\\objupdate{\\*\\objdata 01}}}"),
            "Held([EmbeddedPrograms, ExternalContent])",
        ),
        (
            "template.docx",
            with("word/a.rtf", "{\\rtf1{\\*\\template https://a.example/t.dot}}"),
            "Held([ExternalContent])",
        ),
        ("text.docx", with("word/a.rtf", "{\\rtf1{\\*\\template C:\\\\a.dot} text}"), "Ready"),
        ("picture.docx", with("word/a.html", "<html><img src=\"https://a.example/a.png\">"), "Held([ExternalContent])"),
        (
            "page-that-may-be-missing.docx",
            with("word/a.html", "<html><img src=\"mhtml:file://C:\\a.mht!https://a.example/a.png\">"),
            "Held([ExternalContent])",
        ),
        (
            "mail.docx",
            with(
                "word/a.mht",
                "MIME-Version: 1.0\nContent-Type: multipart/related;\n\n<img src=3D\"http://a.example\">",
            ),
            "Held([ExternalContent])",
        ),
        (
            "page.docx",
            with("word/a.html", "<html><a href='https://a.example'>a</a><img src='data:image/png;base64,'>"),
            "Ready",
        ),
    ]);
}

/// Names are looked at without their prefix, so that several attributes of a tag may have one.
#[test]
fn what_an_attribute_says_is_not_hidden_by_another_of_its_name() {
    let of = |kind: &str, content: &str| open_document(kind, &format!("<c>{content}</c>"), &[]);
    let external = relations(&[("x/image", "https://a.example", true)]);
    let related = |from: &str, to: &str| {
        docx(&[("word/_rels/document.xml.rels", external.replace(from, &format!("{to} {from}")).as_bytes())])
    };
    let web = "Held([ExternalContent])";
    let formula = "<table:table-cell x:formula='1' table:formula='of:=WEBSERVICE([.A1])'/>";
    let listener = "<script:event-listener x:href='#a' xlink:href='vnd.sun.star.script:a.py$b?language=Python'/>";
    let action = "<a:hlinkClick x:action='a' action='ppaction://program'/>";
    assert_words(&[
        ("formula.ods", of("spreadsheet", formula), web),
        ("picture.odt", of("text", "<draw:image x:href='a.png' xlink:href='https://a.example/a.png'/>"), web),
        ("at-once.odt", of("text", "<x:new y:actuate='onRequest' xlink:actuate='onLoad' xlink:href='//host/a'/>"), web),
        ("script.odp", of("presentation", listener), "Held([Macros])"),
        ("field.docx", docx_of("<d><w:fldSimple x:instr='PAGE' w:instr='DDEAUTO a b'/></d>", &[]), "Held([Dde])"),
        ("picture.docx", docx_of("<d><v:imagedata x:src='a.png' src='https://a.example/a.png'/></d>", &[]), web),
        ("action.pptx", pptx(&[("ppt/slides/slide1.xml", action.as_bytes())]), "Held([EmbeddedPrograms])"),
        ("target.docx", related("Target=", "x:Target='a.png'"), web),
        ("mode.docx", related("TargetMode=", "x:TargetMode='Internal'"), web),
        ("kind.docx", related("Type=", "x:Type='x/hyperlink'"), web),
    ]);
}
