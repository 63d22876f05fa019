//! The table as comma-separated values of RFC 4180.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use super::{Cell, Sheet, time_text};
use crate::DocumentError;

/// Without it Excel reads UTF-8 as the machine's old code page.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub(super) fn write(sheet: &Sheet) -> Result<Vec<u8>, DocumentError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(sheet.columns.iter().map(|column| formula_safe(column).into_owned()))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(written))?;
    }
    writer.into_inner().map_err(|error| DocumentError::Csv(error.into_error().into()))
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => formula_safe(text).into_owned(),
        Cell::Number(number) if number.is_finite() => number.to_string(),
        Cell::Time(time) => time_text(time),
        Cell::Day(day) => day.to_string(),
        Cell::Number(_) | Cell::Blank => String::new(),
    }
}

/// Quotes do not stop a spreadsheet from running `=…`; an apostrophe in front does.
fn formula_safe(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Programs differ in what they skip before a formula, so everything invisible is skipped
/// here. Excel in Chinese and Japanese takes the full-width signs for the plain ones.
fn is_formula(text: &str) -> bool {
    let skipped = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}');
    let starts = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    text.starts_with(['\t', '\r', '\n']) || text.trim_start_matches(skipped).starts_with(starts)
}

#[cfg(test)]
mod tests {
    use domain::time::CalendarDay;

    use super::*;
    use crate::host_clock::HostClock;
    use crate::samples::{AWKWARD_TEXTS, OPENING, seminar};

    fn csv(columns: &[&str], rows: Vec<Vec<Cell>>) -> String {
        let columns = columns.iter().map(|&column| column.to_owned()).collect();
        let bytes = Sheet { title: String::new(), columns, rows }.to_csv().expect("a csv");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn excel_is_told_that_it_is_utf_8() {
        let text = csv(&["国家", "Versions"], vec![vec!["老挝".into(), 3_u32.into()], vec!["".into(), Cell::Blank]]);
        assert_eq!(text, "\u{FEFF}国家,Versions\r\n老挝,3\r\n,\r\n");
    }

    #[test]
    fn no_text_begins_a_formula() {
        for formula in ["=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\u{A0}=1", "\u{FEFF}=1", "＝1"]
        {
            let text = csv(&[formula], vec![vec![formula.into()]]);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            for record in reader.records() {
                let field = record.expect("a record")[0].trim_start_matches('\u{FEFF}').to_owned();
                assert!(field.starts_with('\''), "{formula:?} became {field:?}");
            }
        }
    }

    #[test]
    fn what_is_no_formula_stays_as_it_is() {
        for plain in ["<script>", "a=b", "Côte d'Ivoire", "1-2", "", "e-port", "阿=B"] {
            assert_eq!(formula_safe(plain), plain);
        }
        assert!(csv(&["N"], vec![vec![Cell::Number(-1.5)]]).ends_with("\r\n-1.5\r\n"));
    }

    #[test]
    fn times_say_their_offset() {
        let time = HostClock::of(&seminar()).cell(OPENING);
        let text = csv(&["At", "On"], vec![vec![time, "2021-11-10".parse::<CalendarDay>().expect("a day").into()]]);
        assert!(text.ends_with("\r\n2021-11-10 09:30:00 (UTC+8),2021-11-10\r\n"), "{text}");
    }

    #[test]
    fn every_text_comes_back() {
        let rows = AWKWARD_TEXTS.iter().map(|&text| vec![Cell::from(text), "x".into()]).collect();
        let text = csv(&["Text", "After"], rows);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
        assert_eq!(records.len(), AWKWARD_TEXTS.len());
        for (record, text) in records.iter().zip(AWKWARD_TEXTS) {
            assert_eq!(&record[0], formula_safe(text));
            assert_eq!(&record[1], "x");
        }
    }
}
