//! What is attached to a PDF, or embedded in a document, is looked at as the file that it is.

use md5::{Digest, Md5};

use super::assert_words;
use super::made::*;
use super::passwords::{AES_256_CLOSED, ID, RC4, RC4_CLOSED};

fn encrypted(how: &str, more: &[&str]) -> Vec<u8> {
    pdf_with(&format!("/Encrypt<</Filter/Standard{how}>>{ID}"), "", more)
}

/// As bytes that are packed, and as they are.
fn attached(bytes: &[u8]) -> [Vec<u8>; 2] {
    let file = "7 0 obj\n<</Type/Filespec/F(annex.dat)/EF<</F 8 0 R>>>>\nendobj";
    let packed = hexadecimal_object(8, "/Type/EmbeddedFile", "/FlateDecode", &deflated(bytes));
    [pdf("", &[file, &packed]), with_stream(pdf("", &[file]), "8 0 obj\n<</Type/EmbeddedFile", bytes)]
}

/// Before the table.
fn with_stream(mut pdf: Vec<u8>, beginning: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("{beginning}/Length {}>>\nstream\n", bytes.len());
    let end = pdf.windows(4).position(|window| window == b"xref").expect("a table");
    pdf.splice(end..end, [head.as_bytes(), bytes, b"\nendstream\nendobj\n"].concat());
    pdf
}

