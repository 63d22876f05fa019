//! Recordings and pictures as devices write them.

use super::made::*;
use super::{assert_words, judged};
use gate::{Budget, Judgement, Refusal};

/// Written as it comes: pieces of film, each behind a box that tells of it.
fn in_pieces(pieces: usize) -> Vec<u8> {
    let head = film(b"iso5", &[b"vide", b"soun"]);
    [head, [boxed(b"moof", b""), boxed(b"mdat", b"x")].concat().repeat(pieces)].concat()
}

#[test]
fn a_long_recording_may_be_written_as_it_comes() {
    assert_words(&[
        // Eight hours in pieces of a second, with each its own head.
        ("day.mp4", in_pieces(30_000), "Ready"),
        ("hours.mp4", in_pieces(200_000), "Ready"),
        ("cut.mp4", [in_pieces(100), b"\0\0\x10\0mdatx".to_vec()].concat(), "Broken"),
    ]);
    let over = Judgement::Refused(Refusal::OverBudget { budget: Budget::Pieces });
    assert_eq!(judged("a.mp4", &in_pieces(500_000)), over);
}

/// A recording, and how the pictures beside it are packed.
fn with_pictures(format: &[u8; 4]) -> Vec<u8> {
    let track = |kind: &[u8; 4], format: &[u8; 4]| {
        let handler = boxed(b"hdlr", &[&[0; 8][..], kind, &[0; 13]].concat());
        let entry = boxed(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &boxed(format, &[0; 16])].concat());
        let media = [handler, boxed(b"minf", &boxed(b"stbl", &entry))].concat();
        boxed(b"trak", &boxed(b"mdia", &media))
    };
    let movie = boxed(b"moov", &[track(b"soun", b"mp4a"), track(b"vide", format)].concat());
    [boxed(b"ftyp", b"mp42\0\0\0\0isom"), boxed(b"mdat", &[7; 100]), movie].concat()
}

#[test]
fn a_recording_with_a_cover_is_none_of_a_film() {
    assert_words(&[
        ("cover.m4a", with_pictures(b"jpeg"), "Ready"),
        ("drawn.m4a", with_pictures(b"png "), "Ready"),
        ("film.m4a", with_pictures(b"avc1"), "ContentDiffers"),
        ("cover.mp4", with_pictures(b"jpeg"), "Ready"),
        ("pdf-behind.m4a", [with_pictures(b"jpeg"), b"\0\0\0\0\0".to_vec(), pdf("", &[])].concat(), "Polyglot"),
    ]);
}

#[test]
fn a_film_may_begin_with_any_of_its_boxes() {
    let film = film(b"isom", &[b"vide", b"soun"]);
    let behind = |first: Vec<u8>| [first, film.clone()].concat();
    let picture = [boxed(b"ftyp", b"heic\0\0\0\0mif1"), boxed(b"styp", b"isom\0\0\0\0"), film[20..].to_vec()].concat();
    assert_words(&[
        ("piece.mp4", behind(boxed(b"styp", b"msdh\0\0\0\0")), "Ready"),
        ("preview.mp4", behind([boxed(b"pnot", &[0; 12]), boxed(b"PICT", &[0; 40])].concat()), "Ready"),
        ("wide.mp4", behind(boxed(b"wide", b"")), "Ready"),
        ("no-film.mp4", [boxed(b"styp", b"msdh\0\0\0\0"), boxed(b"mdat", b"x")].concat(), "Broken"),
        ("picture.mp4", picture, "ContentDiffers"),
        ("notes.txt", b"\r\n\r\nstyp and pnot".to_vec(), "Ready"),
    ]);
}

#[test]
fn what_telephones_put_behind_a_picture_is_ready() {
    let behind = |bytes: &[u8]| [jpg().as_slice(), bytes].concat();
    let moving = [b"MotionPhoto_Data".as_slice(), &film(b"mp42", &[b"vide", b"soun"])].concat();
    let directory = b"SEFH\x6B\0\0\0\x01\0\0\0\0\0\x30\x0A\x24\0\0\0\x24\0\0\0\x18\0\0\0SEFT".as_slice();
    assert_words(&[
        ("moving.jpg", behind(&moving), "Ready"),
        ("with-directory.jpg", behind(&[&moving, directory].concat()), "Ready"),
        ("two-pictures.jpg", behind(&[&[0; 20], jpg().as_slice()].concat()), "Ready"),
    ]);
}

