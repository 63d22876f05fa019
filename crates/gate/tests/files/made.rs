//! Makes files as programs write them, and as they should not be.

use std::io::{Cursor, Write};

use cfb::CompoundFile;
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

/// A compound file; folders on the way to a stream are made.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    for (path, bytes) in streams {
        if let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
            file.create_storage_all(folder).expect("a folder");
        }
        file.create_stream(path).expect("a stream").write_all(bytes).expect("its bytes");
    }
    file.flush().expect("written");
    file.into_inner().into_inner()
}

pub fn word_stream(flags: u16) -> Vec<u8> {
    let mut bytes = vec![0; 4_096];
    bytes[..2].copy_from_slice(&0xA5EC_u16.to_le_bytes());
    bytes[10..12].copy_from_slice(&flags.to_le_bytes());
    bytes
}

pub fn doc(more: &[(&str, &[u8])]) -> Vec<u8> {
    let word = word_stream(0);
    let mut streams: Vec<(&str, &[u8])> = vec![("/WordDocument", &word)];
    streams.extend(more);
    compound(&streams)
}

/// Records of a workbook: kind and body.
pub fn workbook_stream(records: &[(u16, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (kind, body) in records {
        bytes.extend(kind.to_le_bytes());
        bytes.extend((body.len() as u16).to_le_bytes());
        bytes.extend(*body);
    }
    bytes
}

pub fn xls(records: &[(u16, &[u8])]) -> Vec<u8> {
    let all: Vec<(u16, &[u8])> = [(0x0809, [0; 16].as_slice())]
        .into_iter()
        .chain(records.iter().copied())
        .chain([(0x000A, [].as_slice())])
        .collect();
    compound(&[("/Workbook", &workbook_stream(&all))])
}

pub fn ppt(token: u32, records: &[u8]) -> Vec<u8> {
    let mut user = vec![0; 20];
    user[12..16].copy_from_slice(&token.to_le_bytes());
    compound(&[("/Current User", &user), ("/PowerPoint Document", records)])
}

pub const OPEN_PPT: u32 = 0xE391_C05F;

/// A record of PowerPoint; the first number holds version and instance.
pub fn record(version: u16, kind: u16, body: &[u8]) -> Vec<u8> {
    [&version.to_le_bytes()[..], &kind.to_le_bytes(), &(body.len() as u32).to_le_bytes(), body].concat()
}

/// A file that was dragged into a document.
pub fn ole_package(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = vec![2, 0];
    for text in [name, name] {
        body.extend(text.as_bytes());
        body.push(0);
    }
    body.extend([0, 0, 3, 0]);
    body.extend((name.len() as u32 + 1).to_le_bytes());
    body.extend(name.as_bytes());
    body.push(0);
    body.extend((bytes.len() as u32).to_le_bytes());
    body.extend(bytes);
    [&(body.len() as u32).to_le_bytes()[..], &body].concat()
}

/// The smallest program of Windows that is known as one.
pub fn program() -> Vec<u8> {
    let mut bytes = vec![0; 256];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[0x3C] = 0x80;
    bytes[0x80..0x84].copy_from_slice(b"PE\0\0");
    bytes
}

/// A PDF of one page and more objects, each `7 0 obj …` as it is; with a table.
pub fn pdf(catalog: &str, more: &[&str]) -> Vec<u8> {
    pdf_with("", catalog, more)
}

pub fn pdf_with(trailer: &str, catalog: &str, more: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    let objects = [
        format!("1 0 obj\n<</Type/Catalog/Pages 2 0 R{catalog}>>\nendobj\n"),
        "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n".to_owned(),
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n".to_owned(),
    ];
    for object in objects {
        places.push(text.len());
        text.push_str(&object);
    }
    for object in more {
        text.push_str(object);
        text.push('\n');
    }
    let begin = text.len();
    text.push_str("xref\n0 4\n0000000000 65535 f \n");
    for place in places {
        text.push_str(&format!("{place:010} 00000 n \n"));
    }
    text.push_str(&format!("trailer\n<</Size 4/Root 1 0 R{trailer}>>\nstartxref\n{begin}\n%%EOF\n"));
    text.into_bytes()
}

/// Bytes as a hexadecimal stream: so they can stand in text.
pub fn hexadecimal_object(number: u32, entries: &str, filters: &str, bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let length = digits.len() + 1;
    format!(
        "{number} 0 obj\n<<{entries}/Filter[/ASCIIHexDecode{filters}]/Length {length}>>\nstream\n{digits}>\nendstream\nendobj"
    )
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).expect("bytes");
    writer.finish().expect("bytes")
}

/// Objects of a PDF in a stream of their own.
pub fn object_stream(number: u32, objects: &[(u32, &str)]) -> String {
    let (mut head, mut body) = (String::new(), String::new());
    for (number, object) in objects {
        head.push_str(&format!("{number} {} ", body.len()));
        body.push_str(object);
        body.push('\n');
    }
    let entries = format!("/Type/ObjStm/N {}/First {}", objects.len(), head.len());
    hexadecimal_object(number, &entries, "/FlateDecode", &deflated((head + &body).as_bytes()))
}

pub fn jpg() -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    bytes.extend(b"\xFF\xC0\0\x0B\x08\0\x08\0\x08\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x7F\xFF\xD9");
    bytes
}

