//! What the tests print.

use domain::attendance::rule::AttendanceRule;
use domain::certificate::design::CertificateDesign;
use domain::country::{Country, CountryCode};
use domain::deadlines::{Extension, ReminderRule};
use domain::seminar::{
    Assignment, Course, Instructor, Notice, Organiser, Platform, Room, Rules, Seminar, Session, SessionKind,
};
use domain::time::Instant;

/// 2021-11-10T01:30:00Z, half past nine in Shanghai.
pub const OPENING: Instant = Instant::from_seconds(1_636_507_800);

/// Texts that some format takes for something else.
pub const AWKWARD_TEXTS: [&str; 20] = [
    "=cmd()",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "  =1+1",
    "\tx",
    "\rx",
    "<script>alert(\"x\")</script>",
    "https://example.org/",
    "mailto:a@example.org",
    "{=1}",
    "a,b;c\"d'e",
    "two\nlines",
    "_x0041_ \u{1} control",
    "تقرير لاوس",
    "国情报告",
    "👩‍🎓😀",
    "007",
    "'quoted",
    concat!(
        "ñññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ",
        "ñññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ",
        "ñññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ",
        "ñññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ",
    ),
];

pub fn country(code: &str) -> Country {
    Country::from(CountryCode::find(code).expect("a country"))
}

/// Two sessions, the first with a room, and two assignments. Its words hold what calendars escape.
pub fn seminar() -> Seminar {
    Seminar {
        slug: "e-port-2021".parse().expect("a slug"),
        title: "E-port, trade; facilitation".to_owned(),
        organiser: Organiser { name: "College".to_owned(), about: Vec::new() },
        starts: OPENING,
        ends: OPENING.plus_days(9),
        host_zone: "Asia/Shanghai".to_owned(),
        language: "English".to_owned(),
        invited: vec!["APEC".to_owned()],
        seats: 25,
        venue: String::new(),
        visit: String::new(),
        platform: Platform { name: "VooV".to_owned(), early_minutes: 30 },
        notice: Notice {
            summary: String::new(),
            objectives: Vec::new(),
            requirements: Vec::new(),
            instructors: Vec::new(),
            materials: Vec::new(),
            remarks: Vec::new(),
        },
        attendance: AttendanceRule::default(),
        attendance_by_staff: None,
        reminders: ReminderRule::default(),
        reminders_by_staff: None,
        extensions: Vec::new(),
        certificate: CertificateDesign::default(),
        rules: Rules { max_file_bytes: 1, max_versions: 1, accepted_open_to_all: false },
        instructors: vec![
            instructor("unal", "Instructor Ünal", "College; Shanghai"),
            instructor("li", "Second 李", ""),
        ],
        courses: vec![Course {
            slug: "facilitation".parse().expect("a slug"),
            number: 4,
            title: "Trade facilitation, and practice".to_owned(),
            summary: String::new(),
            instructors: ["unal", "li"].map(|slug| slug.parse().expect("a slug")).into(),
        }],
        sessions: vec![
            Session {
                room: Some(Room {
                    link: "https://meeting.example.org/j/1?a=1,2;b cé".to_owned(),
                    code: "123 456, 789".to_owned(),
                    channel: Some("SECRET-CHANNEL".to_owned()),
                }),
                ..session("opening", "Opening, welcome; 开幕式 café \\ 😀\nsecond line", SessionKind::Ceremony, OPENING)
            },
            session("talk", "Discussion", SessionKind::Discussion, OPENING.plus_days(1)),
        ],
        assignments: vec![
            assignment("e-port-status", "E-port status, \"single window\"; and more"),
            assignment("questions", "Questions"),
        ],
        sample_timetable: false,
    }
}

/// The same, where one country has three more days for the first assignment.
pub fn seminar_with_more_time(code: &str) -> Seminar {
    let mut seminar = seminar();
    let (first, by) = (&seminar.assignments[0], "Sample Staff".to_owned());
    let more = Extension::grant(first, country(code).code, first.due.plus_days(3), "No link", by, OPENING);
    seminar.extensions.push(more.expect("more time"));
    seminar
}

fn instructor(slug: &str, name: &str, affiliation: &str) -> Instructor {
    Instructor {
        slug: slug.parse().expect("a slug"),
        name: name.to_owned(),
        affiliation: affiliation.to_owned(),
        email: Some("instructor@example.org".parse().expect("an address")),
    }
}

fn session(slug: &str, title: &str, kind: SessionKind, starts: Instant) -> Session {
    Session {
        slug: slug.parse().expect("a slug"),
        title: title.to_owned(),
        kind,
        course: Some("facilitation".parse().expect("a slug")),
        starts,
        ends: starts.plus_minutes(120),
        instructors: Vec::new(),
        room: None,
        interpretation: Some("English, simultaneous".to_owned()),
    }
}

fn assignment(slug: &str, title: &str) -> Assignment {
    Assignment {
        slug: slug.parse().expect("a slug"),
        title: title.to_owned(),
        description: "Describe it;\nin ten slides.".to_owned(),
        courses: Vec::new(),
        due: OPENING.plus_days(2),
        closes: OPENING.plus_days(3),
        kinds: Vec::new(),
    }
}
