//! Office files for the tests: small, and complete enough for LibreOffice.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub fn packed<T: AsRef<str>>(parts: &[(T, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let name = name.as_ref();
        if name.ends_with('/') {
            writer.add_directory(name, SimpleFileOptions::default()).expect("a folder");
            continue;
        }
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument";

/// `<Relationship/>`s to parts: their ids, kinds and targets.
fn relations(relations: &[(&str, &str, &str)]) -> String {
    let relations: String = relations
        .iter()
        .map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#))
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
    )
}

fn types(parts: &[(&str, &str)]) -> String {
    let parts: String = parts
        .iter()
        .map(|(part, kind)| format!(r#"<Override PartName="/{part}" ContentType="{MAIN}.{kind}+xml"/>"#))
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{parts}</Types>"#
    )
}

/// A shape of a slide, in a place of the layout (`title`, `body`, …) or in none.
pub fn shape(place: &str, paragraphs: &[&str]) -> String {
    let text: String = paragraphs.iter().map(|text| format!("<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")).collect();
    let place = if place.is_empty() { String::new() } else { format!(r#"<p:ph type="{place}"/>"#) };
    format!(
        r#"<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="900000" y="900000"/><a:ext cx="7000000" cy="2000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>"#
    )
}

#[derive(Default)]
pub struct Slide {
    /// XML of its shapes.
    pub shapes: String,
    pub notes: Option<String>,
    pub hidden: bool,
}

const NAMES: &str = r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;
const FRAME: &str = r#"<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"#;

/// A deck. Its files are numbered the other way round, so that only the relations tell the order.
pub fn deck(slides: &[Slide]) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut ids = String::new();
    let mut links = Vec::new();
    for (place, slide) in slides.iter().enumerate() {
        let file = slides.len() - place;
        let show = if slide.hidden { r#" show="0""# } else { "" };
        parts.push((
            format!("ppt/slides/slide{file}.xml"),
            format!("<p:sld {NAMES}{show}><p:cSld><p:spTree>{FRAME}{}</p:spTree></p:cSld></p:sld>", slide.shapes),
        ));
        if let Some(notes) = &slide.notes {
            parts.push((
                format!("ppt/slides/_rels/slide{file}.xml.rels"),
                relations(&[("n", "notesSlide", &format!("../notesSlides/notes{file}.xml"))]),
            ));
            parts.push((
                format!("ppt/notesSlides/notes{file}.xml"),
                format!("<p:notes {NAMES}><p:cSld><p:spTree>{FRAME}{notes}</p:spTree></p:cSld></p:notes>"),
            ));
        }
        ids.push_str(&format!(r#"<p:sldId id="{}" r:id="s{file}"/>"#, 256 + place));
        links.push((format!("s{file}"), format!("slides/slide{file}.xml")));
    }
    let links: Vec<(&str, &str, &str)> = links.iter().map(|(id, path)| (id.as_str(), "slide", path.as_str())).collect();
    let kinds: Vec<(String, &str)> = parts
        .iter()
        .filter(|(path, _)| !path.ends_with(".rels"))
        .map(|(path, _)| {
            let kind = if path.contains("notes") { "presentationml.notesSlide" } else { "presentationml.slide" };
            (path.clone(), kind)
        })
        .collect();
    let mut kinds: Vec<(&str, &str)> = kinds.iter().map(|(path, kind)| (path.as_str(), *kind)).collect();
    kinds.push(("ppt/presentation.xml", "presentationml.presentation.main"));
    parts.push(("[Content_Types].xml".to_owned(), types(&kinds)));
    parts.push(("_rels/.rels".to_owned(), relations(&[("a", "officeDocument", "ppt/presentation.xml")])));
    parts.push(("ppt/_rels/presentation.xml.rels".to_owned(), relations(&links)));
    parts.push((
        "ppt/presentation.xml".to_owned(),
        format!(
            r#"<p:presentation {NAMES}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="5143500"/></p:presentation>"#
        ),
    ));
    packed(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

/// A document (`.docx`), of the XML in its body and its relations.
pub fn document(body: &str, links: &[(&str, &str, &str)]) -> Vec<u8> {
    let names = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let text = format!("<w:document {names}><w:body>{body}</w:body></w:document>");
    packed(&[
        ("[Content_Types].xml", types(&[("word/document.xml", "wordprocessingml.document.main")]).as_str()),
        ("_rels/.rels", relations(&[("a", "officeDocument", "word/document.xml")]).as_str()),
        ("word/_rels/document.xml.rels", relations(links).as_str()),
        ("word/document.xml", text.as_str()),
    ])
}

/// A workbook (`.xlsx`) of one sheet, of the XML of its rows.
pub fn workbook(name: &str, rows: &str, strings: &[&str]) -> Vec<u8> {
    let main = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let strings: String = strings.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let kinds = [
        ("xl/workbook.xml", "spreadsheetml.sheet.main"),
        ("xl/one.xml", "spreadsheetml.worksheet"),
        ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings"),
    ];
    packed(&[
        ("[Content_Types].xml", types(&kinds).as_str()),
        ("_rels/.rels", relations(&[("a", "officeDocument", "xl/workbook.xml")]).as_str()),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("a", "worksheet", "one.xml"), ("b", "sharedStrings", "sharedStrings.xml")]).as_str(),
        ),
        (
            "xl/workbook.xml",
            format!(r#"<workbook {main}><sheets><sheet name="{name}" sheetId="1" r:id="a"/></sheets></workbook>"#)
                .as_str(),
        ),
        ("xl/one.xml", format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>").as_str()),
        ("xl/sharedStrings.xml", format!("<sst {main}>{strings}</sst>").as_str()),
    ])
}

/// An OpenDocument file of the XML in its body, for example `<office:text>…</office:text>`.
pub fn open_document(kind: &str, styles: &str, body: &str) -> Vec<u8> {
    let names = ["office", "style", "text", "table", "presentation"]
        .map(|name| format!(r#"xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#))
        .join(" ");
    let content = format!(
        r#"<office:document-content {names} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2"><office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body></office:document-content>"#
    );
    let mime = format!("application/vnd.oasis.opendocument.{kind}");
    let manifest = format!(
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    packed(&[("mimetype", mime.as_str()), ("META-INF/manifest.xml", &manifest), ("content.xml", &content)])
}
