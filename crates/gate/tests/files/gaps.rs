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
