//! What is taught when, by whom, and where to join.

use serde::{Deserialize, Serialize};

use super::Seminar;
use crate::id::{CourseSlug, InstructorSlug, SessionSlug};
use crate::person::EmailAddress;
use crate::time::Instant;

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

impl Seminar {
    pub fn session(&self, slug: &SessionSlug) -> Option<&Session> {
        self.sessions.iter().find(|session| session.slug == *slug)
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
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use crate::sample;

    #[test]
    fn a_session_that_runs_is_ahead_and_one_that_is_over_is_not() {
        let seminar = sample::seminar();
        let first = |now| seminar.sessions_ahead(now).first().map(|session| session.slug.to_string());
        assert_eq!(first(seminar.starts.plus_minutes(10)).as_deref(), Some("opening"));
        assert_eq!(first(seminar.starts.plus_minutes(30)).as_deref(), Some("first-steps"));
        assert_eq!(first(seminar.ends), None);
    }
}
