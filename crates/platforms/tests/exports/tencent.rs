//! Tencent Meeting / VooV.

use domain::attendance::export::DateQuestion;
use domain::attendance::record::{Format, Stay};

use crate::samples::{self, rows, workbook};
use crate::{export, hosts, interval, on_the_day, reading, refused, stays};

#[test]
fn the_detail_sheet_is_read_and_the_overview_tells_who_hosted() {
    let export = export(&samples::tencent());
    assert_eq!(export.format, Format::TencentMeeting);
    assert_eq!(export.date_order, DateQuestion::NotNeeded);
    let fang = "Wang Fang – China";
    assert_eq!(stays(&export, fang), [interval("08:55:10", "09:30:00"), interval("10:00:00", "11:00:00")]);
    assert_eq!(hosts(&export), ["Li Wei"]);
    assert_eq!(export.rows.len(), 4, "never both sheets");
    let attendee = export.attendees.iter().find(|attendee| attendee.name == fang).expect("Fang");
    assert_eq!(attendee.other_name.as_deref(), Some("mei"));
}

#[test]
fn rows_bear_the_numbers_that_a_spreadsheet_shows() {
    let export = export(&samples::tencent());
    assert_eq!(export.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [10, 11, 12, 13]);
}

#[test]
fn the_file_tells_of_the_meeting() {
    let meeting = export(&samples::tencent()).meeting;
    assert_eq!(meeting.title.as_deref(), Some("Seminar on smart ports"));
    assert_eq!(meeting.code.as_deref(), Some("123 456 789"));
    assert_eq!(meeting.starts, Some(on_the_day("09:00:00")));
    assert_eq!(meeting.ends, Some(on_the_day("11:00:00")));
}

#[test]
fn a_missing_leave_lasts_to_the_end_of_the_meeting() {
    let export = export(&samples::tencent());
    assert_eq!(stays(&export, "Somchai (Ning) – Lao PDR"), [interval("09:20:00", "11:00:00")]);
}

#[test]
fn a_missing_leave_lasts_to_the_latest_leave_or_until_staff_look() {
    let with = |until: &str, rows: &[&[&str]]| {
        let mut reading = reading();
        reading.until = on_the_day(until);
        let mut table = samples::rows(&[&["姓名", "入会时间", "退会时间"]]);
        table.extend(samples::rows(rows));
        let export = platforms::read(&workbook(&[("成员参会明细", &table)]), &reading).expect("an export");
        stays(&export, "Ana")
    };
    let ana: &[&str] = &["Ana", "2026-11-16 09:00:00", "-"];
    let bo: &[&str] = &["Bo", "2026-11-16 09:00:00", "2026-11-16 10:40:00"];
    assert_eq!(with("11:00:00", &[ana, bo]), [interval("09:00:00", "10:40:00")]);
    assert_eq!(with("11:00:00", &[ana]), [interval("09:00:00", "11:00:00")]);
    assert_eq!(
        with("10:00:00", &[ana, bo]),
        [interval("09:00:00", "10:00:00")],
        "nothing ahead of the clock is credited"
    );
}

#[test]
fn a_footer_is_refused_with_a_reason() {
    let export = export(&samples::tencent());
    let reason = "there are neither times nor a duration (a footer, or answers without a name)";
    assert_eq!(refused(&export), [(15, "数据仅供参考", reason)]);
}

#[test]
fn an_overview_alone_counts_no_more_than_its_sum() {
    let export = export(&workbook(&[("成员参会概况", &samples::tencent_overview())]));
    assert_eq!(stays(&export, "Li Wei"), [interval("08:50:00", "11:02:00")]);
    assert_eq!(
        stays(&export, "Wang Fang – China"),
        [Stay::Total { seconds: 5_690 }],
        "away in between, nobody knows when"
    );
    assert_eq!(hosts(&export), ["Li Wei"]);
}

#[test]
fn dates_and_durations_may_be_numbers_of_a_spreadsheet() {
    let export = export(&samples::tencent_with_serial_dates());
    assert_eq!(stays(&export, "Ana – Peru"), [interval("09:00:00", "11:00:00")]);
    assert_eq!(stays(&export, "Bo – Laos"), [Stay::Total { seconds: 1_800 }]);
}

#[test]
fn the_sheet_of_a_webinar_has_its_columns_elsewhere() {
    let table = rows(&[
        &["序号", "用户昵称（入会昵称）", "手机号", "企业", "部门", "设备", "进入时间", "退出时间", "观看时长"],
        &["1", "mei(Wang Fang – China)", "", "", "", "PC", "2026-11-16 09:00:00", "2026-11-16 10:00:00", "1:00:00"],
    ]);
    let export = export(&workbook(&[("成员观看明细", &table)]));
    assert_eq!(stays(&export, "Wang Fang – China"), [interval("09:00:00", "10:00:00")]);
}

