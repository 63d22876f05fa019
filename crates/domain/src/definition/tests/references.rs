//! Names that are given once, and what points at them.

use super::*;

#[test]
fn slugs_are_short_names() {
    all_refused(
        "not a short name",
        &[
            [r#"slug = "small-2021""#, r#"slug = "Small 2021""#, "slug"],
            [r#"slug = "ports-1""#, r#"slug = """#, "sessions[1].slug"],
        ],
    );
}

#[test]
fn slugs_are_unique_among_their_kind() {
    all_refused(
        "already taken",
        &[
            [r#"slug = "ben""#, r#"slug = "ada""#, "instructors[1].slug"],
            [r#"slug = "ships""#, r#"slug = "ports""#, "courses[1].slug"],
            [r#"slug = "ports-1""#, r#"slug = "ports-2""#, "sessions[1].slug"],
        ],
    );
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
    all_refused(
        "no instructor “ida”",
        &[
            [r#"instructors = ["ada"]"#, r#"instructors = ["ida"]"#, "courses[0].instructors[0]"],
            [r#"    "ada","#, r#"    "ida","#, "sessions[1].instructors[1]"],
        ],
    );
    all_refused(
        "no course “parts”",
        &[
            [r#"course = "ports""#, r#"course = "parts""#, "sessions[0].course"],
            [r#"courses = ["ports"]"#, r#"courses = ["parts"]"#, "assignments[0].courses[0]"],
        ],
    );
}
