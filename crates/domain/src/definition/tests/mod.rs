//! A small good file, and bad ones that differ from it in one line.

mod certificate;
mod references;
mod times;
mod written;

use super::*;

const GOOD: &str = r#"slug = "small-2021"
title = "A small seminar"
starts = 2021-03-22T09:00:00
ends = 2021-03-28T17:00:00
host_zone = "Europe/Berlin"
language = "English"
invited = ["APEC"]
seats = 25
venue = "Berlin"
visit = "Hamburg"

[organiser]
name = "A college"
about = ["It teaches."]

[platform]
name = "VooV Meeting"
early_minutes = 15

[notice]
summary = "About ports."
objectives = []
requirements = [{ name = "Age", text = "Any" }]
instructors = []
materials = []
remarks = []

[rules]
max_file_mib = 2
max_versions = 3

[[instructors]]
slug = "ada"
name = "Ada"
affiliation = "A college"
email = "ada@example.org"

[[instructors]]
slug = "ben"
name = "Ben"
affiliation = "A college"

[[courses]]
slug = "ports"
number = 1
title = "Ports"
summary = "What a port is."
instructors = ["ada"]

[[courses]]
slug = "ships"
number = 2
title = "Ships"
summary = "What a ship is."

[[sessions]]
slug = "ports-2"
title = "Ports, part 2"
kind = "discussion"
course = "ports"
starts = 2021-03-23T14:00:00
ends = 2021-03-23T15:00:00
room = { link = "https://meeting.example.org/2", code = "000 222" }

[[sessions]]
slug = "ports-1"
title = "Ports, part 1"
kind = "lecture"
starts = 2021-03-22T14:00:00
ends = 2021-03-22T15:00:00
instructors = [
    "ben",
    "ada",
]

[[assignments]]
slug = "status"
title = "Status"
description = "How things stand."
courses = ["ports"]
due = 2021-03-24T12:00:00
closes = 2021-03-25T12:00:00
"#;

fn good() -> Seminar {
    read_seminar(GOOD).expect("a good file").seminar
}

/// The good file with one line replaced; the number of that line, and the new text.
fn with(line: &str, instead: &str) -> (usize, String) {
    let number = 1 + GOOD.lines().position(|one| one == line).expect("a line of the good file");
    let lines = GOOD.lines().enumerate().map(|(index, one)| if index + 1 == number { instead } else { one });
    (number, lines.collect::<Vec<_>>().join("\n"))
}

#[track_caller]
fn error_of(line: &str, instead: &str) -> (usize, DefinitionError) {
    let (number, text) = with(line, instead);
    (number, read_seminar(&text).expect_err("a bad file"))
}

/// The error is at the replaced line and names the field and the problem.
#[track_caller]
fn refuses(line: &str, instead: &str, field: &str, problem: &str) {
    let (number, error) = error_of(line, instead);
    assert_eq!((error.line, error.field.as_str()), (number, field), "{error}");
    assert!(error.problem.contains(problem), "{error}");
}

/// The same problem at each of these lines, replaced one at a time: the line, what stands instead, and the field.
#[track_caller]
fn all_refused(problem: &str, replaced: &[[&str; 3]]) {
    for [line, instead, field] in replaced {
        refuses(line, instead, field, problem);
    }
}

#[test]
fn a_good_file_becomes_a_seminar() {
    let seminar = good();
    assert_eq!(seminar.starts.to_rfc3339(), "2021-03-22T08:00:00Z");
    assert_eq!(seminar.ends.to_rfc3339(), "2021-03-28T15:00:00Z", "summer time began that morning");
    assert_eq!(seminar.rules.max_file_bytes, 2 * 1024 * 1024);
    assert_eq!(seminar.notice.requirements.len(), 1);
    assert!(!seminar.sample_timetable);
}

#[test]
fn rules_may_be_left_out() {
    let text = GOOD.replace("[rules]\nmax_file_mib = 2\nmax_versions = 3\n", "");
    let rules = read_seminar(&text).expect("a good file").seminar.rules;
    assert_eq!((rules.max_file_bytes, rules.max_versions, rules.accepted_open_to_all), (500 * 1024 * 1024, 20, false));
}

#[test]
fn an_assignment_takes_the_kinds_that_it_names() {
    use crate::gate::FileKind;
    assert_eq!(good().assignments[0].accepted(), FileKind::DEFAULT);
    let due = "due = 2021-03-24T12:00:00";
    let with_kinds = |kinds: &str| with(due, &format!("{due}\nkinds = {kinds}")).1;
    let seminar = read_seminar(&with_kinds(r#"["pdf", "zip"]"#)).expect("a good file").seminar;
    assert_eq!(seminar.assignments[0].accepted(), [FileKind::Pdf, FileKind::Zip]);
    for (kinds, problem) in
        [(r#"["pdf", "exe"]"#, "“exe” is no kind of file that is taken"), (r#"["pdf", "pdf"]"#, "pdf")]
    {
        let error = read_seminar(&with_kinds(kinds)).expect_err("a bad file");
        assert!(error.problem.contains(problem), "{error}");
    }
}

#[test]
fn reminders_are_by_days_around_the_due_day() {
    let of = |table: &str| read_seminar(&GOOD.replace("[rules]\n", &format!("{table}\n[rules]\n")));
    assert!(good().reminders.is_empty(), "nobody is reminded unasked");
    let rule = of("[reminders]\nbefore = [1, 7]\non_the_day = true").expect("a good file").seminar.reminders;
    assert_eq!((rule.before, rule.on_the_day, rule.after), (vec![7, 1], true, vec![]));
    for (bad, problem) in [("before = [0]", "between 1 and 90"), ("sooner = [1]", "unknown field")] {
        let error = of(&format!("[reminders]\n{bad}")).expect_err("a bad file");
        assert!(error.problem.contains(problem), "{error}");
    }
}

#[test]
fn the_seminar_of_the_notice_is_whole() {
    let reading = read_seminar(sample_seminars::E_PORT_2021).expect("a good file");
    let Reading { seminar, warnings, pictures } = reading;
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!((seminar.slug.as_str(), seminar.seats, seminar.sample_timetable), ("e-port-2021", 25, true));
    let numbers: Vec<u32> = seminar.courses.iter().map(|course| course.number).collect();
    assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
    for course in &seminar.courses {
        let taught = seminar.sessions.iter().any(|session| session.course.as_ref() == Some(&course.slug));
        assert!(taught, "{} is on the timetable", course.slug);
    }
    assert!(seminar.sessions.iter().all(|session| session.room.is_some()));
    let assignments: Vec<&str> = seminar.assignments.iter().map(|assignment| assignment.slug.as_str()).collect();
    assert_eq!(assignments, ["e-port-status", "interconnection-projects"]);
    let signatories: Vec<&str> =
        seminar.certificate.signatories.iter().map(|signatory| signatory.name.as_str()).collect();
    assert_eq!(signatories, ["Sample Signatory A", "Sample Signatory B"]);
    assert_eq!(pictures.len(), 2);
}
