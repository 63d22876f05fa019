//! The programme as an RFC 5545 calendar, to download once or to subscribe to.
//!
//! All times are written in UTC, which needs no zone table in the file; the reader's
//! calendar shows them in the reader's own zone. The host's wall time stands in words
//! beside it, because that is the one the notice speaks of.

#[cfg(test)]
mod tests;
mod values;

use domain::seminar::{Assignment, Room, Seminar, Session};
use domain::time::{Clocks, Instant, zones};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property, Trigger};

use values::{escaped, folded, one_line, text, uri, utc};

/// One event a session and one a due time of an assignment.
///
/// `public_url` is where the server is reached from outside. With `with_rooms`, which is for
/// members only, sessions carry the meeting's link and code and an alarm; without it nothing
/// of a room is written, whatever the seminar holds. The text depends on `now` in `DTSTAMP`
/// alone; an event keeps its `UID` for as long as its session keeps its slug.
pub fn programme_calendar(seminar: &Seminar, public_url: &str, with_rooms: bool, now: Instant) -> String {
    let pages = uri(&format!("{}/seminars/{}", public_url.trim_end_matches('/'), seminar.slug));
    let clocks = zones::clocks(&seminar.host_zone, None, seminar.starts);
    let programme = Programme { seminar, pages, clocks, with_rooms, now };
    let mut calendar = programme.heading();
    calendar.extend(seminar.sessions.iter().map(|session| programme.session_event(session)));
    calendar.extend(seminar.assignments.iter().map(|assignment| programme.due_event(assignment)));
    folded(&calendar.to_string())
}

struct Programme<'a> {
    seminar: &'a Seminar,
    /// Address of the seminar's page, under which its other pages lie.
    pages: String,
    clocks: Clocks,
    with_rooms: bool,
    now: Instant,
}

