//! MP4 and its relatives (ISO 14496-12): boxes in boxes.

use domain::gate::{Budget, FileKind, Looks, OtherFormat, Refusal};

use super::polyglot;
use crate::check::{Check, Checked, Stop};
use crate::source::{Numbers, Source, piece};

/// Kinds of the first box. What begins with another is not known from its first bytes.
pub(crate) fn begins(head: &[u8]) -> bool {
    let Some(kind) = head.get(4..8) else { return false };
    let length = head.be_u32(0).unwrap_or(0);
    // A text may begin with empty lines and one of these words.
    let is_blank = head.iter().take(4).all(u8::is_ascii_whitespace);
    matches!(kind, b"ftyp" | b"styp") && (8..4096).contains(&length)
        || matches!(kind, b"moov" | b"mdat" | b"wide" | b"free" | b"skip" | b"pnot")
            && (length == 1 || length >= 8)
            && head[0] < 0x20
            && !is_blank
}

/// A recording that is written as it comes has two boxes or more for every second, some for every picture of it: this is
/// enough for five hours of the latter.
const MOST_BOXES: usize = 1_000_000;

#[derive(Debug, Default)]
struct Film {
    brands: Vec<[u8; 4]>,
    has_movie: bool,
    /// Tracks of pictures, and those of them whose pictures are files of their own: a cover, or one for each chapter.
    tracks_of_pictures: usize,
    tracks_of_covers: usize,
    has_sound: bool,
    boxes: usize,
    /// What is behind the last box, if anything is.
    rest: Option<u64>,
}

/// Whole, and with pictures (MP4) or without (M4A). Recordings without pictures bear either name.
pub(crate) fn examine(source: &mut dyn Source, named: FileKind, size: u64, check: &Check<'_>) -> Checked<FileKind> {
    let mut film = Film::default();
    film.read(source, 0, size, 0, check)?;
    if let Some(place) = film.rest {
        polyglot::refuse_behind(source, named, place, check)?;
    }
    if let Some(name) = film.picture_brand() {
        return Err(Refusal::ContentDiffers { named, looks: Looks::Other(name.to_owned()) }.into());
    }
    let has_pictures = film.tracks_of_pictures > 0;
    if !film.has_movie || !(has_pictures || film.has_sound) {
        return Err(Stop::Broken);
    }
    let shows_covers_only = film.has_sound && film.tracks_of_pictures == film.tracks_of_covers;
    // Recordings may have pictures of their chapters, as a track.
    let sound_brand = film.brands.iter().any(|brand| matches!(brand, b"M4A " | b"M4B " | b"M4P "));
    Ok(match named {
        FileKind::Mp4 | FileKind::M4a if !has_pictures => named,
        FileKind::M4a if sound_brand || shows_covers_only => FileKind::M4a,
        _ if has_pictures => FileKind::Mp4,
        _ => FileKind::M4a,
    })
}

impl Film {
    fn read(&mut self, source: &mut dyn Source, mut place: u64, end: u64, depth: u32, check: &Check<'_>) -> Checked {
        while place + 8 <= end {
            self.boxes += 1;
            if self.boxes > MOST_BOXES {
                return Err(Budget::Pieces.into());
            }
            if self.boxes.is_multiple_of(256) {
                check.in_time()?;
            }
            let head = piece(source, place, 256)?;
            let (Some(short), Some(kind)) = (head.be_u32(0), head.get(4..8)) else { return Ok(()) };
            // Zeros at the end, or bytes that a camera has put there.
            if depth == 0 && self.has_movie && !kind.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ') {
                self.rest = Some(place);
                return Ok(());
            }
            let (length, body) = match short {
                0 => (end - place, 8),
                1 => (head.be_u64(8).unwrap_or(0), 16),
                short => (u64::from(short), 8),
            };
            let beyond = place.checked_add(length).filter(|beyond| *beyond <= end);
            let Some(next) = beyond.filter(|_| length >= body) else {
                // Within a box, odd lengths are a matter of that box; at the top, the file was cut.
                let rest_is_junk = depth > 0 || self.has_movie && !is_known(kind);
                if depth == 0 {
                    self.rest = Some(place);
                }
                return if rest_is_junk { Ok(()) } else { Err(Stop::Broken) };
            };
            match kind {
                b"ftyp" | b"styp" if depth == 0 && self.brands.is_empty() => self.read_brands(&head, length),
                b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" if depth < 5 => {
                    self.has_movie |= kind == b"moov";
                    self.read(source, place + body, next, depth + 1, check)?;
                }
                b"hdlr" => match head.get(16..20) {
                    Some(b"vide") => self.tracks_of_pictures += 1,
                    Some(b"soun") => self.has_sound = true,
                    _ => {}
                },
                b"stsd" if matches!(head.get(20..24), Some(b"jpeg" | b"png ")) => self.tracks_of_covers += 1,
                _ => {}
            }
            place = next;
        }
        Ok(())
    }

    fn read_brands(&mut self, head: &[u8], length: u64) {
        let body = head.get(8..(length.min(256) as usize)).unwrap_or_default();
        let (brands, _) = body.as_chunks::<4>();
        // The second is a version.
        self.brands = brands.iter().enumerate().filter(|(number, _)| *number != 1).map(|(_, brand)| *brand).collect();
    }

    /// Pictures of telephones are built the same way.
    fn picture_brand(&self) -> Option<&'static str> {
        match self.brands.first()? {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => Some(OtherFormat::Heic.name()),
            b"avif" | b"avis" => Some("AVIF picture"),
            b"crx " => Some("raw picture of a camera"),
            b"jp2 " | b"jpx " | b"jpm " => Some("JPEG 2000 picture"),
            _ => None,
        }
    }
}

fn is_known(kind: &[u8]) -> bool {
    matches!(
        kind,
        b"moov" | b"mdat" | b"moof" | b"free" | b"skip" | b"wide" | b"uuid" | b"meta" | b"sidx" | b"mfra" | b"udta"
    )
}
