//! The points of a JPEG that has no end mark, which some cameras and messengers leave out: are they there all the same?
//! Only a walk through them tells (ISO 10918-1, annexes B and F).

use crate::check::{Check, Checked};
use crate::source::{Numbers, Source, find, piece};

/// What may be missing at the lower edge is one part of so many: a few lines, that nobody looks for.
const PARTS: u64 = 20;

/// `place` is that of the mark before the points. `false` as well for rare kinds: points that are packed in another way,
/// or each colour by itself.
pub(super) fn is_nearly_whole(source: &mut dyn Source, place: u64, check: &Check<'_>) -> Checked<bool> {
    let Some(picture) = Picture::read(source, place, check)? else { return Ok(false) };
    let length = piece(source, place + 2, 2)?.be_u16(0).unwrap_or(0);
    let head = piece(source, place + 4, usize::from(length.saturating_sub(2)))?;
    let begin = place + 2 + u64::from(length);
    if picture.comes_in_passes {
        return has_second_pass(source, begin, check);
    }
    match picture.blocks(&head) {
        Some(blocks) => picture.is_filled(&blocks, Bits::new(source, begin), check),
        None => Ok(false),
    }
}

/// The first pass is the whole picture, if in few details.
fn has_second_pass(source: &mut dyn Source, begin: u64, check: &Check<'_>) -> Checked<bool> {
    const PIECE: usize = 64 * 1024;
    let mut place = begin;
    loop {
        check.in_time()?;
        let bytes = piece(source, place, PIECE)?;
        if find(&bytes, b"\xFF\xDA").is_some() {
            return Ok(true);
        }
        if bytes.len() < PIECE {
            return Ok(false);
        }
        place += PIECE as u64 - 1;
    }
}

#[derive(Default)]
struct Picture {
    comes_in_passes: bool,
    width: u64,
    height: u64,
    colours: Vec<Colour>,
    /// Of the first values of blocks, and of the others.
    codes: [[Code; 4]; 2],
    /// After so many units the points begin anew; never if it is zero.
    restarts_after: u64,
}

/// How many blocks of it a unit has.
struct Colour {
    name: u8,
    across: u64,
    down: u64,
}

/// A block by the codes of its first value and of the others.
type Block<'p> = (&'p Code, &'p Code);

impl Picture {
    /// From the marks up to `end`.
    fn read(source: &mut dyn Source, end: u64, check: &Check<'_>) -> Checked<Option<Self>> {
        let (mut picture, mut place) = (Self::default(), 2);
        while place < end {
            check.in_time()?;
            let mark = piece(source, place, 4)?;
            let (Some([0xFF, code]), Some(length)) = (mark.first_chunk(), mark.be_u16(2)) else { return Ok(None) };
            let body = piece(source, place + 4, usize::from(length.saturating_sub(2)))?;
            let understood = match code {
                // It fills up.
                0xFF => {
                    place += 1;
                    continue;
                }
                0xC0..=0xC2 => picture.take_frame(&body, *code == 0xC2),
                0xC4 => picture.take_codes(&body),
                0xC3 | 0xC5..=0xCF => None,
                0xDD => body.be_u16(0).map(|units| picture.restarts_after = units.into()),
                _ => Some(()),
            };
            if understood.is_none() {
                return Ok(None);
            }
            place += 2 + u64::from(length);
        }
        Ok(Some(picture))
    }

    fn take_frame(&mut self, body: &[u8], comes_in_passes: bool) -> Option<()> {
        self.comes_in_passes = comes_in_passes;
        (self.height, self.width) = (body.be_u16(1)?.into(), body.be_u16(3)?.into());
        let colours = body.get(6..)?.as_chunks::<3>().0;
        let colour = |[name, size, _]: &[u8; 3]| {
            let (across, down) = (u64::from(size >> 4), u64::from(size & 0xF));
            ((1..=4).contains(&across) && (1..=4).contains(&down)).then_some(Colour { name: *name, across, down })
        };
        self.colours = colours.iter().map(colour).collect::<Option<_>>()?;
        (self.height > 0 && !self.colours.is_empty()).then_some(())
    }

