//! Zoom.

use domain::attendance::export::{DateOrder, DateQuestion};
use domain::attendance::record::{Format, Stay};

use crate::samples::{self, Rows, rows, separated, with_mark};
use crate::{export, hosts, interval, on_the_day, reading, reading_in, refused, stays};

fn csv(rows: &Rows) -> Vec<u8> {
    with_mark(&separated(rows, ',', "\r\n"))
}

#[test]
fn a_row_for_each_join_is_an_interval() {
    let export = export(&csv(&samples::zoom_joins()));
    assert_eq!(export.format, Format::Zoom);
    assert_eq!(export.date_order, DateQuestion::Settled(DateOrder::MonthFirst));
    let ana = "Ana Silva – Peru";
    assert_eq!(stays(&export, ana), [interval("08:59:00", "10:00:00"), interval("10:05:00", "11:00:00")]);
    let attendee = export.attendees.iter().find(|attendee| attendee.name == ana).expect("Ana");
    assert_eq!(attendee.other_name.as_deref(), Some("iPhone"));
}

#[test]
fn waiting_does_not_count() {
    let export = export(&csv(&samples::zoom_joins()));
    assert_eq!(refused(&export), [(3, "Ana Silva – Peru (iPhone)", "was in the waiting room, not in the meeting")]);
}

#[test]
fn the_host_is_marked_behind_the_name() {
    let export = export(&csv(&samples::zoom_joins()));
    assert_eq!(hosts(&export), ["Li Wei"]);
    assert_eq!(export.attendees[0].email.as_ref().map(|email| email.as_str()), Some("liwei@example.org"));
}

#[test]
fn a_row_for_each_person_is_a_sum() {
    let export = export(&csv(&samples::zoom_people()));
    assert_eq!(stays(&export, "Ana Silva – Peru"), [Stay::Total { seconds: 6_960 }]);
    assert_eq!(export.attendees[0].email.as_ref().map(|email| email.as_str()), Some("liwei@example.org"));
}

#[test]
fn two_rows_about_the_meeting_may_stand_above_with_or_without_a_gap() {
    for gap in [&[] as &[&[&str]], &[&[]]] {
        for list in [samples::zoom_joins(), samples::zoom_people()] {
            let mut all = samples::zoom_top();
            all.extend(rows(gap));
            all.extend(list.clone());
            let export = export(&csv(&all));
            assert_eq!(export.meeting.title.as_deref(), Some("Smart ports"));
            assert_eq!(export.meeting.code.as_deref(), Some("987 654 3210"));
            assert_eq!(export.meeting.starts, Some(on_the_day("08:50:00")));
            assert_eq!(export.meeting.ends, Some(on_the_day("11:02:00")));
            let alone = crate::export(&csv(&list));
            assert_eq!((export.attendees, export.rows.len()), (alone.attendees, alone.rows.len()));
        }
    }
}

#[test]
fn nobody_is_in_a_meeting_for_longer_than_it_took() {
    let row = |left: &'static str| rows(&[&["Old – Peru", "", "11/16/2026 08:49:00 AM", left, "0", "Yes", "", "No"]]);
    let [mut damaged, mut rounded] = [samples::zoom_top(), samples::zoom_top()];
    damaged.extend(samples::zoom_joins().into_iter().chain(row("11/16/2026 11:49:00 AM")));
    rounded.extend(samples::zoom_joins().into_iter().chain(row("11/16/2026 11:03:00 AM")));
    let reason = "was there for 180 minutes, longer than the meeting, which took 132 minutes";
    assert_eq!(refused(&export(&csv(&damaged))).last(), Some(&(8, "Old – Peru", reason)));
    assert_eq!(refused(&export(&csv(&rounded))).len(), 1, "only the waiting room");
    let mut backwards = rows(&[
        &["Meeting ID", "Topic", "Start Time", "End Time"],
        &["987", "Smart ports", "11/16/2026 11:00:00 AM", "11/16/2026 09:00:00 AM"],
    ]);
    backwards.extend(samples::zoom_joins());
    assert_eq!(refused(&export(&csv(&backwards))).len(), 1, "a damaged header refuses nobody");
}

