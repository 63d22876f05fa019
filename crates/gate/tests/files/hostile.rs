//! What could harm whoever opens it is refused or held; what is no archive and no PDF of its own.

use std::io::Cursor;

use super::made::*;
use super::{assert_words, judged};
use gate::{FileKind, Judgement, Limits, Looks, OtherFormat, Refusal, inspect};

#[test]
fn programs_scripts_and_web_pages_are_refused_under_any_name() {
    let utf_16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for name in ["a.pdf", "a.docx", "a.jpg", "a.txt", "a.zip"] {
        assert_words(&[
            (name, program(), "Executable"),
            (name, b"\x7FELF\x02\x01\x01\0".to_vec(), "Executable"),
            (name, [program(), zip(&[("a.txt", b"a")])].concat(), "Executable"),
            (name, b"#!/bin/sh\necho\n".to_vec(), "Script"),
            (name, b"<?php echo 1;".to_vec(), "Script"),
            (name, b"@echo off\r\n".to_vec(), "Script"),
            (name, b"[Desktop Entry]\nExec=a\n".to_vec(), "Script"),
            (name, b"<?xml version='1.0'?><scriptlet>".to_vec(), "Script"),
            (name, b"\n <!DOCTYPE html><html>".to_vec(), "Html"),
            (name, utf_16.clone(), "Html"),
            (name, b"MIME-Version: 1.0\nContent-Type: multipart/related;".to_vec(), "Html"),
            (name, b"<?xml version='1.0'?><svg xmlns='x'/>".to_vec(), "Svg"),
            (name, Vec::new(), "Empty"),
        ]);
    }
}

#[test]
fn two_things_in_one_are_refused() {
    let archive = zip(&[("a.txt", b"a")]);
    let pdf = pdf("", &[]);
    let with = |head: &[u8]| [head, &archive].concat();
    let commented = {
        let mut bytes = with(&pdf);
        let length = bytes.len();
        bytes[length - 2..].copy_from_slice(&5u16.to_le_bytes());
        [bytes, b"%%EOF".to_vec()].concat()
    };
    assert_words(&[
        ("archive-behind.pdf", with(&pdf), "Polyglot"),
        ("archive-with-pdf-comment.pdf", commented, "Polyglot"),
        ("archive-behind.jpg", with(&jpg()), "Polyglot"),
        ("archive-and-junk-behind.jpg", [with(&jpg()), vec![0; 40]].concat(), "Polyglot"),
        ("archive-behind.png", with(&png_of(8, 8)), "Polyglot"),
        ("archive-behind.mp3", with(&mp3()), "Polyglot"),
        ("archive-behind.doc", with(&doc(&[])), "Polyglot"),
        ("rar-behind.pdf", [pdf.as_slice(), b"Rar!\x1A\x07\x01\0\0\0\0"].concat(), "Polyglot"),
        ("program-behind.pdf", [pdf.clone(), program()].concat(), "Polyglot"),
        ("rar-behind.docx", [docx(&[]).as_slice(), b"Rar!\x1A\x07\x01\0\0\0\0"].concat(), "Polyglot"),
        ("zeros-behind.docx", [docx(&[]), vec![0; 200]].concat(), "Ready"),
        ("page-that-a-server-put-behind.pdf", [pdf.as_slice(), &[b'\n'; 2_000], b"<html></html>"].concat(), "Ready"),
        ("page-behind.mp3", [mp3().as_slice(), b"<html>"].concat(), "Polyglot"),
        ("page-behind.webm", [webm(b"webm").as_slice(), b"<script>"].concat(), "Polyglot"),
        ("page-in.pdf", [b"%PDF-1.4\n%<script>\n", &pdf[9..]].concat(), "Polyglot"),
        ("page-before.pdf", [b"x <html> ", pdf.as_slice()].concat(), "Polyglot"),
        ("page-in.jpg", [b"\xFF\xD8\xFF\xFE\0\x0A<script>", &jpg()[2..]].concat(), "Polyglot"),
        ("pdf-in.docx", stored(&[("%PDF-1.4", b"x")]), "Polyglot"),
        ("pdf-in.zip", stored(&[("a.txt", b"%PDF-1.4")]), "Polyglot"),
    ]);
}

