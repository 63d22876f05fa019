//! What follows from records, by a rule.

use std::sync::Arc;

use uuid::Uuid;

use super::*;
use crate::attendance::record::*;
use crate::attendance::rule::{AttendanceRule, Excused};
use crate::id::{AttendanceFileId, CorrectionId, DisputeId};
use crate::material::Sha256Hex;
use crate::sample::attendee;
use crate::seminar::Seminar;

const START: Instant = Instant::from_seconds(1_636_524_000);

/// Sessions `one` to `five` of 100 minutes, a day apart.
fn seminar() -> Seminar {
    let session = |day: i64, slug: &str| {
        serde_json::json!({ "slug": slug, "title": format!("Session {slug}"), "kind": "lecture", "course": null,
            "starts": START.plus_days(day), "ends": START.plus_days(day).plus_minutes(100),
            "instructors": [], "room": null, "interpretation": null })
    };
    let sessions: Vec<_> =
        ["one", "two", "three", "four", "five"].into_iter().zip(0..).map(|(slug, day)| session(day, slug)).collect();
    let seminar = serde_json::json!({
        "slug": "sample", "title": "Sample", "organiser": { "name": "Sample college", "about": [] },
        "starts": START, "ends": START.plus_days(5), "host_zone": "UTC", "language": "English", "invited": [],
        "seats": 25, "venue": "", "visit": "", "platform": { "name": "Sample", "early_minutes": 15 },
        "notice": { "summary": "", "objectives": [], "requirements": [], "instructors": [], "materials": [], "remarks": [] },
        "rules": { "max_file_bytes": 1, "max_versions": 1, "accepted_open_to_all": false },
        "instructors": [], "courses": [], "sessions": sessions, "assignments": [], "sample_timetable": true,
    });
    serde_json::from_value(seminar).expect("a seminar")
}

fn trainee(number: u128) -> Trainee {
    Trainee {
        person: PersonId(Uuid::from_u128(number)),
        name: format!("Sample Trainee {number}").parse().expect("a name"),
        country: Country { code: "LA".parse().expect("a country"), name: "Sample country".to_owned() },
    }
}

fn slug(text: &str) -> SessionSlug {
    text.parse().expect("a slug")
}

/// A file in which trainee 1 was in the room on these days for these minutes.
fn file(id: u128, sessions: &[&str], stays: &[Stay]) -> FileOnRecord {
    let file = RecordedFile {
        id: AttendanceFileId(Uuid::from_u128(id)),
        name: format!("export-{id}.csv"),
        sha256: Sha256Hex("ab".repeat(32)),
        format: Format::Zoom,
        zone: "UTC".to_owned(),
        sessions: sessions.iter().map(|session| slug(session)).collect(),
        attendees: vec![attendee("Sample")],
        rows: stays.iter().zip(2..).map(|(stay, number)| Row { number, attendee: 0, stay: *stay }).collect(),
        recorded_at: START,
        recorded_by: "Staff".to_owned(),
    };
    let identity = Identity { who: Who::Trainee(trainee(1).person), by: None, at: START, misnamed: false };
    FileOnRecord { file: Arc::new(file), identities: vec![Some(identity)], superseded_by: None }
}

fn there(day: i64, from: i64, to: i64) -> Stay {
    let start = START.plus_days(day);
    Stay::Interval { joined: start.plus_minutes(from), left: start.plus_minutes(to) }
}

fn correction(entry: Entry) -> Correction {
    Correction {
        id: CorrectionId(Uuid::nil()),
        person: trainee(1).person,
        entry,
        reason: "A reason".to_owned(),
        approved_by: "Staff".to_owned(),
        author: "Staff".to_owned(),
        at: START,
    }
}

fn records(files: Vec<FileOnRecord>, entries: Vec<Entry>) -> AttendanceRecords {
    AttendanceRecords { files, corrections: entries.into_iter().map(correction).collect(), disputes: Vec::new() }
}

fn draw_by(rule: &AttendanceRule, records: &AttendanceRecords, day: i64) -> Ledger {
    Ledger::draw(&seminar(), rule, vec![trainee(1), trainee(2)], records, START.plus_days(day))
}

fn draw(records: &AttendanceRecords, day: i64) -> Ledger {
    draw_by(&AttendanceRule::default(), records, day)
}

fn statuses(ledger: &Ledger, number: u128) -> Vec<Status> {
    ledger.line(trainee(number).person).expect("a line").cells.iter().map(|cell| cell.status).collect()
}

