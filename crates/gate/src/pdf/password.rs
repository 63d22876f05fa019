//! Files that are encrypted and open without a password all the same: whoever made them has forbidden changes.
//! ISO 32000-2, 7.6; the older ways as in ISO 32000-1.

use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecrypt, BlockEncrypt, KeyInit};
use aes::{Aes128, Aes256};
use md5::{Digest as _, Md5};
// Of two versions of `digest`: SurrealDB has the one, this project the other.
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::findings::Whence;
use super::object::{Dict, Object};
use crate::rc4::Rc4;

const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E, 0x00,
    0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Nothing,
    Rc4,
    Aes128,
    Aes256,
}

/// What decrypts a file.
#[derive(Debug)]
pub(super) struct Cipher {
    key: Vec<u8>,
    streams: Method,
    texts: Method,
}

impl Cipher {
    /// `None` if a password is needed, or something else than a password.
    pub(super) fn without_password(dict: &Dict<'_>, id: &[u8]) -> Option<Self> {
        if dict.name("Filter").is_some_and(|filter| filter != b"Standard") {
            return None;
        }
        let number = |key| match dict.get(key) {
            Some(Object::Number(number)) => Some(*number as i64),
            _ => None,
        };
        let (version, revision) = (number("V").unwrap_or(0), number("R")?);
        let bits = number("Length").filter(|bits| (40..=256).contains(bits)).unwrap_or(40);
        let (streams, texts) = match version {
            4 | 5 => (method(dict, "StmF")?, method(dict, "StrF")?),
            _ => (Method::Rc4, Method::Rc4),
        };
        let key = match revision {
            5 | 6 => key_of_256(dict, revision == 6)?,
            2..=4 => {
                let length = match (revision, version) {
                    (2, _) => 5,
                    (_, 4) => 16,
                    _ => usize::try_from(bits / 8).ok()?.min(16),
                };
                key_of_128(dict, id, number("P")?, revision, length)?
            }
            _ => return None,
        };
        Some(Self { key, streams, texts })
    }

    pub(super) fn decrypted_stream(&self, whence: Whence, bytes: Vec<u8>) -> Vec<u8> {
        self.decrypted(self.streams, whence, &bytes)
    }

    pub(super) fn decrypted_text(&self, whence: Whence, bytes: &[u8]) -> Vec<u8> {
        self.decrypted(self.texts, whence, bytes)
    }

    fn decrypted(&self, method: Method, whence: Whence, bytes: &[u8]) -> Vec<u8> {
        match method {
            Method::Nothing => bytes.to_vec(),
            Method::Rc4 => rc4(&self.object_key(whence, false), bytes),
            Method::Aes128 => Aes128::new_from_slice(&self.object_key(whence, true))
                .map(|aes| cbc_with_start(&aes, bytes))
                .unwrap_or_default(),
            Method::Aes256 => {
                Aes256::new_from_slice(&self.key).map(|aes| cbc_with_start(&aes, bytes)).unwrap_or_default()
            }
        }
    }

    /// Each object has a key of its own.
    fn object_key(&self, whence: Whence, salted: bool) -> Vec<u8> {
        let mut hash = Md5::new();
        hash.update(&self.key);
        hash.update(&whence.number.to_le_bytes()[..3]);
        hash.update(&whence.generation.to_le_bytes()[..2]);
        if salted {
            hash.update(b"sAlT");
        }
        let length = (self.key.len() + 5).min(16);
        hash.finalize().iter().take(length).copied().collect()
    }
}

/// By the name of a crypt filter.
fn method(dict: &Dict<'_>, which: &str) -> Option<Method> {
    let name = dict.name(which).unwrap_or(b"Identity");
    if name == b"Identity" {
        return Some(Method::Nothing);
    }
    let Some(Object::Dict(filters)) = dict.get("CF") else { return None };
    let Some(Object::Dict(filter)) = filters.get_named(name) else { return None };
    match filter.name("CFM") {
        Some(b"V2") => Some(Method::Rc4),
        Some(b"AESV2") => Some(Method::Aes128),
        Some(b"AESV3") => Some(Method::Aes256),
        Some(b"None") | None => Some(Method::Nothing),
        _ => None,
    }
}

fn text<'d>(dict: &'d Dict<'_>, key: &str, length: usize) -> Option<&'d [u8]> {
    match dict.get(key)? {
        Object::Text(text) => text.get(..length),
        _ => None,
    }
}

