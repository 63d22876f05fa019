//! What TOML or the shape of the file refuses, told by line and field.

use super::*;

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
fn a_file_from_windows_has_the_same_lines() {
    let (number, text) = with("seats = 25", "seats = 0");
    let error = read_seminar(&text.replace('\n', "\r\n")).expect_err("no seats");
    assert_eq!((error.line, error.field.as_str()), (number, "seats"));
}