/// Telephones put films behind pictures; nothing else is put there that programs would open.
#[test]
fn something_else_behind_a_picture_is_refused() {
    let behind = |bytes: &[u8]| [jpg().as_slice(), &[0; 5], bytes].concat();
    let old = doc(&[]);
    assert_words(&[
        ("rar.jpg", behind(b"Rar!\x1A\x07\x01\0\0\0\0"), "Polyglot"),
        ("seven.jpg", behind(b"7z\xBC\xAF\x27\x1C\0\x04"), "Polyglot"),
        ("document.jpg", behind(&pdf("", &[])), "Polyglot"),
        ("old.jpg", behind(&old), "Polyglot"),
        ("page.jpg", behind(b"<HTML><body>"), "Polyglot"),
        ("script.png", [png_of(8, 8), b"<?php echo 1;".to_vec()].concat(), "Polyglot"),
        ("program.webp", [webp(), program()].concat(), "Polyglot"),
        ("far.jpg", [behind(&vec![7; 300_000]), b"<script>".to_vec()].concat(), "Polyglot"),
        ("comment.jpg", [b"\xFF\xD8\xFF\xFE\0\x07<?php", &jpg()[2..]].concat(), "Polyglot"),
        ("page.mp4", [film(b"isom", &[b"vide"]), b"<html><script>1</script>".to_vec()].concat(), "Polyglot"),
        ("zeros.mp4", [film(b"isom", &[b"vide"]), vec![0; 40]].concat(), "Ready"),
        ("two.jpg", behind(&jpg()), "Ready"),
        ("notes.jpg", behind(b"<?xml version='1.0'?><depth/>Image_UTC_Data1600000000000SEFH"), "Ready"),
    ]);
}

#[test]
fn nobody_is_told_to_give_a_file_an_ending_that_is_not_taken() {
    let archive = zip(&[("a.txt", b"a")]);
    let told = |accepted: &[FileKind]| {
        let inspection = inspect(&mut Cursor::new(&archive), "a.docx", accepted, &Limits::default());
        let inspection = inspection.expect("memory can be read, and in time");
        let Judgement::Refused(refusal) = inspection.judgement else { panic!("it is no document") };
        (inspection.kind, refusal.to_string())
    };
    let (kind, words) = told(&[FileKind::Docx, FileKind::Zip]);
    assert_eq!(kind, Some(FileKind::Zip));
    assert!(
        words.ends_with("looks like a ZIP archive; please give it the ending .zip, or save it as .docx"),
        "{words}"
    );
    let (kind, words) = told(&[FileKind::Docx]);
    assert_eq!(kind, Some(FileKind::Zip));
    let expected = "looks like something else (a ZIP archive); please save it as .docx and upload it again";
    assert!(words.ends_with(expected), "{words}");
}

#[test]
fn the_refusal_says_what_it_looks_like() {
    let refused = |looks| {
        let named = FileKind::Doc;
        Judgement::Refused(Refusal::ContentDiffers { named, looks })
    };
    assert_eq!(judged("a.doc", &docx(&[])), refused(Looks::Kind(FileKind::Docx)));
    assert_eq!(judged("a.doc", b"{\\rtf1\\ansi a}"), refused(Looks::Other("Rich Text Format".to_owned())));
    assert_eq!(judged("a.doc", b"Rar!\x1A\x07\x01\0\0\0\0"), refused(Looks::Other("Roshal Archive".to_owned())));
    let heic = Looks::Other(OtherFormat::Heic.name().to_owned());
    let renamed = Judgement::Refused(Refusal::ContentDiffers { named: FileKind::Jpg, looks: heic });
    assert_eq!(judged("heic.jpg", &boxed(b"ftyp", b"heic\0\0\0\0heic")), renamed);
    let keynote = zip(&[("Index/Document.iwa", b"x"), ("Metadata/Properties.plist", b"x")]);
    assert_eq!(judged("a.doc", &keynote), refused(Looks::Other(OtherFormat::Iwork.name().to_owned())));
    assert_words(&[
        ("heic.jpg", boxed(b"ftyp", b"heic\0\0\0\0heic"), "ContentDiffers"),
        ("heic.mp4", boxed(b"ftyp", b"heic\0\0\0\0heic"), "ContentDiffers"),
        ("matroska.webm", webm(b"matroska"), "ContentDiffers"),
        ("binary.txt", vec![0, 1, 2, 3, 255], "ContentDiffers"),
        ("film.m4a", film(b"isom", &[b"vide"]), "ContentDiffers"),
        ("rich.txt", b"{\\rtf1\\ansi a}".to_vec(), "ContentDiffers"),
        ("two.doc", [b"\xDB\xA5\x2D\0".as_slice(), &[0; 100]].concat(), "ContentDiffers"),
        ("95.ppt", compound(&[("/PP40", b"x")]), "ContentDiffers"),
        ("mail.doc", compound(&[("/__properties_version1.0", b"x")]), "ContentDiffers"),
    ]);
}

