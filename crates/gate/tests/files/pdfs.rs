//! PDF: what runs by itself, wherever it hides.

use gate::{Budget, Judgement, Limits, Refusal};

use super::made::*;
use super::{assert_words, inspected_within};

const SCRIPT: &str = "<</S/JavaScript/JS(app.alert\\(1\\))>>";

#[test]
fn scripts_are_held_wherever_they_hide() {
    let object = format!("7 0 obj\n{SCRIPT}\nendobj");
    let in_stream = format!("8 0 obj\n<</Length {}>>\nstream\n{object}\nendstream\nendobj", object.len());
    let wrong_length = format!("8 0 obj\n<</Length 9999999>>\nstream\n{object}\nendstream\nendobj");
    let expected = "Held([PdfJavaScript])";
    assert_words(&[
        ("object.pdf", pdf("/OpenAction 7 0 R", &[&object]), expected),
        ("inline.pdf", pdf(&format!("/OpenAction{SCRIPT}"), &[]), expected),
        ("name-tree.pdf", pdf(&format!("/Names<</JavaScript<</Names[(a){SCRIPT}]>>>>"), &[]), expected),
        ("escaped.pdf", pdf("/OpenAction<</S/#4aava#53cript/#4a#53(x)>>", &[]), expected),
        ("packed.pdf", pdf("/OpenAction 7 0 R", &[&object_stream(9, &[(7, SCRIPT)])]), expected),
        ("in-a-stream.pdf", pdf("", &[&in_stream]), expected),
        ("wrong-length.pdf", pdf("", &[&wrong_length]), expected),
        ("text-like-an-object.pdf", pdf("", &["8 0 obj\n<<>>\nstream\n1 0 obj (\nendstream\nendobj"]), "Ready"),
        ("in-a-comment.pdf", pdf("", &[&format!("% 7 0 obj {SCRIPT} endobj")]), expected),
        ("old-revision.pdf", pdf("", &[&object, "7 0 obj\nnull\nendobj"]), expected),
        ("rendition.pdf", pdf("", &["7 0 obj\n<</S/Rendition/JS 9 0 R>>\nendobj"]), expected),
        (
            "form.pdf",
            pdf("/AcroForm<</XFA 7 0 R>>", &[&hexadecimal_object(7, "", "", b"<a><script>x</script></a>")]),
            expected,
        ),
        (
            "named-elsewhere.pdf",
            pdf("", &["7 0 obj\n<</S 8 0 R/F(a.exe)>>\nendobj", "8 0 obj\n/Launch\nendobj"]),
            "Held([PdfLaunch])",
        ),
    ]);
}

/// Between the numbers of an object and its beginning, comments may stand as well as spaces.
#[test]
fn objects_begin_wherever_viewers_say_they_do() {
    let of = |head: &str| pdf("/OpenAction 7 0 R", &[&format!("{head}\n{SCRIPT}\nendobj")]);
    // As many spaces as there are, wherever a piece of the file ends in them.
    let far: String = " ".repeat(600_000);
    let expected = "Held([PdfJavaScript])";
    assert_words(&[
        ("comment.pdf", of("7 0 % 5\nobj"), expected),
        ("comments.pdf", of("7%\r0%(\n % 7 \r\nobj"), expected),
        ("spaces.pdf", of(&format!("7 0{far}obj")), expected),
        ("some-spaces.pdf", of(&format!("7 0{}obj", " ".repeat(1_000))), expected),
        ("twice.pdf", pdf("", &["7 0 obj\n<</S/Launch/S/GoTo/F(a.exe)>>\nendobj"]), "Held([PdfLaunch])"),
        ("words.pdf", pdf("", &["7 0 obj\n(100% of the obj of an object)\nendobj"]), "Ready"),
    ]);
    let limits = Limits { pdf_object_bytes: 100_000, ..Limits::default() };
    let judgement = inspected_within("a.pdf", &of(&format!("7 0{far}obj")), &limits).judgement;
    assert_eq!(judgement, Judgement::Refused(Refusal::OverBudget { budget: Budget::Pieces }));
}

