//! What real files of many programs have that was judged wrongly before.

use super::assert_words;
use super::made::*;

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
fn a_small_picture_of_the_document_that_does_not_unpack_harms_nobody() {
    let marker = b"a small picture of the first page";
    let damaged = |name| {
        let mut bytes = docx(&[(name, marker)]);
        let part = bytes.windows(name.len()).position(|window| window == name.as_bytes()).expect("its name");
        bytes[part + name.len() + 8] ^= 0x55;
        bytes
    };
    assert_words(&[
        ("a.docx", damaged("docProps/thumbnail.wmf"), "Ready"),
        ("b.docx", damaged("word/media/image1.wmf"), "Broken"),
    ]);
}

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
fn tables_that_fetch_what_they_show_on_opening_are_held() {
    let connection = |attributes: &str| {
        let part = format!(
            "<connections><connection id='1' {attributes}><webPr url='https://a.example'/></connection></connections>"
        );
        xlsx(&[("xl/connections.xml", part.as_bytes())])
    };
    let formula = |text: &str| {
        let content = format!("<c><table:table-cell table:formula=\"{text}\"/></c>");
        open_document("spreadsheet", &content, &[])
    };
    assert_words(&[
        ("asked.xlsx", connection("type='4'"), "Ready"),
        ("by-itself.xlsx", connection("type='4' refreshOnLoad='1'"), "Held([ExternalContent])"),
        ("sum.ods", formula("of:=SUM([.A1:.A2])"), "Ready"),
        ("dde.ods", formula("of:=DDE(&quot;soffice&quot;;&quot;a&quot;;&quot;b&quot;)"), "Held([Dde])"),
        ("web.ods", formula("of:=WEBSERVICE(&quot;https://a.example&quot;)"), "Held([ExternalContent])"),
    ]);
}

#[test]
fn tables_are_read_in_any_script_and_with_any_mark_between_cells() {
    let wide = |to: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "Порт;Тонн\r\n港口;1\r\n".encode_utf16().flat_map(to).collect()
    };
    assert_words(&[
        ("little.csv", wide(u16::to_le_bytes), "Ready"),
        ("big.csv", wide(u16::to_be_bytes), "Ready"),
        ("bytes.csv", b" \0".iter().copied().chain(0..=255).collect(), "ContentDiffers"),
        ("stray.csv", ["a,b\u{1}\n", &"port,tons\n".repeat(9)].concat().into_bytes(), "Ready"),
        ("sound.txt", [b"RIFF\x24\x08\0\0WAVEfmt ".as_slice(), &[b'~'; 2_000]].concat(), "ContentDiffers"),
        ("strays.csv", "a\u{1},\u{2}b\n".repeat(9).into_bytes(), "ContentDiffers"),
        ("bars.csv", b"port|tons\n-Mombasa|1\n+255 22|2\n".to_vec(), "Ready"),
        ("command.csv", b"a,b\n=cmd|'/C calc,exe'!A0,1\n".to_vec(), "Held([Dde])"),
    ]);
}

#[test]
fn a_recording_that_was_cut_from_a_longer_one_is_ready() {
    let frame = [b"\xFF\xFB\x90\x00".as_slice(), &[0x05; 413]].concat();
    let frames = frame.repeat(8);
    assert_words(&[
        ("cut.mp3", frames[100..].to_vec(), "Ready"),
        ("zeros.mp3", [vec![0; 3_000], frames.clone()].concat(), "Ready"),
        ("other.mp3", [b"Rar!\x1A\x07\x01\0\0\0\0".as_slice(), &frames].concat(), "ContentDiffers"),
        ("cut.txt", frames[100..].to_vec(), "ContentDiffers"),
        ("two.mp3", [&frame[100..], &frame, &frame, &[0; 2_000]].concat(), "ContentDiffers"),
    ]);
}

#[test]
fn a_short_recording_and_one_of_an_older_layer_are_ready() {
    let frame = [b"\xFF\xFB\x90\x00".as_slice(), &[0x05; 413]].concat();
    // 160 kilobits a second of 44,100 Hz, and 64 of 22,050 Hz.
    let layer_2 = [b"\xFF\xFD\x90\x00".as_slice(), &[0x05; 518]].concat();
    let slow = [b"\xFF\xF5\x80\x00".as_slice(), &[0x05; 413]].concat();
    let tag = b"ID3\x03\0\0\0\0\0\x05abcde".as_slice();
    let tag_behind = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let padded = |zeros: usize| [tag, &vec![0; zeros], &frame, &frame].concat();
    assert_words(&[
        ("frame.mp3", frame.clone(), "Ready"),
        ("tag-before.mp3", [tag, &frame].concat(), "Ready"),
        ("tag-behind.mp3", [&frame[..], &tag_behind].concat(), "Ready"),
        ("layer-2.mp3", layer_2.repeat(3), "Ready"),
        ("slow.mp3", slow.repeat(3), "Ready"),
        ("zeros.mp3", padded(3_000_000), "Ready"),
        ("one-behind-zeros.mp3", [tag, &[0; 300_000], &frame].concat(), "Ready"),
        ("too-many-zeros.mp3", padded(20_000_000), "ContentDiffers"),
        ("only-zeros.mp3", [tag, &[0; 300_000]].concat(), "ContentDiffers"),
        ("cut.mp3", frame[..300].to_vec(), "ContentDiffers"),
        ("more.mp3", [&frame[..], b"words"].concat(), "ContentDiffers"),
        ("frame.txt", frame.clone(), "ContentDiffers"),
        ("layer-2.txt", layer_2.repeat(3), "ContentDiffers"),
        ("document.mp3", [tag, &[0; 300_000], &pdf("", &[])].concat(), "ContentDiffers"),
        ("document-behind.mp3", [padded(300_000), pdf("", &[])].concat(), "Polyglot"),
        ("archive-behind.mp3", [frame, zip(&[("a.txt", b"a")])].concat(), "ContentDiffers"),
    ]);
}

