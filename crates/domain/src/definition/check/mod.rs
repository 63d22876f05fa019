//! What must hold between the parts of a seminar file: times, references, unique names.

mod attendance;
mod certificate;
mod clock;
mod references;

use toml::Spanned;

use super::Refusal;
use super::file::{
    AssignmentInFile, CourseInFile, InstructorInFile, Reference, RemindersInFile, SeminarFile, SessionInFile,
};
use crate::deadlines::ReminderRule;
use crate::gate::FileKind;
use crate::gate::kind::NotAFileKind;
use crate::seminar::{Assignment, Course, Instructor, Seminar, Session};
use attendance::check_attendance;
use certificate::check_certificate;
use clock::{Days, HostClock};
use references::{Known, find, refuse_repeats};

/// A seminar that keeps all rules.
pub struct Checked {
    pub seminar: Seminar,
    /// The byte at which each of the seminar's sessions begins in the text.
    pub session_starts: Vec<usize>,
    /// The names of the signatories' pictures, by the signatory's place.
    pub pictures: Vec<NamedPicture>,
}

/// The place of a signatory, and the name of their picture's file.
type NamedPicture = (usize, Spanned<String>);

pub fn check(file: SeminarFile) -> Result<Checked, Refusal> {
    let clock = HostClock::find(&file.host_zone)?;
    let days = Days::check(&file, &clock)?;
    refuse_repeats("slug", file.instructors.iter().map(|instructor| &instructor.slug))?;
    refuse_repeats("slug", file.courses.iter().map(|course| &course.slug))?;
    refuse_repeats("number", file.courses.iter().map(|course| &course.number))?;
    refuse_repeats("slug", file.sessions.iter().map(|session| &session.get_ref().slug))?;
    refuse_repeats("slug", file.assignments.iter().map(|assignment| &assignment.slug))?;

    let known = Known::of(&file);
    let courses = file.courses.into_iter().map(|course| check_course(course, &known));
    let assignments = file.assignments.into_iter().map(|assignment| check_assignment(assignment, &known, &clock));
    let (session_starts, sessions) = check_sessions(file.sessions, &known, &clock, &days)?;
    let attendance = check_attendance(file.attendance, &sessions)?;
    let reminders = check_reminders(file.reminders)?;
    let (certificate, pictures) = check_certificate(file.certificate)?;
    let seminar = Seminar {
        slug: file.slug,
        title: file.title,
        organiser: file.organiser.into(),
        starts: days.starts,
        ends: days.ends,
        host_zone: file.host_zone.into_inner(),
        language: file.language,
        invited: file.invited,
        seats: file.seats.get(),
        venue: file.venue,
        visit: file.visit,
        platform: file.platform.into(),
        notice: file.notice.into(),
        rules: file.rules.into(),
        attendance,
        attendance_by_staff: None,
        reminders,
        reminders_by_staff: None,
        extensions: Vec::new(),
        certificate,
        courses: courses.collect::<Result<_, _>>()?,
        assignments: assignments.collect::<Result<_, _>>()?,
        instructors: file.instructors.into_iter().map(Instructor::from).collect(),
        sessions,
        sample_timetable: file.sample_timetable,
    };
    Ok(Checked { seminar, session_starts, pictures })
}

/// Pairs of sessions that want one instructor at the same time. `lines` holds
/// each session's line. Not a mistake: an instructor may well hand over.
pub fn overlaps(seminar: &Seminar, lines: &[usize]) -> Vec<String> {
    let placed: Vec<_> = seminar.sessions.iter().zip(lines).collect();
    let mut warnings = Vec::new();
    for (index, (first, line)) in placed.iter().enumerate() {
        let meets_first = |other: &Session| first.starts < other.ends && other.starts < first.ends;
        for (second, other_line) in placed.iter().skip(index + 1).filter(|(second, _)| meets_first(second)) {
            let of_second = seminar.instructors_of(second);
            for instructor in seminar.instructors_of(first).into_iter().filter(|one| of_second.contains(one)) {
                warnings.push(format!(
                    "{} has two sessions at the same time: “{}” (line {line}) and “{}” (line {other_line})",
                    instructor.name, first.title, second.title
                ));
            }
        }
    }
    warnings
}

impl From<InstructorInFile> for Instructor {
    fn from(file: InstructorInFile) -> Self {
        Self { slug: file.slug.into_inner(), name: file.name, affiliation: file.affiliation, email: file.email }
    }
}

fn check_course(file: CourseInFile, known: &Known) -> Result<Course, Refusal> {
    Ok(Course {
        instructors: known.instructors(&file.instructors)?,
        slug: file.slug.into_inner(),
        number: file.number.into_inner(),
        title: file.title,
        summary: file.summary,
    })
}

fn check_assignment(file: AssignmentInFile, known: &Known, clock: &HostClock) -> Result<Assignment, Refusal> {
    let (due, closes) = (clock.instant(&file.due)?, clock.instant(&file.closes)?);
    if closes < due {
        return Err(Refusal::at(&file.closes, "an assignment cannot close before it is due"));
    }
    refuse_repeats("kind of file", file.kinds.iter())?;
    Ok(Assignment {
        kinds: file.kinds.iter().map(check_kind).collect::<Result<_, _>>()?,
        courses: known.courses(&file.courses)?,
        slug: file.slug.into_inner(),
        title: file.title,
        description: file.description,
        due,
        closes,
    })
}

fn check_kind(kind: &Reference) -> Result<FileKind, Refusal> {
    let known = FileKind::ALL.map(FileKind::extension).join(", ");
    let unknown = |problem: NotAFileKind| Refusal::at(kind, format!("{problem}; it can be one of {known}"));
    kind.get_ref().parse().map_err(unknown)
}

fn check_reminders(file: Option<Spanned<RemindersInFile>>) -> Result<ReminderRule, Refusal> {
    let Some(rule) = file else {
        return Ok(ReminderRule::default());
    };
    let RemindersInFile { before, on_the_day, after } = rule.get_ref().clone();
    let read = ReminderRule { before, on_the_day, after };
    read.checked().map_err(|problem| Refusal::at(&rule, problem.to_string()))
}

/// The sessions in order of time, each with the byte at which it begins.
fn check_sessions(
    files: Vec<Spanned<SessionInFile>>,
    known: &Known,
    clock: &HostClock,
    days: &Days,
) -> Result<(Vec<usize>, Vec<Session>), Refusal> {
    let check = |file: Spanned<SessionInFile>| {
        let start = file.span().start;
        check_session(file.into_inner(), known, clock, days).map(|session| (start, session))
    };
    let mut placed = files.into_iter().map(check).collect::<Result<Vec<_>, _>>()?;
    placed.sort_by_key(|(_, session)| (session.starts, session.ends));
    Ok(placed.into_iter().unzip())
}

fn check_session(file: SessionInFile, known: &Known, clock: &HostClock, days: &Days) -> Result<Session, Refusal> {
    let (starts, ends) = (clock.instant(&file.starts)?, clock.instant(&file.ends)?);
    if ends <= starts {
        return Err(Refusal::at(&file.ends, "a session must end after it starts"));
    }
    days.refuse_outside(clock.date(starts), &file.starts)?;
    days.refuse_outside(clock.date(ends), &file.ends)?;
    let course = file.course.as_ref().map(|reference| find("course", &known.courses, reference)).transpose()?;
    Ok(Session {
        course,
        instructors: known.instructors(&file.instructors)?,
        slug: file.slug.into_inner(),
        title: file.title,
        kind: file.kind,
        starts,
        ends,
        room: file.room.map(Into::into),
        interpretation: file.interpretation,
    })
}