/// Trainee 1 is there from the first minute to the last on each of the days.
fn whole_days(days: &[i64]) -> AttendanceRecords {
    let stays: Vec<Stay> = days.iter().map(|day| there(*day, 0, 100)).collect();
    records(vec![file(1, &["one", "two", "three", "four", "five"], &stays)], vec![])
}

#[test]
fn before_any_export_sessions_are_ahead_or_awaited() {
    use Status::{Ahead, Awaited};
    let ledger = draw(&records(vec![], vec![]), 2);
    assert_eq!(statuses(&ledger, 1), [Awaited, Awaited, Ahead, Ahead, Ahead]);
    assert_eq!(ledger.lines[0].standing.outcome, Outcome::Open);
    assert_eq!(ledger.lines[0].flags, []);
}

#[test]
fn one_file_may_hold_several_sessions() {
    use Status::{Absent, Ahead, Late, Present, TooShort};
    let stays = [there(0, -5, 100), there(1, 16, 100), there(2, 0, 74)];
    let ledger = draw(&records(vec![file(1, &["one", "two", "three", "four"], &stays)], vec![]), 4);
    assert_eq!(statuses(&ledger, 1), [Present, Late, TooShort, Absent, Ahead]);
    assert_eq!(statuses(&ledger, 2)[..4], [Absent; 4]);
    assert_eq!(ledger.lines[1].flags, [Flag::MissedTwoInARow, Flag::NeverSeen]);
}

#[test]
fn a_sum_without_times_counts_for_the_one_session_of_its_file() {
    let total = [Stay::Total { seconds: 5_400 }];
    let one = draw(&records(vec![file(1, &["one"], &total)], vec![]), 1);
    assert_eq!(one.lines[0].cells[0].status, Status::Present);
    assert!(one.lines[0].cells[0].tally.total_only);
    let two = draw(&records(vec![file(1, &["one", "two"], &total)], vec![]), 1);
    assert_eq!(two.lines[0].cells[0].status, Status::Absent, "which of the two it belongs to is not known");
}

#[test]
fn files_of_one_session_are_united_and_a_superseded_one_is_nothing() {
    let halves = || vec![file(1, &["one"], &[there(0, 0, 50)]), file(2, &["one"], &[there(0, 50, 100)])];
    assert_eq!(draw(&records(halves(), vec![]), 1).lines[0].cells[0].status, Status::Present);
    let mut superseded = halves();
    superseded[0].superseded_by = Some(AttendanceFileId(Uuid::from_u128(2)));
    assert_eq!(draw(&records(superseded, vec![]), 1).lines[0].cells[0].status, Status::TooShort);
}

#[test]
fn someone_of_whom_nobody_says_who_they_are_is_unsettled_and_counts_for_nobody() {
    let mut unsettled = file(1, &["one"], &[there(0, 0, 100)]);
    unsettled.identities = vec![None];
    let ledger = draw(&records(vec![unsettled], vec![]), 1);
    assert_eq!(ledger.sessions[0].unsettled, 1);
    assert_eq!(statuses(&ledger, 1)[0], Status::Absent);
}

#[test]
fn the_last_entry_on_a_session_holds() {
    let mut on_record = whole_days(&[]);
    let session = || slug("one");
    for (entry, status) in [
        (Entry::Excused { session: session() }, Status::Excused),
        (Entry::Present { session: session() }, Status::Stated),
        (Entry::AsRecorded { session: session() }, Status::Absent),
    ] {
        on_record.corrections.push(correction(entry));
        assert_eq!(statuses(&draw(&on_record, 5), 1)[0], status);
    }
    assert_eq!(statuses(&draw(&on_record, 5), 2)[0], Status::Absent, "an entry is about one person");
}

#[test]
fn an_excuse_is_taken_out_of_the_count_or_counts_as_attended() {
    let mut on_record = whole_days(&[0, 1, 2]);
    on_record.corrections.push(correction(Entry::Excused { session: slug("four") }));
    let standing = |excused| {
        let rule = AttendanceRule { excused, ..AttendanceRule::default() };
        draw_by(&rule, &on_record, 5).lines[0].standing
    };
    let out = standing(Excused::NotCounted);
    assert_eq!((out.attended, out.counted, out.outcome), (3, 4, Outcome::Missed));
    let present = standing(Excused::CountsAsPresent);
    assert_eq!((present.attended, present.counted, present.outcome), (4, 5, Outcome::Earned));
}

