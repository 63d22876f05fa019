//! Bytes of a packed file that its directory says nothing of, and files that are not where they seem.

use super::assert_words;
use super::made::*;

/// Puts `bytes` between the first file of an archive and what follows.
fn with_gap(archive: &[u8], bytes: &[u8]) -> Vec<u8> {
    let place_of = |mark: &[u8], from: usize| {
        archive[from..].windows(4).position(|window| window == mark).map(|place| from + place)
    };
    let directory = place_of(b"PK\x01\x02", 0).expect("a directory");
    let end = place_of(b"PK\x05\x06", directory).expect("an end");
    let place = place_of(b"PK\x03\x04", 4).unwrap_or(directory);
    let mut changed = archive.to_vec();
    let mut moved = |at: usize| {
        let number = u32::from_le_bytes(archive[at..at + 4].try_into().expect("four bytes"));
        if number as usize >= place {
            changed[at..at + 4].copy_from_slice(&(number + bytes.len() as u32).to_le_bytes());
        }
    };
    moved(end + 16);
    let mut entry = Some(directory);
    while let Some(at) = entry {
        moved(at + 42);
        entry = place_of(b"PK\x01\x02", at + 4);
    }
    changed.splice(place..place, bytes.iter().copied());
    changed
}

#[test]
fn bytes_between_the_files_of_an_archive_are_looked_at() {
    let archive = zip(&[("a.txt", b"words"), ("b.txt", b"more words")]);
    let hidden = {
        let other = zip(&[("setup.vbs", b"words")]);
        let directory = other.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
        other[..directory].to_vec()
    };
    let (document, one) = (docx(&[]), zip(&[("a.txt", b"words")]));
    let (held, rar) = ("Held([HiddenBytes])", b"Rar!\x1A\x07\x01\0\0\0\0 and what is in it, and more of it".as_slice());
    assert_words(&[
        ("zeros.zip", with_gap(&archive, &[0; 4_000]), "Ready"),
        ("description.zip", with_gap(&archive, &[7; 24]), "Ready"),
        ("bytes.zip", with_gap(&archive, &[7; 4_000]), held),
        ("file.zip", with_gap(&archive, &hidden), held),
        ("before-the-directory.zip", with_gap(&one, &[7; 4_000]), held),
        ("bytes.docx", with_gap(&document, &[7; 4_000]), held),
        ("zeros.docx", with_gap(&document, &[0; 4_000]), "Ready"),
        ("rar.docx", with_gap(&document, rar), "Polyglot"),
        ("rar.zip", with_gap(&archive, rar), "Polyglot"),
        ("program.zip", with_gap(&archive, &program()), "Polyglot"),
        ("archive.zip", with_gap(&archive, &archive), "Polyglot"),
        ("streamed.zip", streamed(&[("a.txt", b"words"), ("b.txt", b"more words")]), "Ready"),
        ("stored.zip", stored(&[("a.zip", &archive), ("b.txt", b"more words")]), "Ready"),
        ("embedded.pptx", pptx(&[("ppt/media/a.zip", &with_gap(&archive, &[7; 4_000]))]), held),
    ]);
}

/// Puts `bytes` between the directory of an archive and its end.
fn before_the_end(archive: &[u8], bytes: &[u8]) -> Vec<u8> {
    let (files, end) = archive.split_at(archive.len() - 22);
    assert!(end.starts_with(b"PK\x05\x06"), "it has no comment");
    [files, bytes, end].concat()
}

/// With the numbers of its end in the one that large archives have, and `more` added to that.
fn with_large_end(archive: &[u8], more: &[u8]) -> Vec<u8> {
    let (files, end) = archive.split_at(archive.len() - 22);
    let number = |place: usize| u64::from(u32::from_le_bytes(end[place..place + 4].try_into().expect("four bytes")));
    let count = u64::from(u16::from_le_bytes([end[10], end[11]]));
    let numbers = [count, count, number(12), number(16)].map(u64::to_le_bytes).concat();
    let own = (44 + more.len() as u64).to_le_bytes();
    let large = [b"PK\x06\x06".as_slice(), &own, &[45, 0, 45, 0], &[0; 8], &numbers, more].concat();
    let place = (files.len() as u64).to_le_bytes();
    let locator = [b"PK\x06\x07".as_slice(), &[0; 4], &place, &[1, 0, 0, 0]].concat();
    let end = [b"PK\x05\x06\0\0\0\0".as_slice(), &[0xFF; 12], &[0; 2]].concat();
    [files, &large, &locator, &end].concat()
}