#[test]
fn columns_may_stand_in_any_order_and_headers_in_any_width() {
    let table = rows(&[
        &["退会时间：", "参会时长", "用户昵称 (入会昵称)", "入会时间"],
        &["2026-11-16 10:00:00", "1:00:00", "mei(Wang Fang – China)", "2026-11-16 09:00:00"],
    ]);
    let export = export(&workbook(&[("Sheet1", &table)]));
    assert_eq!(stays(&export, "Wang Fang – China"), [interval("09:00:00", "10:00:00")]);
}

#[test]
fn times_are_taken_in_the_zone_that_staff_choose() {
    let mut reading = reading();
    reading.zone = jiff::tz::TimeZone::UTC;
    let export = platforms::read(&samples::tencent(), &reading).expect("an export");
    assert_eq!(export.meeting.starts, Some(on_the_day("17:00:00")));
}

#[test]
fn impossible_rows_are_refused_each_with_its_reason() {
    let table = rows(&[
        &["姓名", "入会时间", "退会时间", "参会时长"],
        &["Ana", "2026-11-16 10:00:00", "2026-11-16 09:00:00", "1:00:00"],
        &["Bo", "yesterday", "2026-11-16 09:00:00", "1:00:00"],
        &["()", "2026-11-16 09:00:00", "2026-11-16 10:00:00", "1:00:00"],
        &["Cy", "2026-11-16 09:00:00", "2026-11-18 09:00:00", "48:00:00"],
        &["Di", "2026-11-16 09:00:00", "--", "30:00:00"],
        &["Ed", "--", "2026-11-16 09:00:00", "--"],
        &["Fe", "2026-11-17 09:00:00", "--", "--"],
        &["Gi", "2026-11-16 09:00:00", "2026-11-16 10:00:00", "1:00:00"],
    ]);
    let export = export(&workbook(&[("成员参会明细", &table)]));
    let reasons: Vec<(u32, &str)> = export.refused.iter().map(|row| (row.number, row.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (2, "left before joining"),
            (3, "the time “yesterday” cannot be read"),
            (4, "there is no name"),
            (5, "was there for more than a day"),
            (6, "was there for more than a day"),
            (7, "there is no time of joining"),
            (8, "joined after everything that this file knows of, and there is no time of leaving"),
        ]
    );
    assert_eq!(export.attendees.len(), 1);
}

#[test]
fn rows_far_from_the_meeting_itself_are_refused() {
    let mut table = samples::tencent_detail();
    table.insert(9, rows(&[&["old(Old)", "2026-11-13 09:00:00", "2026-11-13 10:00:00", "1:00:00", "成员"]]).remove(0));
    let export = export(&workbook(&[("成员参会明细", &table)]));
    assert_eq!(refused(&export)[0], (10, "old(Old)", "the time is more than a day away from the meeting itself"));
}

#[test]
fn names_are_data() {
    let long = "é".repeat(1_200);
    let table = rows(&[
        &["姓名", "入会时间", "退会时间"],
        &["  a\u{202E}b\u{7}\nc  ", "2026-11-16 09:00:00", "2026-11-16 10:00:00"],
        &[&long, "2026-11-16 09:00:00", "2026-11-16 10:00:00"],
        &["=HYPERLINK(\"x\")", "2026-11-16 09:00:00", "2026-11-16 10:00:00"],
    ]);
    let export = export(&samples::separated(&table, ',', "\r\n").into_bytes());
    assert_eq!(export.attendees[0].name, "a\u{202E}b\u{7} c");
    assert_eq!(export.attendees[1].name, "é".repeat(1_000));
    assert_eq!(export.attendees[2].name, "\"x\"", "brackets are brackets");
    assert_eq!(export.attendees[2].other_name.as_deref(), Some("=HYPERLINK"));
}

#[test]
fn a_header_may_be_repeated_as_on_printed_pages() {
    for words in [["姓名", "首次入会时间", "最后离会时间"], ["姓名", "入会时间", "退会时间"]] {
        let table = rows(&[
            &words,
            &["Ana", "2026-11-16 09:00:00", "2026-11-16 10:00:00"],
            &words,
            &["Bo", "2026-11-16 09:00:00", "2026-11-16 10:00:00"],
        ]);
        assert_eq!(export(&workbook(&[("Sheet1", &table)])).rows.len(), 2, "{words:?}");
    }
}
