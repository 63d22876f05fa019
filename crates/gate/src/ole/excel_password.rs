//! The password that Excel sets by itself when a workbook is protected against changes ([MS-XLS] 2.2.10), and tries by
//! itself when it opens one: such a workbook is encrypted, and asks nobody for anything. [MS-OFFCRYPTO] 2.3.

use domain::gate::Refusal;
use md5::{Digest as _, Md5};
// Of two versions of `digest`.
use sha1::{Digest as _, Sha1};

use crate::check::{Checked, Stop};
use crate::rc4::Rc4;
use crate::source::Numbers;

const PASSWORD: &str = "VelvetSweatshop";
/// What the oldest way makes of it (2.3.7.1 and 2): a key, a sum to know it by, and what each byte is changed by in turn.
const XOR_KEY: u16 = 0xB359;
const XOR_SUM: u16 = 0x9A0A;
const XOR: [u8; 16] = [0x87, 0x6B, 0x9A, 0xE2, 0x1E, 0xE3, 0x05, 0x62, 0x1E, 0x69, 0x96, 0x60, 0x98, 0x6E, 0x94, 0x04];

/// Each so many bytes of the stream have a key of their own.
const BLOCK: u64 = 1_024;

/// What decrypts the records that follow.
pub(super) enum Cipher {
    Xor,
    Md5([u8; 5]),
    Sha1 { hash: [u8; 20], key_bytes: usize },
}

impl Cipher {
    /// By the body of a `FILEPASS`.
    ///
    /// # Errors
    ///
    /// Refuses what has another password, or is encrypted in a way that workbooks are not.
    pub(super) fn of(body: &[u8], is_old: bool) -> Checked<Self> {
        let is_xor = is_old || body.le_u16(0).ok_or(Stop::Broken)? == 0;
        let cipher = match (is_xor, body.le_u32(2)) {
            (true, _) => xor(body.get(if is_old { 0 } else { 2 }..).unwrap_or_default()),
            (false, Some(0x0001_0001)) => with_md5(body.get(6..).unwrap_or_default()),
            (false, Some(0x0002_0002..=0x0002_0004)) => with_sha1(body.get(10..).unwrap_or_default()),
            (false, Some(_)) => Some(None),
            (false, None) => None,
        };
        cipher.ok_or(Stop::Broken)?.ok_or_else(|| Refusal::Encrypted.into())
    }

    /// The first bytes of a record, whose body begins at `place` in the stream and is `length` bytes.
    pub(super) fn decrypt(&self, mut body: &mut [u8], mut place: u64, length: u16) {
        if let Self::Xor = self {
            let changes = XOR.iter().cycle().skip(((place + u64::from(length)) % 16) as usize);
            for (byte, change) in body.iter_mut().zip(changes) {
                *byte = (*byte ^ change).rotate_left(3);
            }
            return;
        }
        while !body.is_empty() {
            let within = (place % BLOCK) as usize;
            let (piece, rest) = body.split_at_mut(body.len().min(BLOCK as usize - within));
            let mut rc4 = self.rc4(place / BLOCK);
            rc4.skip(within);
            rc4.apply(piece);
            place += piece.len() as u64;
            body = rest;
        }
    }

    fn rc4(&self, block: u64) -> Rc4 {
        let block = (block as u32).to_le_bytes();
        match self {
            Self::Xor => Rc4::new(&[]),
            Self::Md5(hash) => Rc4::new(&Md5::new().chain_update(hash).chain_update(block).finalize()),
            Self::Sha1 { hash, key_bytes } => {
                let mut key = Sha1::new().chain_update(hash).chain_update(block).finalize().to_vec();
                key.truncate(*key_bytes);
                // The shortest key is filled up with zeros.
                if *key_bytes == 5 {
                    key.resize(16, 0);
                }
                Rc4::new(&key)
            }
        }
    }

    /// Something random, and its hash behind it.
    fn opens(&self, check: &[u8], hash_of: fn(&[u8]) -> Vec<u8>) -> bool {
        let mut check = check.to_vec();
        self.rc4(0).apply(&mut check);
        check.split_at_checked(16).is_some_and(|(random, hash)| hash_of(random) == hash)
    }
}

fn letters() -> Vec<u8> {
    PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// `None` if it is cut, and nothing within if this is not the password.
fn xor(body: &[u8]) -> Option<Option<Cipher>> {
    let is_it = (body.le_u16(0)?, body.le_u16(2)?) == (XOR_KEY, XOR_SUM);
    Some(is_it.then_some(Cipher::Xor))
}

/// 2.3.6: a salt, and the check.
fn with_md5(body: &[u8]) -> Option<Option<Cipher>> {
    let (salt, check) = body.get(..48)?.split_at_checked(16)?;
    let hash = Md5::digest(letters());
    let salted = [hash.get(..5)?, salt].concat().repeat(16);
    let cipher = Cipher::Md5(*Md5::digest(salted).first_chunk()?);
    Some(cipher.opens(check, |random| Md5::digest(random).to_vec()).then_some(cipher))
}

/// 2.3.5: a header with its length before it, then the length of a salt, the salt, something random, and its hash with
/// its length before it.
fn with_sha1(body: &[u8]) -> Option<Option<Cipher>> {
    const RC4: u32 = 0x6801;
    const SHA1: u32 = 0x8004;
    let length = body.le_u32(0)? as usize;
    let (header, behind) = body.get(4..)?.split_at_checked(length)?;
    // Zero is what there is by default.
    if !matches!(header.le_u32(8)?, 0 | RC4) || !matches!(header.le_u32(12)?, 0 | SHA1) {
        return Some(None);
    }
    let key_bytes = match header.le_u32(16)? {
        0 => 5,
        bits @ 40..=128 => bits as usize / 8,
        _ => return None,
    };
    if behind.le_u32(0)? != 16 || behind.le_u32(36)? != 20 {
        return None;
    }
    let salt = behind.get(4..20)?;
    let check = [behind.get(20..36)?, behind.get(40..60)?].concat();
    let hash = Sha1::new().chain_update(salt).chain_update(letters()).finalize().into();
    let cipher = Cipher::Sha1 { hash, key_bytes };
    Some(cipher.opens(&check, |random| Sha1::digest(random).to_vec()).then_some(cipher))
}
