//! Archives, and the office files that are packages of parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of files. Names that end in a slash are folders.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    packed(files, SimpleFileOptions::default())
}

pub fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    packed(files, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
}

pub fn packed(files: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        if name.ends_with('/') {
            writer.add_directory(*name, options).expect("a folder");
        } else {
            writer.start_file(*name, options).expect("a file");
            writer.write_all(bytes).expect("its bytes");
        }
    }
    writer.finish().expect("an archive").into_inner()
}

/// An archive as it is written where one cannot go back: sizes come behind the bytes.
pub fn streamed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

/// Of a kind of main part: `wordprocessingml.document.main`.
pub fn types(part: &str, content: &str) -> String {
    let prefix = if content.starts_with("vnd") { "" } else { "vnd.openxmlformats-officedocument." };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" ContentType="application/{prefix}{content}+xml"/></Types>"#
    )
}

pub fn root_relations(part: &str) -> String {
    relations(&[("http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", part, false)])
}

pub fn relations(list: &[(&str, &str, bool)]) -> String {
    let mut text = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#.to_owned();
    for (number, (kind, target, external)) in list.iter().enumerate() {
        let mode = if *external { r#" TargetMode="External""# } else { "" };
        text.push_str(&format!(r#"<Relationship Id="r{number}" Type="{kind}" Target="{target}"{mode}/>"#));
    }
    text + "</Relationships>"
}

/// An Office Open XML file with more parts beside its main one.
pub fn open_xml(part: &str, content: &str, main: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    open_xml_typed(part, content, main, &[], more)
}

/// The same, where it is said of more parts what they are.
pub fn open_xml_typed(
    part: &str,
    content: &str,
    main: &str,
    kinds: &[(&str, &str)],
    more: &[(&str, &[u8])],
) -> Vec<u8> {
    let said: String =
        kinds.iter().map(|(part, kind)| format!("<Override PartName='/{part}' ContentType='{kind}'/>")).collect();
    let types = types(part, content).replace("</Types>", &format!("{said}</Types>"));
    let root = root_relations(part);
    let mut parts: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", types.as_bytes()), ("_rels/.rels", root.as_bytes()), (part, main.as_bytes())];
    parts.extend(more);
    zip(&parts)
}

pub fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    docx_of("<w:document xmlns:w='x'><w:body/></w:document>", more)
}

pub fn docx_of(main: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    open_xml("word/document.xml", "wordprocessingml.document.main", main, more)
}

pub fn docx_typed(kinds: &[(&str, &str)], more: &[(&str, &[u8])]) -> Vec<u8> {
    open_xml_typed("word/document.xml", "wordprocessingml.document.main", "<d/>", kinds, more)
}

pub fn pptx(more: &[(&str, &[u8])]) -> Vec<u8> {
    open_xml("ppt/presentation.xml", "presentationml.presentation.main", "<p:presentation xmlns:p='x'/>", more)
}

pub fn xlsx(more: &[(&str, &[u8])]) -> Vec<u8> {
    open_xml("xl/workbook.xml", "spreadsheetml.sheet.main", "<workbook/>", more)
}

/// A document with a file in it that it refers to.
pub fn docx_embedding(path: &str, bytes: &[u8]) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject";
    let target = path.trim_start_matches("word/");
    docx(&[("word/_rels/document.xml.rels", relations(&[(kind, target, false)]).as_bytes()), (path, bytes)])
}

/// A document that refers to something in its text.
pub fn docx_referring(kind: &str, target: &str) -> Vec<u8> {
    let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
    docx(&[("word/_rels/document.xml.rels", relations(&[(&kind, target, true)]).as_bytes())])
}

pub fn open_document(kind: &str, content: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    let manifest = format!(
        r#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>"#
    );
    let mut parts: Vec<(&str, &[u8])> = vec![("mimetype", kind.as_bytes()), ("content.xml", content.as_bytes())];
    if !more.iter().any(|(name, _)| *name == "META-INF/manifest.xml") {
        parts.push(("META-INF/manifest.xml", manifest.as_bytes()));
    }
    parts.extend(more);
    stored(&parts)
}