impl Programme<'_> {
    fn heading(&self) -> Calendar {
        let draft = if self.seminar.sample_timetable { " (sample timetable)" } else { "" };
        let name = one_line(&format!("{}{draft}", self.seminar.title));
        let mut about = vec![format!("The timetable is written in {} time.", self.clocks.host.name)];
        about.extend(self.draft_warning());
        about.push(self.programme_page());
        let about = text(&about.join("\n"));
        let mut calendar = Calendar::empty();
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//Lectern//Programme//EN"),
            ("CALSCALE", "GREGORIAN"),
            // The crate knows no type of RFC 7986's NAME and so does not escape it.
            ("NAME", &escaped(&name)),
            ("X-WR-CALNAME", &name),
            ("DESCRIPTION", &about),
            ("X-WR-CALDESC", &about),
            ("X-WR-TIMEZONE", &self.clocks.host.name),
            ("X-PUBLISHED-TTL", "PT1H"),
        ] {
            calendar.append_property((key, value));
        }
        calendar.append_property(Property::new("REFRESH-INTERVAL", "PT1H").add_parameter("VALUE", "DURATION"));
        calendar
    }

    fn session_event(&self, session: &Session) -> Event {
        let uid = format!("{}@{}.lectern", session.slug, self.seminar.slug);
        let mut event = self.event(&uid, &session.title, session.starts);
        event.add_property("DTEND", utc(session.ends)).categories([session.kind.label()]);
        event.description(&text(&self.about_session(session)));
        match self.room_of(session) {
            Some(room) => event.url(&uri(&room.link)).location(&one_line(&place(room))),
            None => event.url(&self.programme_page()).location(&self.programme_page()),
        };
        if self.with_rooms {
            event.alarm(self.alarm(session, &uid));
        }
        event.done()
    }

    /// A point in time without an end: a deadline keeps nobody busy.
    fn due_event(&self, assignment: &Assignment) -> Event {
        // No slug holds a dot, so a session and an assignment of one name stay two events.
        let uid = format!("due.{}@{}.lectern", assignment.slug, self.seminar.slug);
        let mut event = self.event(&uid, &format!("Due: {}", assignment.title), assignment.due);
        event.add_property("TRANSP", "TRANSPARENT").categories(["Deadline"]);
        event.description(&text(&self.about_assignment(assignment)));
        let page = if self.with_rooms { format!("{}/materials", self.pages) } else { self.programme_page() };
        event.url(&page).done()
    }

    fn event(&self, uid: &str, summary: &str, starts: Instant) -> Event {
        let status = if self.seminar.sample_timetable { EventStatus::Tentative } else { EventStatus::Confirmed };
        Event::with_uid(uid)
            .add_property("DTSTAMP", utc(self.now))
            .add_property("DTSTART", utc(starts))
            .summary(&one_line(summary))
            .status(status)
            .done()
    }

    fn alarm(&self, session: &Session, uid: &str) -> Alarm {
        let minutes = self.seminar.platform.early_minutes;
        let message = format!("Join now: {} starts in {minutes} minutes", one_line(&session.title));
        // Three properties are set by hand. The crate builds triggers of chrono's types alone, which
        // we would carry for this line; and it gives an alarm a random UID and the machine's
        // clock as DTSTAMP when it has none, so that no two downloads would be equal.
        Alarm::display(&message, Trigger::before_start(Default::default()))
            .add_property("TRIGGER", format!("-PT{minutes}M"))
            .add_property("UID", format!("alarm.{uid}"))
            .add_property("DTSTAMP", utc(self.now))
            .done()
    }

    fn about_session(&self, session: &Session) -> String {
        let mut lines: Vec<String> = self.draft_warning().into_iter().collect();
        lines.push(format!("{} of “{}”", session.kind.label(), self.seminar.title));
        if let Some(course) = session.course.as_ref().and_then(|slug| self.seminar.course(slug)) {
            lines.push(format!("Course {}: {}", course.number, course.title));
        }
        let instructors: Vec<String> =
            self.seminar.instructors_of(session).into_iter().map(|i| named(&i.name, &i.affiliation)).collect();
        if !instructors.is_empty() {
            lines.push(format!("Instructors: {}", instructors.join(", ")));
        }
        lines.extend(session.interpretation.as_ref().map(|languages| format!("Interpretation: {languages}")));
        lines.push(format!("Starts: {}", self.host_time(session.starts)));
        lines.push(format!("Ends: {}", self.host_time(session.ends)));
        lines.extend(self.early_rule(session));
        if let Some(room) = self.room_of(session) {
            lines.push(format!("Meeting ({}): {}", self.seminar.platform.name, room.link));
            lines.push(format!("Meeting code: {}", room.code));
            lines.extend(room.channel.as_ref().map(|channel| format!("Interpretation channel: {channel}")));
        }
        lines.push(format!("Programme: {}", self.programme_page()));
        lines.join("\n")
    }

    fn about_assignment(&self, assignment: &Assignment) -> String {
        let mut lines: Vec<String> = self.draft_warning().into_iter().collect();
        lines.push(assignment.description.clone());
        lines.push(format!("Due: {}", self.host_time(assignment.due)));
        if assignment.closes > assignment.due {
            lines.push(format!("Accepted as late until: {}", self.host_time(assignment.closes)));
        }
        lines.push(format!("Programme: {}", self.programme_page()));
        lines.join("\n")
    }

    fn draft_warning(&self) -> Option<String> {
        let warning = "This timetable is a sample and not an official one; times may change.";
        self.seminar.sample_timetable.then(|| warning.to_owned())
    }

    /// The notice's rule to be in the room before the start.
    fn early_rule(&self, session: &Session) -> Option<String> {
        let minutes = self.seminar.platform.early_minutes;
        let by = self.clocks.show(session.starts.plus_minutes(-i64::from(minutes))).host;
        let city = self.clocks.host.city();
        (minutes > 0).then(|| format!("Join {minutes} minutes early: be in the room by {} {city} time.", by.time()))
    }

    /// The only way from here to a room.
    fn room_of<'session>(&self, session: &'session Session) -> Option<&'session Room> {
        session.room.as_ref().filter(|_| self.with_rooms)
    }

    /// `Wed 10 Nov 2021, 09:30 Shanghai time (UTC+8)`
    fn host_time(&self, at: Instant) -> String {
        let wall = self.clocks.show(at).host;
        format!("{wall} {} time ({})", self.clocks.host.city(), wall.offset_name())
    }

    fn programme_page(&self) -> String {
        format!("{}/programme", self.pages)
    }
}

/// Some calendars drop the URL of an event, so the link leads the place as well.
fn place(room: &Room) -> String {
    format!("{} (code {})", room.link, room.code)
}

fn named(name: &str, affiliation: &str) -> String {
    if affiliation.is_empty() { name.to_owned() } else { format!("{name} ({affiliation})") }
}