#[test]
fn bytes_between_the_directory_and_the_end_of_an_archive_are_looked_at() {
    let archive = zip(&[("a.txt", b"words"), ("b.txt", b"more words")]);
    let document = docx(&[]);
    let mut one_told = archive.clone();
    let end = one_told.len() - 22;
    one_told[end + 8..end + 12].copy_from_slice(&[1, 0, 1, 0]);
    let comment = [&archive[..archive.len() - 2], b"\x05\0words"].concat();
    let (held, signature) = ("Held([HiddenBytes])", b"PK\x05\x05\x04\0sign".as_slice());
    assert_words(&[
        ("bytes.zip", before_the_end(&archive, &[7; 9]), held),
        ("bytes.docx", before_the_end(&document, &[7; 9]), held),
        ("zeros.zip", before_the_end(&archive, &[0; 4_000]), "Ready"),
        ("rar.docx", before_the_end(&document, b"Rar!\x1A\x07\x01\0\0\0\0"), "Polyglot"),
        ("archive.docx", before_the_end(&document, &archive), "Polyglot"),
        ("program.zip", before_the_end(&archive, &program()), "Polyglot"),
        ("signed.zip", before_the_end(&archive, signature), "Ready"),
        ("behind-its-signature.zip", before_the_end(&archive, &[signature, b"more"].concat()), held),
        ("one-told.zip", one_told, held),
        ("large.zip", with_large_end(&archive, b""), "Ready"),
        ("large.docx", with_large_end(&document, b""), "Ready"),
        ("added.zip", with_large_end(&archive, &[7; 40]), held),
        ("streamed.zip", with_large_end(&streamed(&[("a.txt", b"words")]), b""), "Ready"),
        ("comment.zip", comment, "Ready"),
        ("embedded.pptx", pptx(&[("ppt/media/a.zip", &before_the_end(&archive, &[7; 9]))]), held),
    ]);
}

/// Programs for Windows write folders with its own slash.
#[test]
fn a_folder_has_nothing_in_it() {
    // The writer makes folders of names that end in a slash: it is put in afterwards.
    let named = |name: &str, bytes: &[u8]| {
        let stand_in = "x".repeat(name.len());
        let mut archive = zip(&[(&stand_in, bytes), ("b.txt", b"words")]);
        while let Some(place) = archive.windows(name.len()).position(|window| window == stand_in.as_bytes()) {
            archive[place..place + name.len()].copy_from_slice(name.as_bytes());
        }
        archive
    };
    assert_words(&[
        ("windows.zip", named("annex\\", b""), "Ready"),
        ("nested.zip", named("annex\\ports\\", b""), "Ready"),
        ("program.zip", named("setup\\", &program()), "InArchive"),
        ("slash.zip", named("setup/", &program()), "InArchive"),
    ]);
}

/// Whole sectors of it, or not.
#[test]
fn an_archive_behind_an_old_document_is_refused() {
    let document = doc(&[("/Data", &[7; 20_000])]);
    let filled = |mut archive: Vec<u8>| {
        let comment = archive.len().next_multiple_of(4_096) - archive.len();
        let place = archive.len() - 2;
        archive[place..].copy_from_slice(&(comment as u16).to_le_bytes());
        archive.resize(place + 2 + comment, b' ');
        archive
    };
    let archive = zip(&[("a.txt", b"a")]);
    let large = filled(stored(&[("a.txt", &[b'a'; 9_000])]));
    let embedded = doc(&[("/ObjectPool/_1/Package", &large)]);
    assert!(embedded.ends_with(&large), "it lies in the last sectors");
    assert_words(&[
        ("behind.doc", [document.as_slice(), &archive].concat(), "Polyglot"),
        ("filled.doc", [document.as_slice(), &filled(archive)].concat(), "Polyglot"),
        ("embedded.doc", embedded, "Ready"),
    ]);
}
