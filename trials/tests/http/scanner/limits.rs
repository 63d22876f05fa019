//! How far it looks: what goes beyond is held, whatever it says.

use std::io::{Cursor, Write};

use domain::gate::{GateState, Hold, Judgement, Refusal};
use lectern::workroom::scanner::Scanner;
use lectern::workroom::scanner::limits::ScannerLimits;
use trials::{House, pdf_of};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::clamd::{Clamd, DANGEROUS};
use super::{held, house_with, house_with_limits, judged_as};

/// Small ones, for it and for us.
const FILE_BYTES: u64 = 200 * 1024;
const SCAN_BYTES: u64 = 600 * 1024;

/// It looks as far as these limits, and says nothing where it stops, as Debian sets it up.
async fn house_with_small_limits() -> (Clamd, House) {
    let clamd = Clamd::start_with(&format!("MaxFileSize {FILE_BYTES}\nMaxScanSize {SCAN_BYTES}\n")).await;
    let limits = ScannerLimits { max_file_size: FILE_BYTES, max_scan_size: SCAN_BYTES, ..ScannerLimits::default() };
    let house = house_with_limits(&clamd, limits).await;
    (clamd, house)
}

/// A Word document with more parts.
fn document(parts: &[Vec<u8>]) -> Vec<u8> {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    const TEXT: &str =
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>"#;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    };
    put("[Content_Types].xml", TYPES.as_bytes());
    put("_rels/.rels", RELATIONS.as_bytes());
    put("word/document.xml", TEXT.as_bytes());
    for (number, part) in parts.iter().enumerate() {
        put(&format!("word/media/{number}.bin"), part);
    }
    writer.finish().expect("a document").into_inner()
}

/// So many bytes of one value, and what is dangerous behind them.
fn dangerous_behind(bytes: u64, value: u8) -> Vec<u8> {
    [filled(bytes, value).as_slice(), DANGEROUS.as_bytes()].concat()
}

fn filled(bytes: u64, value: u8) -> Vec<u8> {
    std::iter::repeat_n(value, bytes as usize).collect()
}

/// What of a document is over a limit of the scanner is held, and what is dangerous just below is found.
async fn assert_held_over_and_looked_through_below(over: &[Vec<u8>], clean: &[Vec<u8>], dangerous: &[Vec<u8>]) {
    let (clamd, house) = house_with_small_limits().await;
    let over = document(over);
    let file = house.folder.path().join("over.docx");
    std::fs::write(&file, &over).expect("written");
    let scanner = Scanner::at(clamd.address(), house.config.clamd_limits);
    assert_eq!(scanner.scan_as_far_as_it_goes(&file).await, Ok(None), "clamd itself calls it clean");
    let over = judged_as(&house, "over.docx", &over).await;
    assert_eq!(held(&over), [Hold::ScannerOverLimit]);
    assert!(over.is_unscanned());

    let clean = judged_as(&house, "clean.docx", &document(clean)).await;
    assert_eq!(clean.state, GateState::Ready);
    assert!(clean.finding.expect("a finding").scanned);
    let dangerous = judged_as(&house, "dangerous.docx", &document(dangerous)).await;
    let virus = Refusal::Virus { name: "Sample.Dangerous.UNOFFICIAL".to_owned() };
    assert_eq!(dangerous.finding.expect("a finding").judgement, Judgement::Refused(virus));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_over_the_size_that_it_looks_through_is_held() {
    let below = FILE_BYTES - DANGEROUS.len() as u64;
    assert_held_over_and_looked_through_below(
        &[dangerous_behind(FILE_BYTES, 0)],
        &[filled(FILE_BYTES, 0)],
        &[dangerous_behind(below, 0)],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_that_are_together_over_what_it_looks_through_are_held() {
    // Of different bytes: what it knows already does not count.
    let parts: Vec<Vec<u8>> = (1..=3).map(|value| filled(SCAN_BYTES / 3 - 4096, value)).collect();
    let and = |last: Vec<u8>| [parts.as_slice(), &[last]].concat();
    let (over, below) = (and(dangerous_behind(FILE_BYTES - 4096, 4)), and(DANGEROUS.as_bytes().to_vec()));
    assert_held_over_and_looked_through_below(&over, &parts, &below).await;
}

/// A PDF of so many pages, each of which is a stream, and what is dangerous in one more.
fn pdf_before_danger(pages: usize) -> Vec<u8> {
    let digits: String = DANGEROUS.bytes().map(|byte| format!("{byte:02x}")).collect();
    let last = format!(
        "1000 0 obj\n<< /Filter /ASCIIHexDecode /Length {} >>\nstream\n{digits}>\nendstream\nendobj\ntrailer",
        digits.len() + 1
    );
    let pdf = String::from_utf8(pdf_of(&vec!["Harbour"; pages])).expect("a text");
    pdf.replace("trailer", &last).into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pdf_of_more_streams_than_it_looks_through_is_held() {
    const MOST: usize = 20;
    let clamd = Clamd::start_with(&format!("MaxFiles {MOST}\n")).await;
    let limits = ScannerLimits { max_files: MOST as u64, ..ScannerLimits::default() };
    let house = house_with_limits(&clamd, limits).await;
    // Beside the pages there are the file and the last stream.
    let over = pdf_before_danger(MOST - 1);
    let file = house.folder.path().join("over.pdf");
    std::fs::write(&file, &over).expect("written");
    let scanner = Scanner::at(clamd.address(), limits);
    assert_eq!(scanner.scan_as_far_as_it_goes(&file).await, Ok(None), "clamd itself calls it clean");
    assert_eq!(held(&judged_as(&house, "over.pdf", &over).await), [Hold::ScannerOverLimit]);
    let found = judged_as(&house, "dangerous.pdf", &pdf_before_danger(MOST - 2)).await;
    let virus = Refusal::Virus { name: "Sample.Dangerous.UNOFFICIAL".to_owned() };
    assert_eq!(found.finding.expect("a finding").judgement, Judgement::Refused(virus));
}

/// It says so itself where it is set up to, also of a document that is not over a limit as we were told them.
#[tokio::test(flavor = "multi_thread")]
async fn what_it_says_is_over_its_limit_is_held() {
    let clamd = Clamd::start_with(&format!("MaxScanSize {SCAN_BYTES}\nAlertExceedsMax yes\n")).await;
    let house = house_with(&clamd).await;
    let parts: Vec<Vec<u8>> = (1..=4).map(|value| filled(SCAN_BYTES / 3, value)).collect();
    assert_eq!(held(&judged_as(&house, "over.docx", &document(&parts)).await), [Hold::ScannerOverLimit]);
}