#[test]
fn a_certificate_is_earned_missed_or_open() {
    assert_eq!(draw(&whole_days(&[0, 1, 2, 3]), 5).lines[0].standing.outcome, Outcome::Earned);
    assert_eq!(draw(&whole_days(&[0, 1, 2]), 5).lines[0].standing.outcome, Outcome::Missed);
    let early = records(vec![file(1, &["one"], &[there(0, 0, 100)])], vec![]);
    let ledger = draw(&early, 1);
    assert_eq!(ledger.lines[0].standing.outcome, Outcome::Open);
    assert_eq!((ledger.lines[0].standing.percent(), ledger.lines[0].standing.open), (Some(100), 4));
    let lost = records(vec![file(1, &["one", "two"], &[])], vec![]);
    assert_eq!(draw(&lost, 2).lines[0].standing.outcome, Outcome::Missed, "three of five cannot be four any more");
}

#[test]
fn a_waiver_holds_until_it_is_withdrawn() {
    let mut on_record = whole_days(&[0]);
    on_record.corrections.push(correction(Entry::Waiver));
    assert_eq!(draw(&on_record, 5).lines[0].standing.outcome, Outcome::Waived);
    assert!(on_record.waiver_of(trainee(1).person).is_some());
    on_record.corrections.push(correction(Entry::WaiverWithdrawn));
    assert_eq!(draw(&on_record, 5).lines[0].standing.outcome, Outcome::Missed);
    assert!(on_record.waiver_of(trainee(1).person).is_none());
}

#[test]
fn who_was_admitted_late_counts_from_then() {
    let mut on_record = whole_days(&[2, 3, 4]);
    on_record.corrections.push(correction(Entry::CountsFrom { session: slug("three") }));
    let ledger = draw(&on_record, 5);
    assert_eq!(statuses(&ledger, 1)[..3], [Status::NotAdmitted, Status::NotAdmitted, Status::Present]);
    let standing = ledger.lines[0].standing;
    assert_eq!((standing.attended, standing.counted, standing.outcome), (3, 3, Outcome::Earned));
}

#[test]
fn a_session_that_is_left_out_counts_neither_way() {
    let rule = AttendanceRule { left_out: vec![slug("five")], ..AttendanceRule::default() };
    let ledger = draw_by(&rule, &whole_days(&[0, 1, 2, 3]), 5);
    let standing = ledger.lines[0].standing;
    assert_eq!((standing.attended, standing.counted), (4, 4));
    assert!(!ledger.sessions[4].counts);
    assert_eq!(statuses(&ledger, 1)[4], Status::Absent, "it is shown all the same");
}

#[test]
fn changes_name_who_is_touched_and_how() {
    let (before, after) = (draw(&whole_days(&[0, 1, 2]), 5), draw(&whole_days(&[0, 1, 2, 3]), 5));
    let changes = changes(&before, &after);
    assert_eq!(changes.len(), 1, "nothing changes for trainee 2");
    assert_eq!(changes[0].outcome, (Outcome::Missed, Outcome::Earned));
    let cell = &changes[0].cells[0];
    assert_eq!(
        (cell.session.as_str(), cell.status, cell.minutes),
        ("four", (Status::Absent, Status::Present), (0, 100))
    );
}

#[test]
fn evidence_names_file_row_and_entries() {
    let mut on_record = whole_days(&[0, 1]);
    on_record.corrections.push(correction(Entry::Excused { session: slug("two") }));
    on_record.disputes.push(Dispute {
        id: DisputeId(Uuid::nil()),
        person: trainee(1).person,
        session: slug("one"),
        text: "I was there".to_owned(),
        at: START,
        answer: None,
    });
    let ledger = draw(&on_record, 5);
    let evidence = |session: &str| evidence(&ledger, &on_record, trainee(1).person, &slug(session)).expect("evidence");
    let one = evidence("one");
    assert!(one.cell.disputed);
    assert_eq!((one.rows.len(), one.rows[0].row.number, one.rows[0].file_name.as_str()), (1, 2, "export-1.csv"));
    assert_eq!((one.corrections.len(), one.disputes.len()), (0, 1));
    assert_eq!(evidence("two").corrections.len(), 1);
    on_record.corrections.extend([correction(Entry::Waiver), correction(Entry::CountsFrom { session: slug("two") })]);
    let told: Vec<_> =
        super::evidence(&ledger, &on_record, trainee(1).person, &slug("one")).expect("evidence").corrections;
    assert_eq!(told.len(), 1, "admission decides on the sessions before it, a waiver on none");
    assert_eq!(super::evidence(&ledger, &on_record, trainee(9).person, &slug("one")), None);
}
