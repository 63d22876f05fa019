//! A seminar as its official notice describes it, with programme and assignments.

use serde::{Deserialize, Serialize};

use crate::attendance::rule::AttendanceRule;
use crate::certificate::design::CertificateDesign;
use crate::country::CountryCode;
use crate::deadlines::{Extension, ReminderRule};
use crate::gate::FileKind;
use crate::id::{AssignmentSlug, CourseSlug, InstructorSlug, SeminarSlug, SessionSlug};
use crate::material::{MaterialKey, VersionPlace};
use crate::person::EmailAddress;
use crate::time::Instant;

/// One run of a seminar. Read as a whole, kept in memory by the server, and
/// written only by an import of its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seminar {
    pub slug: SeminarSlug,
    pub title: String,
    pub organiser: Organiser,
    pub starts: Instant,
    pub ends: Instant,
    /// IANA name of the zone that the timetable is written in.
    pub host_zone: String,
    pub language: String,
    /// Groups of countries that are invited: APEC, BRICS, …
    pub invited: Vec<String>,
    pub seats: u32,
    pub venue: String,
    pub visit: String,
    pub platform: Platform,
    pub notice: Notice,
    pub rules: Rules,
    /// Of the seminar's file.
    #[serde(default)]
    pub attendance: AttendanceRule,
    /// Set by staff while the seminar runs, instead of the file's.
    #[serde(default)]
    pub attendance_by_staff: Option<AttendanceRule>,
    /// Of the seminar's file.
    #[serde(default)]
    pub reminders: ReminderRule,
    /// Set by staff while the seminar runs, instead of the file's.
    #[serde(default)]
    pub reminders_by_staff: Option<ReminderRule>,
    /// Granted by staff while the seminar runs; at most one for a delegation and an assignment.
    #[serde(default)]
    pub extensions: Vec<Extension>,
    #[serde(default)]
    pub certificate: CertificateDesign,
    pub instructors: Vec<Instructor>,
    pub courses: Vec<Course>,
    pub sessions: Vec<Session>,
    pub assignments: Vec<Assignment>,
    /// The timetable is a sample and not an official one.
    pub sample_timetable: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organiser {
    pub name: String,
    /// Paragraphs.
    pub about: Vec<String>,
}

/// The texts of the public notice. Each list holds paragraphs or points in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// One sentence.
    pub summary: String,
    pub objectives: Vec<String>,
    pub requirements: Vec<Requirement>,
    pub instructors: Vec<String>,
    pub materials: Vec<String>,
    pub remarks: Vec<String>,
}

/// What a trainee has to bring: `Health`, and what that means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    pub name: String,
    pub text: String,
}

/// The meeting platform on which sessions take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Platform {
    pub name: String,
    /// Minutes before the start at which trainees shall be in the room.
    pub early_minutes: u32,
}

/// Numbers that staff may set for the seminar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Largest size of one file, in bytes.
    pub max_file_bytes: u64,
    /// How many versions a material may have.
    pub max_versions: u32,
    /// Accepted materials may be read by all delegations.
    pub accepted_open_to_all: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instructor {
    pub slug: InstructorSlug,
    pub name: String,
    pub affiliation: String,
    /// Ties the instructor to a person who signs in.
    pub email: Option<EmailAddress>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    pub slug: CourseSlug,
    /// Its number in the notice.
    pub number: u32,
    pub title: String,
    pub summary: String,
    pub instructors: Vec<InstructorSlug>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    Ceremony,
    Lecture,
    Discussion,
    Visit,
}

impl SessionKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Ceremony => "Ceremony",
            Self::Lecture => "Lecture",
            Self::Discussion => "Discussion",
            Self::Visit => "Online visit",
        }
    }
}

/// One class meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub slug: SessionSlug,
    pub title: String,
    pub kind: SessionKind,
    pub course: Option<CourseSlug>,
    pub starts: Instant,
    pub ends: Instant,
    pub instructors: Vec<InstructorSlug>,
    /// Shown to members of the seminar only.
    pub room: Option<Room>,
    /// `English, simultaneous`
    pub interpretation: Option<String>,
}