#[test]
fn the_newer_report_has_other_words() {
    let table = rows(&[
        &["Topic", "ID", "Host name", "Duration (minutes)", "Start time", "End time", "Participants"],
        &["Smart ports", "987", "Li Wei", "133", "11/16/2026 08:50:00 AM", "11/16/2026 11:02:00 AM", "1"],
        &[],
        &[
            "Name (original name)",
            "Email",
            "Join time",
            "Leave time",
            "Duration (minutes)",
            "Guest",
            "Recording disclaimer response",
            "In waiting room",
        ],
        &["Ana", "", "11/16/2026 09:00:00 AM", "11/16/2026 10:00:00 AM", "60", "Yes", "", "No"],
    ]);
    let export = export(&csv(&table));
    assert_eq!(export.meeting.title.as_deref(), Some("Smart ports"));
    assert_eq!(stays(&export, "Ana"), [interval("09:00:00", "10:00:00")]);
}

#[test]
fn dates_may_be_iso() {
    let table = rows(&[
        &["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"],
        &["Ana", "", "2026-11-16 09:00:00", "2026-11-16 10:00:00", "60", "Yes"],
    ]);
    let export = export(&csv(&table));
    assert_eq!(export.date_order, DateQuestion::NotNeeded);
    assert_eq!(stays(&export, "Ana"), [interval("09:00:00", "10:00:00")]);
}

#[test]
fn with_am_and_pm_zoom_writes_the_month_first_and_without_them_staff_are_asked() {
    let table = |half: &str| {
        let (join, leave) = (format!("03/04/2026 09:00:00{half}"), format!("03/04/2026 10:00:00{half}"));
        csv(&rows(&[&["Name (Original Name)", "Join Time", "Leave Time"], &["Ana", &join, &leave]]))
    };
    assert_eq!(export(&table(" AM")).date_order, DateQuestion::Settled(DateOrder::MonthFirst));
    let open = export(&table(""));
    assert_eq!(open.date_order, DateQuestion::Open);
    assert!(open.rows.is_empty() && open.attendees.is_empty(), "nothing is recorded under a guess");
    let said = platforms::read(&table(""), &reading_in(DateOrder::DayFirst)).expect("an export");
    let joined = crate::at("2026-04-03T09:00:00+08:00");
    assert!(matches!(said.rows[0].stay, Stay::Interval { joined: from, .. } if from == joined));
}

#[test]
fn duplicated_rows_are_harmless() {
    let mut table = samples::zoom_joins();
    table.push(table[3].clone());
    let export = platforms::read(&csv(&table), &reading()).expect("an export");
    assert_eq!(export.attendees.len(), 2);
    assert_eq!(stays(&export, "Ana Silva – Peru").len(), 3, "a row is a row; their union is the same");
}

#[test]
fn a_webinar_lists_each_kind_of_participant_in_a_table_of_its_own() {
    let table = rows(&[
        &["Attendee Report"],
        &["Topic", "Webinar ID", "Actual Start Time"],
        &["Smart ports", "987", "11/16/2026 08:50:00 AM"],
        &["Panelist Details"],
        &["Attended", "User Name (Original Name)", "Email", "Join Time", "Leave Time", "Time in Session (minutes)"],
        &["Yes", "Ana", "", "11/16/2026 09:00:00 AM", "11/16/2026 10:00:00 AM", "60"],
        &["Attendee Details"],
        &["Attended", "User Name (Original Name)", "Email", "Join Time", "Leave Time", "Time in Session (minutes)"],
        &["Yes", "Bo", "", "11/16/2026 09:00:00 AM", "11/16/2026 10:00:00 AM", "60"],
        &["No", "Cy", "", "--", "--", "--"],
    ]);
    let export = export(&csv(&table));
    assert_eq!(export.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [6, 9]);
    assert_eq!(export.refused.len(), 1, "a title is no row: {:?}", export.refused);
}