/// Viewers find an object by a table, and do not ask the stream that it lies in.
#[test]
fn streams_of_objects_are_known_whatever_they_say_of_themselves() {
    let stream = object_stream(9, &[(7, SCRIPT)]);
    let elsewhere = |from: &str, to: &str, number: &str| {
        assert!(stream.contains(from), "{stream}");
        pdf("/OpenAction 7 0 R", &[&stream.replace(from, to), &format!("10 0 obj\n{number}\nendobj")])
    };
    let in_rows: Vec<u8> = format!("7 0 {SCRIPT}\n")
        .as_bytes()
        .chunks(8)
        .flat_map(|row| {
            let before = [&[0], row].concat();
            let told = row.iter().zip(before).map(|(byte, left)| byte.wrapping_sub(left));
            [vec![1], told.collect()].concat()
        })
        .collect();
    let rows = "/Type/ObjStm/N 1/First 4/DecodeParms[null<</Predictor 12/Columns 8>>]";
    let rows = hexadecimal_object(9, rows, "/FlateDecode", &deflated(&in_rows));
    let expected = "Held([PdfJavaScript])";
    assert_words(&[
        ("unmarked.pdf", elsewhere("/Type/ObjStm", "", "0"), expected),
        ("first-elsewhere.pdf", elsewhere("/First 4", "/First 10 0 R", "4"), expected),
        ("count-elsewhere.pdf", elsewhere("/N 1", "/N 10 0 R", "1"), expected),
        ("no-count.pdf", elsewhere("/N 1", "/N(1)", "1"), expected),
        ("rows.pdf", pdf("/OpenAction 7 0 R", &[&rows]), expected),
        ("no-objects.pdf", pdf("", &["9 0 obj\n<</N 3/First 4/Length 1>>\nstream\nx\nendstream\nendobj"]), "Ready"),
    ]);
}

/// Viewers undo rows with the filter of the same place only, and some of them know filters by short keys.
#[test]
fn objects_are_packed_in_ways_that_all_viewers_know() {
    let plain = format!("7 0 {SCRIPT}\n");
    let in_rows = |bytes: &[u8]| -> Vec<u8> { bytes.chunks(8).flat_map(|row| [&[0], row].concat()).collect() };
    let of = |object: &str| pdf("/OpenAction 7 0 R", &[object]);
    let entries = |more: &str| format!("/Type/ObjStm/N 1/First 4{more}");
    let rows = "<</Predictor 12/Columns 8>>";
    let unfiltered = format!(
        "9 0 obj\n<<{}/Length {}>>\nstream\n{plain}\nendstream\nendobj",
        entries(&format!("/DecodeParms{rows}")),
        plain.len(),
    );
    let packed = |parameters: &str, filters: &str, bytes: &[u8]| {
        of(&hexadecimal_object(9, &entries(&format!("/DecodeParms{parameters}")), filters, bytes))
    };
    let twice = deflated(&in_rows(&deflated(plain.as_bytes())));
    let once = deflated(plain.as_bytes());
    let stream = object_stream(9, &[(7, SCRIPT)]);
    let empty = |entries: &str| of(&format!("9 0 obj\n<<{entries}/Length 1>>\nstream\nx\nendstream\nendobj"));
    let expected = "Held([PdfJavaScript])";
    assert_words(&[
        ("unfiltered.pdf", of(&unfiltered), expected),
        ("in-between.pdf", packed(&format!("[null{rows}null]"), "/FlateDecode/FlateDecode", &twice), "Broken"),
        ("at-another-place.pdf", packed(&format!("[{rows}null]"), "/FlateDecode", &once), "Broken"),
        ("one-for-a-list.pdf", packed(rows, "/FlateDecode", &once), "Broken"),
        ("behind-the-last.pdf", packed(&format!("[null null{rows}]"), "/FlateDecode", &once), expected),
        ("elsewhere.pdf", packed("[null<</Predictor 8 0 R>>]", "/FlateDecode", &once), "Broken"),
        ("no-rows.pdf", packed("[null<</Predictor 1/Columns 8>>]", "/FlateDecode", &once), expected),
        ("short-key.pdf", of(&stream.replace("/Filter[", "/F[")), "Broken"),
        ("both-keys.pdf", of(&stream.replace("/Filter[", "/F/FlateDecode/Filter[")), "Broken"),
        ("short-parameters.pdf", of(&stream.replace("/Type/ObjStm", "/Type/ObjStm/DP[null<<>>]")), "Broken"),
        ("unmarked.pdf", empty("/N 3/First 4/F/FlateDecode"), "Ready"),
        ("no-table.pdf", empty("/Type/ObjStm/N 3/First 4"), "Broken"),
        ("no-objects.pdf", empty("/Type/ObjStm/N 0/First 0"), "Ready"),
    ]);
}

