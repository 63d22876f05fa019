//! What a document has other programs, other machines or the web asked for when it is opened.

use super::assert_words;
use super::made::*;

fn sheet(formula: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData><row><c r='A1'><f>{formula}</f></c></row></sheetData></worksheet>");
    xlsx(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())])
}

#[test]
fn formulas_that_ask_other_programs_are_held() {
    let named = |formula: &str| {
        let book =
            format!("<workbook><definedNames><definedName name='a'>{formula}</definedName></definedNames></workbook>");
        open_xml("xl/workbook.xml", "spreadsheetml.sheet.main", &book, &[])
    };
    let shared = "<worksheet><c><f t='shared' ref='A1:A9' si='0'>1+cmd|&apos;/c calc&apos;!A0</f></c></worksheet>";
    let of_format = "<x:worksheet xmlns:x='x'><x:formula>cmd&#124;'/c calc'!A0</x:formula></x:worksheet>";
    let scale = |value: &str| {
        let sheet = format!("<worksheet><colorScale><cfvo type='formula' val='{value}'/></colorScale></worksheet>");
        xlsx(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())])
    };
    assert_words(&[
        ("colours.xlsx", scale("_xlfn.WEBSERVICE(A1)"), "Held([ExternalContent])"),
        ("colours-of-a-program.xlsx", scale("cmd|&apos;/c calc&apos;!A0"), "Held([Dde])"),
        ("own-colours.xlsx", scale("SUM($A$1:$A$9)"), "Ready"),
        ("cell.xlsx", sheet("cmd|'/c calc'!A0"), "Held([Dde])"),
        ("shared.xlsx", xlsx(&[("xl/worksheets/sheet1.xml", shared.as_bytes())]), "Held([Dde])"),
        ("format.xlsx", xlsx(&[("xl/worksheets/sheet1.xml", of_format.as_bytes())]), "Held([Dde])"),
        ("name.xlsx", named("MSEXCEL|'\\..\\..\\cmd.exe'!'/c calc'"), "Held([Dde])"),
        ("server.xlsx", sheet("RTD(\"a.b\",,\"c\")"), "Held([Dde])"),
        ("macro.xlsx", named("EXEC(\"calc\")"), "Held([Macros])"),
        ("web.xlsx", sheet("_xlfn.WEBSERVICE(\"https://a.example\")"), "Held([ExternalContent])"),
        ("picture.xlsx", sheet("_xlfn.IMAGE(\"https://a.example/a.png\")"), "Held([ExternalContent])"),
        ("sum.xlsx", sheet("SUM(A1:A9)&amp;\" t | year\"&amp;'in|out'!A1"), "Ready"),
        (
            "from-google.xlsx",
            sheet("IFERROR(__xludf.DUMMYFUNCTION(\"IMAGE(\"\"https://a.example\"\")\"),\"\")"),
            "Ready",
        ),
        ("fraction.docx", docx_of("<d><m:f><m:num><m:t>a|b</m:t></m:num></m:f></d>", &[]), "Ready"),
    ]);
}

#[test]
fn cells_of_a_table_that_fetch_something_are_held() {
    let csv = |text: &str| text.as_bytes().to_vec();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let web = "Held([ExternalContent])";
    // Read as bytes, ਢ is the end of a line and a quote.
    let in_punjabi = "\u{FEFF}a,=1&\"ਢ\"&WEBSERVICE(A1)\n";
    assert_words(&[
        ("web.csv", csv("a,b\n1,=WEBSERVICE(\"https://a.example\")\n"), web),
        ("quoted.csv", csv("\"=_xlfn.image(\"\"https://a.example\"\")\",1\n"), web),
        ("server.csv", csv("a;=RTD(\"a.b\";;\"c\")\n"), "Held([Dde])"),
        ("macro.csv", csv("a\t@call (\"a\",\"b\")\n"), "Held([Macros])"),
        ("mark.csv", csv("\u{FEFF}=IMAGE(A1)"), web),
        ("sum.csv", csv("-1+IMAGE(A1),2\n"), web),
        ("later.csv", csv("=1&\";\"&SUM(1,\"2,=3\")&WEBSERVICE(A1)\n"), web),
        ("lines.csv", csv("\"=1&\"\"\n\"\"&\nIMAGE(A1)\"\n"), web),
        ("behind-its-quote.csv", csv("\"=1\"&IMAGE(A1)\n"), web),
        ("after-a-quote.csv", csv("=SUM(\"a,=WEBSERVICE(A1)\n"), web),
        ("wide.csv", wide("a\t=WEBSERVICE(A1)\n"), web),
        ("in-punjabi.csv", wide(in_punjabi), web),
        ("half-wide.csv", [wide("words and more words"), csv("\n=WEBSERVICE(A1)\n")].concat(), web),
        (
            "words.csv",
            csv("port call(s),image(s)\n-12.5,call(s)\n+255 (22) 21,register(s)\n\"-3\",image(1).png\n"),
            "Ready",
        ),
        ("next-line.csv", csv("=SUM(A1:A2)\nport,call(s)\n\"=A1\"\nport,call(s)\n"), "Ready"),
        ("other-functions.csv", csv("=HYPERLINK(\"https://a.example\"),=RECALL(1)\n"), "Ready"),
    ]);
}

