//! Reports of Teams, sections and encoding included.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_every_way(bytes, None));
