//! What must hold between the parts of a seminar file: times, references, unique names.

use std::collections::BTreeSet;
use std::fmt::Display;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use toml::Spanned;
use toml::value::Datetime;

use super::Refusal;
use super::file::{
    AssignmentInFile, AttendanceInFile, CertificateInFile, CourseInFile, InstructorInFile, Reference, RemindersInFile,
    SeminarFile, SessionInFile,
};
use crate::attendance::rule::{AttendanceRule, NotARule};
use crate::certificate::design::{CertificateDesign, MOST_SIGNATORIES, Signatory};
use crate::deadlines::ReminderRule;
use crate::gate::FileKind;
use crate::gate::kind::NotAFileKind;
use crate::id::{CourseSlug, InstructorSlug, SessionSlug};
use crate::seminar::{Assignment, Course, Instructor, Seminar, Session};
use crate::time::Instant;
use crate::time::zones::find_zone;

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

/// The clock on the host's wall, which all times of the file are read on.
struct HostClock {
    name: String,
    zone: TimeZone,
}

impl HostClock {
    fn find(name: &Spanned<String>) -> Result<Self, Refusal> {
        let zone = find_zone(name.get_ref()).map_err(|unknown| Refusal::at(name, unknown.to_string()))?;
        Ok(Self { name: name.get_ref().clone(), zone })
    }

    fn instant(&self, written: &Spanned<Datetime>) -> Result<Instant, Refusal> {
        let moment = self.zone.to_ambiguous_timestamp(wall_time(written)?);
        if matches!(moment.offset(), AmbiguousOffset::Gap { .. }) {
            return Err(Refusal::at(written, format!("clocks in {} skip this time", self.name)));
        }
        // Where clocks go back, a time comes twice; the first one is meant.
        let first = moment.compatible().map_err(|error| Refusal::at(written, error.to_string()))?;
        Ok(Instant::from_millis(first.as_millisecond()))
    }

    fn date(&self, instant: Instant) -> Date {
        let timestamp = jiff::Timestamp::from_millisecond(instant.millis()).unwrap_or_default();
        self.zone.to_datetime(timestamp).date()
    }
}

/// TOML has four kinds of dates and times; only a date with a time and without an offset will do.
fn wall_time(written: &Spanned<Datetime>) -> Result<DateTime, Refusal> {
    const EXPECTED: &str = "write a date and a time without an offset, such as 2021-11-10T09:00:00";
    let Datetime { date: Some(date), time: Some(time), offset: None } = *written.get_ref() else {
        return Err(Refusal::at(written, EXPECTED));
    };
    let small = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
    let year = i16::try_from(date.year).unwrap_or(i16::MAX);
    let impossible = |_| Refusal::at(written, "there is no such date or time");
    let date = Date::new(year, small(date.month), small(date.day)).map_err(impossible)?;
    let second = small(time.second.unwrap_or(0));
    let time = Time::new(small(time.hour), small(time.minute), second, 0).map_err(impossible)?;
    Ok(date.to_datetime(time))
}

/// From the first to the last moment of the seminar, and the days that this touches.
struct Days {
    starts: Instant,
    ends: Instant,
    first: Date,
    last: Date,
}

impl Days {
    fn check(file: &SeminarFile, clock: &HostClock) -> Result<Self, Refusal> {
        let (starts, ends) = (clock.instant(&file.starts)?, clock.instant(&file.ends)?);
        if ends <= starts {
            return Err(Refusal::at(&file.ends, "a seminar must end after it starts"));
        }
        Ok(Self { starts, ends, first: clock.date(starts), last: clock.date(ends) })
    }

    fn refuse_outside(&self, date: Date, written: &Spanned<Datetime>) -> Result<(), Refusal> {
        if (self.first..=self.last).contains(&date) {
            return Ok(());
        }
        let problem = format!("a session must lie within the days of the seminar, {} to {}", self.first, self.last);
        Err(Refusal::at(written, problem))
    }
}

/// What references may point at.
struct Known {
    instructors: Vec<InstructorSlug>,
    courses: Vec<CourseSlug>,
}

impl Known {
    fn of(file: &SeminarFile) -> Self {
        Self {
            instructors: file.instructors.iter().map(|instructor| instructor.slug.get_ref().clone()).collect(),
            courses: file.courses.iter().map(|course| course.slug.get_ref().clone()).collect(),
        }
    }

    fn instructors(&self, references: &[Reference]) -> Result<Vec<InstructorSlug>, Refusal> {
        references.iter().map(|reference| find("instructor", &self.instructors, reference)).collect()
    }

    fn courses(&self, references: &[Reference]) -> Result<Vec<CourseSlug>, Refusal> {
        references.iter().map(|reference| find("course", &self.courses, reference)).collect()
    }
}

