//! What TOML or the shape of the file refuses, told by line and field.

use super::*;

const ROOM: &str = r#"room = { link = "https://meeting.example.org/2", code = "000 222" }"#;

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
    let room = r#"room = { link = "https://meeting.example.org/2", code = "1", pin = 2 }"#;
    all_refused(
        "unknown field",
        &[
            ["max_versions = 3", "max_version = 3", "rules.max_version"],
            ["[[assignments]]", "[[homework]]", "homework"],
            ["[rules]", "[limits]", "limits"],
            [r#"kind = "lecture""#, r#"knid = "lecture""#, "sessions[1].knid"],
            [ROOM, room, "sessions[0].room.pin"],
        ],
    );
}

#[test]
fn missing_fields_are_named_at_what_lacks_them() {
    let missing = [
        ("seats = 25", "seats", 7),
        (r#"kind = "lecture""#, "sessions[1].kind", 3),
        (r#"name = "VooV Meeting""#, "platform.name", 1),
    ];
    for (line, field, lines_up) in missing {
        let (number, error) = error_of(line, "");
        assert_eq!((error.line, error.field.as_str()), (number - lines_up, field));
    }
}

#[test]
fn wrong_types_are_refused() {
    all_refused(
        "invalid type",
        &[
            ["seats = 25", r#"seats = "many""#, "seats"],
            ["due = 2021-03-24T12:00:00", r#"due = "Friday""#, "assignments[0].due"],
            [r#"    "ada","#, "    7,", "sessions[1].instructors[1]"],
        ],
    );
    refuses("seats = 25", "seats = -1", "seats", "invalid value");
    refuses(r#"kind = "lecture""#, r#"kind = "party""#, "sessions[1].kind", "unknown variant `party`");
}

#[test]
fn nothing_may_be_limited_to_nothing() {
    all_refused(
        "at least 1",
        &[
            ["seats = 25", "seats = 0", "seats"],
            ["max_file_mib = 2", "max_file_mib = 0", "rules.max_file_mib"],
            ["max_versions = 3", "max_versions = 0", "rules.max_versions"],
        ],
    );
}

#[test]
fn addresses_are_mail_addresses() {
    refuses("email = \"ada@example.org\"", "email = \"ada\"", "instructors[0].email", "not a mail address");
}

#[test]
fn rooms_are_on_the_web() {
    for link in ["javascript:alert(1)", "meeting.example.org/2", "https://", "https://a b"] {
        let instead = format!(r#"room = {{ link = "{link}", code = "1" }}"#);
        refuses(ROOM, &instead, "sessions[0].room.link", "https://");
    }
}

#[test]
fn a_file_from_windows_has_the_same_lines() {
    let (number, text) = with("seats = 25", "seats = 0");
    let error = read_seminar(&text.replace('\n', "\r\n")).expect_err("no seats");
    assert_eq!((error.line, error.field.as_str()), (number, "seats"));
}