/// A program goes by the type of a part, and by what its letters stand for.
#[test]
fn fields_are_found_under_any_name_and_spelling() {
    let spelled = "<d><w:instrText>DD&#69;AU</w:instrText><w:instrText>T&#x4F; c:\\\\a.exe</w:instrText></d>";
    let types = types("word/document.xml", "wordprocessingml.document.main").replace(
        "</Types>",
        "<Override PartName='/a/b.dat' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml'/></Types>",
    );
    let root = root_relations("word/document.xml");
    let renamed = zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", b"<d/>"),
        ("a/b.dat", b"<f><w:instrText>DDEAUTO a b</w:instrText></f>"),
    ]);
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
        let types = types("word/document.xml", "wordprocessingml.document.main").replace(
            "</Types>",
            "<Override PartName='/word/activeX/activeX1.xml' ContentType='application/vnd.ms-office.activeX+xml'/></Types>",
        );
        zip(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", root_relations("word/document.xml").as_bytes()),
            ("word/document.xml", b"<d/>"),
            ("word/activeX/activeX1.xml", part.as_bytes()),
        ])
    };
    let refreshed = b"<queryTable connectionId='1' refreshOnLoad='1'/>".as_slice();
    let pivot = |kind: &str| {
        let types = types("xl/workbook.xml", "spreadsheetml.sheet.main").replace(
            "</Types>",
            "<Override PartName='/xl/pivotCache/a.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml'/></Types>",
        );
        let part =
            format!("<pivotCacheDefinition refreshOnLoad='1'><cacheSource type='{kind}'/></pivotCacheDefinition>");
        zip(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", root_relations("xl/workbook.xml").as_bytes()),
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/pivotCache/a.xml", part.as_bytes()),
        ])
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

/// As LibreOffice writes them.
#[test]
fn formulas_of_open_documents_are_looked_at_wherever_they_stand() {
    let of = |content: &str| open_document("spreadsheet", &format!("<c>{content}</c>"), &[]);
    let name = |formula: &str| of(&format!("<table:named-expression table:name='a' table:expression='{formula}'/>"));
    let entered = |formula: &str| {
        of(&format!(
            "<table:content-validation table:name='a' table:condition='of:cell-content-is-in-list({formula})'/>"
        ))
    };
    let format = |formula: &str| of(&format!("<calcext:condition calcext:value='formula-is({formula})'/>"));
    let styles = "<s><style:map style:condition='is-true-formula(WEBSERVICE([.A1])=1)'/></s>";
    let before = "<table:change-track-table-cell table:formula='of:=WEBSERVICE([.A1])'/>";
    let entry = |name: &str| of(&format!("<calcext:{name} calcext:type='formula' calcext:value='=WEBSERVICE(A1)'/>"));
    let web = "Held([ExternalContent])";
    assert_words(&[
        ("name.ods", name("of:=WEBSERVICE(&quot;https://a.example&quot;)"), web),
        ("name-of-a-program.ods", name("of:=DDE(&quot;soffice&quot;;&quot;a&quot;;&quot;b&quot;)"), "Held([Dde])"),
        ("entered.ods", entered("WEBSERVICE([.A1])"), web),
        ("format.ods", format("WEBSERVICE([.A1])=1"), web),
        ("style.ods", open_document("spreadsheet", "<c/>", &[("styles.xml", styles.as_bytes())]), web),
        ("before.ods", of(before), web),
        ("colours.ods", entry("color-scale-entry"), web),
        ("bars.ods", entry("data-bar-entry"), web),
        ("icons.ods", entry("formatting-entry"), web),
        ("space.ods", name("of:=WEBSERVICE ([.A1])"), web),
        ("by-its-long-name.ods", name("of:=COM.MICROSOFT.WEBSERVICE([.A1])"), web),
        ("picture.ods", name("msoxl:=_xlfn.IMAGE(A1)"), web),
        ("program.ods", name("msoxl:=cmd|&apos;/c calc&apos;!A0"), "Held([Dde])"),
        ("server.ods", name("msoxl:=RTD(A1,A2,A3)"), "Held([Dde])"),
        ("macro.ods", name("msoxl:=CALL(A1)"), "Held([Macros])"),
        ("rows.ods", name("of:=SUM({1;2|3;4})+[$&apos;a|b&apos;.A1]"), "Ready"),
        ("digits.ods", name("of:=HEXTODDE([.A1])"), "Ready"),
        ("words.ods", name("of:=&quot;a | WEBSERVICE(b)&quot;"), "Ready"),
        ("own-name.ods", name("of:=SUM([$Sheet1.$A$1:.$A$9])"), "Ready"),
        ("own-list.ods", entered("&quot;yes&quot;;&quot;no&quot;"), "Ready"),
        ("own-format.ods", format("[.A1]&gt;1"), "Ready"),
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
