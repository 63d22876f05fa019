//! From what an export says to what is recorded of it: for which sessions it counts, which of its
//! rows do, who is recognised, and which recorded file it corrects.

use std::collections::{HashMap, HashSet};

use super::export::{Meeting, RefusedRow};
use super::naming::{Alias, Finding, NameKey, misnamed};
use super::record::{AttendanceRecords, Attendee, FileOnRecord, Identity, Row, Stay, Who};
use crate::id::{AttendanceFileId, PersonId, SessionSlug};
use crate::person::Member;
use crate::seminar::{Seminar, Session};
use crate::time::Instant;

/// Rows that a file has within each session's own time, early minutes aside; in order of time.
/// A file without times is held against the time of its meeting, where it tells one.
pub fn rows_by_session(rows: &[Row], meeting: &Meeting, seminar: &Seminar) -> Vec<(SessionSlug, u32)> {
    let met = |stay: &Stay, starts: Instant, ends: Instant| match (stay, meeting.starts) {
        (Stay::Interval { joined, left }, _) => *joined < ends && *left > starts,
        (Stay::Total { .. }, Some(from)) => from < ends && meeting.ends.unwrap_or(from.plus_minutes(1)) > starts,
        (Stay::Total { .. }, None) => false,
    };
    seminar
        .sessions
        .iter()
        .map(|session| {
            let count = rows.iter().filter(|row| met(&row.stay, session.starts, session.ends)).count();
            (session.slug.clone(), u32::try_from(count).unwrap_or(u32::MAX))
        })
        .collect()
}

/// The sessions that a file is for: those in which someone was for a third of the time. Who waits for
/// the next session is in the one before it for some minutes, and a host may be in any.
pub fn likely_sessions(rows: &[Row], attendees: &[Attendee], meeting: &Meeting, seminar: &Seminar) -> Vec<SessionSlug> {
    let is_host = |row: &Row| attendees.get(row.attendee as usize).is_some_and(|attendee| attendee.host);
    let there = |session: &Session, row: &Row| match row.stay {
        Stay::Interval { joined, left } => {
            let within = left.min(session.ends).seconds_since(joined.max(session.starts));
            within * 3 >= i64::from(session.slot().seconds())
        }
        Stay::Total { .. } => meeting
            .starts
            .is_some_and(|from| from < session.ends && meeting.ends.unwrap_or(from.plus_minutes(1)) > session.starts),
    };
    let met = |session: &&Session| rows.iter().any(|row| !is_host(row) && there(session, row));
    seminar.sessions.iter().filter(met).map(|session| session.slug.clone()).collect()
}

/// Parts the rows that count for these sessions from those that do not, which are refused with a reason.
pub fn judge_rows(
    rows: Vec<Row>,
    attendees: &[Attendee],
    sessions: &[SessionSlug],
    seminar: &Seminar,
) -> (Vec<Row>, Vec<RefusedRow>) {
    let slots: Vec<_> =
        sessions.iter().filter_map(|slug| seminar.session(slug)).map(|session| session.slot()).collect();
    let problem = |stay: &Stay| match stay {
        Stay::Interval { joined, left } if !slots.iter().any(|slot| slot.meets(*joined, *left)) => {
            Some("outside the sessions that this file counts for")
        }
        Stay::Total { .. } if slots.len() != 1 => {
            Some("the file has no times, so it can count for one session only: please choose which")
        }
        _ => None,
    };
    let (mut counted, mut refused) = (Vec::new(), Vec::new());
    for row in rows {
        match problem(&row.stay) {
            None => counted.push(row),
            Some(reason) => refused.push(RefusedRow {
                number: row.number,
                name: attendees.get(row.attendee as usize).map(|shown| shown.name.clone()).unwrap_or_default(),
                reason: reason.to_owned(),
            }),
        }
    }
    (counted, refused)
}

