//! Lists that are read, and lists that are refused.

use super::reader::{EXPECTED_COLUMNS, TOO_MANY_LINES};
use super::*;
use crate::person::Role;

fn names(roster: &Roster) -> Vec<(u32, &str)> {
    roster.people.iter().map(|(line, person)| (*line, person.name.as_str())).collect()
}

fn reasons(roster: &Roster) -> Vec<(u32, &str)> {
    roster.refused.iter().map(|refused| (refused.line, refused.reason.as_str())).collect()
}

#[test]
fn a_plain_list_is_read() {
    let roster = read_roster(
        "name,email,role,country\n\
         Sample One,One@Example.org,trainee,LA\n\
         Sample Two,two@example.org,instructor,\n",
    );
    assert_eq!(roster.refused, []);
    assert_eq!(names(&roster), [(2, "Sample One"), (3, "Sample Two")]);
    let (_, one) = &roster.people[0];
    assert_eq!((one.email.as_str(), one.role), ("one@example.org", Role::Trainee));
    assert_eq!(one.country.map(String::from).as_deref(), Some("LA"));
    assert_eq!(roster.people[1].1.country, None);
}

#[test]
fn columns_come_in_any_order_and_case_and_under_other_names() {
    let roster = read_roster("COUNTRY,E-mail Address,Full name\nLA,one@example.org,Sample One\n");
    assert_eq!(roster.refused, []);
    assert_eq!(names(&roster), [(2, "Sample One")]);
    assert_eq!(roster.people[0].1.role, Role::Trainee);
    assert_eq!(read_roster("mail,name,country\none@example.org,One,LA").people.len(), 1);
}

#[test]
fn commas_semicolons_and_tabs_separate() {
    for separator in [",", ";", "\t"] {
        let text = "name|email|country\nSample One|one@example.org|LA".replace('|', separator);
        assert_eq!(names(&read_roster(&text)), [(2, "Sample One")], "{separator:?}");
    }
}

#[test]
fn byte_order_mark_windows_lines_and_quotes_are_understood() {
    let roster = read_roster(
        "\u{FEFF}\"name\",email,country\r\n\"One, Sample\",one@example.org,LA\r\n\"Two \"\"T\"\" Sample\",two@example.org,VN\r\n",
    );
    assert_eq!(roster.refused, []);
    assert_eq!(names(&roster), [(2, "One, Sample"), (3, "Two \"T\" Sample")]);
}

#[test]
fn countries_go_by_code_or_name() {
    let roster = read_roster(
        "name;email;country\n\
         One;one@example.org;la\n\
         Two;two@example.org;Viet Nam\n\
         Three;three@example.org;Atlantis\n",
    );
    let codes: Vec<_> = roster.people.iter().filter_map(|(_, person)| person.country.map(String::from)).collect();
    assert_eq!(codes, ["LA", "VN"]);
    assert_eq!(reasons(&roster), [(4, "“Atlantis” is not a country code of ISO 3166, such as LA")]);
}

#[test]
fn trainees_have_a_country_and_hosts_have_none() {
    let roster = read_roster(
        "name,email,role,country\n\
         One,one@example.org,,\n\
         Two,two@example.org,instructor,LA\n\
         Three,three@example.org,Staff,LA\n\
         Four,four@example.org,STAFF,\n",
    );
    assert_eq!(names(&roster), [(5, "Four")]);
    assert_eq!(
        reasons(&roster),
        [
            (2, "a trainee needs a country"),
            (3, "an instructor belongs to no country here: leave it empty"),
            (4, "staff belong to no country here: leave it empty"),
        ]
    );
}

#[test]
fn a_list_of_hosts_needs_no_column_for_countries() {
    assert_eq!(names(&read_roster("name,email,role\nOne,one@example.org,instructor")), [(2, "One")]);
}

#[test]
fn bad_fields_are_refused_with_the_line_as_it_came() {
    let roster = read_roster(
        "name,email,role,country\n,one@example.org,,LA\nTwo,two,,LA\nThree,,,LA\nFour,four@example.org,guest,LA\n",
    );
    assert_eq!(roster.people, []);
    assert_eq!(
        reasons(&roster),
        [
            (2, "a name is missing"),
            (3, "“two” is not a mail address"),
            (4, "a mail address is missing"),
            (5, "“guest” is not a role: trainee, instructor or staff"),
        ]
    );
    assert_eq!(roster.refused[1].text, "Two,two,,LA");
}

