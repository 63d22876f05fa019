//! The ZIP format (APPNOTE 6.3), for files that are stored as they are.
//!
//! Sizes are known before the first byte, so the length of the whole archive is too: browsers
//! show how far a download is, and notice one that broke off. A file's checksum is written before the file,
//! which every reader understands, and not behind it, which some do not. What needs 64 bits gets
//! them, and only that.

use domain::time::WallTime;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;
const EXTRA_64: u16 = 1;
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;
/// Made on Unix, so that the attributes are those of Unix.
const MADE_BY: u16 = 3 << 8 | VERSION_64;
/// The name is UTF-8.
const FLAGS: u16 = 1 << 11;
/// A plain file that its owner may write and all may read.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// A file of the archive.
#[derive(Debug, Clone)]
pub struct Entry {
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub modified: WallTime,
    /// CRC-32 of the content; whatever until that is known.
    pub checksum: u32,
    /// Where its header lies.
    offset: u64,
}

/// What the archive will hold, in this order.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub entries: Vec<Entry>,
    /// Where the directory begins.
    end: u64,
}

impl Plan {
    pub fn add(&mut self, name: String, size: u64, modified: WallTime) {
        let entry = Entry { name, size, modified, checksum: 0, offset: self.end };
        self.end += entry.header().len() as u64 + size;
        self.entries.push(entry);
    }

    /// Bytes of the whole archive.
    pub fn length(&self) -> u64 {
        self.end + self.directory().len() as u64
    }

    /// What follows the last file.
    pub fn directory(&self) -> Vec<u8> {
        let mut bytes = Bytes::default();
        for entry in &self.entries {
            entry.write_listing(&mut bytes);
        }
        let (count, size) = (self.entries.len() as u64, bytes.0.len() as u64);
        if count > u64::from(u16::MAX - 1) || is_large(size) || is_large(self.end) {
            bytes.u32(END_64).u64(44).u16(MADE_BY).u16(VERSION_64).u32(0).u32(0);
            bytes.u64(count).u64(count).u64(size).u64(self.end);
            bytes.u32(LOCATOR_64).u32(0).u64(self.end + size).u32(1);
        }
        let count = u16::try_from(count).unwrap_or(u16::MAX);
        bytes.u32(END).u16(0).u16(0).u16(count).u16(count).u32(small(size)).u32(small(self.end)).u16(0);
        bytes.0
    }
}

impl Entry {
    /// What precedes the file.
    pub fn header(&self) -> Vec<u8> {
        let large = is_large(self.size);
        let mut bytes = Bytes::default();
        bytes.u32(LOCAL);
        self.write_common(&mut bytes, large);
        bytes.u16(if large { 20 } else { 0 }).text(&self.name);
        if large {
            bytes.u16(EXTRA_64).u16(16).u64(self.size).u64(self.size);
        }
        bytes.0
    }

    fn write_listing(&self, bytes: &mut Bytes) {
        let sizes: &[u64] = if is_large(self.size) { &[self.size, self.size] } else { &[] };
        let offset: &[u64] = if is_large(self.offset) { &[self.offset] } else { &[] };
        let large = [sizes, offset].concat();
        let extra = u16::try_from(large.len() * 8).unwrap_or(0);
        bytes.u32(CENTRAL).u16(MADE_BY);
        self.write_common(bytes, extra > 0);
        bytes.u16(if extra > 0 { extra + 4 } else { 0 });
        bytes.u16(0).u16(0).u16(0).u32(ATTRIBUTES).u32(small(self.offset)).text(&self.name);
        if extra > 0 {
            bytes.u16(EXTRA_64).u16(extra);
            large.iter().for_each(|number| {
                bytes.u64(*number);
            });
        }
    }

    /// The fields that header and listing share, up to the length of the name.
    fn write_common(&self, bytes: &mut Bytes, large: bool) {
        let (time, date) = dos_time(&self.modified);
        bytes.u16(if large { VERSION_64 } else { VERSION }).u16(FLAGS).u16(0).u16(time).u16(date);
        bytes.u32(self.checksum).u32(small(self.size)).u32(small(self.size));
        bytes.u16(u16::try_from(self.name.len()).unwrap_or(u16::MAX));
    }
}

/// The largest 32-bit number means that the real one stands elsewhere.
fn is_large(number: u64) -> bool {
    number >= u64::from(u32::MAX)
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Time and date as DOS had them, from 1980 on, in steps of two seconds.
fn dos_time(wall: &WallTime) -> (u16, u16) {
    let [year, month, day, hour, minute, second] = [
        wall.civil.year() - 1980,
        wall.civil.month().into(),
        wall.civil.day().into(),
        wall.civil.hour().into(),
        wall.civil.minute().into(),
        wall.civil.second().into(),
    ]
    .map(|part| u16::try_from(part).unwrap_or(0));
    ((hour << 11) | (minute << 5) | (second / 2), (year.min(127) << 9) | (month << 5) | day)
}

/// Little-endian, one after another.
#[derive(Debug, Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn u16(&mut self, number: u16) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    fn u32(&mut self, number: u32) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    fn u64(&mut self, number: u64) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.0.extend_from_slice(text.as_bytes());
        self
    }
}

#[cfg(test)]
mod tests {
    use domain::time::{Instant, ZoneClock};

    use super::*;

    fn at() -> WallTime {
        ZoneClock::utc().show(Instant::from_seconds(1_636_507_805))
    }

    #[test]
    fn an_archive_is_as_long_as_planned() {
        let mut plan = Plan::default();
        plan.add("index.xlsx".to_owned(), 3, at());
        plan.add("CI_Côte-d-Ivoire_status_v1.pptx".to_owned(), 5, at());
        let mut bytes = Vec::new();
        for entry in &mut plan.entries {
            entry.checksum = 7;
            assert_eq!(entry.offset, bytes.len() as u64);
            bytes.extend(entry.header());
            bytes.extend(vec![0; usize::try_from(entry.size).expect("small")]);
        }
        bytes.extend(plan.directory());
        assert_eq!(bytes.len() as u64, plan.length());
    }

    #[test]
    fn only_what_is_large_takes_64_bits() {
        let mut plan = Plan::default();
        plan.add("a".to_owned(), 5, at());
        let small = plan.entries[0].header();
        assert_eq!(small.len(), 30 + 1);
        plan.add("b".to_owned(), 5_000_000_000, at());
        plan.add("c".to_owned(), 1, at());
        let large = plan.entries[1].header();
        assert_eq!(large.len(), 30 + 1 + 20);
        assert_eq!(large[18..26], [0xff; 8]);
        let directory = plan.directory();
        // Three listings with names of one byte: sizes of one are large, the place of another.
        assert_eq!(directory.len(), 3 * 47 + 20 + 12 + 56 + 20 + 22);
    }

    #[test]
    fn times_are_those_of_dos() {
        assert_eq!(dos_time(&at()), (1 << 11 | 30 << 5 | 2, 41 << 9 | 11 << 5 | 10));
    }
}
