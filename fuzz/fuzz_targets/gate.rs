//! Uploads as they come, under any name.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::inspect(bytes));
