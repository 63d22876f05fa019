//! Bytes of any encoding, and their tables.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(tables) = platforms::samples(bytes) else { return };
    for row in tables.iter().flat_map(|table| &table.rows) {
        assert!(row.number > 0 && row.cells.iter().any(|cell| !cell.is_empty()));
    }
});
