//! The parts of a workbook that is packed well: sheet, texts and styles, with a zero between them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    fuzz::read_every_way(&fuzz::workbook_of(part(), part(), part()), None);
});
