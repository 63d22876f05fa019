//! What honest programs write, oddities included, is ready.

use gate::{FileKind, Judgement};

use super::made::*;
use super::{assert_words, inspected};

#[test]
fn one_of_each_kind_is_ready() {
    let files = one_of_each();
    assert_eq!(files.len(), FileKind::ALL.len());
    for (name, bytes) in files {
        let inspection = inspected(name, &bytes);
        assert_eq!((inspection.kind, inspection.judgement), (FileKind::of_name(name), Judgement::Ready), "{name}");
    }
}

#[test]
fn every_kind_under_every_other_name_is_refused() {
    for (name, bytes) in one_of_each() {
        for (other, _) in one_of_each() {
            let same = name == other
                || name.ends_with("txt") && other.ends_with("csv")
                || name.ends_with("csv") && other.ends_with("txt");
            // A recording without pictures bears the name of a film as well.
            if same || name == "a.m4a" && other == "a.mp4" {
                continue;
            }
            let judgement = inspected(other, &bytes).judgement;
            assert!(matches!(judgement, Judgement::Refused(_)), "{name} as {other}: {judgement:?}");
        }
    }
}

#[test]
fn oddities_of_honest_programs_are_ready() {
    let text = "Report — 报告\r\n";
    let wide = |to: fn(u16) -> [u8; 2]| -> Vec<u8> { format!("\u{feff}{text}").encode_utf16().flat_map(to).collect() };
    let plain = pdf("", &[]);
    let phone = [jpg(), boxed(b"ftyp", b"mp42\0\0\0\0"), vec![0; 500]].concat();
    let strict = open_xml(
        "word/document.xml",
        "wordprocessingml.document.main",
        "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/>",
        &[],
    );
    let types = types("word/document.xml", "wordprocessingml.document.main");
    let root = root_relations("/word/document.xml");
    let main = b"<w:document xmlns:w='x'/>".as_slice();
    let parts =
        [("[Content_Types].xml", types.as_bytes()), ("_rels/.rels", root.as_bytes()), ("word/document.xml", main)];
    let slashes =
        [("[Content_Types].xml", types.as_bytes()), ("_rels\\.rels", root.as_bytes()), ("word\\document.xml", main)];
    let large = zip::write::SimpleFileOptions::default().large_file(true);
    let html_text = b"The tag\n<html>\nbegins a page.".to_vec();
    assert_words(&[
        ("mark.txt", [b"\xEF\xBB\xBF", text.as_bytes()].concat(), "Ready"),
        ("little.txt", wide(u16::to_le_bytes), "Ready"),
        ("big.txt", wide(u16::to_be_bytes), "Ready"),
        ("gbk.txt", b"\xB1\xA8\xB8\xE6\r\n".to_vec(), "Ready"),
        ("latin.csv", b"Pa\xEDs;Caf\xE9\n".to_vec(), "Ready"),
        ("dos.txt", b"text\r\n\x1A".to_vec(), "Ready"),
        ("about-tags.txt", html_text, "Ready"),
        ("a-column-called.csv", b"ID3,Port\n\t\t\t,Mombasa\n".to_vec(), "Ready"),
        ("mozambique.csv", b"MZ,Mozambique\nLA,Laos\n".to_vec(), "Ready"),
        ("before.pdf", [b"\r\n\xEF\xBB\xBFjunk\r\n", plain.as_slice()].concat(), "Ready"),
        ("behind.pdf", [plain.as_slice(), &[0; 3_000]].concat(), "Ready"),
        ("telephone.jpg", phone, "Ready"),
        ("REPORT.JPEG", jpg(), "Ready"),
        ("strict.docx", strict, "Ready"),
        ("streamed.docx", streamed(&parts), "Ready"),
        ("zip64.docx", packed(&parts, large), "Ready"),
        ("stored.docx", stored(&parts), "Ready"),
        ("backslashes.docx", zip(&slashes), "Ready"),
        ("template.docx", open_xml("word/document.xml", "wordprocessingml.template.main", "<d/>", &[]), "Ready"),
        ("show.pptx", open_xml("ppt/presentation.xml", "presentationml.slideshow.main", "<p/>", &[]), "Ready"),
        ("film.pptx", pptx(&[("ppt/media/media1.mp4", &film(b"isom", &[b"vide"]))]), "Ready"),
        ("sound-only.mp4", film(b"isom", &[b"soun"]), "Ready"),
        ("quicktime.mp4", film(b"qt  ", &[b"vide"]), "Ready"),
        ("chapters.m4a", film(b"M4A ", &[b"soun", b"vide"]), "Ready"),
        ("two-tags.mp3", [b"ID3\x03\0\0\0\0\0\x01a".as_slice(), &mp3()].concat(), "Ready"),
        ("no-tag.mp3", mp3()[15..].to_vec(), "Ready"),
        ("first-a-pdf.zip", stored(&[("a.pdf", &plain)]), "Ready"),
        (
            "mac.zip",
            zip(&[("a.txt", b"a"), ("__MACOSX/._a.txt", b"\0\x05\x16\x07\0\x02"), (".DS_Store", b"\0\0")]),
            "Ready",
        ),
        ("chinese.zip", zip(&[("文件/报告.pdf", &plain)]), "Ready"),
        ("nested.zip", zip(&[("inner.zip", &zip(&[("a.docx", &docx(&[]))]))]), "Ready"),
    ]);
}