pub fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    for (name, body) in [(b"IHDR", header.as_slice()), (b"IDAT", b"x"), (b"IEND", b"")] {
        let mut sum = flate2::Crc::new();
        sum.update(name);
        sum.update(body);
        bytes.extend((body.len() as u32).to_be_bytes());
        bytes.extend(name);
        bytes.extend(body);
        bytes.extend(sum.sum().to_be_bytes());
    }
    bytes
}

pub fn webp() -> Vec<u8> {
    let body = b"WEBPVP8L\x05\0\0\0\x2F\x07\xC0\x01\0\0";
    [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), body].concat()
}

pub fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
}

/// A film, or a recording, by the kinds of its tracks: `vide`, `soun`.
pub fn film(brand: &[u8; 4], tracks: &[&[u8; 4]]) -> Vec<u8> {
    let track = |kind: &&[u8; 4]| {
        let handler = boxed(b"hdlr", &[&[0; 8][..], kind.as_slice(), &[0; 13]].concat());
        boxed(b"trak", &boxed(b"mdia", &handler))
    };
    let tracks: Vec<u8> = tracks.iter().flat_map(track).collect();
    let brand = boxed(b"ftyp", &[brand.as_slice(), &[0; 4], brand].concat());
    [brand, boxed(b"mdat", &[7; 100]), boxed(b"moov", &tracks)].concat()
}

pub fn webm(doc_type: &[u8]) -> Vec<u8> {
    let inner = [b"\x42\x82", &[0x80 | doc_type.len() as u8][..], doc_type].concat();
    let head = [b"\x1A\x45\xDF\xA3", &[0x80 | inner.len() as u8][..], &inner].concat();
    [head.as_slice(), b"\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF", &[0; 50]].concat()
}

pub fn mp3() -> Vec<u8> {
    let frame = [b"\xFF\xFB\x90\x00".as_slice(), &[0; 413]].concat();
    [b"ID3\x03\0\0\0\0\0\x05abcde".as_slice(), &frame, &frame, &frame].concat()
}

/// One good file of each kind.
pub fn one_of_each() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.pdf", pdf("", &[])),
        ("a.pptx", pptx(&[])),
        ("a.docx", docx(&[])),
        ("a.xlsx", xlsx(&[])),
        ("a.odp", open_document("presentation", "<c/>", &[])),
        ("a.odt", open_document("text", "<c/>", &[])),
        ("a.ods", open_document("spreadsheet", "<c/>", &[])),
        ("a.ppt", ppt(OPEN_PPT, &record(0, 1, b"x"))),
        ("a.doc", doc(&[])),
        ("a.xls", xls(&[])),
        ("a.txt", b"Report of the port\r\n".to_vec()),
        ("a.csv", b"a,b\n1,-2\n".to_vec()),
        ("a.jpg", jpg()),
        ("a.png", png_of(8, 8)),
        ("a.webp", webp()),
        ("a.mp4", film(b"isom", &[b"vide", b"soun"])),
        ("a.webm", webm(b"webm")),
        ("a.mp3", mp3()),
        ("a.m4a", film(b"M4A ", &[b"soun"])),
        ("a.zip", zip(&[("a/", b""), ("a/b.txt", b"text"), ("c.pdf", &pdf("", &[]))])),
    ]
}

pub fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut other = 0usize;
    for place in 0..256 {
        other = (other + usize::from(state[place]) + usize::from(key[place % key.len()])) % 256;
        state.swap(place, other);
    }
    let (mut place, mut other) = (0, 0usize);
    let mut next = || {
        place = (place + 1) % 256;
        other = (other + usize::from(state[place])) % 256;
        state.swap(place, other);
        state[(usize::from(state[place]) + usize::from(state[other])) % 256]
    };
    bytes.iter().map(|byte| byte ^ next()).collect()
}
