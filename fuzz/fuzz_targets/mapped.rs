//! Tables whose columns are named by the first byte.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((choice, bytes)) = bytes.split_first() {
        fuzz::read_every_way(bytes, Some(fuzz::mapping_by(*choice)));
    }
});
