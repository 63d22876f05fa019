//! What reading costs at most: each file is read by a process of its own, whose peak the kernel knows.
#![cfg(target_os = "linux")]

use std::io::{Cursor, Write};

use domain::time::Instant;
use jiff::tz::TimeZone;
use platforms::{Reading, read, samples};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="b" Type="x/sharedStrings" Target="strings.xml"/><Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>"#;

fn packed(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="A" id="a"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sheet.xml", sheet),
        ("xl/strings.xml", strings),
        ("xl/styles.xml", styles),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

/// The highest memory of this process so far, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("what the kernel says");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the peak");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1_000
}

/// Names the file that a process is to read.
const FILE: &str = "LECTERN_FILE_TO_READ";

#[test]
fn no_file_costs_a_hundred_megabytes() {
    if let Some(path) = std::env::var_os(FILE) {
        read_and_tell(&std::fs::read(path).expect("the file"));
        return;
    }
    let folder = std::env::temp_dir().join(format!("lectern-memory-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, bytes) in files() {
        let path = folder.join(name.replace(' ', "-"));
        std::fs::write(&path, &bytes).expect("a file");
        let (outcome, peak) = outcome_of_reading(&path);
        println!("{name}: {} MB of file, peak {peak} MB, {outcome}", bytes.len() / 1_000_000);
        // The process itself, before it reads, takes a few.
        assert!(peak < 90, "{name} costs {peak} MB");
    }
    std::fs::remove_dir_all(&folder).expect("no folder any more");
}

fn outcome_of_reading(path: &std::path::Path) -> (String, u64) {
    let own = std::env::current_exe().expect("this program");
    let output = std::process::Command::new(own)
        .args(["--exact", "no_file_costs_a_hundred_megabytes", "--nocapture"])
        .env(FILE, path)
        .output()
        .expect("a process");
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8_lossy(&output.stdout);
    let (outcome, peak) = told.split_once(" peak=").expect("what it tells");
    let peak = peak.split_whitespace().next().and_then(|peak| peak.parse().ok()).expect("a number");
    (outcome.lines().last().unwrap_or_default().to_owned(), peak)
}

fn read_and_tell(bytes: &[u8]) {
    let reading = Reading { zone: TimeZone::UTC, date_order: None, mapping: None, until: Instant::from_seconds(0) };
    let outcome = read(bytes, &reading).map(|export| export.rows.len());
    let _ = samples(bytes);
    println!("{outcome:?} peak={} ", peak());
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let strings = format!("<sst>{}</sst>", "<si><t>abcdefgh</t></si>".repeat(500_000));
    let sheet = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        "<row><c t=\"s\"><v>5</v></c></row>".repeat(140_000)
    );
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(2_000_000));
    let rich = format!("<sst><si>{}</si></sst>", "<r><t>abcdefghijklmnop</t></r>".repeat(500_000));
    let rows = |line: &str, bytes: usize| {
        format!("Name (Original Name),Total Duration (Minutes)\n{}", line.repeat(bytes / line.len()))
    };
    let names: String = (0..19_000).map(|number| format!("{number} {},1\n", "n".repeat(800))).collect();
    vec![
        ("strings and rows", packed(&sheet, &strings, "")),
        ("styles", packed("<worksheet/>", "", &styles)),
        ("one rich text", packed(&sheet, &rich, "")),
        ("rows that count", rows("Ana – Peru,60\n", 2_900_000).into_bytes()),
        ("headers", rows("Name (Original Name),Total Duration (Minutes)\n", 9_000_000).into_bytes()),
        ("rows that are refused", rows("Ana – Peru and more than that of a name,--\n", 8_000_000).into_bytes()),
        ("long names", format!("Name (Original Name),Total Duration (Minutes)\n{names}").into_bytes()),
        ("one line", vec![b','; 20_000_000]),
        ("one cell", vec![b'x'; 20_000_000]),
        ("quotes", "\"a\t".repeat(6_000_000).into_bytes()),
        (
            "UTF-16",
            [
                b"\xFF\xFE".as_slice(),
                &"王\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().repeat(4_900_000),
            ]
            .concat(),
        ),
        ("code page", [b"\xFF\xE9,\n".as_slice(), &vec![0xE9; 19_000_000]].concat()),
        ("breaks", b"\n".repeat(20_000_000)),
    ]
}
