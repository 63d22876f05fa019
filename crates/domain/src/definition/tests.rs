//! A small good file, and bad ones that differ from it in one line.

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
fn sessions_come_in_order_of_time() {
    let slugs: Vec<String> = good().sessions.iter().map(|session| session.slug.to_string()).collect();
    assert_eq!(slugs, ["ports-1", "ports-2"]);
}

#[test]
fn rules_may_be_left_out() {
    let text = GOOD.replace("[rules]\nmax_file_mib = 2\nmax_versions = 3\n", "");
    let rules = read_seminar(&text).expect("a good file").seminar.rules;
    assert_eq!((rules.max_file_bytes, rules.max_versions, rules.accepted_open_to_all), (500 * 1024 * 1024, 20, false));
}

#[test]
fn an_error_reads_well() {
    let (_, error) = error_of("ends = 2021-03-23T15:00:00", "ends = 2021-03-23T13:00:00");
    assert_eq!(error.to_string(), "line 62, sessions[0].ends: a session must end after it starts");
}

#[test]
fn broken_toml_is_refused_where_it_breaks() {
    refuses("seats = 25", "seats = ", "seats", "");
    refuses("title = \"Ports\"", "title = \"Ports", "courses[0].title", "string");
    refuses("title = \"Ships\"", "slug = \"Ships\"", "slug", "duplicate key");
    refuses("[rules]", "[platform]", "platform", "duplicate key");
    assert_eq!(error_of("seats = 25", "seats 25").1.line, 8);
}

#[test]
fn unknown_fields_are_named() {
    refuses("seats = 25", "seets = 25", "seets", "unknown field `seets`");
    refuses("max_versions = 3", "max_version = 3", "rules.max_version", "unknown field");
    refuses("[[assignments]]", "[[homework]]", "homework", "unknown field");
    refuses("[rules]", "[limits]", "limits", "unknown field");
    refuses("kind = \"lecture\"", "knid = \"lecture\"", "sessions[1].knid", "unknown field");
    let room = r#"room = { link = "https://meeting.example.org/2", code = "1", pin = 2 }"#;
    refuses(
        r#"room = { link = "https://meeting.example.org/2", code = "000 222" }"#,
        room,
        "sessions[0].room.pin",
        "unknown",
    );
}

#[test]
fn missing_fields_are_named_at_what_lacks_them() {
    let (_, error) = error_of("seats = 25", "");
    assert_eq!((error.line, error.field.as_str()), (1, "seats"));
    let (number, error) = error_of("kind = \"lecture\"", "");
    assert_eq!((error.line, error.field.as_str()), (number - 3, "sessions[1].kind"));
    let (number, error) = error_of("name = \"VooV Meeting\"", "");
    assert_eq!((error.line, error.field.as_str()), (number - 1, "platform.name"));
}

#[test]
fn wrong_types_are_refused() {
    refuses("seats = 25", "seats = \"many\"", "seats", "invalid type");
    refuses("seats = 25", "seats = -1", "seats", "invalid value");
    refuses("due = 2021-03-24T12:00:00", "due = \"Friday\"", "assignments[0].due", "invalid type");
    refuses("kind = \"lecture\"", "kind = \"party\"", "sessions[1].kind", "unknown variant `party`");
    refuses("    \"ada\",", "    7,", "sessions[1].instructors[1]", "invalid type");
}

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
fn slugs_are_short_names() {
    refuses("slug = \"small-2021\"", "slug = \"Small 2021\"", "slug", "not a short name");
    refuses("slug = \"ports-1\"", "slug = \"\"", "sessions[1].slug", "not a short name");
}

#[test]
fn slugs_are_unique_among_their_kind() {
    refuses("slug = \"ben\"", "slug = \"ada\"", "instructors[1].slug", "already taken");
    refuses("slug = \"ships\"", "slug = \"ports\"", "courses[1].slug", "already taken");
    refuses("slug = \"ports-1\"", "slug = \"ports-2\"", "sessions[1].slug", "already taken");
    let (_, text) = with("slug = \"ports-1\"", "slug = \"ships\"");
    assert!(read_seminar(&text).is_ok(), "a session may be called like a course");
}

#[test]
fn assignments_have_slugs_of_their_own() {
    let assignment = &GOOD[GOOD.find("[[assignments]]").expect("an assignment")..];
    let error = read_seminar(&format!("{GOOD}\n{assignment}")).expect_err("two assignments of one slug");
    assert_eq!((error.line, error.field.as_str()), (GOOD.lines().count() + 3, "assignments[1].slug"));
}

