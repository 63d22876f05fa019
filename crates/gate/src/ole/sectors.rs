//! The end of the table of sectors, as it is in a file that is in order.

use std::io::{self, Read, Seek, SeekFrom};

use crate::check::Checked;
use crate::source::{Numbers, Source, length, piece};

const END_OF_CHAIN: [u8; 4] = [0xFE, 0xFF, 0xFF, 0xFF];
const FREE: [u8; 4] = [0xFF; 4];
/// Larger numbers are marks.
const MOST_SECTORS: u64 = 0xFFFF_FFFA;
/// So many sectors of the table are named in the head, and the others in a chain.
const NAMED_IN_HEAD: u64 = 109;

/// The table has room for more sectors than there are, which has to be marked as free. SheetJS, with which web pages
/// write workbooks, marks it as ends of chains, and office programs read that all the same.
pub(super) struct Trimmed<'s> {
    source: &'s mut dyn Source,
    place: u64,
    /// Read instead of what is there from `begin` on.
    room: Vec<u8>,
    begin: u64,
}

impl<'s> Trimmed<'s> {
    pub(super) fn new(source: &'s mut dyn Source) -> Checked<Self> {
        let (begin, room) = room_behind_sectors(source)?.unwrap_or_default();
        source.seek(SeekFrom::Start(0))?;
        Ok(Self { source, place: 0, room, begin })
    }
}

/// Where the table goes on behind the last sector, and what should be there.
fn room_behind_sectors(source: &mut dyn Source) -> Checked<Option<(u64, Vec<u8>)>> {
    let size = length(source)?;
    let head = piece(source, 0, 512)?;
    let (Some(shift @ (9 | 12)), Some(parts @ 1..)) = (head.le_u16(30), head.le_u32(44)) else { return Ok(None) };
    let bytes = 1u64 << shift;
    let numbers = bytes / 4;
    let place_of = |sector: u32| (u64::from(sector) + 1) << shift;
    let last = u64::from(parts - 1);
    let last_part = match last.checked_sub(NAMED_IN_HEAD) {
        None => head.le_u32(76 + 4 * last as usize),
        Some(further) => {
            let (chained, within) = (further / (numbers - 1), further % (numbers - 1));
            let mut sector = head.le_u32(68);
            for _ in 0..chained.min(size >> shift) {
                let Some(known) = sector else { break };
                sector = piece(source, place_of(known) + bytes - 4, 4)?.le_u32(0);
            }
            match sector {
                Some(known) => piece(source, place_of(known) + 4 * within, 4)?.le_u32(0),
                None => None,
            }
        }
    };
    let Some(last_part) = last_part else { return Ok(None) };
    let sectors = size.div_ceil(bytes).saturating_sub(1);
    let Some(used) = sectors.checked_sub(last * numbers).filter(|used| *used < numbers) else { return Ok(None) };
    let mut part = piece(source, place_of(last_part), bytes as usize)?;
    let room = part.split_off(part.len().min(4 * used as usize));
    // A file that was cut leads to sectors that are no more.
    let beyond = sectors..=MOST_SECTORS;
    if part.as_chunks::<4>().0.iter().any(|number| beyond.contains(&u32::from_le_bytes(*number).into())) {
        return Ok(None);
    }
    let begin = place_of(last_part) + 4 * used;
    let in_order = |number: &[u8; 4]| if *number == END_OF_CHAIN { FREE } else { *number };
    let room = room.as_chunks::<4>().0.iter().flat_map(in_order).collect();
    Ok(Some((begin, room)))
}

impl Read for Trimmed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        for (place, byte) in (self.place..).zip(buffer.iter_mut().take(length)) {
            let within = place.checked_sub(self.begin).and_then(|within| usize::try_from(within).ok());
            if let Some(other) = within.and_then(|within| self.room.get(within)) {
                *byte = *other;
            }
        }
        self.place += length as u64;
        Ok(length)
    }
}

impl Seek for Trimmed<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.place = self.source.seek(to)?;
        Ok(self.place)
    }
}