#[test]
fn what_stands_behind_the_last_table_is_looked_at() {
    let (whole, rar) = (pdf("", &[]), b"Rar!\x1A\x07\x01\0\0\0\0".as_slice());
    let update = |end: &str| {
        let head = format!("4 0 obj\n<</Length {}>>\nstream\n", rar.len());
        let tail = format!("\nendstream\nendobj\n{end}");
        [whole.as_slice(), head.as_bytes(), rar, tail.as_bytes()].concat()
    };
    assert_words(&[
        ("mark-before.pdf", [whole.as_slice(), b"\n%PDF-", rar].concat(), "Polyglot"),
        ("end-behind.pdf", [whole.as_slice(), rar, b"\n%%EOF\n"].concat(), "Polyglot"),
        ("zip.pdf", [whole.as_slice(), &zip(&[("a.txt", b"a")]), b"\n%%EOF\n"].concat(), "Polyglot"),
        ("updated.pdf", update("startxref\n9\n%%EOF\n"), "Ready"),
        ("not-updated.pdf", update("%%EOF\n"), "Polyglot"),
        ("end-twice.pdf", [whole.as_slice(), b"%%EOF\n"].concat(), "Ready"),
    ]);
}

/// However much of it there is, and whatever table is said to stand behind it.
#[test]
fn another_file_between_the_streams_of_a_pdf_is_refused() {
    let (whole, rar) = (pdf("", &[]), b"Rar!\x1A\x07\x01\0\0\0\0".as_slice());
    let (much, table) = (vec![b'x'; 1_500_000], b"\nstartxref\n9\n%%EOF\n".as_slice());
    let archive = zip(&[("a.txt", b"a")]);
    let behind = |bytes: &[u8]| [whole.as_slice(), bytes].concat();
    let object = |bytes: &[u8], end: &[u8]| {
        let head = format!("4 0 obj\n<</Length {}>>\nstream\n", bytes.len());
        behind(&[head.as_bytes(), bytes, b"\nendstream\nendobj\n", end].concat())
    };
    assert_words(&[
        ("much.pdf", behind(&[rar, &much].concat()), "Polyglot"),
        ("behind-much.pdf", behind(&[&much[..262_200 - whole.len()], rar].concat()), "Polyglot"),
        ("table.pdf", behind(&[rar, table].concat()), "Polyglot"),
        ("zip-and-table.pdf", behind(&[&archive, table].concat()), "Polyglot"),
        ("program-and-table.pdf", behind(&[program().as_slice(), &much, table].concat()), "Polyglot"),
        ("unended.pdf", behind(&[b"4 0 obj\n<<>>\nstream\n", rar, &much].concat()), "Polyglot"),
        ("no-table.pdf", object(&[rar, &much].concat(), b"%%EOF\n"), "Polyglot"),
        ("table-within.pdf", object(&[rar, table].concat(), b"%%EOF\n"), "Polyglot"),
        ("attached.pdf", object(&[rar, &much].concat(), table), "Ready"),
        ("archive-attached.pdf", object(&archive, table), "Ready"),
        ("mark-of-an-end.pdf", behind(&[b"PK\x05\x06", table].concat()), "Ready"),
    ]);
}

