//! Old workbooks that are encrypted: by the password that Excel sets by itself, and by others.

use md5::{Digest as _, Md5};
use sha1::{Digest as _, Sha1};

use super::assert_words;
use super::made::*;

const OWN: &str = "VelvetSweatshop";
const SALT: [u8; 16] = *b"salt of sixteen.";
const RANDOM: [u8; 16] = *b"something random";

#[derive(Clone, Copy)]
enum Way {
    Xor,
    Md5,
    Sha1 { bits: u32 },
}

/// Each 1,024 bytes of a stream have a key of their own.
fn key(way: Way, password: &str, block: u32) -> Vec<u8> {
    let letters: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let block = block.to_le_bytes();
    match way {
        Way::Xor => Vec::new(),
        Way::Md5 => {
            let salted = [&Md5::digest(letters)[..5], &SALT].concat().repeat(16);
            Md5::digest([&Md5::digest(salted)[..5], &block].concat()).to_vec()
        }
        Way::Sha1 { bits } => {
            let hash = Sha1::digest([&SALT[..], &letters].concat());
            let mut key = Sha1::digest([&hash[..], &block].concat()).to_vec();
            key.truncate(bits as usize / 8);
            key.resize(if bits == 40 { 16 } else { key.len() }, 0);
            key
        }
    }
}

fn pass(way: Way, password: &str) -> Vec<u8> {
    let checked = |hash: &[u8]| rc4(&key(way, password, 0), &[&RANDOM, hash].concat());
    match way {
        Way::Xor => vec![0, 0, 0x59, 0xB3, 0x0A, 0x9A],
        Way::Md5 => [&[1, 0, 1, 0, 1, 0], &SALT[..], &checked(&Md5::digest(RANDOM))].concat(),
        Way::Sha1 { bits } => {
            let provider: Vec<u8> = "Provider\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let header = [4, 0, 0x6801, 0x8004, bits, 1, 0, 0].map(u32::to_le_bytes).concat();
            let length = (header.len() + provider.len()) as u32;
            let check = checked(&Sha1::digest(RANDOM));
            let head = [b"\x01\0\x04\0\x02\0\x04\0\0\0".as_slice(), &length.to_le_bytes(), &header, &provider].concat();
            [&head[..], &[16, 0, 0, 0], &SALT, &check[..16], &[20, 0, 0, 0], &check[16..]].concat()
        }
    }
}

/// The stream of a workbook as Excel encrypts it: some records stay as they are, and so does where a sheet begins.
fn encrypted(way: Way, password: &str, records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut stream = workbook_stream(&records.iter().map(|(kind, body)| (*kind, &body[..])).collect::<Vec<_>>());
    let mask: Vec<u8> = match way {
        Way::Xor => Vec::new(),
        _ => {
            let blocks = 0..=stream.len() as u32 / 1_024;
            blocks.flat_map(|block| rc4(&key(way, password, block), &[0; 1_024])).collect()
        }
    };
    let xor: Vec<u8> = [password.as_bytes(), &[0xBB]].concat();
    let xor: Vec<u8> = xor.iter().zip([0x59, 0xB3].iter().cycle()).map(|(a, b)| (a ^ b).rotate_right(1)).collect();
    let mut begin = 0;
    for (kind, body) in records {
        begin += 4;
        let plain = match kind {
            0x0809 | 0x002F => body.len(),
            0x0085 => 4,
            _ => 0,
        };
        for place in begin + plain..begin + body.len() {
            stream[place] = match way {
                Way::Xor => stream[place].rotate_left(5) ^ xor[(place + body.len()) % 16],
                _ => stream[place] ^ mask[place],
            };
        }
        begin += body.len();
    }
    stream
}

/// A workbook of one sheet, whose names are behind the first block; `kind` of its sheet as in `BOUNDSHEET`.
fn workbook(way: Way, password: &str, kind: u8, more: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let begin = |kind: u8| [&[0, 6, kind, 0, 0xBB, 0x0D, 0xCC, 0x07], &[0; 8][..]].concat();
    let mut records = vec![(0x0809, begin(5)), (0x002F, pass(way, password)), (0x0042, vec![0xB0, 4])];
    records.push((0x005C, [&[0x0B, 0, 0], "A delegate ".repeat(130).as_bytes()].concat()));
    records.extend_from_slice(more);
    let before: usize = records.iter().map(|(_, body)| body.len() + 4).sum();
    let place = (before + 4 + 12 + 4) as u32;
    records.push((0x0085, [&place.to_le_bytes()[..], &[0, kind, 4, 0], b"Tons"].concat()));
    records.push((0x000A, Vec::new()));
    records.push((0x0809, begin(0x10)));
    records.push((0x0203, [&[0, 0, 0, 0, 0, 0][..], &1_250.0_f64.to_le_bytes()].concat()));
    records.push((0x000A, Vec::new()));
    compound(&[("/Workbook", &encrypted(way, password, &records))])
}

const WAYS: [Way; 5] = [Way::Xor, Way::Md5, Way::Sha1 { bits: 40 }, Way::Sha1 { bits: 56 }, Way::Sha1 { bits: 128 }];