/// Its streams of objects lie in the other file as they are, and mean nothing there.
#[test]
fn what_needs_a_password_is_held_in_another_file() {
    let rubbish =
        "20 0 obj\n<</Type/ObjStm/N 3/First 9/Filter/FlateDecode/Length 9>>\nstream\n\u{1}~{rubbis\nendstream\nendobj";
    let closed = encrypted(AES_256_CLOSED, &[rubbish]);
    let [packed, plain] = attached(&closed);
    let [_, old] = attached(&encrypted(RC4_CLOSED, &[]));
    let [_, open] = attached(&encrypted(RC4, &[]));
    let office = compound(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")]);
    let with_macros = compound(&[("/EncryptedPackage", b"x"), ("/Macros/VBA/_VBA_PROJECT", b"x")]);
    let held = "Held([EmbeddedEncrypted])";
    let book = relations(&[("x/package", "embeddings/a.xlsx", false)]);
    let manifest = b"<m><file-entry full-path='content.xml'><encryption-data/></file-entry></m>".as_slice();
    let open_document = open_document("text", "<c/>", &[("META-INF/manifest.xml", manifest)]);
    let [office_packed, office_plain] = attached(&office);
    let [open_document, _] = attached(&open_document);
    assert_words(&[
        ("packed.pdf", packed, held),
        ("plain.pdf", plain, held),
        ("old.pdf", old, held),
        ("open.pdf", open, "Ready"),
        ("pdf.docx", docx(&[("word/embeddings/annex.pdf", &closed)]), held),
        ("office-packed.pdf", office_packed, held),
        ("office-plain.pdf", office_plain, held),
        ("open-document.pdf", open_document, held),
        ("office.docx", docx_embedding("word/embeddings/a.docx", &office), held),
        (
            "chart.pptx",
            pptx(&[("ppt/embeddings/a.xlsx", &office), ("ppt/_rels/presentation.xml.rels", book.as_bytes())]),
            held,
        ),
        ("old.ppt", ppt(OPEN_PPT, &record(0, 0x1011, &office)), held),
        (
            "old.docx",
            docx_embedding("word/embeddings/a.doc", &compound(&[("/WordDocument", &word_stream(0x0100))])),
            held,
        ),
        ("macros.docx", docx_embedding("word/embeddings/a.docx", &with_macros), "Held([Macros, EmbeddedEncrypted])"),
        ("archive.zip", zip(&[("a.docx", &office)]), "InArchive"),
    ]);
}

/// Also by the password that every Excel tries: nothing behind it can be looked into.
#[test]
fn old_workbooks_with_a_password_are_held_in_another_file() {
    let closed = xls(&[(0x002F, &[0; 6])]);
    let records = workbook_stream(&[(0x0009, &[2, 0, 0x10, 0]), (0x002F, &[1, 2, 3, 4]), (0x000A, &[])]);
    let document = compound(&[("/WordDocument", &word_stream(0x0100))]);
    let within = doc(&[("/ObjectPool/_1/Workbook", &workbook_stream(&[(0x0809, &[0; 16]), (0x002F, &[0; 6])]))]);
    let packed = doc(&[("/ObjectPool/_1/\u{1}Ole10Native", &ole_package("a.doc", &document))]);
    let path = "ppt/embeddings/oleObject1.bin";
    let related = relations(&[("x/oleObject", "embeddings/oleObject1.bin", false)]);
    let slides = pptx(&[("ppt/_rels/presentation.xml.rels", related.as_bytes()), (path, &closed)]);
    let open_document = open_document("text", "<c/>", &[("Object 1", &closed)]);
    let [attached_to_pdf, _] = attached(&closed);
    let held = "Held([EmbeddedEncrypted])";
    assert_words(&[
        ("a.docx", docx_embedding("word/embeddings/a.xls", &closed), held),
        ("a.pptx", slides, held),
        ("a.odt", open_document, held),
        ("a.pdf", attached_to_pdf, held),
        ("a.ppt", ppt(OPEN_PPT, &record(0, 0x1011, &closed)), held),
        ("a.doc", within, held),
        ("packed.doc", packed, held),
        ("new.doc", doc(&[("/ObjectPool/_1/EncryptedPackage", b"x")]), held),
        ("old.doc", doc(&[("/ObjectPool/_1/WordDocument", &word_stream(0x0100))]), held),
        ("records.docx", docx(&[("word/embeddings/a.xls", &records)]), held),
        ("open.docx", docx_embedding("word/embeddings/a.xls", &xls(&[])), "Ready"),
    ]);
}

#[test]
fn open_documents_within_others_are_looked_into() {
    let module =
        b"<script:module xmlns:script='x'>Sub Main\nShell(&quot;calc&quot;)\nEnd Sub</script:module>".as_slice();
    let macros = |kind: &str| {
        let kind = format!("application/vnd.oasis.opendocument.{kind}");
        zip(&[("mimetype", kind.as_bytes()), ("content.xml", b"<c/>"), ("Basic/Standard/Module1.xml", module)])
    };
    let [packed, plain] = attached(&macros("text"));
    let [drawing, _] = attached(&macros("graphics"));
    let [harmless, _] = attached(&open_document("text", "<c/>", &[]));
    assert_words(&[
        ("packed.pdf", packed, "Held([Macros])"),
        ("as-libre-office-does.pdf", plain, "Held([Macros])"),
        ("drawing.pdf", drawing, "Held([Macros])"),
        ("harmless.pdf", harmless, "Ready"),
        ("a.docx", docx(&[("word/embeddings/a.odt", &macros("text"))]), "Held([Macros])"),
    ]);
}

/// Programs that unpack look at the files alone.
#[test]
fn an_archive_that_claims_to_be_a_document_is_an_archive() {
    let types = types("word/document.xml", "wordprocessingml.document.main");
    let no_main = zip(&[("[Content_Types].xml", types.as_bytes()), ("setup.exe", b"x")]);
    let no_text = docx_of("no XML", &[("setup.exe", b"x")]);
    let no_content = stored(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("setup.exe", b"x")]);
    let mut harmed = stored(&[("a.txt", b"harmed"), ("setup.exe", b"x")]);
    harmed[35] ^= 1;
    let two = [zip(&[("a.txt", b"a")]), zip(&[("setup.exe", b"x")])].concat();
    let two_documents = [docx(&[]), docx(&[("word/vbaProject.bin", b"x")])].concat();
    let held = "Held([EmbeddedPrograms])";
    let of = |bytes: &[u8]| attached(bytes)[0].clone();
    assert_words(&[
        ("no-main.pdf", of(&no_main), held),
        ("no-text.pdf", of(&no_text), held),
        ("no-content.pdf", of(&no_content), held),
        ("harmed.pdf", of(&harmed), held),
        ("two.pdf", of(&two), held),
        ("two.docx", docx(&[("word/embeddings/a.zip", &two)]), held),
        ("two-documents.pdf", of(&two_documents), "Held([Macros])"),
        ("two-harmless.pdf", of(&[docx(&[]), docx(&[])].concat()), "Ready"),
    ]);
}