    /// Each of a kind and a number, then how many there are of each length, then what they stand for.
    fn take_codes(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((which, rest)) = body.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let values = counts.iter().map(|count| usize::from(*count)).sum();
            let (values, rest) = rest.split_at_checked(values)?;
            let code = self.codes.get_mut(usize::from(which >> 4))?.get_mut(usize::from(which & 0xF))?;
            *code = Code { counts: *counts, values: values.to_vec() };
            body = rest;
        }
        Some(())
    }

    /// The blocks of a unit, if all colours are in it.
    fn blocks(&self, head: &[u8]) -> Option<Vec<Block<'_>>> {
        let (count, names) = head.split_first()?;
        let names = names.as_chunks::<2>().0.get(..usize::from(*count))?;
        if names.len() != self.colours.len() {
            return None;
        }
        let mut blocks = Vec::new();
        for [name, codes] in names {
            let colour = self.colours.iter().find(|colour| colour.name == *name)?;
            let [first, others] = &self.codes;
            let block = (first.get(usize::from(codes >> 4))?, others.get(usize::from(codes & 0xF))?);
            let of_unit = if names.len() == 1 { 1 } else { colour.across * colour.down };
            blocks.extend((0..of_unit).map(|_| block));
        }
        Some(blocks)
    }

    fn units(&self) -> u64 {
        let most = |size: fn(&Colour) -> u64| match &self.colours[..] {
            [_] => 1,
            colours => colours.iter().map(size).max().unwrap_or(1),
        };
        self.width.div_ceil(8 * most(|colour| colour.across)) * self.height.div_ceil(8 * most(|colour| colour.down))
    }

    fn is_filled(&self, blocks: &[Block<'_>], mut bits: Bits<'_>, check: &Check<'_>) -> Checked<bool> {
        let units = self.units();
        let enough = units - units / PARTS;
        for unit in 0..enough {
            if unit.is_multiple_of(256) {
                check.in_time()?;
            }
            if self.restarts_after > 0 && unit > 0 && unit.is_multiple_of(self.restarts_after) && !bits.restart()? {
                return Ok(false);
            }
            for block in blocks {
                if bits.block(block)?.is_none() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

/// A Huffman code: how many there are of each length, and what they stand for in order.
#[derive(Default)]
struct Code {
    counts: [u8; 16],
    values: Vec<u8>,
}

/// The points, bit by bit. `None` where they end, or are none.
struct Bits<'s> {
    source: &'s mut dyn Source,
    place: u64,
    bytes: Vec<u8>,
    next: usize,
    byte: u8,
    left: u32,
}

impl<'s> Bits<'s> {
    fn new(source: &'s mut dyn Source, place: u64) -> Self {
        Self { source, place, bytes: Vec::new(), next: 0, byte: 0, left: 0 }
    }

    fn block(&mut self, (first, others): &Block<'_>) -> Checked<Option<()>> {
        let Some(size) = self.value(first)? else { return Ok(None) };
        if self.skip(size.into())?.is_none() {
            return Ok(None);
        }
        let mut place = 1;
        while place < 64 {
            let Some(value) = self.value(others)? else { return Ok(None) };
            let (zeros, size) = (value >> 4, value & 0xF);
            if size == 0 && zeros != 0xF {
                break;
            }
            if self.skip(size.into())?.is_none() {
                return Ok(None);
            }
            place += u32::from(zeros) + 1;
        }
        Ok(Some(()))
    }

    fn value(&mut self, code: &Code) -> Checked<Option<u8>> {
        let (mut bits, mut first, mut before) = (0u32, 0u32, 0u32);
        for count in code.counts {
            let Some(bit) = self.bit()? else { return Ok(None) };
            bits |= bit;
            let count = u32::from(count);
            if let Some(number) = bits.checked_sub(first).filter(|number| *number < count) {
                return Ok(code.values.get((before + number) as usize).copied());
            }
            before += count;
            (first, bits) = ((first + count) << 1, bits << 1);
        }
        Ok(None)
    }

    fn skip(&mut self, bits: u32) -> Checked<Option<()>> {
        for _ in 0..bits {
            if self.bit()?.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(()))
    }

    fn bit(&mut self) -> Checked<Option<u32>> {
        if self.left == 0 {
            // A byte like the beginning of a mark has a zero behind it.
            match self.two_bytes()? {
                (Some(0xFF), Some(0)) => (self.byte, self.next) = (0xFF, self.next + 2),
                (Some(0xFF), _) | (None, _) => return Ok(None),
                (Some(byte), _) => (self.byte, self.next) = (byte, self.next + 1),
            }
            self.left = 8;
        }
        self.left -= 1;
        Ok(Some(u32::from(self.byte >> self.left & 1)))
    }

    /// Goes on behind the mark that stands between two parts.
    fn restart(&mut self) -> Checked<bool> {
        self.left = 0;
        loop {
            match self.two_bytes()? {
                (Some(0xFF), Some(0xD0..=0xD7)) => {
                    self.next += 2;
                    return Ok(true);
                }
                (Some(0xFF), Some(0xFF)) => self.next += 1,
                _ => return Ok(false),
            }
        }
    }

    fn two_bytes(&mut self) -> Checked<(Option<u8>, Option<u8>)> {
        const PIECE: usize = 64 * 1024;
        if self.next + 2 > self.bytes.len() {
            self.place += self.next as u64;
            self.bytes = piece(self.source, self.place, PIECE)?;
            self.next = 0;
        }
        Ok((self.bytes.get(self.next).copied(), self.bytes.get(self.next + 1).copied()))
    }
}