#[test]
fn only_accepted_names_are_looked_at() {
    let mut file = Cursor::new(zip(&[("a.txt", b"a")]));
    let mut refusal =
        |name| match inspect(&mut file, name, FileKind::DEFAULT, &Limits::default()).expect("memory").judgement {
            Judgement::Refused(refusal) => refusal,
            other => panic!("{other:?}"),
        };
    assert!(matches!(refusal("a.zip"), Refusal::NotAccepted { kind: Some(FileKind::Zip), .. }));
    assert!(matches!(refusal("a.exe"), Refusal::NotAccepted { kind: None, format: None, .. }));
    assert!(matches!(refusal("a.HEIC"), Refusal::NotAccepted { format: Some(OtherFormat::Heic), .. }));
    assert!(matches!(refusal("a"), Refusal::NotAccepted { kind: None, .. }));
}

#[test]
fn passwords_are_refused() {
    let manifest = b"<m><file-entry full-path='content.xml'><encryption-data/></file-entry></m>".as_slice();
    assert_words(&[
        ("a.docx", compound(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")]), "Encrypted"),
        ("a.doc", compound(&[("/WordDocument", &word_stream(0x0100))]), "Encrypted"),
        ("rights.doc", doc(&[("/\u{9}DRMContent", b"x")]), "Encrypted"),
        ("a.xls", xls(&[(0x002F, &[0; 6])]), "Encrypted"),
        ("a.ppt", ppt(0xF3D1_C4DF, b""), "Encrypted"),
        ("a.odt", open_document("text", "<c/>", &[("META-INF/manifest.xml", manifest)]), "Encrypted"),
    ]);
}

#[test]
fn macros_are_held() {
    let sheet = |kind: u8| xls(&[(0x0085, &[0, 0, 0, 0, 0, kind, 1, 0, b'A'])]);
    let macro_main = "vnd.ms-word.document.macroEnabled.main";
    let vba = compound(&[("/VBA/_VBA_PROJECT", b"x")]);
    let vba_info = record(0, 0x0400, &[0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]);
    assert_words(&[
        ("renamed.docx", open_xml("word/document.xml", macro_main, "<d/>", &[]), "Held([Macros])"),
        ("hidden.docx", docx_embedding("word/other.bin", &vba), "Held([Macros])"),
        (
            "embedded.docx",
            docx(&[(
                "word/embeddings/a.xlsm",
                &open_xml("xl/workbook.xml", "vnd.ms-excel.sheet.macroEnabled.main", "<w/>", &[]),
            )]),
            "Held([Macros])",
        ),
        ("word.doc", doc(&[("/Macros/VBA/_VBA_PROJECT", b"x")]), "Held([Macros])"),
        ("sheet.xls", sheet(1), "Held([Macros])"),
        ("plain-sheet.xls", sheet(0), "Ready"),
        ("slides.ppt", ppt(OPEN_PPT, &record(0x0F, 1000, &vba_info)), "Held([Macros])"),
        (
            "object.ppt",
            ppt(OPEN_PPT, &record(0x10, 0x1011, &[&[0, 0, 0, 0][..], &deflated(&vba)].concat())),
            "Held([Macros])",
        ),
        ("basic.odt", open_document("text", "<c/>", &[("Basic/Standard/Module1.xml", b"<m/>")]), "Held([Macros])"),
        ("python.odp", open_document("presentation", "<c/>", &[("Scripts/python/a.txt", b"x")]), "Held([Macros])"),
        (
            "event.ods",
            open_document("spreadsheet", "<c><script:event-listener xlink:href='vnd.sun.star.script:a'/></c>", &[]),
            "Held([Macros])",
        ),
    ]);
}

#[test]
fn embedded_programs_are_held() {
    let object = |name: &str, bytes: &[u8]| compound(&[("/\u{1}Ole10Native", &ole_package(name, bytes))]);
    assert_words(&[
        (
            "by-name.docx",
            docx(&[("word/embeddings/o.bin", &object("C:\\a\\setup.EXE", b"x"))]),
            "Held([EmbeddedPrograms])",
        ),
        (
            "by-bytes.docx",
            docx(&[("word/embeddings/o.bin", &object("notes.dat", &program()))]),
            "Held([EmbeddedPrograms])",
        ),
        ("as-part.pptx", pptx(&[("ppt/media/picture.png", &program())]), "Held([EmbeddedPrograms])"),
        ("as-script.odt", open_document("text", "<c/>", &[("Pictures/a.vbs", b"x")]), "Held([EmbeddedPrograms])"),
        (
            "in-old.doc",
            doc(&[("/ObjectPool/_1/\u{1}Ole10Native", &ole_package("a.bat", b"x"))]),
            "Held([EmbeddedPrograms])",
        ),
        (
            "on-click.pptx",
            pptx(&[("ppt/slides/slide1.xml", b"<s><a:hlinkClick action='ppaction://program'/></s>")]),
            "Held([EmbeddedPrograms])",
        ),
    ]);
}

#[test]
fn what_loads_by_itself_is_held() {
    let utf_16: Vec<u8> = format!("\u{feff}{}", relations(&[("x/image", "https://a.example", true)]))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let split =
        "<d><w:fldChar/><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\cmd.exe</w:instrText><w:fldChar/></d>";
    let mut field = word_stream(0);
    field[2_000..2_012].copy_from_slice(b"\x13 DDEAUTO c:");
    assert_words(&[
        ("template.docx", docx_referring("attachedTemplate", "https://a.example/t.dotm"), "Held([ExternalContent])"),
        ("share.docx", docx_referring("attachedTemplate", "file:///\\\\10.0.0.1\\t.dotm"), "Held([ExternalContent])"),
        ("picture.docx", docx_referring("image", "http://a.example/a.png"), "Held([ExternalContent])"),
        ("object.docx", docx_referring("oleObject", "mhtml:http://a.example!x"), "Held([ExternalContent])"),
        ("wide.docx", docx(&[("word/_rels/document.xml.rels", &utf_16)]), "Held([ExternalContent])"),
        (
            "picture.odt",
            open_document("text", "<c><draw:image xlink:href='https://a.example'/></c>", &[]),
            "Held([ExternalContent])",
        ),
        (
            "object.odp",
            open_document("presentation", "<c><draw:object xlink:href='//host/a'/></c>", &[]),
            "Held([ExternalContent])",
        ),
        ("field.docx", docx_of(split, &[]), "Held([Dde])"),
        ("simple.docx", docx_of("<d><w:fldSimple w:instr=' dde a b'/></d>", &[]), "Held([Dde])"),
        ("link.xlsx", xlsx(&[("xl/externalLinks/externalLink1.xml", b"<l><ddeLink/></l>")]), "Held([Dde])"),
        ("field.doc", compound(&[("/WordDocument", &field)]), "Held([Dde])"),
        ("link.ods", open_document("spreadsheet", "<c><office:dde-source/></c>", &[]), "Held([Dde])"),
        ("command.csv", b"a,b\n\"=cmd|' /C calc'!A0\",1\n".to_vec(), "Held([Dde])"),
    ]);
}

#[test]
fn what_does_not_open_is_told() {
    let whole = docx(&[]);
    let film = film(b"isom", &[b"vide"]);
    let png = png_of(8, 8);
    let harmed = |place: usize| {
        let mut bytes = png.clone();
        bytes[place] ^= 1;
        bytes
    };
    assert_words(&[
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "Broken"),
        (
            "no-main.docx",
            zip(&[("[Content_Types].xml", types("word/document.xml", "wordprocessingml.document.main").as_bytes())]),
            "Broken",
        ),
        ("no-xml.docx", docx_of("plain", &[]), "Broken"),
        ("entities.docx", docx_of("<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>", &[]), "Broken"),
        ("cut.mp4", film[..film.len() - 20].to_vec(), "Broken"),
        ("cut.png", png[..png.len() - 12].to_vec(), "Broken"),
        ("cut.jpg", jpg()[..12].to_vec(), "Broken"),
        ("cut.doc", doc(&[])[..600].to_vec(), "Broken"),
        ("harmed-head.png", harmed(24), "Broken"),
        ("harmed-points.png", harmed(41), "Broken"),
        ("huge.png", png_of(100_000, 100_000), "OverBudget"),
    ]);
}
