//! Workbooks in the ways that other programs write them, and what another reader sees in ours.

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use crate::hostile::packed;
use crate::samples::{self as made, workbook};

fn sheet(xml: &str) -> Vec<Vec<String>> {
    let file = packed(&[
        ("xl/worksheets/sheet1.xml", xml.as_bytes()),
        (
            "xl/sharedStrings.xml",
            r#"<x:sst xmlns:x="a"><x:si><x:r><x:t>Wang </x:t></x:r><x:r><x:t>Fang</x:t></x:r><x:rPh><x:t>reading</x:t></x:rPh></x:si><x:si><x:t xml:space="preserve">R&amp;D_x000D_ &#x738B;<![CDATA[<b>]]></x:t></x:si></x:sst>"#
                .as_bytes(),
        ),
    ]);
    let tables = platforms::samples(&file).expect("a workbook");
    tables.into_iter().flat_map(|table| table.rows).map(|row| row.cells).collect()
}

#[test]
fn cells_come_in_many_forms() {
    let xml = r#"<x:worksheet xmlns:x="a"><x:sheetData>
        <x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>inline</x:t></x:is></x:c></x:row>
        <x:row r="3"><x:c r="A3" t="b"><x:v>1</x:v></x:c><x:c r="C3" t="str"><x:f>1+1</x:f><x:v>formula</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>
        <x:row><x:c><x:v>1.50</x:v></x:c><x:c t="d"><x:v>2026-11-16T09:00:00</x:v></x:c><x:c/></x:row>
        </x:sheetData></x:worksheet>"#;
    assert_eq!(
        sheet(xml),
        [
            vec!["Wang Fang", "R&D  王<b>", "inline"],
            vec!["TRUE", "", "formula", "#N/A"],
            vec!["1.50", "2026-11-16T09:00:00"],
        ]
    );
}

#[test]
fn in_a_form_a_formula_without_a_value_is_its_own_text() {
    let xml = r#"<worksheet><sheetData><row><c><f>A2&amp;"!"</f><v></v></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c><v>3</v></c></row></sheetData></worksheet>"#;
    let file = packed(&[("xl/worksheets/sheet1.xml", xml.as_bytes())]);
    assert_eq!(platforms::read_form(&file).expect("a form")[0][0].cells, ["=A2&\"!\"", "2", "", "3"]);
    assert_eq!(sheet(xml), [["", "2", "", "3"]], "not in a list");
}

#[test]
fn a_row_that_claims_to_be_the_zeroth_is_the_next_one() {
    let xml = r#"<worksheet><sheetData><row r="0"><c t="str"><v>a</v></c></row></sheetData></worksheet>"#;
    let file = packed(&[("xl/worksheets/sheet1.xml", xml.as_bytes())]);
    assert_eq!(platforms::samples(&file).expect("a workbook")[0].rows[0].number, 1);
}

#[test]
fn parts_are_found_whatever_their_case_and_slashes() {
    let file = packed(&[
        ("_rels/.rels", br#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/XL\Book.xml"/></Relationships>"#),
        ("xl/book.xml", br#"<workbook><workbookPr date1904="1"/><sheets><sheet name="S" r:id="b"/></sheets></workbook>"#),
        ("xl/_rels/book.xml.rels", br#"<Relationships><Relationship Id="b" Type="x/worksheet" Target="..\xl\sheets\One.xml"/></Relationships>"#),
        ("xl/Sheets/one.xml", br#"<worksheet><sheetData><row><c t="str"><v>found</v></c></row></sheetData></worksheet>"#),
    ]);
    assert_eq!(platforms::samples(&file).expect("a workbook")[0].rows[0].cells, ["found"]);
}

/// Row, column and text of a cell.
type Cells = Vec<(u32, usize, String)>;

/// What calamine reads: the title of each sheet, and its cells that hold something.
fn by_calamine(bytes: &[u8]) -> Vec<(String, Cells)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets();
    let cells = |range: &calamine::Range<Data>| {
        let (first_row, first_column) = range.start().unwrap_or_default();
        let used = range.used_cells().map(|(row, column, cell)| {
            let text = match cell {
                Data::DateTime(moment) if moment.is_datetime() => {
                    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
                    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
                }
                other => other.to_string(),
            };
            (first_row + u32::try_from(row).expect("few") + 1, column + first_column as usize, text)
        });
        used.filter(|(_, _, text)| !text.is_empty()).collect::<Vec<_>>()
    };
    sheets.iter().map(|(title, range)| (title.clone(), cells(range))).filter(|(_, cells)| !cells.is_empty()).collect()
}

fn by_us(bytes: &[u8]) -> Vec<(String, Cells)> {
    let tables = platforms::samples(bytes).expect("a workbook");
    let cells = |table: &domain::attendance::export::TableSample| {
        let cells = table
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().enumerate().map(|(column, cell)| (row.number, column, cell.clone())));
        cells.filter(|(_, _, cell)| !cell.is_empty()).collect::<Vec<_>>()
    };
    tables.iter().map(|table| (table.title.clone(), cells(table))).collect()
}

#[test]
fn both_readers_see_the_same_dates() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, code) in
        ["yyyy-mm-dd hh:mm:ss", "m/d/yy h:mm", "dd.mm.yyyy", "yyyy\"年\"m\"月\"d\"日\" h:mm"].into_iter().enumerate()
    {
        let row = u32::try_from(row).expect("few");
        let format = Format::new().set_num_format(code);
        sheet.write_number_with_format(row, 0, 46_342.375 + f64::from(row) / 8.0, &format).expect("a cell");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    assert_eq!(by_us(&bytes), by_calamine(&bytes));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn both_readers_see_the_same_cells(rows in prop::collection::vec(prop::collection::vec("[a-zé王 &<>\"']{0,6}", 0..6), 1..10)) {
        let trimmed: made::Rows = rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
        prop_assume!(trimmed.iter().flatten().any(|cell| !cell.is_empty()));
        let bytes = workbook(&[("A", &trimmed), ("B", &trimmed)]);
        prop_assert_eq!(by_us(&bytes), by_calamine(&bytes));
    }
}
