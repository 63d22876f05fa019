//! Rows under the header of BigBlueButton's dashboard.
#![no_main]

const HEADER: &str =
    "Name,Moderator,Activity Score,Talk Time,Webcam Time,Messages,Reactions,Poll Votes,Raise Hands,Join,Left,Duration";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_every_way(&fuzz::under_header(HEADER, bytes), None));