/// Names that staff have confirmed for someone, in whatever file.
pub fn confirmed_aliases(records: &AttendanceRecords) -> Vec<Alias> {
    let mut aliases: HashMap<_, Vec<_>> = HashMap::new();
    for FileOnRecord { file, identities, .. } in &records.files {
        for (attendee, identity) in file.attendees.iter().zip(identities) {
            if let Some(Identity { who, by: Some(_), .. }) = identity {
                let known = aliases.entry(NameKey::of(attendee)).or_default();
                if !known.contains(who) {
                    known.push(*who);
                }
            }
        }
    }
    let each = |(key, who): (NameKey, Vec<_>)| who.into_iter().map(move |who| Alias { key: key.clone(), who });
    aliases.into_iter().flat_map(each).collect()
}

/// What is certain is taken as said by the machine; the rest is for staff.
pub fn certain_identities(
    findings: &[Finding],
    attendees: &[Attendee],
    members: &[Member],
    now: Instant,
) -> Vec<Option<Identity>> {
    let members: HashMap<PersonId, &Member> = members.iter().map(|member| (member.person, member)).collect();
    let certain = |(finding, attendee): (&Finding, &Attendee)| match finding {
        Finding::Certain { who, .. } => {
            let member = if let Who::Trainee(person) = who { members.get(person) } else { None };
            let misnamed = member.is_some_and(|member| misnamed(attendee, member));
            Some(Identity { who: *who, by: None, at: now, misnamed })
        }
        Finding::Doubtful { .. } | Finding::Unknown { .. } => None,
    };
    findings.iter().zip(attendees).map(certain).collect()
}

/// The recorded file that this one most likely corrects: one of the same sessions, of whose rows at
/// least half stand here too.
pub fn likely_superseded(
    rows: &[Row],
    attendees: &[Attendee],
    sessions: &[SessionSlug],
    records: &AttendanceRecords,
) -> Option<AttendanceFileId> {
    let here: HashSet<(&str, Stay)> = named_stays(rows, attendees).collect();
    let same_sessions = |file: &&FileOnRecord| file.file.sessions.iter().any(|slug| sessions.contains(slug));
    records
        .current_files()
        .filter(same_sessions)
        .filter_map(|file| {
            let known = file.file.rows.len();
            let common = named_stays(&file.file.rows, &file.file.attendees).filter(|stay| here.contains(stay)).count();
            (known > 0 && common * 2 >= known).then_some((common, file.file.id))
        })
        .max_by_key(|(common, _)| *common)
        .map(|(_, id)| id)
}

