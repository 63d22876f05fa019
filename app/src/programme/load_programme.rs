use domain::id::{CourseSlug, SeminarSlug};
use domain::seminar::Session;
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The timetable of a seminar, without the texts of its notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    pub seminar: SeminarSlug,
    pub title: String,
    pub starts: Instant,
    pub ends: Instant,
    pub clocks: Clocks,
    pub now: Instant,
    /// The timetable is a sample and not an official one.
    pub sample: bool,
    pub courses: Vec<ProgrammeCourse>,
    /// In the order of their starts.
    pub sessions: Vec<ProgrammeSession>,
    pub deadlines: Vec<Deadline>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeCourse {
    pub slug: CourseSlug,
    pub number: u32,
    pub title: String,
}

/// A session with the names of those who teach it. Its room and its page are there for members only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeSession {
    pub session: Session,
    pub instructors: Vec<String>,
    /// Where its questions and its order of speaking are.
    pub page: Option<String>,
}

/// When a material is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    pub title: String,
    pub courses: Vec<CourseSlug>,
    pub due: Instant,
}

/// The timetable. Rooms are told to members of the seminar alone, and each delegation finds the time that it has.
#[server(endpoint = "load_programme", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_programme(seminar: String) -> Result<Programme, AppError> {
    use domain::seminar::{Assignment, Course, Seminar};

    use crate::request::{clocks, found, store, visitor};

    let seminar = store().seminar(&found(&seminar)?)?;
    let actor = visitor().actor.filter(|actor| actor.membership(&seminar.slug).is_some());
    let is_member = actor.is_some();
    let seminar = match actor.map(|actor| actor.delegation(&seminar.slug)) {
        None => seminar.public(),
        Some(Some(country)) => seminar.for_delegation(country),
        Some(None) => Seminar::clone(&seminar),
    };
    let course = |c: &Course| ProgrammeCourse { slug: c.slug.clone(), number: c.number, title: c.title.clone() };
    let session = |session: &Session| ProgrammeSession {
        instructors: seminar.instructors_of(session).into_iter().map(|instructor| instructor.name.clone()).collect(),
        page: is_member.then(|| format!("/seminars/{}/sessions/{}", seminar.slug, session.slug)),
        session: session.clone(),
    };
    let deadline = |a: &Assignment| Deadline { title: a.title.clone(), courses: a.courses.clone(), due: a.due };
    let mut sessions: Vec<ProgrammeSession> = seminar.sessions.iter().map(session).collect();
    sessions.sort_by_key(|planned| planned.session.starts);
    Ok(Programme {
        clocks: clocks(&seminar.host_zone),
        now: Instant::now(),
        courses: seminar.courses.iter().map(course).collect(),
        deadlines: seminar.assignments.iter().map(deadline).collect(),
        sessions,
        seminar: seminar.slug,
        title: seminar.title,
        starts: seminar.starts,
        ends: seminar.ends,
        sample: seminar.sample_timetable,
    })
}