#[test]
fn streams_that_lie_elsewhere_are_held() {
    let stream = |place: &str| format!("7 0 obj\n<</F{place}/Length 0>>\nstream\n\nendstream\nendobj");
    assert_words(&[
        ("web.pdf", pdf("", &[&stream("<</FS/URL/F(a)>>")]), "Held([ExternalContent])"),
        ("share.pdf", pdf("", &[&stream("(//host/a)")]), "Held([ExternalContent])"),
        ("own.pdf", pdf("", &[&stream("(a.txt)")]), "Ready"),
    ]);
}

#[test]
fn forms_in_parts_are_looked_into() {
    let form = |script: bool| {
        let text = if script { "<template><script>x</script></template>" } else { "<template><field/></template>" };
        hexadecimal_object(8, "", "/FlateDecode", &deflated(text.as_bytes()))
    };
    let catalog = "/AcroForm<</XFA 7 0 R>>";
    let parts = "[(preamble) 9 0 R(template) 8 0 R]";
    let object = format!("7 0 obj\n{parts}\nendobj");
    let expected = "Held([PdfJavaScript])";
    assert_words(&[
        ("inline.pdf", pdf(&format!("/AcroForm<</XFA{parts}>>"), &[&form(true)]), expected),
        ("object.pdf", pdf(catalog, &[&object, &form(true)]), expected),
        ("packed.pdf", pdf(catalog, &[&object_stream(9, &[(7, parts)]), &form(true)]), expected),
        ("plain.pdf", pdf(catalog, &[&object, &form(false)]), "Ready"),
        (
            "packed-in-an-old-way.pdf",
            pdf(catalog, &["7 0 obj\n<</Filter/LZWDecode/Length 1>>\nstream\nx\nendstream\nendobj"]),
            expected,
        ),
    ]);
}

#[test]
fn what_leaves_the_document_by_itself_is_held() {
    let send = "7 0 obj\n<</S/SubmitForm/F(http://a.example)>>\nendobj";
    let chain = "6 0 obj\n<</S/GoTo/D[3 0 R]/Next 7 0 R>>\nendobj";
    let occasions = "6 0 obj\n<</O 7 0 R>>\nendobj";
    let cycle = ["6 0 obj\n<</S/GoTo/Next 7 0 R>>\nendobj", "7 0 obj\n<</S/GoTo/Next[6 0 R]>>\nendobj"];
    let expected = "Held([PdfAutomaticAction])";
    assert_words(&[
        ("launch.pdf", pdf("/OpenAction<</S/Launch/F(calc.exe)>>", &[]), "Held([PdfLaunch])"),
        (
            "launch-on-click.pdf",
            pdf("", &["7 0 obj\n<</Subtype/Link/A<</S/Launch/Win<</F(a)>>>>>>\nendobj"]),
            "Held([PdfLaunch])",
        ),
        ("send.pdf", pdf("/OpenAction 7 0 R", &[send]), expected),
        ("chain.pdf", pdf("/OpenAction 6 0 R", &[chain, send]), expected),
        ("occasion.pdf", pdf("/AA 6 0 R", &[occasions, send]), expected),
        ("inline.pdf", pdf("/AA<</WC<</S/GoToR/F(\\\\\\\\host\\\\a)>>>>", &[]), expected),
        ("packed.pdf", pdf("/OpenAction 7 0 R", &[&object_stream(9, &[(7, "<</S/ImportData/F(a)>>")])]), expected),
        ("on-click.pdf", pdf("", &[send]), "Ready"),
        ("cycle.pdf", pdf("/OpenAction 6 0 R", &cycle), "Ready"),
    ]);
}

