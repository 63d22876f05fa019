//! The table as an Excel workbook.

use domain::time::{CalendarDay, Instant, WallTime};
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::{Cell, Choice, Sheet, time_text};
use crate::DocumentError;

/// What Excel holds in one cell, counted as Excel counts: in UTF-16 units.
const MAX_CELL_UNITS: usize = 32_767;
const MAX_TAB_UNITS: usize = 31;

const TIME_FORMAT: &str = "yyyy-mm-dd hh:mm:ss";
const DAY_FORMAT: &str = "yyyy-mm-dd";

/// The sheets become tabs in their order. Without `made_at`, the workbook says that it was made now.
pub(super) fn write(sheets: &[&Sheet], made_at: Option<Instant>) -> Result<Vec<u8>, DocumentError> {
    let mut workbook = Workbook::new();
    if let Some(made_at) = made_at {
        let made_at = ExcelDateTime::from_timestamp(made_at.seconds())?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
    }
    for sheet in sheets {
        write_tab(workbook.add_worksheet(), sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The first sheet is filled in, with words to choose from; the others tell how.
pub(super) fn write_form(sheets: &[&Sheet], choices: &[Choice<'_>]) -> Result<Vec<u8>, DocumentError> {
    let mut workbook = Workbook::new();
    for (place, sheet) in sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        write_tab(worksheet, sheet)?;
        let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).max(1);
        for choice in choices.iter().filter(|_| place == 0) {
            let words = DataValidation::new().allow_list_strings(choice.words)?;
            worksheet.add_data_validation(1, choice.column, last_row, choice.column, &words)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_tab(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), DocumentError> {
    let too_large = || DocumentError::TooLarge(sheet.title.clone());
    let last_row = u32::try_from(sheet.rows.len()).ok().filter(|last| *last < 1_048_576).ok_or_else(too_large)?;
    let columns = u16::try_from(sheet.columns.len()).ok().filter(|count| *count <= 16_384).ok_or_else(too_large)?;

    worksheet.set_name(tab_name(&sheet.title))?;
    if let Some(last_column) = columns.checked_sub(1) {
        let bold = Format::new().set_bold();
        for (column, name) in (0..columns).zip(&sheet.columns) {
            worksheet.write_string_with_format(0, column, cell_text(name), &bold)?;
            worksheet.set_column_width(column, column_width(sheet, usize::from(column)))?;
        }
        worksheet.set_freeze_panes(1, 0)?;
        worksheet.autofilter(0, 0, last_row, last_column)?;
    }
    let formats = DateFormats::new();
    for (row, cells) in (1..=last_row).zip(&sheet.rows) {
        for (column, cell) in (0..columns).zip(cells) {
            write_cell(worksheet, &formats, row, column, cell)?;
        }
    }
    Ok(())
}

/// The year comes first wherever they are read, so that nobody takes a month for a day.
struct DateFormats {
    time: Format,
    day: Format,
}

impl DateFormats {
    fn new() -> Self {
        let [time, day] = [TIME_FORMAT, DAY_FORMAT].map(|format| Format::new().set_num_format(format));
        Self { time, day }
    }
}

/// `write_string` and not `write`: only the former never sees a formula or an address in a text.
fn write_cell(
    worksheet: &mut Worksheet,
    formats: &DateFormats,
    row: u32,
    column: u16,
    cell: &Cell,
) -> Result<(), DocumentError> {
    match cell {
        Cell::Text(text) => worksheet.write_string(row, column, cell_text(text))?,
        Cell::Number(number) if number.is_finite() => worksheet.write_number(row, column, *number)?,
        Cell::Time(time) => match excel_time(time.day(), second_of_day(time)) {
            Some(at) => worksheet.write_datetime_with_format(row, column, at, &formats.time)?,
            None => worksheet.write_string(row, column, time_text(time))?,
        },
        Cell::Day(day) => match excel_time(*day, 0) {
            Some(at) => worksheet.write_datetime_with_format(row, column, at, &formats.day)?,
            None => worksheet.write_string(row, column, day.to_string())?,
        },
        Cell::Number(_) | Cell::Blank => worksheet,
    };
    Ok(())
}

/// `None` of what lies before Excel's first year, which is 1900.
fn excel_time(day: CalendarDay, second_of_day: i64) -> Option<ExcelDateTime> {
    ExcelDateTime::from_timestamp(day.since_epoch() * 86_400 + second_of_day).ok()
}

fn second_of_day(time: &WallTime) -> i64 {
    let civil = time.civil;
    i64::from(civil.hour()) * 3600 + i64::from(civil.minute()) * 60 + i64::from(civil.second())
}

/// A text that is too long is cut, with a mark: Excel would call the whole workbook damaged.
/// So would it for the two characters that XML forbids and the writer lets through.
fn cell_text(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    if text.encode_utf16().count() <= MAX_CELL_UNITS {
        return text;
    }
    format!("{}…", first_units(&text, MAX_CELL_UNITS - 1))
}

/// Excel refuses some characters in the name of a tab, an apostrophe at either end, and “History”.
fn tab_name(title: &str) -> String {
    let forbidden =
        |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\u{FFFE}' | '\u{FFFF}') || c.is_control();
    let spaced: String = title.chars().map(|c| if forbidden(c) { ' ' } else { c }).collect();
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = |c: char| c == '\'' || c.is_whitespace();
    let name = first_units(words.trim_matches(edge), MAX_TAB_UNITS).trim_end_matches(edge);
    if name.is_empty() || name.eq_ignore_ascii_case("history") { "Sheet1".to_owned() } else { name.to_owned() }
}

/// The longest beginning of at most so many UTF-16 units that breaks no character.
fn first_units(text: &str, units: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find_map(|(index, c)| {
        taken += c.len_utf16();
        (taken > units).then_some(index)
    });
    &text[..end.unwrap_or(text.len())]
}

/// The writer's own fitting gives Chinese letters half of the room that they need.
fn column_width(sheet: &Sheet, column: usize) -> f64 {
    // The header needs room for the filter's arrow.
    let header = sheet.columns.get(column).map_or(0, |name| text_width(name) + 3);
    let cells = sheet.rows.iter().filter_map(|row| row.get(column)).map(|cell| match cell {
        Cell::Text(text) => text_width(text),
        Cell::Number(number) => number.to_string().len(),
        Cell::Time(_) => TIME_FORMAT.len(),
        Cell::Day(_) => DAY_FORMAT.len(),
        Cell::Blank => 0,
    });
    let widest = cells.max().unwrap_or(0).max(header);
    f64::from(u8::try_from(widest.clamp(8, 60)).unwrap_or(60)) + 1.0
}

fn text_width(text: &str) -> usize {
    let line_width = |line: &str| line.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum();
    text.lines().map(line_width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::host_clock::HostClock;
    use crate::samples::{AWKWARD_TEXTS, OPENING, seminar};

    fn sheet(title: &str, cells: Vec<Cell>) -> Sheet {
        let rows = cells.into_iter().map(|cell| vec![cell, "after".into()]).collect();
        Sheet { title: title.to_owned(), columns: vec!["=Text".to_owned(), "After".to_owned()], rows }
    }

    fn open(sheet: &Sheet) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(sheet.to_xlsx(OPENING).expect("a workbook"))).expect("a readable workbook")
    }

    #[test]
    fn texts_are_texts_and_never_formulas_or_links() {
        let sheet = sheet("People", AWKWARD_TEXTS.iter().map(|&text| text.into()).collect());
        let mut book = open(&sheet);
        let cells = book.worksheet_range("People").expect("the tab");
        assert_eq!(cells.get_value((0, 0)), Some(&Data::String("=Text".to_owned())));
        for (row, text) in (1..).zip(AWKWARD_TEXTS) {
            assert_eq!(cells.get_value((row, 0)), Some(&Data::String(text.to_owned())), "{text:?}");
            assert_eq!(cells.get_value((row, 1)), Some(&Data::String("after".to_owned())));
        }
        let formulas = book.worksheet_formula("People").expect("the tab");
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
    }

    #[test]
    fn numbers_are_numbers_and_blanks_are_blank() {
        let cells = vec![Cell::Number(3.0), Cell::Blank, Cell::Number(f64::NAN), 4_294_967_296_u64.into()];
        let cells = open(&sheet("N", cells)).worksheet_range("N").expect("the tab");
        assert_eq!(cells.get_value((1, 0)), Some(&Data::Float(3.0)));
        assert_eq!(cells.get_value((2, 0)), Some(&Data::Empty));
        assert_eq!(cells.get_value((3, 0)), Some(&Data::Empty));
        assert_eq!(cells.get_value((4, 0)), Some(&Data::Float(4_294_967_296.0)));
    }

    #[test]
    fn times_and_days_are_dates_to_calculate_with() {
        let clock = HostClock::of(&seminar());
        let day = |text: &str| Cell::Day(text.parse().expect("a day"));
        let cells =
            vec![clock.cell(OPENING), clock.cell(OPENING.plus_minutes(90)), day("2021-11-10"), day("1850-12-31")];
        let cells = open(&sheet("T", cells)).worksheet_range("T").expect("the tab");
        let date = |row| match cells.get_value((row, 0)) {
            Some(Data::DateTime(at)) => at.as_f64(),
            other => panic!("row {row} is {other:?}"),
        };
        // 10 November 2021, half past nine in Shanghai.
        assert!((date(1) - (44_510.0 + 9.5 / 24.0)).abs() < 1e-6);
        assert!((date(2) - date(1) - 1.5 / 24.0).abs() < 1e-6, "an hour and a half between them");
        assert_eq!(date(3), 44_510.0);
        assert_eq!(cells.get_value((4, 0)), Some(&Data::String("1850-12-31".to_owned())), "older than Excel");
    }

    #[test]
    fn a_tab_has_a_name_that_excel_takes() {
        let long = "Материалы".repeat(10);
        for (title, name) in [
            ("Board", "Board"),
            ("a/b\\c:d*e?f[g]", "a b c d e f g"),
            ("''quoted''", "quoted"),
            ("  ", "Sheet1"),
            ("history", "Sheet1"),
            (long.as_str(), "МатериалыМатериалыМатериалыМате"),
            ("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"),
        ] {
            assert_eq!(open(&sheet(title, Vec::new())).sheet_names(), [name]);
        }
    }

    #[test]
    fn a_text_that_excel_cannot_hold_is_cut() {
        let book = open(&sheet("Long", vec!["语".repeat(40_000).into(), "a\u{FFFF}b".into()]));
        let cells = { book }.worksheet_range("Long").expect("the tab");
        assert_eq!(cells.get_value((1, 0)), Some(&Data::String("语".repeat(32_766) + "…")));
        assert_eq!(cells.get_value((2, 0)), Some(&Data::String("ab".to_owned())));
    }

    #[test]
    fn a_sheet_is_the_same_bytes_whenever_it_is_written() {
        let sheet = sheet("Files", AWKWARD_TEXTS.iter().map(|&text| text.into()).collect());
        let written = |made_at| sheet.to_xlsx(made_at).expect("a workbook");
        assert!(written(OPENING) == written(OPENING));
        // Its only date is the one that it was given.
        assert!(written(OPENING) != written(OPENING.plus_days(1)));
    }

    #[test]
    fn an_empty_sheet_is_a_workbook_too() {
        let empty = Sheet { title: "Empty".to_owned(), columns: Vec::new(), rows: Vec::new() };
        assert_eq!(open(&empty).sheet_names(), ["Empty"]);
        open(&sheet("No rows", Vec::new()));
    }

    #[test]
    fn chinese_letters_get_the_room_of_two() {
        let sheet = sheet("W", vec!["老挝人民民主共和国".into()]);
        assert_eq!(column_width(&sheet, 0), 19.0);
        assert_eq!(column_width(&sheet, 1), 9.0);
    }
}
