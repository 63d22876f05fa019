//! The way down a long programme.

use domain::time::Instant;

use super::groups::{Entry, Group, Standing};
use super::load_programme::Programme;

/// A day's heading, and what the link to it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayDown {
    pub heading: String,
    pub words: &'static str,
}

impl WayDown {
    /// To what is planned for today on the reader's calendar, rather to what is still to come; where there is none, to
    /// the next session. `None` once the seminar is over. The headings are days of the host.
    pub fn find(programme: &Programme, days: &[Group]) -> Option<Self> {
        if programme.now > programme.ends {
            return None;
        }
        let date = |at: Instant| {
            let moment = programme.clocks.show(at);
            moment.reader.unwrap_or(moment.host).day()
        };
        let today = date(programme.now);
        let planned = || days.iter().flat_map(|day| day.entries.iter().map(move |entry| (day, entry)));
        let of_today = || planned().filter(move |(_, entry)| is(entry, Standing::Running) || date(entry.at()) == today);
        let to_come = of_today().find(|(_, entry)| is(entry, Standing::Running) || entry.at() > programme.now);
        let to = |day: &Group, words| Self { heading: day.id.clone(), words };
        match to_come.or_else(|| of_today().next_back()) {
            Some((day, _)) => Some(to(day, "Today")),
            None => planned().find(|(_, entry)| is(entry, Standing::Next)).map(|(day, _)| to(day, "Next session")),
        }
    }
}

/// Is it a session that lies so in time?
fn is(entry: &Entry, wanted: Standing) -> bool {
    matches!(entry, Entry::Session { standing, .. } if *standing == wanted)
}

#[cfg(test)]
mod tests {
    use domain::seminar::{Session, SessionKind};
    use domain::time::{Clocks, ZoneClock};

    use super::super::groups::by_day;
    use super::super::load_programme::{Deadline, ProgrammeSession};
    use super::*;

    const HOUR: i64 = 3600;

    fn session(starts: i64) -> ProgrammeSession {
        let session = Session {
            slug: format!("at-{starts}").parse().expect("a slug"),
            title: "Sample".to_owned(),
            kind: SessionKind::Lecture,
            course: None,
            starts: Instant::from_seconds(starts * HOUR),
            ends: Instant::from_seconds((starts + 1) * HOUR),
            instructors: vec![],
            room: None,
            interpretation: None,
        };
        ProgrammeSession { session, instructors: vec![], page: None }
    }

    fn zone(hours: i32) -> ZoneClock {
        ZoneClock { name: format!("Sample/{hours}"), offsets: vec![(Instant::from_seconds(0), hours * 3600)] }
    }

    /// Where the link leads, so many hours after midnight of the first day at the host's, for a reader whose clock is
    /// so many hours ahead. The host has sessions from nine to ten and from two to three on the first and the third
    /// day, something is due at noon of the fifth, and the seminar ends with it.
    fn way(hours: i64, reader: Option<i32>) -> Option<(String, &'static str)> {
        let at = |hours| Instant::from_seconds(hours * HOUR);
        let programme = Programme {
            seminar: "s".parse().expect("a slug"),
            title: "S".to_owned(),
            starts: at(9),
            ends: at(4 * 24 + 12),
            clocks: Clocks { host: zone(0), reader: reader.map(zone) },
            now: at(hours),
            sample: true,
            courses: vec![],
            sessions: [9, 14, 48 + 9, 48 + 14].map(session).into(),
            deadlines: vec![Deadline { title: "Status".to_owned(), courses: vec![], due: at(4 * 24 + 12) }],
        };
        let way = WayDown::find(&programme, &by_day(&programme))?;
        Some((way.heading, way.words))
    }

    fn to(day: u8, words: &'static str) -> Option<(String, &'static str)> {
        Some((format!("day-1970-01-0{day}"), words))
    }

    #[test]
    fn it_leads_to_today_or_to_the_next_session() {
        assert_eq!(way(-48, None), to(1, "Next session"), "before it begins");
        assert_eq!(way(1, None), to(1, "Today"));
        assert_eq!(way(23, None), to(1, "Today"), "all of it has been");
        assert_eq!(way(30, None), to(3, "Next session"), "a day without anything");
        assert_eq!(way(48 + 9, None), to(3, "Today"));
        assert_eq!(way(4 * 24 + 1, None), to(5, "Today"), "something is due");
        assert_eq!(way(4 * 24 + 13, None), None, "it is over");
        assert_eq!(way(3 * 24 + 1, None), None, "no session is left, and today there is nothing");
    }

    #[test]
    fn today_is_a_day_of_the_reader() {
        // At the host's it is the evening of the second day; ten hours ahead, the morning of the third has begun.
        assert_eq!(way(24 + 20, None), to(3, "Next session"));
        assert_eq!(way(24 + 20, Some(10)), to(3, "Today"));
        // At the host's it is the night to the second day; ten hours behind, still the afternoon of the first.
        assert_eq!(way(24 + 1, None), to(3, "Next session"));
        assert_eq!(way(24 + 1, Some(-10)), to(1, "Today"));
    }
}
