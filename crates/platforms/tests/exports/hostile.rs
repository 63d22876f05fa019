//! Files that were made to do harm, and files that are merely broken.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use platforms::{Unreadable, limits, read, samples};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::reading;
use crate::samples as made;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>"#;

const BOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;

/// A package of these parts beside what every workbook has.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let every: [(&str, &[u8]); 2] =
        [("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()), ("xl/workbook.xml", BOOK.as_bytes())];
    for (name, bytes) in every.iter().filter(|(name, _)| parts.iter().all(|(other, _)| other != name)).chain(parts) {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

fn sheet(rows: &str) -> Vec<u8> {
    packed(&[("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes())])
}

/// Reads within some seconds, whatever comes out.
fn refused(bytes: &[u8]) -> Unreadable {
    let started = Instant::now();
    let error = read(bytes, &reading()).expect_err("refused");
    assert_eq!(samples(bytes).err().is_some(), error != Unreadable::UnknownTable);
    assert!(started.elapsed() < Duration::from_secs(limits::SECONDS), "{error}");
    error
}

fn says(error: &Unreadable, words: &str) {
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn a_bomb_is_measured_and_not_believed() {
    let zeros = vec![b' '; 40_000_000];
    let wide = [b"<a/>".as_slice(), &[b'x'; 1_000]].concat().repeat(40_000);
    says(&refused(&packed(&[("xl/worksheets/sheet1.xml", &wide)])), "unpacks to more than 32 MB");
    says(&refused(&packed(&[("xl/media/image.bin", &zeros)])), "longer than any cell");
}

#[test]
fn millions_of_tags_are_too_many() {
    says(&refused(&sheet(&"<c/>".repeat(3_100_000))), "millions of pieces");
}

#[test]
fn tags_that_lie_in_one_another_without_end_are_refused() {
    says(&refused(&sheet(&"<c>".repeat(100_000))), "millions of pieces");
}

#[test]
fn a_cell_in_the_last_row_of_the_last_column_is_only_a_cell() {
    let far = sheet(
        r#"<row r="1"><c r="A1" t="str"><v>姓名</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="4294967295"><c r="A1"><v>1</v></c></row>"#,
    );
    assert_eq!(refused(&far), Unreadable::UnknownTable);
}

#[test]
fn a_claim_of_a_trillion_strings_is_not_believed() {
    let claim = br#"<sst count="1000000000000" uniqueCount="18446744073709551615"><si><t>a</t></si></sst>"#;
    let cells = br#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>99</v></c></row></sheetData></worksheet>"#;
    let file = packed(&[("xl/sharedStrings.xml", claim), ("xl/worksheets/sheet1.xml", cells)]);
    assert_eq!(refused(&file), Unreadable::UnknownTable);
    assert_eq!(samples(&file).expect("samples")[0].rows[0].cells, ["a"]);
}

#[test]
fn a_million_shared_strings_cost_no_more_than_their_text() {
    let strings = format!("<sst>{}</sst>", "<si><t/></si>".repeat(900_000));
    let file = packed(&[("xl/sharedStrings.xml", strings.as_bytes()), ("xl/worksheets/sheet1.xml", b"<worksheet/>")]);
    assert_eq!(refused(&file), Unreadable::Empty);
}

#[test]
fn one_long_string_in_many_cells_is_counted_each_time() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(5_000));
    let rows = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        "<row><c t=\"s\"><v>0</v></c></row>".repeat(100_000)
    );
    let file = packed(&[("xl/sharedStrings.xml", strings.as_bytes()), ("xl/worksheets/sheet1.xml", rows.as_bytes())]);
    says(&refused(&file), "MB of text");
}

#[test]
fn millions_of_styles_are_forgotten() {
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(2_500_000));
    let file = packed(&[("xl/styles.xml", styles.as_bytes()), ("xl/worksheets/sheet1.xml", b"<worksheet/>")]);
    assert_eq!(refused(&file), Unreadable::Empty);
}

#[test]
fn a_tag_of_thousands_of_attributes_takes_no_square_of_time() {
    let attributes: String = (0..20_000).map(|number| format!(" a{number}=\"\"")).collect();
    assert!(attributes.len() < 256_000);
    assert_eq!(refused(&sheet(&format!("<row{attributes}></row>").repeat(20))), Unreadable::Empty);
}

#[test]
fn entities_are_not_expanded() {
    let bomb = b"<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><worksheet><sheetData><row><c t=\"str\"><v>&c;&#65;&unknown;&</v></c></row></sheetData></worksheet>";
    let file = packed(&[("xl/worksheets/sheet1.xml", bomb)]);
    assert_eq!(samples(&file).expect("samples")[0].rows[0].cells, ["A&"]);
}

#[test]
fn thousands_of_entries_are_refused_before_their_directory_is_read() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..2_100 {
        writer.start_file(number.to_string(), SimpleFileOptions::default()).expect("a part");
    }
    says(&refused(&writer.finish().expect("a package").into_inner()), "thousands of files");
}

#[test]
fn packed_files_within_are_refused() {
    says(&refused(&packed(&[("xl/embeddings/a.xlsx", &made::tencent())])), "another packed file");
}

#[test]
fn old_and_protected_workbooks_are_to_be_saved_anew() {
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat();
    says(&refused(&old), "save it as “Excel workbook (.xlsx)” without a password");
    // The first bit of the flags says that an entry is encrypted.
    let mut encrypted = made::tencent();
    let local = encrypted.windows(4).position(|four| four == b"PK\x03\x04").expect("an entry");
    let central = encrypted.windows(4).position(|four| four == b"PK\x01\x02").expect("an entry of the directory");
    encrypted[local + 6] |= 1;
    encrypted[central + 8] |= 1;
    says(&refused(&encrypted), "without a password");
}

#[test]
fn other_packed_files_are_no_workbooks() {
    let file = packed(&[("xl/workbook.xml", b"<office/>"), ("content.xml", b"<office:document/>")]);
    assert_eq!(refused(&file), Unreadable::NotAWorkbook);
}

#[test]
fn a_workbook_that_is_cut_off_is_damaged() {
    let whole = made::tencent();
    for length in (30..whole.len()).step_by(97) {
        assert!(matches!(refused(&whole[..length]), Unreadable::Damaged | Unreadable::NotAWorkbook), "{length}");
    }
}

#[test]
fn what_is_no_table_is_refused() {
    for bytes in [b"%PDF-1.7\n".as_slice(), b"\x89PNG\r\n\x1a\n", b"\x00\x01\x02\x03\x00\x00", b"\xFF\xD8\xFF\xE0"] {
        assert_eq!(refused(bytes), Unreadable::NotATable);
    }
    for bytes in [b"".as_slice(), b"\r\n\r\n", b"\xEF\xBB\xBF", b",,,\n,,,\n"] {
        assert_eq!(refused(bytes), Unreadable::Empty);
    }
    assert_eq!(refused(b"Dear all,\nsee you tomorrow.\n"), Unreadable::UnknownTable);
}

#[test]
fn text_without_measure_is_refused() {
    assert_eq!(refused(&vec![b'a'; limits::FILE_BYTES + 1]), Unreadable::TooLarge);
    says(&refused("a,b\n".repeat(250_000).as_bytes()), "more than 200,000 rows");
    says(&refused("1,2,3,4,5,6,7,8,9\n".repeat(150_000).as_bytes()), "more than 1,000,000 cells");
    says(&refused(format!("{}\n", "x".repeat(900)).repeat(20_000).as_bytes()), "MB of text");
    assert_eq!(refused(&vec![b','; 10_000_000]), Unreadable::Empty);
    assert_eq!(refused(&"\"a\t".repeat(3_000_000).into_bytes()), Unreadable::UnknownTable);
    assert_eq!(refused(&"\"a\n".repeat(150_000).into_bytes()), Unreadable::UnknownTable);
}

#[test]
fn tens_of_thousands_of_names_are_no_meeting() {
    let rows: String = (0..25_000).map(|number| format!("Name {number},1\n")).collect();
    let file = format!("Name (Original Name),Total Duration (Minutes)\n{rows}");
    says(&refused_in_reading(file.as_bytes()), "more than 20,000 people");
}

fn refused_in_reading(bytes: &[u8]) -> Unreadable {
    read(bytes, &reading()).expect_err("refused")
}

#[test]
fn of_many_refused_rows_the_first_are_told() {
    let file = format!("Name (Original Name),Total Duration (Minutes)\n{}", "Ana,--\n".repeat(5_000));
    let export = read(file.as_bytes(), &reading()).expect("an export");
    assert_eq!((export.refused.len(), export.more_refused), (limits::REFUSED_ROWS, 4_000));
}