/// A grey or a coloured picture, each block of it two bits; without an end.
fn endless_picture(colours: &[[u8; 2]], size: u16, more: &[u8], points: &[u8]) -> Vec<u8> {
    let size = size.to_be_bytes();
    let of_colours: Vec<u8> = colours.iter().flat_map(|[name, size]| [*name, *size, 0]).collect();
    let frame = [&[8], &size[..], &size, &[colours.len() as u8], &of_colours].concat();
    let names: Vec<u8> = colours.iter().flat_map(|[name, _]| [*name, 0]).collect();
    let scan = [&[colours.len() as u8][..], &names, &[0, 63, 0]].concat();
    let code = |which: u8| [&[which, 1], &[0; 15][..], &[0]].concat();
    let mark = |mark: u8, body: &[u8]| [&[0xFF, mark], &(body.len() as u16 + 2).to_be_bytes()[..], body].concat();
    let codes = mark(0xC4, &[code(0x00), code(0x10)].concat());
    [b"\xFF\xD8", &mark(0xC0, &frame)[..], &codes, more, &mark(0xDA, &scan), points].concat()
}

#[test]
fn a_picture_without_an_end_mark_is_ready_if_hardly_anything_is_missing() {
    // 80 blocks in each direction, four to a byte.
    let grey = |bytes: usize| endless_picture(&[[1, 0x22]], 640, b"", &vec![0; bytes]);
    let coloured = |bytes: usize| endless_picture(&[[1, 0x22], [2, 0x11], [3, 0x11]], 640, b"", &vec![0; bytes]);
    let parts = |count: usize| {
        let parts: Vec<u8> =
            (0..count as u8).flat_map(|part| [&[0; 16][..], &[0xFF, 0xD0 + part % 8]].concat()).collect();
        endless_picture(&[[1, 0x11]], 640, b"\xFF\xDD\0\x04\0\x40", &parts)
    };
    let passes = |bytes: &[u8]| {
        let mut picture = endless_picture(&[[1, 0x11]], 640, b"", bytes);
        picture[3] = 0xC2;
        picture
    };
    let second = [&[0; 100], b"\xFF\xDA\0\x08\x01\x01\0\x01\x05\0".as_slice(), &[7; 9]].concat();
    assert_words(&[
        ("grey.jpg", grey(1_600), "Ready"),
        ("lines.jpg", grey(1_520), "Ready"),
        ("cut.jpg", grey(1_519), "Broken"),
        ("no-points.jpg", grey(0), "Broken"),
        // Of a unit of six blocks there are 40 in each direction.
        ("coloured.jpg", coloured(2_400), "Ready"),
        ("coloured-lines.jpg", coloured(2_280), "Ready"),
        ("coloured-cut.jpg", coloured(2_279), "Broken"),
        ("parts.jpg", parts(100), "Ready"),
        ("parts-cut.jpg", parts(94), "Broken"),
        ("rubbish.jpg", endless_picture(&[[1, 0x11]], 640, b"", &[0xFE; 2_000]), "Broken"),
        ("no-end.jpg", passes(&second), "Ready"),
        ("first-pass.jpg", passes(&[0; 100]), "Broken"),
        ("document.jpg", [grey(1_600), pdf("", &[])].concat(), "Polyglot"),
        ("program.jpg", [grey(1_600), program()].concat(), "Polyglot"),
        ("archive.jpg", [grey(1_600), zip(&[("a.txt", b"a")])].concat(), "Polyglot"),
    ]);
}

#[test]
fn a_picture_without_an_end_mark_may_say_anything_of_itself() {
    let whole = endless_picture(&[[1, 0x11], [2, 0x11]], 64, b"\xFF\xDD\0\x04\0\x40", &[0; 40]);
    for place in 2..whole.len() - 40 {
        for value in [0, 1, 0x7F, 0x80, 0xFF] {
            let mut bytes = whole.clone();
            bytes[place] = value;
            drop(judged("a.jpg", &bytes));
            drop(judged("a.jpg", &bytes[..place]));
        }
    }
}
