//! The entries of a programme, grouped by day of the host or by course.

use domain::id::CourseSlug;
use domain::time::Instant;

use super::load_programme::{Deadline, Programme, ProgrammeSession};

/// A heading and what stands below it, in order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub id: String,
    pub title: String,
    pub is_today: bool,
    /// The heading is no day, so each entry tells its own.
    pub dated: bool,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    Session {
        planned: Box<ProgrammeSession>,
        /// `Course 3: …`, unless the heading says it.
        course: Option<String>,
        standing: Standing,
    },
    Deadline(Deadline),
}

/// Where a session lies in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Over,
    Running,
    /// It is the next one to begin.
    Next,
    Coming,
}

impl Entry {
    pub fn at(&self) -> Instant {
        match self {
            Self::Session { planned, .. } => planned.session.starts,
            Self::Deadline(deadline) => deadline.due,
        }
    }
}

/// Every session and deadline by the host's calendar.
pub fn by_day(programme: &Programme) -> Vec<Group> {
    let mut entries = sessions(programme, |_| true, |slug| course_title(programme, slug));
    entries.extend(programme.deadlines.iter().cloned().map(Entry::Deadline));
    entries.sort_by_key(Entry::at);
    let today = programme.clocks.host.show(programme.now).iso_date();
    let mut days: Vec<Group> = Vec::new();
    for entry in entries {
        let wall = programme.clocks.host.show(entry.at());
        let date = wall.iso_date();
        let id = format!("day-{date}");
        match days.last_mut().filter(|day| day.id == id) {
            Some(day) => day.entries.push(entry),
            None => days.push(Group {
                id,
                title: format!("{}, {}", wall.weekday(), wall.long_date()),
                is_today: date == today,
                dated: false,
                entries: vec![entry],
            }),
        }
    }
    days
}

/// The sessions of every course, with the deadlines of assignments that name it; then the rest.
pub fn by_course(programme: &Programme) -> Vec<Group> {
    let mut groups: Vec<Group> = programme
        .courses
        .iter()
        .map(|course| {
            group_for(programme, format!("course-{}", course.slug), course_title(programme, &course.slug), |courses| {
                courses.contains(&course.slug)
            })
        })
        .collect();
    groups.push(group_for(programme, "no-course".to_owned(), Some("All courses".to_owned()), <[_]>::is_empty));
    groups.retain(|group| !group.entries.is_empty());
    groups
}

fn group_for(
    programme: &Programme,
    id: String,
    title: Option<String>,
    belongs: impl Fn(&[CourseSlug]) -> bool,
) -> Group {
    let mut entries = sessions(programme, |courses| belongs(courses), |_| None);
    let deadlines = programme.deadlines.iter().filter(|deadline| belongs(&deadline.courses));
    entries.extend(deadlines.cloned().map(Entry::Deadline));
    entries.sort_by_key(Entry::at);
    Group { id, title: title.unwrap_or_default(), is_today: false, dated: true, entries }
}

fn sessions(
    programme: &Programme,
    wanted: impl Fn(&[CourseSlug]) -> bool,
    course: impl Fn(&CourseSlug) -> Option<String>,
) -> Vec<Entry> {
    let all = programme.sessions.iter();
    let next = all.clone().map(|planned| planned.session.starts).filter(|starts| *starts > programme.now).min();
    all.filter(|planned| wanted(planned.session.course.as_slice()))
        .map(|planned| Entry::Session {
            course: planned.session.course.as_ref().and_then(&course),
            standing: standing(planned, programme.now, next),
            planned: Box::new(planned.clone()),
        })
        .collect()
}

fn standing(planned: &ProgrammeSession, now: Instant, next: Option<Instant>) -> Standing {
    let session = &planned.session;
    if session.ends <= now {
        Standing::Over
    } else if session.starts <= now {
        Standing::Running
    } else if Some(session.starts) == next {
        Standing::Next
    } else {
        Standing::Coming
    }
}