/// SheetJS, with which web pages write workbooks, marks the room in the table of sectors as ends of chains.
#[test]
fn old_files_as_web_pages_write_them_are_ready() {
    let marked = |mut bytes: Vec<u8>| {
        let number = |bytes: &[u8], place: usize| {
            u32::from_le_bytes(bytes[place..][..4].try_into().expect("four bytes")) as usize
        };
        let sector = 1 << u16::from_le_bytes([bytes[30], bytes[31]]);
        let begin = (number(&bytes, 76) + 1) * sector + 4 * (bytes.len() / sector - 1);
        let end = (begin / sector + 1) * sector;
        assert!(begin < end, "there is room");
        for number in bytes[begin..end].as_chunks_mut::<4>().0 {
            *number = 0xFFFF_FFFE_u32.to_le_bytes();
        }
        bytes
    };
    let whole = doc(&[("/Data", &[7; 20_000])]);
    let cut = marked(whole.clone())[..whole.len() - 4_096].to_vec();
    assert_words(&[
        ("a.xls", marked(xls(&[])), "Ready"),
        ("a.doc", marked(whole), "Ready"),
        ("closed.xlsx", marked(compound(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")])), "Encrypted"),
        ("cut.doc", cut, "Broken"),
    ]);
}

#[test]
fn what_only_leads_elsewhere_on_a_click_is_ready() {
    let link = "<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://a.example)>>>>";
    let video = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/video";
    assert_words(&[
        ("link.docx", docx_referring("hyperlink", "https://a.example"), "Ready"),
        ("local-template.docx", docx_referring("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"), "Ready"),
        ("pasted.docx", docx_referring("image", "file:///C:/Temp/clip_image001.png"), "Ready"),
        (
            "online-film.pptx",
            pptx(&[("ppt/slides/_rels/slide1.xml.rels", relations(&[(video, "https://v.example", true)]).as_bytes())]),
            "Ready",
        ),
        ("link.odt", open_document("text", "<c><text:a xlink:href='https://a.example'/></c>", &[]), "Ready"),
        (
            "no-macros.odt",
            open_document("text", "<c><office:scripts/></c>", &[("Basic/script-lc.xml", b"<l/>")]),
            "Ready",
        ),
        ("link.pdf", pdf("", &[&format!("7 0 obj\n{link}\nendobj")]), "Ready"),
        ("destination.pdf", pdf("/OpenAction[3 0 R/Fit]", &[]), "Ready"),
        ("formula.csv", b"a,=SUM(A1:A2)|x\n+1|2\n".to_vec(), "Ready"),
        ("page-field.docx", docx_of("<d><w:instrText> PAGE </w:instrText></d>", &[]), "Ready"),
        (
            "attached.docx",
            docx_embedding(
                "word/embeddings/oleObject1.bin",
                &compound(&[("/\u{1}Ole10Native", &ole_package("report.pdf", b"%PDF-"))]),
            ),
            "Ready",
        ),
        ("attached-table.docx", docx(&[("word/embeddings/a.xlsx", &xlsx(&[]))]), "Ready"),
    ]);
}
