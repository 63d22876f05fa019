//! Recordings that players play.

use super::{assert_is_only, boxes};
use crate::assert_words;

/// A picture of one point, five times, of the codec VP8.
fn webm() -> Vec<u8> {
    const PICTURE: &[u8] = b"\x30\x01\0\x9D\x01\x2A\x01\0\x01\0\x03\0\x34\x25\xA4\0\x03\x70\0\xFE\xFB\x94\0\0";
    let head = [
        element(b"\x42\x86", &[b"\x01"]),
        element(b"\x42\xF7", &[b"\x01"]),
        element(b"\x42\xF2", &[b"\x04"]),
        element(b"\x42\xF3", &[b"\x08"]),
        element(b"\x42\x82", &[b"webm"]),
        element(b"\x42\x87", &[b"\x02"]),
        element(b"\x42\x85", &[b"\x02"]),
    ];
    let info = [
        // Milliseconds, and how many of them it lasts.
        element(b"\x2A\xD7\xB1", &[b"\x0F\x42\x40"]),
        element(b"\x44\x89", &[&200_f32.to_be_bytes()]),
        element(b"\x4D\x80", &[b"recorder"]),
        element(b"\x57\x41", &[b"recorder"]),
    ];
    let size = [element(b"\xB0", &[b"\x01"]), element(b"\xBA", &[b"\x01"])];
    let track = [
        element(b"\xD7", &[b"\x01"]),
        element(b"\x73\xC5", &[b"\x01"]),
        element(b"\x83", &[b"\x01"]),
        element(b"\x86", &[b"V_VP8"]),
        element(b"\xE0", &[&size.concat()]),
    ];
    let block = |number: u8| element(b"\xA3", &[&[0x81, 0, 40 * number, 0x80], PICTURE]);
    let blocks: Vec<u8> = (0..5).flat_map(block).collect();
    let segment = [
        element(b"\x15\x49\xA9\x66", &[&info.concat()]),
        element(b"\x16\x54\xAE\x6B", &[&element(b"\xAE", &[&track.concat()])]),
        element(b"\x1F\x43\xB6\x75", &[&element(b"\xE7", &[b"\0"]), &blocks]),
    ];
    [element(b"\x1A\x45\xDF\xA3", &[&head.concat()]), element(b"\x18\x53\x80\x67", &[&segment.concat()])].concat()
}

/// Of Matroska: its name, its length in eight bytes, what is in it.
fn element(name: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [name, &(body.len() as u64 | 1 << 56).to_be_bytes(), &body].concat()
}

/// Half a second of silence between two tags: 128 kilobits a second of 44,100 Hz, so that some frames have a byte more.
fn mp3() -> Vec<u8> {
    let frame = |number: u8| {
        let longer = number % 2;
        [&[0xFF, 0xFB, 0x90 | longer << 1, 0xC4][..], &vec![0; 413 + usize::from(longer)]].concat()
    };
    let frames: Vec<u8> = (0..20).flat_map(frame).collect();
    let before = [b"ID3\x03\0\0\0\0\0\x7ETIT2\0\0\0\x10\0\0\0Port of Abidjan".as_slice(), &[0; 100]].concat();
    let behind = [b"TAGPort of Abidjan".as_slice(), &[0; 110]].concat();
    [before, frames, behind].concat()
}

#[test]
fn what_plays_is_ready_as_what_it_is() {
    for (name, bytes) in [
        ("film.mp4", boxes::film(true)),
        ("head-behind.mp4", boxes::film(false)),
        ("talk.m4a", boxes::recording()),
        ("film.webm", webm()),
        ("talk.mp3", mp3()),
    ] {
        assert_is_only(name, &bytes);
    }
}

#[test]
fn what_breaks_off_is_broken() {
    let half = |mut bytes: Vec<u8>| {
        bytes.truncate(bytes.len() / 2);
        bytes
    };
    assert_words(&[
        ("film.mp4", half(boxes::film(true)), "Broken"),
        ("head-behind.mp4", half(boxes::film(false)), "Broken"),
        ("talk.m4a", half(boxes::recording()), "Broken"),
        ("film.webm", half(webm()), "Broken"),
    ]);
}
