//! Names that are given once, and what points at them.

use super::*;

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
fn references_point_at_something() {
    refuses("instructors = [\"ada\"]", "instructors = [\"ida\"]", "courses[0].instructors[0]", "no instructor “ida”");
    refuses("    \"ada\",", "    \"ida\",", "sessions[1].instructors[1]", "no instructor “ida”");
    refuses("course = \"ports\"", "course = \"parts\"", "sessions[0].course", "no course “parts”");
    refuses("courses = [\"ports\"]", "courses = [\"parts\"]", "assignments[0].courses[0]", "no course “parts”");
}