fn find<Slug: Clone + Display>(what: &str, known: &[Slug], reference: &Reference) -> Result<Slug, Refusal> {
    let found = known.iter().find(|slug| slug.to_string() == *reference.get_ref());
    found.cloned().ok_or_else(|| Refusal::at(reference, format!("there is no {what} “{}”", reference.get_ref())))
}

fn refuse_repeats<'f, T: Ord + Display + 'f>(
    what: &str,
    values: impl Iterator<Item = &'f Spanned<T>>,
) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for value in values {
        if !seen.insert(value.get_ref()) {
            return Err(Refusal::at(value, format!("the {what} “{}” is already taken", value.get_ref())));
        }
    }
    Ok(())
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

/// Each number is checked by itself, so that a refusal can point at it.
fn check_attendance(file: AttendanceInFile, sessions: &[Session]) -> Result<AttendanceRule, Refusal> {
    let known: Vec<SessionSlug> = sessions.iter().map(|session| session.slug.clone()).collect();
    let mut rule = AttendanceRule { excused: file.excused, ..AttendanceRule::default() };
    set(&mut rule, file.present_percent, |rule| &mut rule.present_percent)?;
    set(&mut rule, file.certificate_percent, |rule| &mut rule.certificate_percent)?;
    set(&mut rule, file.late_minutes, |rule| &mut rule.late_minutes)?;
    set(&mut rule, file.link_loss_minutes, |rule| &mut rule.link_loss_minutes)?;
    set(&mut rule, file.dispute_days, |rule| &mut rule.dispute_days)?;
    rule.left_out =
        file.left_out.iter().map(|reference| find("session", &known, reference)).collect::<Result<_, _>>()?;
    match file.left_out.last() {
        Some(last) if known.iter().all(|slug| !rule.counts(slug)) => {
            Err(Refusal::at(last, NotARule::NothingCounts.to_string()))
        }
        _ => Ok(rule),
    }
}

fn check_reminders(file: Option<Spanned<RemindersInFile>>) -> Result<ReminderRule, Refusal> {
    let Some(rule) = file else {
        return Ok(ReminderRule::default());
    };
    let RemindersInFile { before, on_the_day, after } = rule.get_ref().clone();
    let read = ReminderRule { before, on_the_day, after };
    read.checked().map_err(|problem| Refusal::at(&rule, problem.to_string()))
}

/// What certificates look like. Pictures are read by whoever imports; until then there are none.
fn check_certificate(file: CertificateInFile) -> Result<(CertificateDesign, Vec<NamedPicture>), Refusal> {
    let mut design = CertificateDesign::default();
    if let Some(title) = &file.title {
        design.title = one_line(title, 80)?;
    }
    design.remark = file.remark.as_ref().map(|remark| one_line(remark, 200)).transpose()?;
    let mut pictures = Vec::new();
    for (place, signatory) in file.signatories.into_iter().enumerate() {
        if place == MOST_SIGNATORIES {
            let problem = format!("at most {MOST_SIGNATORIES} people can sign a certificate");
            return Err(Refusal::at(&signatory.name, problem));
        }
        let title = signatory.title.as_ref().filter(|title| !title.get_ref().trim().is_empty());
        design.signatories.push(Signatory {
            name: one_line(&signatory.name, 100)?,
            title: title.map(|title| one_line(title, 120)).transpose()?.unwrap_or_default(),
            signature: None,
        });
        if let Some(image) = signatory.image {
            if !is_picture_name(image.get_ref()) {
                return Err(Refusal::at(
                    &image,
                    "a picture is named by its file beside this one, such as signature.svg: SVG, PNG or JPEG",
                ));
            }
            pictures.push((place, image));
        }
    }
    Ok((design, pictures))
}

fn one_line(text: &Spanned<String>, most: usize) -> Result<String, Refusal> {
    let words = text.get_ref().trim();
    if words.is_empty() {
        return Err(Refusal::at(text, "must not be empty"));
    }
    if words.chars().any(char::is_control) || words.chars().count() > most {
        return Err(Refusal::at(text, format!("must be one line of at most {most} letters")));
    }
    Ok(words.to_owned())
}

/// The name of a file in the same folder, never a path out of it.
fn is_picture_name(name: &str) -> bool {
    let known = |ending: &str| ["svg", "png", "jpg", "jpeg"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    !name.contains(['/', '\\', '\0'])
        && name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && known(ending))
}

fn set<T>(
    rule: &mut AttendanceRule,
    written: Option<Spanned<T>>,
    field: fn(&mut AttendanceRule) -> &mut T,
) -> Result<(), Refusal> {
    let Some(written) = written else { return Ok(()) };
    let place = written.span();
    *field(rule) = written.into_inner();
    rule.check().map_err(|problem| Refusal { place, problem: problem.to_string() })
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
