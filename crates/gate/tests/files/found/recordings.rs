//! Recordings as recorders, phones and converters leave them.

use crate::assert_words;
use crate::made::*;

#[test]
fn a_recording_that_was_cut_from_a_longer_one_is_ready() {
    let frame = [b"\xFF\xFB\x90\x00".as_slice(), &[0x05; 413]].concat();
    let frames = frame.repeat(8);
    assert_words(&[
        ("cut.mp3", frames[100..].to_vec(), "Ready"),
        ("zeros.mp3", [vec![0; 3_000], frames.clone()].concat(), "Ready"),
        ("other.mp3", [b"Rar!\x1A\x07\x01\0\0\0\0".as_slice(), &frames].concat(), "ContentDiffers"),
        ("cut.txt", frames[100..].to_vec(), "ContentDiffers"),
        ("two.mp3", [&frame[100..], &frame, &frame, &[0; 2_000]].concat(), "ContentDiffers"),
    ]);
}

#[test]
fn a_short_recording_and_one_of_an_older_layer_are_ready() {
    let frame = [b"\xFF\xFB\x90\x00".as_slice(), &[0x05; 413]].concat();
    // 160 kilobits a second of 44,100 Hz, and 64 of 22,050 Hz.
    let layer_2 = [b"\xFF\xFD\x90\x00".as_slice(), &[0x05; 518]].concat();
    let slow = [b"\xFF\xF5\x80\x00".as_slice(), &[0x05; 413]].concat();
    let tag = b"ID3\x03\0\0\0\0\0\x05abcde".as_slice();
    let tag_behind = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let padded = |zeros: usize| [tag, &vec![0; zeros], &frame, &frame].concat();
    assert_words(&[
        ("frame.mp3", frame.clone(), "Ready"),
        ("tag-before.mp3", [tag, &frame].concat(), "Ready"),
        ("tag-behind.mp3", [&frame[..], &tag_behind].concat(), "Ready"),
        ("layer-2.mp3", layer_2.repeat(3), "Ready"),
        ("slow.mp3", slow.repeat(3), "Ready"),
        ("zeros.mp3", padded(3_000_000), "Ready"),
        ("one-behind-zeros.mp3", [tag, &[0; 300_000], &frame].concat(), "Ready"),
        ("too-many-zeros.mp3", padded(20_000_000), "ContentDiffers"),
        ("only-zeros.mp3", [tag, &[0; 300_000]].concat(), "ContentDiffers"),
        ("cut.mp3", frame[..300].to_vec(), "ContentDiffers"),
        ("more.mp3", [&frame[..], b"words"].concat(), "ContentDiffers"),
        ("frame.txt", frame.clone(), "ContentDiffers"),
        ("layer-2.txt", layer_2.repeat(3), "ContentDiffers"),
        ("document.mp3", [tag, &[0; 300_000], &pdf("", &[])].concat(), "ContentDiffers"),
        ("document-behind.mp3", [padded(300_000), pdf("", &[])].concat(), "Polyglot"),
        ("archive-behind.mp3", [frame, zip(&[("a.txt", b"a")])].concat(), "ContentDiffers"),
    ]);
}
