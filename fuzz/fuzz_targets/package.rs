//! Workbooks as they come: packed bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_every_way(bytes, None));
