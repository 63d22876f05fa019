//! What subscribers rely on, and what the public calendar must not hold.

use domain::seminar::{Room, Seminar, SessionKind};

use super::programme_calendar;
use super::values::one_line;
use crate::samples::{OPENING, seminar};

const URL: &str = "https://lectern.example.org/";

fn written(with_rooms: bool) -> String {
    programme_calendar(&seminar(), URL, with_rooms, OPENING)
}

/// Takes the folds out again, as a reader of calendars does.
fn unfolded(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn values(calendar: &str, name: &str) -> Vec<String> {
    let starts = |line: &str| line.strip_prefix(name)?.strip_prefix(':').map(str::to_owned);
    unfolded(calendar).iter().filter_map(|line| starts(line)).collect()
}

#[test]
fn every_session_and_due_time_is_an_event_in_utc() {
    let calendar = written(false);
    assert_eq!(
        values(&calendar, "UID"),
        [
            "opening@e-port-2021.lectern",
            "talk@e-port-2021.lectern",
            "due.e-port-status@e-port-2021.lectern",
            "due.questions@e-port-2021.lectern"
        ]
    );
    assert_eq!(values(&calendar, "DTSTART")[..2], ["20211110T013000Z", "20211111T013000Z"]);
    assert_eq!(values(&calendar, "DTEND"), ["20211110T033000Z", "20211111T033000Z"]);
    assert_eq!(values(&calendar, "DTSTAMP"), ["20211110T013000Z"; 4]);
    assert_eq!(values(&calendar, "CATEGORIES"), ["Ceremony", "Discussion", "Deadline", "Deadline"]);
    assert_eq!(values(&calendar, "X-WR-TIMEZONE"), ["Asia/Shanghai"]);
    assert_eq!(values(&calendar, "URL"), ["https://lectern.example.org/seminars/e-port-2021/programme"; 4]);
}

#[test]
fn lines_end_in_crlf_and_are_folded_between_letters() {
    for with_rooms in [true, false] {
        let calendar = written(with_rooms);
        assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
        assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']));
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    }
}

#[test]
fn what_has_a_meaning_in_a_calendar_is_escaped() {
    let calendar = written(false);
    assert_eq!(values(&calendar, "SUMMARY")[0], r"Opening\, welcome\; 开幕式 café \\ 😀 second line");
    let about = &values(&calendar, "DESCRIPTION")[1];
    assert!(about.contains(r"\nCourse 4: Trade facilitation\, and practice\n"), "{about}");
    assert!(about.contains(r"\nInstructors: Instructor Ünal (College\; Shanghai)\, Second 李\n"), "{about}");
    let name = values(&calendar, "NAME");
    assert_eq!(name, [r"E-port\, trade\; facilitation"]);
    assert_eq!(values(&calendar, "X-WR-CALNAME"), name);
}

#[test]
fn the_description_tells_the_rule_and_the_host_s_time() {
    let about = &values(&written(false), "DESCRIPTION")[1];
    assert!(about.starts_with("Ceremony of “E-port"), "{about}");
    assert!(about.contains(r"Interpretation: English\, simultaneous\n"), "{about}");
    assert!(about.contains(r"Starts: Wed 10 Nov 2021\, 09:30 Shanghai time (UTC+8)\n"), "{about}");
    assert!(about.contains(r"Join 30 minutes early: be in the room by 09:00 Shanghai time."), "{about}");
    let due = &values(&written(false), "DESCRIPTION")[3];
    assert!(due.contains(r"Accepted as late until: Sat 13 Nov 2021\, 09:30 Shanghai time"), "{due}");
}

#[test]
fn members_get_rooms_and_an_alarm() {
    let calendar = written(true);
    assert_eq!(values(&calendar, "URL")[0], "https://meeting.example.org/j/1?a=1,2;b%20c%C3%A9");
    assert!(values(&calendar, "LOCATION")[0].ends_with(r"(code 123 456\, 789)"));
    assert!(values(&calendar, "DESCRIPTION")[1].contains(r"\nInterpretation channel: SECRET-CHANNEL\n"));
    assert_eq!(values(&calendar, "TRIGGER"), ["-PT30M", "-PT30M"]);
    assert_eq!(calendar.matches("BEGIN:VALARM").count(), 2);
    // A session whose room is not known yet leads to the page where it will stand.
    assert_eq!(values(&calendar, "LOCATION")[1], "https://lectern.example.org/seminars/e-port-2021/programme");
}

#[test]
fn the_public_calendar_holds_nothing_of_a_room() {
    let calendar = unfolded(&written(false)).join("\n");
    for secret in ["meeting.example.org", "123 456", "SECRET-CHANNEL", "VALARM", "instructor@example.org"] {
        assert!(!calendar.contains(secret), "{secret}");
    }
}

#[test]
fn a_sample_timetable_says_so() {
    assert!(!written(true).contains("sample") && written(true).contains("STATUS:CONFIRMED"));
    let sample = Seminar { sample_timetable: true, ..seminar() };
    let calendar = programme_calendar(&sample, URL, false, OPENING);
    assert!(values(&calendar, "X-WR-CALNAME")[0].ends_with(" (sample timetable)"));
    assert!(values(&calendar, "DESCRIPTION")[1..].iter().all(|about| about.starts_with("This timetable is a sample")));
    assert_eq!(values(&calendar, "STATUS"), ["TENTATIVE"; 4]);
}

#[test]
fn the_same_programme_is_the_same_text() {
    assert_eq!(written(true), written(true));
}

#[test]
fn no_value_can_add_a_line() {
    let mut seminar = seminar();
    let attack = "x\r\nATTACH:https://evil.example\rEND:VEVENT\n\u{85}\u{0}y";
    seminar.title = attack.to_owned();
    seminar.platform.name = attack.to_owned();
    let session = &mut seminar.sessions[0];
    session.kind = SessionKind::Visit;
    session.title = attack.to_owned();
    session.interpretation = Some(attack.to_owned());
    session.room = Some(Room { link: attack.to_owned(), code: attack.to_owned(), channel: Some(attack.to_owned()) });
    seminar.assignments[0].description = attack.to_owned();
    let calendar = programme_calendar(&seminar, &format!("{URL}{attack}"), true, OPENING);
    let lines = unfolded(&calendar);
    assert!(!lines.iter().any(|line| line.starts_with("ATTACH")), "{calendar}");
    assert_eq!(lines.iter().filter(|line| *line == "END:VEVENT").count(), 4);
    assert!(!calendar.replace("\r\n", "").contains(char::is_control));
}

#[test]
fn long_names_of_any_script_are_folded_whole() {
    for letter in ["ل", "语", "👩‍🎓", " ", "a", "\u{3000}"] {
        let mut seminar = seminar();
        seminar.sessions[0].title = format!("x{}y", letter.repeat(300));
        seminar.sessions[0].interpretation = Some(letter.repeat(300));
        let calendar = programme_calendar(&seminar, URL, true, OPENING);
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{letter:?}");
        assert_eq!(values(&calendar, "SUMMARY")[0], one_line(&seminar.sessions[0].title));
    }
}

#[test]
fn no_length_makes_a_line_too_long() {
    for length in 0..160 {
        let mut seminar = seminar();
        seminar.sessions[0].title = format!("{}é", "x".repeat(length));
        let calendar = programme_calendar(&seminar, URL, true, OPENING);
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{length}");
        assert_eq!(values(&calendar, "SUMMARY")[0], seminar.sessions[0].title);
    }
}
