//! What the fuzz targets share: how files are read, and what has to hold of whatever comes out.

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use domain::attendance::export::{DateOrder, DateQuestion, DurationUnit, Mapping, NameCell};
use domain::attendance::record::Stay;
use domain::time::Instant;
use jiff::tz::TimeZone;
use platforms::{Reading, limits, read, samples};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[path = "../../crates/platforms/tests/exports/samples.rs"]
pub mod made;
#[path = "../../crates/gate/tests/files/made/mod.rs"]
pub mod uploads;

static ZONE: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Asia/Shanghai").expect("a zone"));

/// Reads a file in every way, and looks at what comes out.
pub fn read_every_way(bytes: &[u8], mapping: Option<Mapping>) {
    let mut reading =
        Reading { zone: ZONE.clone(), date_order: None, mapping, until: Instant::from_seconds(1_794_800_000) };
    check(bytes, &reading);
    reading.date_order = Some(DateOrder::DayFirst);
    check(bytes, &reading);
}

fn check(bytes: &[u8], reading: &Reading) {
    let Ok(export) = read(bytes, reading) else { return };
    let tables = samples(bytes).expect("what can be read has tables");
    assert!(!tables.is_empty());
    assert!(export.attendees.len() <= limits::ATTENDEES && export.refused.len() <= limits::REFUSED_ROWS);
    if export.date_order == DateQuestion::Open {
        assert!(export.rows.is_empty() && export.attendees.is_empty() && reading.date_order.is_none());
    }
    for row in &export.rows {
        assert!((row.attendee as usize) < export.attendees.len() && row.number > 0);
        match row.stay {
            Stay::Interval { joined, left } => assert!((0..=86_400).contains(&left.seconds_since(joined))),
            Stay::Total { seconds } => assert!(seconds <= 86_400),
        }
    }
    for attendee in &export.attendees {
        assert!(!attendee.name.is_empty() && attendee.name.chars().count() <= limits::CELL_CHARS);
        assert!(!attendee.name.contains(['\r', '\n']));
    }
}

/// A header, and what the fuzzer has thought of below it.
pub fn under_header(header: &str, rows: &[u8]) -> Vec<u8> {
    [header.as_bytes(), b"\n", rows].concat()
}

/// A mapping of the first columns; the first byte of a file chooses it.
pub fn mapping_by(choice: u8) -> Mapping {
    let bit = |place: u8| choice >> place & 1 == 1;
    Mapping {
        table: u32::from(bit(0)),
        header_row: u32::from(bit(1)),
        name: 0,
        name_cell: NameCell::ALL[usize::from(choice >> 2 & 3) % 3],
        joined: bit(4).then_some(1),
        left: bit(5).then_some(2),
        duration: bit(6).then_some(3),
        unit: DurationUnit::ALL[usize::from(choice & 3)],
        email: bit(7).then_some(4),
        date_order: None,
    }
}

/// A workbook of one sheet, and of the texts that its cells refer to. It is stored, so that the fuzzer is not slowed.
pub fn workbook_of(sheet: &[u8], strings: &[u8], styles: &[u8]) -> Vec<u8> {
    const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="b" Type="x/sharedStrings" Target="strings.xml"/><Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>"#;
    const BOOK: &[u8] = br#"<workbook><sheets><sheet name="A" id="a"/></sheets></workbook>"#;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sheet.xml", sheet),
        ("xl/strings.xml", strings),
        ("xl/styles.xml", styles),
    ] {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(name, options).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

/// Looks at an upload under a name that the first byte chooses. What is ready bears the name of what it is.
pub fn inspect(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let kinds = gate::FileKind::ALL;
    let kind = kinds[usize::from(*choice) % kinds.len()];
    let inspection = gate::inspect(&mut Cursor::new(bytes), &format!("a.{kind}"), &kinds, &gate::Limits::default())
        .expect("memory can be read, and in time");
    match inspection.judgement {
        gate::Judgement::Ready => assert_eq!(inspection.kind, Some(kind)),
        gate::Judgement::Held(holds) => assert!(!holds.is_empty()),
        gate::Judgement::Refused(refusal) => assert!(!refusal.to_string().is_empty()),
    }
}