#[test]
fn attached_programs_are_held() {
    let file = |name: &str| format!("7 0 obj\n<</Type/Filespec/F({name})/EF<</F 8 0 R>>>>\nendobj");
    let stream = |bytes: &[u8]| hexadecimal_object(8, "/Type/EmbeddedFile", "/FlateDecode", &deflated(bytes));
    let wide = "7 0 obj\n<</Type/Filespec/UF<FEFF0061002E006A0073>/EF<</F 8 0 R>>>>\nendobj".to_owned();
    let docx = docx(&[]);
    let macros = open_xml("word/document.xml", "vnd.ms-word.document.macroEnabled.main", "<d/>", &[]);
    let with_program = zip(&[("setup.exe", &program())]);
    let archive = zip(&[("a.txt", b"a")]);
    let plain = format!("8 0 obj\n<</Type/EmbeddedFile/Length {}>>\nstream\n", archive.len());
    let mut unpacked = pdf("", &[]);
    let end = unpacked.windows(4).position(|window| window == b"xref").expect("a table");
    unpacked.splice(end..end, [plain.as_bytes(), &archive, b"\nendstream\nendobj\n"].concat());
    assert_words(&[
        ("by-name.pdf", pdf("", &[&file("setup.exe"), &stream(b"x")]), "Held([EmbeddedPrograms])"),
        ("by-wide-name.pdf", pdf("", &[&wide, &stream(b"x")]), "Held([EmbeddedPrograms])"),
        ("by-bytes.pdf", pdf("", &[&file("notes.dat"), &stream(&program())]), "Held([EmbeddedPrograms])"),
        ("document.pdf", pdf("", &[&file("report.docx"), &stream(&docx)]), "Ready"),
        ("macros.pdf", pdf("", &[&file("report.docm"), &stream(&macros)]), "Held([Macros])"),
        ("in-an-archive.pdf", pdf("", &[&file("a.zip"), &stream(&with_program)]), "Held([EmbeddedPrograms])"),
        ("archive-as-it-is.pdf", unpacked, "Ready"),
        ("pdf.pdf", pdf("", &[&file("a.pdf"), &stream(&pdf("", &[]))]), "Ready"),
        (
            "script.pdf",
            pdf("", &[&file("a.pdf"), &stream(&pdf(&format!("/OpenAction{SCRIPT}"), &[]))]),
            "Held([PdfJavaScript])",
        ),
        (
            "list-elsewhere.pdf",
            pdf("", &["7 0 obj\n<</F(setup.exe)/EF 9 0 R>>\nendobj", "9 0 obj\n<</F 8 0 R>>\nendobj", &stream(b"x")]),
            "Held([EmbeddedPrograms])",
        ),
    ]);
}

#[test]
fn what_is_no_whole_document_is_broken() {
    let whole = pdf("", &[]);
    let text = String::from_utf8(whole.clone()).expect("text");
    let linearized = pdf("", &["9 0 obj\n<</Linearized 1/L 99999>>\nendobj"]);
    let trimmed = linearized.trim_ascii_end().len();
    let trimmed = pdf("", &[&format!("9 0 obj\n<</Linearized 1/L {:05}>>\nendobj", trimmed + 2)]);
    assert_words(&[
        ("cut.pdf", whole[..whole.len() / 2].to_vec(), "Broken"),
        ("cut-for-the-web.pdf", linearized, "Broken"),
        ("without-its-last-line.pdf", trimmed.trim_ascii_end().to_vec(), "Ready"),
        ("no-pages.pdf", text.replace("/Type/Page/Parent", "/Type/Pag/Parent").into_bytes(), "Broken"),
        ("mark-only.pdf", b"%PDF-1.7\n%%EOF".to_vec(), "Broken"),
        (
            "unknown-packing.pdf",
            pdf("", &["9 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/LZWDecode>>\nstream\nx\nendstream\nendobj"]),
            "Broken",
        ),
    ]);
}
