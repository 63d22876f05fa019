//! A seminar as its official notice describes it, with programme and assignments.
//!
//! | module | what |
//! |---|---|
//! | `notice` | what the notice says in words |
//! | `programme` | courses, sessions, instructors, rooms |
//! | `assignment` | what delegations are asked to prepare |

mod assignment;
mod notice;
mod programme;

pub use assignment::Assignment;
pub use notice::{Notice, Organiser, Requirement};
pub use programme::{Course, Instructor, Room, Session, SessionKind};

use serde::{Deserialize, Serialize};

use crate::attendance::rule::AttendanceRule;
use crate::certificate::design::CertificateDesign;
use crate::deadlines::{Extension, ReminderRule};
use crate::id::SeminarSlug;
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

impl Seminar {
    /// The rule of reminders that holds.
    pub fn reminder_rule(&self) -> &ReminderRule {
        self.reminders_by_staff.as_ref().unwrap_or(&self.reminders)
    }

    /// The rule of attendance that holds.
    pub fn attendance_rule(&self) -> &AttendanceRule {
        self.attendance_by_staff.as_ref().unwrap_or(&self.attendance)
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
