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