/// Where to join a session on the meeting platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub link: String,
    pub code: String,
    /// Which channel carries the interpretation.
    pub channel: Option<String>,
}

/// A material that every delegation is asked to prepare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub slug: AssignmentSlug,
    pub title: String,
    pub description: String,
    /// Instructors of these courses see the answers; of none named: all of the seminar.
    pub courses: Vec<CourseSlug>,
    /// Later is late.
    pub due: Instant,
    /// Later is refused.
    pub closes: Instant,
    /// The kinds of files that it takes; of none named: [`FileKind::DEFAULT`].
    #[serde(default)]
    pub kinds: Vec<FileKind>,
}

impl Assignment {
    /// The kinds of files that it takes.
    pub fn accepted(&self) -> &[FileKind] {
        if self.kinds.is_empty() { FileKind::DEFAULT } else { &self.kinds }
    }
}

impl Seminar {
    pub fn assignment(&self, slug: &AssignmentSlug) -> Option<&Assignment> {
        self.assignments.iter().find(|assignment| assignment.slug == *slug)
    }

    /// The kinds of files that an assignment takes; without one, a session among its slides.
    pub fn accepted_by(&self, assignment: Option<&AssignmentSlug>) -> &[FileKind] {
        assignment.and_then(|slug| self.assignment(slug)).map_or(FileKind::DEFAULT, Assignment::accepted)
    }

    /// The assignment with the time that a delegation has for it.
    pub fn assignment_for(&self, slug: &AssignmentSlug, country: CountryCode) -> Option<Assignment> {
        self.assignment(slug).map(|assignment| self.extended(assignment, country))
    }

    /// The same assignment with the time that a delegation has for it.
    pub fn extended(&self, assignment: &Assignment, country: CountryCode) -> Assignment {
        self.extension(&assignment.slug, country)
            .map_or_else(|| assignment.clone(), |extension| extension.applied_to(assignment))
    }

    /// The time that staff have given a delegation beyond that of the others.
    pub fn extension(&self, assignment: &AssignmentSlug, country: CountryCode) -> Option<&Extension> {
        self.extensions.iter().find(|extension| extension.assignment == *assignment && extension.country == country)
    }

    /// The same seminar with the times that a delegation has for its materials.
    pub fn for_delegation(&self, country: CountryCode) -> Seminar {
        let mut seminar = self.clone();
        seminar.assignments = self.assignments.iter().map(|assignment| self.extended(assignment, country)).collect();
        seminar
    }

    /// The rule of reminders that holds.
    pub fn reminder_rule(&self) -> &ReminderRule {
        self.reminders_by_staff.as_ref().unwrap_or(&self.reminders)
    }

    /// What a version is of, in words: `Kenya, Status of our port`, or `Slides of Opening`.
    #[cfg(feature = "server")]
    pub fn place_name(&self, place: &VersionPlace) -> String {
        let title = self.place_title(place);
        match place {
            VersionPlace::Material(key) => format!("{}, {title}", crate::country::Country::from(key.country).name),
            VersionPlace::Session(_) => format!("Slides of {title}"),
        }
    }

    /// What a material is, and whose: `Status of our port, Kenya`. Its key, where the assignment is there no longer.
    #[cfg(feature = "server")]
    pub fn material_name(&self, key: &MaterialKey) -> String {
        match self.assignment(&key.assignment) {
            Some(assignment) => format!("{}, {}", assignment.title, key.country.name()),
            None => key.to_string(),
        }
    }

    /// The title of the assignment or of the session; its slug, where it is there no longer.
    pub fn place_title<'a>(&'a self, place: &'a VersionPlace) -> &'a str {
        match place {
            VersionPlace::Material(MaterialKey { assignment: slug, .. }) => {
                self.assignment(slug).map_or(slug.as_str(), |assignment| assignment.title.as_str())
            }
            VersionPlace::Session(slug) => self.session(slug).map_or(slug.as_str(), |session| session.title.as_str()),
        }
    }

    pub fn session(&self, slug: &SessionSlug) -> Option<&Session> {
        self.sessions.iter().find(|session| session.slug == *slug)
    }