#[test]
fn course_numbers_are_unique() {
    refuses("number = 2", "number = 1", "courses[1].number", "already taken");
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
fn references_point_at_something() {
    refuses("instructors = [\"ada\"]", "instructors = [\"ida\"]", "courses[0].instructors[0]", "no instructor “ida”");
    refuses("    \"ada\",", "    \"ida\",", "sessions[1].instructors[1]", "no instructor “ida”");
    refuses("course = \"ports\"", "course = \"parts\"", "sessions[0].course", "no course “parts”");
    refuses("courses = [\"ports\"]", "courses = [\"parts\"]", "assignments[0].courses[0]", "no course “parts”");
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
fn nothing_may_be_limited_to_nothing() {
    refuses("seats = 25", "seats = 0", "seats", "at least 1");
    refuses("max_file_mib = 2", "max_file_mib = 0", "rules.max_file_mib", "at least 1");
    refuses("max_versions = 3", "max_versions = 0", "rules.max_versions", "at least 1");
}

#[test]
fn addresses_are_mail_addresses() {
    refuses("email = \"ada@example.org\"", "email = \"ada\"", "instructors[0].email", "not a mail address");
}

#[test]
fn rooms_are_on_the_web() {
    let room = r#"room = { link = "https://meeting.example.org/2", code = "000 222" }"#;
    for link in ["javascript:alert(1)", "meeting.example.org/2", "https://", "https://a b"] {
        let instead = format!(r#"room = {{ link = "{link}", code = "1" }}"#);
        refuses(room, &instead, "sessions[0].room.link", "https://");
    }
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

#[test]
fn a_file_from_windows_has_the_same_lines() {
    let (number, text) = with("seats = 25", "seats = 0");
    let error = read_seminar(&text.replace('\n', "\r\n")).expect_err("no seats");
    assert_eq!((error.line, error.field.as_str()), (number, "seats"));
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

/// The good file with a table for certificates behind its rules.
fn with_certificate(table: &str) -> String {
    GOOD.replace("[[instructors]]\nslug = \"ada\"", &format!("{table}\n\n[[instructors]]\nslug = \"ada\""))
}

#[test]
fn without_a_table_certificates_have_a_title_and_nobody_signs() {
    let design = good().certificate;
    assert_eq!((design.title.as_str(), design.signatories.len()), ("Certificate of Attendance", 0));
}

#[test]
fn signatories_and_their_pictures_are_read() {
    let text = with_certificate(
        r#"[certificate]
title = "Certificate"
signatories = [
    { name = "Ada", title = "Dean", image = "ada.svg" },
    { name = "Ben" },
]"#,
    );
    let reading = read_seminar(&text).expect("a good file");
    let design = &reading.seminar.certificate;
    assert_eq!((design.title.as_str(), design.signatories[0].title.as_str()), ("Certificate", "Dean"));
    assert_eq!(design.signatories[1].title, "");
    let [picture] = &reading.pictures[..] else { panic!("one picture: {:?}", reading.pictures) };
    assert_eq!((picture.signatory, picture.name.as_str(), picture.line), (0, "ada.svg", 35));
    let told = picture.refused("there is no such file").to_string();
    assert_eq!(told, "line 35, certificate.signatories[0].image: ada.svg: there is no such file");
}

#[test]
fn a_picture_lies_beside_the_file_and_nowhere_else() {
    for name in ["../ada.svg", "/etc/ada.png", "a\\\\ada.jpg", "ada.gif", ".svg", "ada", ""] {
        let text = with_certificate(&format!(
            r#"[certificate]
signatories = [{{ name = "Ada", image = "{name}" }}]"#
        ));
        let error = read_seminar(&text).expect_err(name);
        assert_eq!(error.field, "certificate.signatories[0].image", "{name}: {error}");
    }
}

#[test]
fn three_people_sign_at_most_and_each_has_a_name() {
    let four = r#"[certificate]
signatories = [{ name = "A" }, { name = "B" }, { name = "C" }, { name = "D" }]"#;
    let error = read_seminar(&with_certificate(four)).expect_err("four of them");
    assert_eq!(error.field, "certificate.signatories[3].name");
    let nobody = "[certificate]\nsignatories = [{ name = \" \" }]";
    let error = read_seminar(&with_certificate(nobody)).expect_err("nobody");
    assert_eq!(
        (error.field.as_str(), error.problem.as_str()),
        ("certificate.signatories[0].name", "must not be empty")
    );
}
