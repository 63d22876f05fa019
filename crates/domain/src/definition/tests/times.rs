//! Times on the host's clock, and what must come before what.

use super::*;

#[test]
fn impossible_dates_are_refused() {
    refuses("starts = 2021-03-22T14:00:00", "starts = 2021-02-30T14:00:00", "sessions[1].starts", "");
    refuses("starts = 2021-03-22T14:00:00", "starts = 2021-03-22T14:00:60", "sessions[1].starts", "no such");
}

#[test]
fn only_wall_times_will_do() {
    for other in ["2021-03-24", "12:00:00", "2021-03-24T12:00:00Z"] {
        refuses("due = 2021-03-24T12:00:00", &format!("due = {other}"), "assignments[0].due", "without an offset");
    }
}

#[test]
fn a_time_that_clocks_skip_is_refused() {
    refuses("due = 2021-03-24T12:00:00", "due = 2021-03-28T02:30:00", "assignments[0].due", "skip");
}

#[test]
fn the_zone_must_exist() {
    refuses("host_zone = \"Europe/Berlin\"", "host_zone = \"Europe/Bärlin\"", "host_zone", "IANA");
}

#[test]
fn sessions_come_in_order_of_time() {
    let slugs: Vec<String> = good().sessions.iter().map(|session| session.slug.to_string()).collect();
    assert_eq!(slugs, ["ports-1", "ports-2"]);
}

#[test]
fn sessions_and_seminars_end_after_they_start() {
    refuses("ends = 2021-03-22T15:00:00", "ends = 2021-03-22T14:00:00", "sessions[1].ends", "must end after");
    refuses("ends = 2021-03-28T17:00:00", "ends = 2021-03-22T09:00:00", "ends", "must end after");
}

#[test]
fn sessions_lie_within_the_days_of_the_seminar() {
    refuses(
        "starts = 2021-03-22T14:00:00",
        "starts = 2021-03-21T14:00:00",
        "sessions[1].starts",
        "days of the seminar",
    );
    refuses("ends = 2021-03-23T15:00:00", "ends = 2021-03-29T00:30:00", "sessions[0].ends", "2021-03-22 to 2021-03-28");
    let (_, text) = with("starts = 2021-03-22T14:00:00", "starts = 2021-03-22T08:00:00");
    assert!(read_seminar(&text).is_ok(), "the day counts, not the hour");
}

#[test]
fn an_assignment_closes_when_due_or_later() {
    refuses(
        "closes = 2021-03-25T12:00:00",
        "closes = 2021-03-24T11:59:00",
        "assignments[0].closes",
        "before it is due",
    );
    let (_, text) = with("closes = 2021-03-25T12:00:00", "closes = 2021-03-24T12:00:00");
    assert!(read_seminar(&text).is_ok());
}

#[test]
fn an_instructor_in_two_places_is_a_warning() {
    let (_, text) = with("ends = 2021-03-22T15:00:00", "ends = 2021-03-23T14:30:00");
    let reading = read_seminar(&text).expect("only a warning");
    // Ada teaches the first by name and the second by its course; Ben has one only.
    assert_eq!(
        reading.warnings,
        ["Ada has two sessions at the same time: “Ports, part 1” (line 65) and “Ports, part 2” (line 56)"]
    );
}

#[test]
fn sessions_that_follow_at_once_are_no_warning() {
    let (_, text) = with("ends = 2021-03-22T15:00:00", "ends = 2021-03-23T14:00:00");
    assert_eq!(read_seminar(&text).expect("a good file").warnings, Vec::<String>::new());
}