fn named_stays<'r>(rows: &'r [Row], attendees: &'r [Attendee]) -> impl Iterator<Item = (&'r str, Stay)> {
    rows.iter().filter_map(|row| Some((attendees.get(row.attendee as usize)?.name.as_str(), row.stay)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::attendance::record::{Apart, Format, RecordedFile};
    use crate::material::Sha256Hex;
    use crate::sample::{attendee, seminar};

    fn row(number: u32, stay: Stay) -> Row {
        Row { number, attendee: 0, stay }
    }

    /// From a minute of the session to another one.
    fn there(seminar: &Seminar, session: usize, from: i64, to: i64) -> Stay {
        let starts = seminar.sessions[session].starts;
        Stay::Interval { joined: starts.plus_minutes(from), left: starts.plus_minutes(to) }
    }

    #[test]
    fn a_file_is_for_the_sessions_that_its_rows_are_in() {
        let seminar = seminar();
        let rows =
            [row(2, there(&seminar, 2, -10, 60)), row(3, there(&seminar, 2, 40, 41)), row(4, there(&seminar, 5, 1, 2))];
        let by_session = rows_by_session(&rows, &Meeting::default(), &seminar);
        let counts: Vec<u32> = by_session.iter().map(|(_, rows)| *rows).collect();
        assert_eq!((counts[2], counts[5], counts.iter().sum::<u32>()), (2, 1, 3));
        let total = [row(2, Stay::Total { seconds: 60 })];
        assert!(rows_by_session(&total, &Meeting::default(), &seminar).iter().all(|(_, rows)| *rows == 0));
        let meeting = Meeting { starts: Some(seminar.sessions[3].starts), ..Meeting::default() };
        assert_eq!(rows_by_session(&total, &meeting, &seminar)[3].1, 1, "the meeting tells when it was");
    }

    #[test]
    fn rows_of_another_day_and_sums_for_several_sessions_do_not_count() {
        let seminar = seminar();
        let sessions = [seminar.sessions[2].slug.clone()];
        let rows = vec![
            row(2, there(&seminar, 2, 0, 60)),
            row(3, there(&seminar, 9, 0, 60)),
            row(4, Stay::Total { seconds: 60 }),
        ];
        let (counted, refused) = judge_rows(rows.clone(), &[attendee("Sample")], &sessions, &seminar);
        assert_eq!(counted.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
        assert_eq!((refused[0].number, refused[0].name.as_str()), (3, "Sample"));
        let both = [seminar.sessions[2].slug.clone(), seminar.sessions[9].slug.clone()];
        let (counted, refused) = judge_rows(rows, &[attendee("Sample")], &both, &seminar);
        assert_eq!((counted.len(), refused.len()), (2, 1));
        assert!(refused[0].reason.contains("one session only"));
    }

    #[test]
    fn who_waits_for_the_next_session_does_not_make_the_file_one_of_both() {
        let seminar = seminar();
        let likely = |rows: &[Row], host: bool| {
            likely_sessions(rows, &[Attendee { host, ..attendee("Sample") }], &Meeting::default(), &seminar)
        };
        let rows = [row(2, there(&seminar, 1, -5, 30))];
        assert_eq!(likely(&rows, false), [seminar.sessions[1].slug.clone()]);
        assert_eq!(likely(&rows, true), []);
    }

    fn on_record(rows: Vec<Row>, sessions: Vec<SessionSlug>, identity: Option<Identity>) -> FileOnRecord {
        let file = RecordedFile {
            id: AttendanceFileId(Uuid::from_u128(7)),
            name: "old.csv".to_owned(),
            sha256: Sha256Hex("ab".repeat(32)),
            format: Format::Zoom,
            zone: "UTC".to_owned(),
            sessions,
            attendees: vec![attendee("Sample")],
            rows,
            recorded_at: Instant::from_seconds(0),
            recorded_by: "Staff".to_owned(),
        };
        FileOnRecord { file: Arc::new(file), identities: vec![identity], superseded_by: None }
    }

    #[test]
    fn a_file_with_mostly_the_same_rows_corrects_and_another_one_adds() {
        let seminar = seminar();
        let sessions = vec![seminar.sessions[2].slug.clone()];
        let old = vec![row(2, there(&seminar, 2, 0, 60)), row(3, there(&seminar, 2, 70, 80))];
        let records =
            AttendanceRecords { files: vec![on_record(old.clone(), sessions.clone(), None)], ..Default::default() };
        let likely =
            |rows: &[Row], sessions: &[SessionSlug]| likely_superseded(rows, &[attendee("Sample")], sessions, &records);
        assert_eq!(likely(&old[..1], &sessions), Some(records.files[0].file.id));
        assert_eq!(likely(&[row(2, there(&seminar, 2, 5, 9))], &sessions), None);
        assert_eq!(likely(&old, &[seminar.sessions[3].slug.clone()]), None, "of another session");
    }

    #[test]
    fn only_what_staff_have_said_is_an_alias() {
        let guest = |by: Option<&str>| Identity {
            who: Who::Apart(Apart::Guest),
            by: by.map(str::to_owned),
            at: Instant::from_seconds(0),
            misnamed: false,
        };
        let aliases = |by| {
            let records =
                AttendanceRecords { files: vec![on_record(vec![], vec![], Some(guest(by)))], ..Default::default() };
            confirmed_aliases(&records).len()
        };
        assert_eq!((aliases(Some("Staff")), aliases(None)), (1, 0));
    }
}