fn course_title(programme: &Programme, slug: &CourseSlug) -> Option<String> {
    let course = programme.courses.iter().find(|course| course.slug == *slug)?;
    Some(format!("Course {}: {}", course.number, course.title))
}

#[cfg(test)]
mod tests {
    use domain::seminar::{Session, SessionKind};
    use domain::time::{Clocks, ZoneClock};

    use super::super::load_programme::ProgrammeCourse;
    use super::*;

    const DAY: i64 = 86_400;

    fn session(slug: &str, course: Option<&str>, starts: i64) -> ProgrammeSession {
        let session = Session {
            slug: slug.parse().expect("a slug"),
            title: slug.to_owned(),
            kind: SessionKind::Lecture,
            course: course.map(|slug| slug.parse().expect("a slug")),
            starts: Instant::from_seconds(starts),
            ends: Instant::from_seconds(starts + 3600),
            instructors: vec![],
            room: None,
            interpretation: None,
        };
        ProgrammeSession { session, instructors: vec![], page: None }
    }

    /// Three days of a seminar in a zone eight hours east; it is 01:30 UTC on the second.
    fn programme() -> Programme {
        let host = ZoneClock { name: "Asia/Shanghai".to_owned(), offsets: vec![(Instant::from_seconds(0), 8 * 3600)] };
        let course = |slug: &str, number| ProgrammeCourse {
            slug: slug.parse().expect("a slug"),
            number,
            title: slug.to_owned(),
        };
        Programme {
            seminar: "s".parse().expect("a slug"),
            title: "S".to_owned(),
            starts: Instant::from_seconds(0),
            ends: Instant::from_seconds(3 * DAY),
            clocks: Clocks { host, reader: None },
            now: Instant::from_seconds(DAY + 5400),
            sample: true,
            courses: vec![course("customs", 1), course("culture", 2)],
            sessions: vec![
                session("opening", None, 6 * 3600),
                session("late", Some("customs"), 17 * 3600),
                session("running", Some("customs"), DAY + 3600),
                session("next", Some("customs"), DAY + 7200),
                session("last", None, 2 * DAY),
            ],
            deadlines: vec![Deadline {
                title: "Status".to_owned(),
                courses: vec!["customs".parse().expect("a slug")],
                due: Instant::from_seconds(DAY + 6000),
            }],
        }
    }

    fn names(group: &Group) -> Vec<String> {
        let name = |entry: &Entry| match entry {
            Entry::Session { planned, .. } => planned.session.slug.to_string(),
            Entry::Deadline(deadline) => deadline.title.clone(),
        };
        group.entries.iter().map(name).collect()
    }

    #[test]
    fn days_are_those_of_the_host() {
        let days = by_day(&programme());
        let ids: Vec<&str> = days.iter().map(|day| day.id.as_str()).collect();
        assert_eq!(ids, ["day-1970-01-01", "day-1970-01-02", "day-1970-01-03"]);
        assert_eq!(days[1].title, "Friday, 2 January 1970");
        assert_eq!(days.iter().map(|day| day.is_today).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(names(&days[1]), ["late", "running", "Status", "next"]);
    }

    #[test]
    fn what_runs_and_what_comes_next_is_told_apart() {
        let days = by_day(&programme());
        let standings: Vec<Standing> = days
            .iter()
            .flat_map(|day| &day.entries)
            .filter_map(|entry| match entry {
                Entry::Session { standing, .. } => Some(*standing),
                Entry::Deadline(_) => None,
            })
            .collect();
        assert_eq!(standings, [Standing::Over, Standing::Over, Standing::Running, Standing::Next, Standing::Coming]);
    }

    #[test]
    fn a_course_holds_its_sessions_and_deadlines() {
        let groups = by_course(&programme());
        assert_eq!(
            groups.iter().map(|group| group.title.as_str()).collect::<Vec<_>>(),
            ["Course 1: customs", "All courses"]
        );
        assert_eq!(names(&groups[0]), ["late", "running", "Status", "next"]);
        assert_eq!(names(&groups[1]), ["opening", "last"]);
    }
}
