//! What was done to bytes before they were packed, so that they pack better (ISO 32000-2, 7.4.4.4): as in pictures, each
//! byte of a row is told by those before it and above it.

use super::object::{Dict, Object};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    /// As in TIFF, and not as in PNG.
    is_tiff: bool,
    /// Bytes of a row, and of a point in it.
    row: usize,
    point: usize,
}

/// Wider than any table.
const MOST: usize = 1024 * 1024;

impl Rows {
    /// `None` if the bytes are as they are.
    pub(super) fn of(parameters: &Dict<'_>) -> Option<Self> {
        let number = |key, usual| match parameters.get(key) {
            Some(Object::Number(number)) => (*number as usize).min(MOST),
            _ => usual,
        };
        let way = number("Predictor", 1);
        let bits = number("Colors", 1) * number("BitsPerComponent", 8).min(32);
        let row = (bits * number("Columns", 1)).div_ceil(8).clamp(1, MOST);
        (way > 1).then_some(Self { is_tiff: way == 2, row, point: bits.div_ceil(8).max(1) })
    }

    /// The bytes as they were.
    pub(super) fn undone(self, bytes: &[u8]) -> Vec<u8> {
        if self.is_tiff {
            let row = |row: &[u8]| self.filled(1, row, &[]);
            return bytes.chunks(self.row).flat_map(row).collect();
        }
        let (mut whole, mut above) = (Vec::with_capacity(bytes.len()), Vec::new());
        for row in bytes.chunks(self.row + 1) {
            let Some((way, row)) = row.split_first() else { break };
            above = self.filled(*way, row, &above);
            whole.extend(&above);
        }
        whole
    }

    fn filled(self, way: u8, row: &[u8], above: &[u8]) -> Vec<u8> {
        let mut filled = Vec::with_capacity(row.len());
        for (place, byte) in row.iter().enumerate() {
            let at =
                |bytes: &[u8], place: Option<usize>| place.and_then(|place| bytes.get(place)).copied().unwrap_or(0);
            let before = place.checked_sub(self.point);
            let (left, up, corner) = (at(&filled, before), at(above, Some(place)), at(above, before));
            let told = match way {
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => nearest(left, up, corner),
                _ => 0,
            };
            filled.push(byte.wrapping_add(told));
        }
        filled
    }
}

/// Of three neighbours, the one that goes on best (“Paeth”).
fn nearest(left: u8, up: u8, corner: u8) -> u8 {
    let expected = i16::from(left) + i16::from(up) - i16::from(corner);
    let off = |byte: u8| (expected - i16::from(byte)).abs();
    if off(left) <= off(up) && off(left) <= off(corner) {
        left
    } else if off(up) <= off(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_as_they_were() {
        let rows = Rows { is_tiff: false, row: 3, point: 1 };
        let bytes = [0, 10, 20, 30, 1, 1, 1, 1, 2, 1, 1, 1, 3, 4, 4, 4, 4, 1, 1, 1];
        let expected = [10, 20, 30, 1, 2, 3, 2, 3, 4, 5, 8, 10, 6, 9, 11];
        assert_eq!(rows.undone(&bytes), expected);
        let tiff = Rows { is_tiff: true, row: 3, point: 1 };
        assert_eq!(tiff.undone(&[1, 1, 1, 5, 0, 1]), [1, 2, 3, 5, 5, 6]);
    }
}
