//! Compound files: what office programs wrote before they wrote packages.

use std::io::{Cursor, Write};

use cfb::CompoundFile;

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