    /// The rule of attendance that holds.
    pub fn attendance_rule(&self) -> &AttendanceRule {
        self.attendance_by_staff.as_ref().unwrap_or(&self.attendance)
    }

    pub fn course(&self, slug: &CourseSlug) -> Option<&Course> {
        self.courses.iter().find(|course| course.slug == *slug)
    }

    pub fn instructor(&self, slug: &InstructorSlug) -> Option<&Instructor> {
        self.instructors.iter().find(|instructor| instructor.slug == *slug)
    }

    /// Who teaches a session: its own instructors, or else its course's.
    pub fn instructors_of(&self, session: &Session) -> Vec<&Instructor> {
        let own = &session.instructors;
        let slugs = match session.course.as_ref().and_then(|slug| self.course(slug)) {
            Some(course) if own.is_empty() => &course.instructors,
            _ => own,
        };
        slugs.iter().filter_map(|slug| self.instructor(slug)).collect()
    }

    /// Does the person with this address teach any of the courses?
    pub fn teaches_any(&self, email: &EmailAddress, courses: &[CourseSlug]) -> bool {
        let is_me = |slug: &InstructorSlug| self.instructor(slug).is_some_and(|i| i.email.as_ref() == Some(email));
        self.courses.iter().any(|course| courses.contains(&course.slug) && course.instructors.iter().any(is_me))
    }

    /// The session that runs at `now`, or else the next one.
    pub fn next_session(&self, now: Instant) -> Option<&Session> {
        self.sessions.iter().filter(|session| session.ends > now).min_by_key(|session| session.starts)
    }

    /// The sessions that run or are still to come, in the order of their starts.
    pub fn sessions_ahead(&self, now: Instant) -> Vec<&Session> {
        let mut ahead: Vec<&Session> = self.sessions.iter().filter(|session| session.ends > now).collect();
        ahead.sort_by_key(|session| session.starts);
        ahead
    }

    /// The same seminar for readers who do not belong to it: without rooms, addresses and who
    /// has been given more time.
    pub fn public(&self) -> Seminar {
        let mut seminar = self.clone();
        seminar.sessions.iter_mut().for_each(|session| session.room = None);
        seminar.instructors.iter_mut().for_each(|instructor| instructor.email = None);
        seminar.extensions.clear();
        seminar
    }

    /// The same seminar with every time moved by whole days.
    pub fn moved_by_days(mut self, days: i64) -> Seminar {
        let moved = |at: &mut Instant| *at = at.plus_days(days);
        moved(&mut self.starts);
        moved(&mut self.ends);
        for session in &mut self.sessions {
            moved(&mut session.starts);
            moved(&mut session.ends);
        }
        for assignment in &mut self.assignments {
            moved(&mut assignment.due);
            moved(&mut assignment.closes);
        }
        for extension in &mut self.extensions {
            moved(&mut extension.due);
            moved(&mut extension.closes);
        }
        self
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use crate::definition::read_seminar;

    #[test]
    fn a_session_that_runs_is_ahead_and_one_that_is_over_is_not() {
        let text = sample_seminars::E_PORT_2021;
        let seminar = read_seminar(text).expect("a good file").seminar;
        let first = |now| seminar.sessions_ahead(now).first().map(|session| session.slug.to_string());
        assert_eq!(first(seminar.starts.plus_minutes(10)).as_deref(), Some("opening"));
        assert_eq!(first(seminar.starts.plus_minutes(30)).as_deref(), Some("first-steps"));
        assert_eq!(first(seminar.ends), None);
    }

    #[test]
    fn a_material_is_called_by_its_title_and_its_country() {
        let text = sample_seminars::E_PORT_2021;
        let seminar = read_seminar(text).expect("a good file").seminar;
        let name = |key: &str| seminar.material_name(&key.parse().expect("a key"));
        assert_eq!(name("e-port-status.ke"), format!("{}, Kenya", seminar.assignments[0].title));
        assert_eq!(name("of-another-year.ke"), "of-another-year.ke");
    }
}