/// The list of an attachment's streams may be an object of its own, and the stream need not say what it is.
#[test]
fn attachments_are_found_by_their_list_alone() {
    let stream = |number: u32| hexadecimal_object(number, "", "/FlateDecode", &deflated(&program()));
    assert_words(&[
        (
            "list.pdf",
            pdf("", &["7 0 obj\n<</F(notes.dat)/EF 9 0 R>>\nendobj", "9 0 obj\n<</F 8 0 R>>\nendobj", &stream(8)]),
            "Held([EmbeddedPrograms])",
        ),
        ("no-attachment.pdf", pdf("", &[&stream(8)]), "Ready"),
    ]);
}

/// Tables and data of programs have lines as long as they like, and a comment of a PDF goes on to the end of its line.
#[test]
fn attached_texts_may_have_long_lines() {
    let spaces = " ".repeat(300_000);
    let text =
        format!("{}\n{}\nobjective,tons\n{spaces}obj\n%{spaces}\nobj\n", "a,b\n".repeat(2_000), "1,".repeat(9_000));
    let script = format!("7 0 %{spaces}\nobj\n<</S/JavaScript/JS(x)>>\nendobj");
    assert_words(&[
        ("text.pdf", attached(text.as_bytes())[1].clone(), "Ready"),
        ("script.pdf", pdf("", &[&script]), "Held([PdfJavaScript])"),
    ]);
}

/// What is attached is encrypted with the file, for each object by its number and its generation.
#[test]
fn attachments_of_a_pdf_that_nobody_may_change_are_looked_into() {
    let of = |generation: u16| {
        let file = format!("7 0 obj\n<</Type/Filespec/EF<</F 8 {generation} R>>>>\nendobj");
        let stream = rc4(&object_key(8, generation), &program());
        with_stream(encrypted(RC4, &[&file]), &format!("8 {generation} obj\n<<"), &stream)
    };
    assert_words(&[
        ("first.pdf", of(0), "Held([EmbeddedPrograms])"),
        ("second.pdf", of(1), "Held([EmbeddedPrograms])"),
    ]);
}

/// Of what is encrypted as [`RC4`] says (ISO 32000-1, 7.6.2 and 7.6.3).
fn object_key(number: u32, generation: u16) -> Vec<u8> {
    const PADDING: &str = "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a";
    const OWNER: &str = "77b8fb098022d3ab34237ea5643c08710ea5123fc5f88bf993a68cca5f12b40f";
    const OWN_ID: &str = "5fb8d3ab63935bebe344f2fa4a7ce53b";
    let bytes = |text: &str| -> Vec<u8> {
        let digits: Vec<u8> = text.chars().map(|digit| digit.to_digit(16).expect("a digit") as u8).collect();
        digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()
    };
    let all = [bytes(PADDING), bytes(OWNER), (-1028i32).to_le_bytes().to_vec(), bytes(OWN_ID)].concat();
    let mut key = Md5::digest(all).to_vec();
    for _ in 0..50 {
        key = Md5::digest(&key).to_vec();
    }
    Md5::digest([&key, &number.to_le_bytes()[..3], &generation.to_le_bytes()].concat()).to_vec()
}