/// Excel up to its fourth version wrote them, and simple programs for web pages do.
#[test]
fn workbooks_that_are_nothing_but_records_are_read() {
    let kind = |kind: u8| [0, 0, kind, 0, 0, 0, 0, 0];
    let book = |first: u16, body: &[u8], more: &[(u16, &[u8])]| {
        let all: Vec<(u16, &[u8])> =
            [(first, body)].into_iter().chain(more.iter().copied()).chain([(0x000A, [].as_slice())]).collect();
        workbook_stream(&all)
    };
    let cell: (u16, &[u8]) = (0x0204, b"\0\0\0\0\0\0\x01\0a");
    let whole = book(0x0809, &kind(0x10), &[cell]);
    assert_words(&[
        ("two.xls", book(0x0009, &[2, 0, 0x10, 0], &[]), "Ready"),
        ("four.xls", book(0x0409, &kind(0x10)[..6], &[cell]), "Ready"),
        ("from-a-page.xls", whole.clone(), "Ready"),
        ("macros.xls", book(0x0409, &kind(0x40)[..6], &[]), "Held([Macros])"),
        ("closed.xls", book(0x0409, &kind(0x10)[..6], &[(0x002F, &[1, 2, 3, 4])]), "Encrypted"),
        ("cut.xls", whole[..whole.len() - 6].to_vec(), "Broken"),
        ("archive-behind.xls", [whole.clone(), zip(&[("a.txt", b"a")])].concat(), "Polyglot"),
        ("other.doc", whole, "ContentDiffers"),
    ]);
}

#[test]
fn old_workbooks_that_ask_other_programs_are_held() {
    let asks = b"\x01\0\x07\0\0cmd\x03 /c".as_slice();
    let book = b"\x01\0\x11\0\0\x01\x01Cport\x03year\x03t.xls".as_slice();
    let sheets = b"\x02\0\x08\0\0tons.xls\x03\0\0OLD\x03\0\0NEW".as_slice();
    let before = b"\x07cmd\x03 /c".as_slice();
    let name = |flags: u8| [flags, 0, 0, 0, 0, 0, 1, 0, b'a'];
    let five = |records: &[(u16, &[u8])]| {
        let mut bytes = workbook_stream(&[(0x0809, [0, 5, 5, 0, 0, 0, 0, 0].as_slice())]);
        bytes.extend(workbook_stream(records));
        compound(&[("/Book", &[bytes, workbook_stream(&[(0x000A, [].as_slice())])].concat())])
    };
    let eight = |records: &[(u16, &[u8])]| {
        let mut bytes = workbook_stream(&[(0x0809, [0, 6, 5, 0, 0, 0, 0, 0].as_slice())]);
        bytes.extend(workbook_stream(records));
        compound(&[("/Workbook", &[bytes, workbook_stream(&[(0x000A, [].as_slice())])].concat())])
    };
    assert_words(&[
        ("asks.xls", eight(&[(0x01AE, asks), (0x0023, &name(0))]), "Held([Dde])"),
        ("by-itself.xls", eight(&[(0x01AE, asks), (0x0023, &name(2))]), "Held([Dde])"),
        ("object.xls", eight(&[(0x01AE, asks), (0x0023, &name(0x10))]), "Ready"),
        ("book.xls", eight(&[(0x01AE, book), (0x0023, &name(0))]), "Ready"),
        ("sheets-of-a-book.xls", eight(&[(0x01AE, sheets), (0x0023, &name(0))]), "Ready"),
        ("sheets.xls", eight(&[(0x0017, &[1, 0, 3, 0, 3, 0, 3, 0])]), "Ready"),
        ("five.xls", five(&[(0x0017, before), (0x0023, &name(0))]), "Held([Dde])"),
        ("own-sheet.xls", five(&[(0x0017, b"\x02\x03A"), (0x0023, &name(0))]), "Ready"),
    ]);
}

#[test]
fn what_was_cut_or_damaged_on_the_way_does_not_open() {
    let damaged = |mut bytes: Vec<u8>, name: &str| {
        let part = bytes.windows(name.len()).position(|window| window == name.as_bytes()).expect("its name");
        bytes[part + name.len() + 8] ^= 0x55;
        bytes
    };
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
