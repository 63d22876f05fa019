//! MP4 and M4A (ISO 14496-12, -14, -15), as recorders write them: every box that a player asks for, around samples that
//! it can decode.

/// A picture of 128 × 96 grey points for a fifth of a second, and sound. Its head comes first, or behind what it tells
/// of, as where one writes while one records.
pub fn film(movie_first: bool) -> Vec<u8> {
    file(b"isom", b"isomiso2avc1mp41", &[pictures(), silence()], b"", movie_first)
}

/// Sound with a title.
pub fn recording() -> Vec<u8> {
    let title = boxed(b"data", &[&numbers(&[1, 0]), b"Port of Abidjan"]);
    let list = boxed(b"ilst", &[&boxed(b"\xA9nam", &[&title])]);
    let handler = full(b"hdlr", 0, &[&numbers(&[0]), b"mdirappl", &[0; 9]]);
    let about = boxed(b"udta", &[&full(b"meta", 0, &[&handler, &list])]);
    file(b"M4A ", b"M4A mp42isom", &[silence()], &about, true)
}

/// Units of a second in which a movie counts.
const MOVIE_SCALE: u32 = 1_000;
/// Nothing is turned or stretched.
const MATRIX: [u32; 9] = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];
/// The volume of what sounds, above 16 bits that are left free.
const LOUD: u32 = 0x100_0000;

struct Track {
    handler: &'static [u8; 4],
    /// Points; none of sound.
    width: u32,
    height: u32,
    /// Units of a second in which it counts, and how many of them a sample takes.
    scale: u32,
    step: u32,
    samples: Vec<Vec<u8>>,
    media_head: Vec<u8>,
    /// How the samples are packed.
    entry: Vec<u8>,
}

/// H.264, whose standard has a way to write points as they are.
fn pictures() -> Track {
    const SEQUENCE: &[u8] = b"\x67\x42\0\x0A\xF8\x41\xA2";
    const PICTURE: &[u8] = b"\x68\xCE\x38\x80";
    let blocks = vec![vec![0x80_u8; 384]; 48].join(&b"\x0D\0"[..]);
    let slice = [b"\x05\x88\x84\x21\xA0".as_slice(), &blocks, b"\x80"].concat();
    let sample = [numbers(&[slice.len() as u32]), slice].concat();
    let coding = boxed(b"avcC", &[b"\x01\x42\0\x0A\xFF\xE1\0\x07", SEQUENCE, b"\x01\0\x04", PICTURE]);
    let (width, height) = (128, 96);
    let head = numbers(&[0, 1, 0, 0, 0, 0, width << 16 | height, 0x48_0000, 0x48_0000, 0]);
    let entry = boxed(b"avc1", &[&head, b"\0\x01", &[0; 32], b"\0\x18\xFF\xFF", &coding]);
    let media_head = full(b"vmhd", 1, &[&[0; 8]]);
    Track { handler: b"vide", width, height, scale: 5, step: 1, samples: vec![sample], media_head, entry }
}

/// AAC, one channel.
fn silence() -> Track {
    const HERTZ: u32 = 44_100;
    let coding = b"\x03\x19\0\x01\0\x04\x11\x40\x15\0\0\0\0\0\0\0\0\0\0\0\x05\x02\x12\x08\x06\x01\x02";
    let head = numbers(&[0, 1, 0, 0, 1 << 16 | 16, 0, HERTZ << 16]);
    let entry = boxed(b"mp4a", &[&head, &full(b"esds", 0, &[coding])]);
    let samples = vec![b"\0\xC8\0\x80\x23\x80".to_vec(); 10];
    let media_head = full(b"smhd", 0, &[&[0; 4]]);
    Track { handler: b"soun", width: 0, height: 0, scale: HERTZ, step: 1_024, samples, media_head, entry }
}

impl Track {
    fn duration(&self) -> u32 {
        self.step * self.samples.len() as u32
    }

    fn duration_in_movie(&self) -> u32 {
        self.duration() * MOVIE_SCALE / self.scale
    }

    /// The box that tells of it; its samples begin at this place of the file.
    fn described(&self, number: u32, place: u32) -> Vec<u8> {
        let volume = if self.handler == b"soun" { LOUD } else { 0 };
        let mut head = vec![0, 0, number, 0, self.duration_in_movie(), 0, 0, 0, volume];
        head.extend(MATRIX);
        head.extend([self.width << 16, self.height << 16]);
        let sizes: Vec<u32> = self.samples.iter().map(|sample| sample.len() as u32).collect();
        let count = sizes.len() as u32;
        let table = boxed(
            b"stbl",
            &[
                &full(b"stsd", 0, &[&numbers(&[1]), &self.entry]),
                &full(b"stts", 0, &[&numbers(&[1, count, self.step])]),
                &full(b"stsc", 0, &[&numbers(&[1, 1, count, 1])]),
                &full(b"stsz", 0, &[&numbers(&[0, count]), &numbers(&sizes)]),
                &full(b"stco", 0, &[&numbers(&[1, place])]),
            ],
        );
        let here = boxed(b"dinf", &[&full(b"dref", 0, &[&numbers(&[1]), &full(b"url ", 1, &[])])]);
        let media = boxed(
            b"mdia",
            &[
                // In no language.
                &full(b"mdhd", 0, &[&numbers(&[0, 0, self.scale, self.duration(), 0x55C4_0000])]),
                &full(b"hdlr", 0, &[&numbers(&[0]), self.handler, &[0; 12], b"Recorder\0"]),
                &boxed(b"minf", &[&self.media_head, &here, &table]),
            ],
        );
        boxed(b"trak", &[&full(b"tkhd", 3, &[&numbers(&head)]), &media])
    }
}

fn file(brand: &[u8; 4], brands: &[u8], tracks: &[Track], about: &[u8], movie_first: bool) -> Vec<u8> {
    let head = boxed(b"ftyp", &[brand, &numbers(&[0x200]), brands]);
    let samples: Vec<u8> = tracks.iter().flat_map(|track| track.samples.concat()).collect();
    let data = boxed(b"mdat", &[&samples]);
    // Of the same length, whatever places it tells.
    let before = if movie_first { movie(tracks, about, 0).len() } else { 0 };
    let movie = movie(tracks, about, (head.len() + before + 8) as u32);
    if movie_first { [head, movie, data].concat() } else { [head, data, movie].concat() }
}

fn movie(tracks: &[Track], about: &[u8], mut place: u32) -> Vec<u8> {
    let duration = tracks.iter().map(Track::duration_in_movie).max().unwrap_or(0);
    let mut head = vec![0, 0, MOVIE_SCALE, duration, 0x1_0000, LOUD, 0, 0];
    head.extend(MATRIX);
    head.extend([0; 6]);
    head.push(tracks.len() as u32 + 1);
    let mut parts = full(b"mvhd", 0, &[&numbers(&head)]);
    for (number, track) in (1..).zip(tracks) {
        parts.extend(track.described(number, place));
        place += track.samples.concat().len() as u32;
    }
    boxed(b"moov", &[&parts, about])
}

fn boxed(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, &body].concat()
}

/// A box with flags; its version is 0.
fn full(kind: &[u8; 4], flags: u32, parts: &[&[u8]]) -> Vec<u8> {
    boxed(kind, &[&flags.to_be_bytes(), &parts.concat()])
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}
