//! Pictures, films and recordings.

pub fn jpg() -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    bytes.extend(b"\xFF\xC0\0\x0B\x08\0\x08\0\x08\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x7F\xFF\xD9");
    bytes
}

pub fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    for (name, body) in [(b"IHDR", header.as_slice()), (b"IDAT", b"x"), (b"IEND", b"")] {
        let mut sum = flate2::Crc::new();
        sum.update(name);
        sum.update(body);
        bytes.extend((body.len() as u32).to_be_bytes());
        bytes.extend(name);
        bytes.extend(body);
        bytes.extend(sum.sum().to_be_bytes());
    }
    bytes
}

pub fn webp() -> Vec<u8> {
    let body = b"WEBPVP8L\x05\0\0\0\x2F\x07\xC0\x01\0\0";
    [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), body].concat()
}

pub fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
}

/// A film, or a recording, by the kinds of its tracks: `vide`, `soun`.
pub fn film(brand: &[u8; 4], tracks: &[&[u8; 4]]) -> Vec<u8> {
    let track = |kind: &&[u8; 4]| {
        let handler = boxed(b"hdlr", &[&[0; 8][..], kind.as_slice(), &[0; 13]].concat());
        boxed(b"trak", &boxed(b"mdia", &handler))
    };
    let tracks: Vec<u8> = tracks.iter().flat_map(track).collect();
    let brand = boxed(b"ftyp", &[brand.as_slice(), &[0; 4], brand].concat());
    [brand, boxed(b"mdat", &[7; 100]), boxed(b"moov", &tracks)].concat()
}

pub fn webm(doc_type: &[u8]) -> Vec<u8> {
    let inner = [b"\x42\x82", &[0x80 | doc_type.len() as u8][..], doc_type].concat();
    let head = [b"\x1A\x45\xDF\xA3", &[0x80 | inner.len() as u8][..], &inner].concat();
    [head.as_slice(), b"\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF", &[0; 50]].concat()
}

pub fn mp3() -> Vec<u8> {
    let frame = [b"\xFF\xFB\x90\x00".as_slice(), &[0; 413]].concat();
    [b"ID3\x03\0\0\0\0\0\x05abcde".as_slice(), &frame, &frame, &frame].concat()
}
