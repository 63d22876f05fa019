//! What holds for every file.

use domain::attendance::export::Export;
use domain::attendance::record::Stay;
use encoding_rs::GB18030;
use platforms::{read, samples};
use proptest::prelude::*;

use crate::samples::{self as made, Rows, separated, utf_16, with_mark, workbook};
use crate::{on_the_day, reading};

/// A list with some people in it, each perhaps several times.
fn list() -> impl Strategy<Value = Rows> {
    let name = prop_oneof![
        "[A-Z][a-z]{1,6}( [A-Z][a-z]{1,6})? – (Laos|Peru)",
        Just("王芳, \"Fang\" – China".to_owned()),
        Just("Ana; Peru".to_owned()),
    ];
    let row = (name, 0_u32..120, 1_u32..60);
    prop::collection::vec(row, 1..20).prop_map(|rows| {
        let time = |minute: u32| format!("2026-11-16 {:02}:{:02}:00", 9 + minute / 60, minute % 60);
        let line = |(name, from, minutes): (String, u32, u32)| {
            vec![name, time(from), time(from + minutes), minutes.to_string()]
        };
        let header = made::rows(&[&["Name (Original Name)", "Join Time", "Leave Time", "Duration (Minutes)"]]);
        header.into_iter().chain(rows.into_iter().map(line)).collect()
    })
}

/// Who was there when, whatever the order of the rows.
fn presences(export: &Export) -> Vec<(String, Option<String>, Stay)> {
    let of = |row: &domain::attendance::record::Row| {
        let attendee = &export.attendees[row.attendee as usize];
        (attendee.name.clone(), attendee.other_name.clone(), row.stay)
    };
    let mut presences: Vec<_> = export.rows.iter().map(of).collect();
    presences.sort_by_key(|(name, other, stay)| (name.clone(), other.clone(), format!("{stay:?}")));
    presences
}

fn export(bytes: &[u8]) -> Export {
    read(bytes, &reading()).expect("an export")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = (read(&bytes, &reading()), samples(&bytes));
    }

    #[test]
    fn any_text_is_answered(text in "(Name \\(Original Name\\),Join Time,Leave Time\n)?([a-zé0-9/:, \t\"\n-]|王|（|）){0,300}") {
        let _ = (read(text.as_bytes(), &reading()), read(&utf_16(&text), &reading()), samples(text.as_bytes()));
    }

    #[test]
    fn a_workbook_with_any_byte_changed_is_answered(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = made::tencent();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        let _ = (read(&bytes, &reading()), samples(&bytes));
    }

    #[test]
    fn the_order_of_rows_changes_nothing(list in list(), by in any::<prop::sample::Index>()) {
        let mut turned = list.clone();
        let rows = turned.len() - 1;
        turned[1..].rotate_left(by.index(rows));
        let [one, other] = [list, turned].map(|list| export(separated(&list, ',', "\n").as_bytes()));
        prop_assert_eq!(presences(&one), presences(&other));
    }

    #[test]
    fn another_encoding_separator_or_line_break_changes_nothing(list in list()) {
        let plain = export(separated(&list, ',', "\n").as_bytes());
        for separator in [',', ';', '\t'] {
            for line_break in ["\n", "\r\n", "\r"] {
                let text = separated(&list, separator, line_break);
                prop_assert_eq!(&export(text.as_bytes()), &plain);
                prop_assert_eq!(&export(&with_mark(&text)), &plain);
                prop_assert_eq!(&export(&utf_16(&text)), &plain);
                let big_endian: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
                prop_assert_eq!(&export(&big_endian), &plain);
            }
        }
        prop_assert_eq!(&export(&workbook(&[("A", &list)])), &plain);
        let chinese = separated(&list, ',', "\n").replace(" – ", " - ");
        prop_assert_eq!(export(&GB18030.encode(&chinese).0), export(chinese.as_bytes()));
    }

    #[test]
    fn what_is_counted_is_possible(list in list()) {
        let export = export(separated(&list, ',', "\n").as_bytes());
        prop_assert_eq!(export.rows.len() + export.refused.len(), list.len() - 1);
        for row in &export.rows {
            let Stay::Interval { joined, left } = row.stay else { panic!("times are told") };
            prop_assert!(joined <= left && joined >= on_the_day("09:00:00"));
            prop_assert!((row.attendee as usize) < export.attendees.len());
        }
    }
}