#[test]
fn a_name_that_falls_apart_at_its_comma_is_refused() {
    let roster = read_roster("name,email,country\nOne, Sample,one@example.org,LA\nTwo,two@example.org,LA,,\n");
    assert_eq!(names(&roster), [(3, "Two")]);
    assert!(roster.refused[0].reason.contains("4 fields for 3 columns"), "{:?}", roster.refused);
}

#[test]
fn an_address_stands_once() {
    let roster =
        read_roster("name,email,country\nOne,same@example.org,LA\nTwo,two@example.org,LA\nThree,SAME@example.org,VN\n");
    assert_eq!(names(&roster), [(2, "One"), (3, "Two")]);
    assert_eq!(reasons(&roster), [(4, "same@example.org is already on line 2")]);
}

#[test]
fn an_address_on_a_refused_line_is_still_free() {
    let roster = read_roster("name,email,country\nOne,same@example.org,\nOne,same@example.org,LA\n");
    assert_eq!(names(&roster), [(3, "One")]);
}

#[test]
fn empty_lines_are_skipped_and_counted() {
    for end in ["\n", "\r\n", "\r"] {
        let text =
            "\nname;email;country\n\n\nOne;one@example.org;LA\n;;\n  \nTwo;two@example.org;\n\n".replace('\n', end);
        let roster = read_roster(&text);
        assert_eq!(names(&roster), [(5, "One")], "{end:?}");
        assert_eq!(reasons(&roster), [(8, "a trainee needs a country")], "{end:?}");
        assert_eq!(roster.refused[0].text, "Two;two@example.org;");
    }
}

#[test]
fn lines_are_counted_through_quoted_fields() {
    let roster = read_roster("name,email,country\n\"One\nSample\",one@example.org,LA\nTwo,two@example.org,LA\n");
    assert_eq!(names(&roster), [(2, "One Sample"), (4, "Two")]);
}

#[test]
fn a_list_without_its_header_is_refused_once() {
    for (text, reason) in [
        ("", "the list is empty"),
        ("\n \n", "the list is empty"),
        ("One,one@example.org,LA\nTwo,two@example.org,LA", "“One” is no known column"),
        ("name,email,country,phone\nOne,one@example.org,LA,1", "“phone” is no known column"),
        ("name,country\nOne,LA", "the column email is missing"),
        ("email,country\none@example.org,LA", "the column name is missing"),
        ("name,email\nOne,one@example.org", "the column country is missing"),
        ("name,email,mail,country\nOne,one@example.org,,LA", "there are two columns for email"),
    ] {
        let roster = read_roster(text);
        assert_eq!((roster.people.len(), roster.refused.len()), (0, 1), "{text:?}");
        assert_eq!(roster.refused[0].line, 1);
        assert_eq!(roster.refused[0].reason, format!("{reason}; {EXPECTED_COLUMNS}"));
    }
}

#[test]
fn a_list_has_an_end() {
    let people = |count: usize| (0..count).map(|n| format!("P,p{n}@example.org,LA\n")).collect::<String>();
    let roster = read_roster(&format!("name,email,country\n{}", people(MAX_ROSTER_LINES)));
    assert_eq!((roster.people.len(), roster.refused.len()), (5_000, 0));
    let roster = read_roster(&format!("name,email,country\n{}", people(MAX_ROSTER_LINES + 10)));
    assert_eq!(roster.people.len(), 5_000);
    assert_eq!(reasons(&roster), [(5_002, TOO_MANY_LINES)]);
}

#[test]
fn a_quote_that_never_closes_is_shown_in_part() {
    let rest = "Two,two@example.org,LA\n".repeat(100);
    let roster = read_roster(&format!("name,email,country\n\"One,one@example.org,LA\n{rest}"));
    assert_eq!(roster.refused.len(), 1);
    assert_eq!(roster.refused[0].line, 2);
    assert!(roster.refused[0].text.chars().count() <= 201);
}