#[test]
fn a_workbook_that_nobody_may_change_is_looked_into() {
    for way in WAYS {
        let asks = (0x01AE, b"\x01\0\x07\0\0cmd\x03 /c".to_vec());
        let name = (0x0023, vec![0, 0, 0, 0, 0, 0, 1, 0, b'a']);
        assert_words(&[
            ("plain.xls", workbook(way, OWN, 0, &[]), "Ready"),
            ("macros.xls", workbook(way, OWN, 1, &[]), "Held([Macros])"),
            ("asks.xls", workbook(way, OWN, 0, &[asks, name]), "Held([Dde])"),
            ("within.docx", docx_embedding("word/embeddings/a.xls", &workbook(way, OWN, 1, &[])), "Held([Macros])"),
        ]);
    }
}

#[test]
fn a_sheet_of_macros_is_one_whatever_the_list_of_sheets_says() {
    let begin = |kind: u8| [&[0, 6, kind, 0], &[0; 12][..]].concat();
    let records = |first: u8, sheet: u8, more: u32| {
        let place = 20 + 16 + 4 + more;
        vec![
            (0x0809, begin(first)),
            (0x0085, [&place.to_le_bytes()[..], &[0, 0, 4, 0], b"Tons"].concat()),
            (0x000A, Vec::new()),
            (0x0809, begin(sheet)),
            (0x000A, Vec::new()),
        ]
    };
    let stream = |records: &[(u16, Vec<u8>)]| {
        workbook_stream(&records.iter().map(|(kind, body)| (*kind, &body[..])).collect::<Vec<_>>())
    };
    let plain = |sheet: u8, more: u32| compound(&[("/Workbook", &stream(&records(5, sheet, more)))]);
    let closed = |way: Way, sheet: u8| {
        let pass = pass(way, OWN);
        let mut records = records(5, sheet, pass.len() as u32 + 4);
        records.insert(1, (0x002F, pass));
        compound(&[("/Workbook", &encrypted(way, OWN, &records))])
    };
    assert_words(&[
        ("sheet.xls", plain(0x10, 0), "Ready"),
        ("chart.xls", plain(0x20, 0), "Ready"),
        ("macros.xls", plain(0x40, 0), "Held([Macros])"),
        ("module.xls", plain(0x06, 0), "Held([Macros])"),
        ("within.docx", docx_embedding("word/embeddings/a.xls", &plain(0x40, 0)), "Held([Macros])"),
        ("nowhere.xls", plain(0x10, 1 << 30), "Ready"),
        ("no-begin.xls", plain(0x10, 1), "Ready"),
        ("records.xls", stream(&records(5, 0x40, 0)), "Held([Macros])"),
    ]);
    for way in WAYS {
        assert_words(&[
            ("closed.xls", closed(way, 0x10), "Ready"),
            ("closed-macros.xls", closed(way, 0x40), "Held([Macros])"),
        ]);
    }
}

#[test]
fn a_workbook_with_a_password_of_its_own_is_refused() {
    for way in [Way::Md5, Way::Sha1 { bits: 40 }, Way::Sha1 { bits: 128 }] {
        assert_words(&[("closed.xls", workbook(way, "velvetsweatshop", 0, &[]), "Encrypted")]);
    }
    let other_cipher = {
        let mut pass = pass(Way::Sha1 { bits: 128 }, OWN);
        pass[22..26].copy_from_slice(&0x660E_u32.to_le_bytes());
        pass
    };
    assert_words(&[
        ("xor.xls", xls_of(&[0, 0, 1, 2, 3, 4]), "Encrypted"),
        ("cipher.xls", xls_of(&other_cipher), "Encrypted"),
        ("version.xls", xls_of(&[1, 0, 4, 0, 4, 0, 0, 0]), "Encrypted"),
    ]);
}

fn xls_of(pass: &[u8]) -> Vec<u8> {
    let begin = [&[0, 6, 5, 0], &[0; 12][..]].concat();
    compound(&[("/Workbook", &workbook_stream(&[(0x0809, &begin), (0x002F, pass), (0x000A, b"")]))])
}

#[test]
fn what_says_wrongly_how_it_is_encrypted_is_broken() {
    for way in WAYS {
        let whole = pass(way, OWN);
        for length in 0..whole.len() {
            assert_words(&[("cut.xls", xls_of(&whole[..length]), "Broken")]);
        }
    }
    let changed = |place: usize, number: u32| {
        let mut pass = pass(Way::Sha1 { bits: 128 }, OWN);
        pass[place..place + 4].copy_from_slice(&number.to_le_bytes());
        xls_of(&pass)
    };
    assert_words(&[
        ("header.xls", changed(10, u32::MAX), "Broken"),
        ("no-header.xls", changed(10, 0), "Broken"),
        ("long-key.xls", changed(30, 1_024), "Broken"),
        ("short-key.xls", changed(30, 8), "Broken"),
        ("salt.xls", changed(14 + 32 + 18, u32::MAX), "Broken"),
        ("hash.xls", changed(14 + 32 + 18 + 36, u32::MAX), "Broken"),
    ]);
}
