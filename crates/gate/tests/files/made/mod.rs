//! Makes files as programs write them, and as they should not be.

mod media;
mod old_office;
mod packages;
mod pdf;

use std::io::Write;

pub use media::{boxed, film, jpg, mp3, png_of, webm, webp};
pub use old_office::{OPEN_PPT, compound, doc, ole_package, ppt, record, word_stream, workbook_stream, xls};
pub use packages::{
    docx, docx_embedding, docx_of, docx_referring, docx_typed, open_document, open_xml, open_xml_typed, packed, pptx,
    relations, root_relations, stored, streamed, types, xlsx, zip,
};
pub use pdf::{hexadecimal_object, object_stream, pdf, pdf_with};

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

/// The smallest program of Windows that is known as one.
pub fn program() -> Vec<u8> {
    let mut bytes = vec![0; 256];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[0x3C] = 0x80;
    bytes[0x80..0x84].copy_from_slice(b"PE\0\0");
    bytes
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).expect("bytes");
    writer.finish().expect("bytes")
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
