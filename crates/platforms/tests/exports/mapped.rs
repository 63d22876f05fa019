//! Tables whose columns staff have named.

use domain::attendance::export::{DateOrder, DateQuestion, DurationUnit, Mapping, NameCell};
use domain::attendance::record::{Format, Stay};
use platforms::{Reading, Unreadable, read, samples};

use crate::samples::{self as made, rows, separated, workbook};
use crate::{reading, stays};

fn mapping() -> Mapping {
    Mapping {
        table: 0,
        header_row: 2,
        name: 0,
        name_cell: NameCell::Whole,
        joined: Some(1),
        left: Some(2),
        duration: Some(3),
        unit: DurationUnit::Minutes,
        email: Some(4),
        date_order: None,
    }
}

fn reading_with(mapping: Mapping) -> Reading {
    Reading { mapping: Some(mapping), ..reading() }
}

#[test]
fn an_unknown_table_is_shown_and_not_guessed_at() {
    let file = separated(&made::own_list(), ';', "\n").into_bytes();
    assert_eq!(read(&file, &reading()), Err(Unreadable::UnknownTable));
    let tables = samples(&file).expect("samples");
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].rows[1].number, 2);
    assert_eq!(tables[0].rows[1].cells, ["Wer", "Kommt", "Geht", "Minuten", "Post"]);
}

#[test]
fn sheets_are_shown_by_their_titles_and_only_their_top() {
    let long: made::Rows = (0..50).map(|row| vec![row.to_string()]).collect();
    let tables = samples(&workbook(&[("One", &made::own_list()), ("Two", &long)])).expect("samples");
    assert_eq!(tables.iter().map(|table| table.title.as_str()).collect::<Vec<_>>(), ["One", "Two"]);
    assert_eq!(tables[1].rows.len(), 12);
}

#[test]
fn named_columns_are_read_once_the_order_of_dates_is_known() {
    let file = separated(&made::own_list(), ';', "\n").into_bytes();
    let open = read(&file, &reading_with(mapping())).expect("an export");
    assert_eq!((open.format, open.date_order, open.rows.len()), (Format::Mapped, DateQuestion::Open, 0));
    let kept = Mapping { date_order: Some(DateOrder::DayFirst), ..mapping() };
    let export = read(&file, &reading_with(kept)).expect("an export");
    let (joined, left) = (crate::at("2026-04-03T09:00:00+08:00"), crate::at("2026-04-03T11:00:00+08:00"));
    assert_eq!(stays(&export, "Ana Silva – Peru"), [Stay::Interval { joined, left }]);
    assert_eq!(stays(&export, "Bo Chan – Laos"), [Stay::Total { seconds: 2_700 }]);
    assert_eq!(export.attendees[0].email.as_ref().map(|email| email.as_str()), Some("ana@example.org"));
}

#[test]
fn a_name_with_a_duration_or_with_a_start_and_a_duration_is_enough() {
    let table = rows(&[&["Who", "From", "Hours"], &["mei(Ana)", "2026-11-16 09:00", "1.5"]]);
    let file = separated(&table, ',', "\n").into_bytes();
    let sum = Mapping {
        header_row: 1,
        name_cell: NameCell::NicknameThenName,
        joined: None,
        left: None,
        duration: Some(2),
        unit: DurationUnit::Hours,
        email: None,
        ..mapping()
    };
    let export = read(&file, &reading_with(sum.clone())).expect("an export");
    assert_eq!(stays(&export, "Ana"), [Stay::Total { seconds: 5_400 }]);
    let export = read(&file, &reading_with(Mapping { joined: Some(1), ..sum })).expect("an export");
    assert_eq!(stays(&export, "Ana"), [crate::interval("09:00:00", "10:30:00")]);
}

#[test]
fn a_table_may_have_no_header() {
    let table = rows(&[&["Ana", "90"], &["Bo", "30"]]);
    let bare = Mapping { header_row: 0, joined: None, left: None, duration: Some(1), email: None, ..mapping() };
    let export = read(separated(&table, ',', "\n").as_bytes(), &reading_with(bare)).expect("an export");
    assert_eq!(export.rows.len(), 2);
}

#[test]
fn a_mapping_that_does_not_fit_says_so() {
    let file = separated(&made::own_list(), ';', "\n").into_bytes();
    for misfit in [
        Mapping { table: 7, ..mapping() },
        Mapping { email: Some(99), ..mapping() },
        Mapping { left: None, duration: None, ..mapping() },
    ] {
        let error = read(&file, &reading_with(misfit)).expect_err("a misfit");
        assert!(matches!(error, Unreadable::MappingDoesNotFit(_)), "{error}");
    }
}

#[test]
fn a_section_in_a_language_that_is_not_known_can_be_mapped() {
    let table = rows(&[
        &["1. Zusummasu"],
        &["X", "Y"],
        &[],
        &["3. Aktivitusu"],
        &["Nimi", "Tulo", "Lähtö"],
        &["Ana", "16.11.2026 09:00", "16.11.2026 10:00"],
    ]);
    let file = made::utf_16(&separated(&table, '\t', "\r\n"));
    assert_eq!(read(&file, &reading()), Err(Unreadable::UnknownTable));
    let tables = samples(&file).expect("samples");
    assert_eq!(tables[1].title, "3. Aktivitusu");
    let mapping = Mapping { table: 1, header_row: 5, duration: None, email: None, ..mapping() };
    let export = read(&file, &reading_with(mapping)).expect("an export");
    assert_eq!(stays(&export, "Ana"), [crate::interval("09:00:00", "10:00:00")]);
}

#[test]
fn what_stands_above_the_named_columns_may_tell_of_the_meeting_and_the_columns_do_not() {
    let table = rows(&[
        &["Topic", "Smart ports"],
        &["Who", "ID", "Start time", "End time"],
        &["Ana", "1", "2026-11-16 09:00", "2026-11-16 09:10"],
        &["Bo", "2", "2026-11-16 09:00", "--"],
    ]);
    let mapping = Mapping { joined: Some(2), left: Some(3), duration: None, email: None, ..mapping() };
    let mut reading = reading_with(mapping);
    reading.until = crate::on_the_day("11:00:00");
    let export = read(separated(&table, ',', "\n").as_bytes(), &reading).expect("an export");
    assert_eq!(export.meeting.title.as_deref(), Some("Smart ports"));
    assert_eq!((export.meeting.starts, export.meeting.ends), (None, None));
    assert_eq!(export.rows.len(), 2);
}
