//! Rows under the header of a Zoom report.
#![no_main]

const HEADER: &str =
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_every_way(&fuzz::under_header(HEADER, bytes), None));