/// Algorithm 2, and 4 or 5 to see whether it is the right key.
fn key_of_128(dict: &Dict<'_>, id: &[u8], permissions: i64, revision: i64, length: usize) -> Option<Vec<u8>> {
    let owner = text(dict, "O", 32)?;
    let user = text(dict, "U", 16)?;
    let mut hash = Md5::new();
    hash.update(PADDING);
    hash.update(owner);
    hash.update((permissions as u32).to_le_bytes());
    hash.update(id);
    if revision >= 4 && is_metadata_plain(dict) {
        hash.update([0xFF; 4]);
    }
    let mut key = hash.finalize().to_vec();
    key.truncate(length);
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key).to_vec();
            key.truncate(length);
        }
    }
    let expected = if revision == 2 {
        rc4(&key, &PADDING)
    } else {
        let mut hash = Md5::new();
        hash.update(PADDING);
        hash.update(id);
        (0..20u8).fold(hash.finalize().to_vec(), |bytes, round| {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            rc4(&key, &bytes)
        })
    };
    (expected.get(..16) == Some(user)).then_some(key)
}

fn is_metadata_plain(dict: &Dict<'_>) -> bool {
    matches!(dict.get("EncryptMetadata"), Some(Object::False))
}

/// Algorithm 2.A.
fn key_of_256(dict: &Dict<'_>, hardened: bool) -> Option<Vec<u8>> {
    let user = text(dict, "U", 48)?;
    let packed = text(dict, "UE", 32)?;
    let (expected, salts) = user.split_at_checked(32)?;
    let (salt, key_salt) = salts.split_at_checked(8)?;
    let hash = |salt: &[u8]| if hardened { hardened_hash(salt) } else { Some(Sha256::digest(salt).to_vec()) };
    if hash(salt)? != expected {
        return None;
    }
    let aes = Aes256::new_from_slice(&hash(key_salt)?).ok()?;
    Some(cbc(&aes, [0; 16], packed))
}

/// Algorithm 2.B, for no password.
fn hardened_hash(salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    let mut round = 0;
    loop {
        let (cipher, start) = key.get(..32)?.split_at_checked(16)?;
        let aes = Aes128::new_from_slice(cipher).ok()?;
        let mut last: [u8; 16] = start.try_into().ok()?;
        let mut bytes = key.repeat(64);
        for block in bytes.as_chunks_mut::<16>().0 {
            for (byte, last) in block.iter_mut().zip(last) {
                *byte ^= last;
            }
            aes.encrypt_block(GenericArray::from_mut_slice(block));
            last = *block;
        }
        let remainder = bytes.get(..16)?.iter().map(|byte| u32::from(*byte)).sum::<u32>() % 3;
        key = match remainder {
            0 => Sha256::digest(&bytes).to_vec(),
            1 => Sha384::digest(&bytes).to_vec(),
            _ => Sha512::digest(&bytes).to_vec(),
        };
        round += 1;
        if round >= 64 && i32::from(*bytes.last()?) <= round - 32 {
            key.truncate(32);
            return Some(key);
        }
    }
}

/// The first block is what it starts with, the last one says how much of it is filling.
fn cbc_with_start(aes: &impl BlockDecrypt, bytes: &[u8]) -> Vec<u8> {
    let Some((start, rest)) = bytes.split_first_chunk::<16>() else { return Vec::new() };
    let mut plain = cbc(aes, *start, rest);
    let filling = plain.last().copied().filter(|filling| (1..=16).contains(filling)).unwrap_or(0);
    plain.truncate(plain.len() - usize::from(filling).min(plain.len()));
    plain
}

fn cbc<A: BlockDecrypt>(aes: &A, start: [u8; 16], bytes: &[u8]) -> Vec<u8> {
    let mut last = start;
    let mut plain = Vec::with_capacity(bytes.len());
    for block in bytes.as_chunks::<16>().0 {
        let mut decrypted = GenericArray::<u8, A::BlockSize>::clone_from_slice(block);
        aes.decrypt_block(&mut decrypted);
        plain.extend(decrypted.iter().zip(last).map(|(byte, last)| byte ^ last));
        last = *block;
    }
    plain
}

fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    Rc4::new(key).apply(&mut bytes);
    bytes
}
