//! From what an export says to what is recorded of it: for which sessions it counts, which of its
//! rows do, who is recognised, and which recorded file it corrects.

use std::collections::{HashMap, HashSet};

use super::export::{Meeting, RefusedRow};
use super::naming::{Alias, Finding, NameKey, misnamed};
use super::record::{AttendanceRecords, Attendee, FileOnRecord, Identity, Row, Stay, Who};
use crate::id::{AttendanceFileId, PersonId, SessionSlug};
use crate::person::Member;
use crate::seminar::Seminar;
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

/// Parts the rows that count for these sessions from those that do not, which are refused with a reason.
pub fn judge_rows(
    rows: Vec<Row>,
    attendees: &[Attendee],
    sessions: &[SessionSlug],
    seminar: &Seminar,
) -> (Vec<Row>, Vec<RefusedRow>) {
    let slots: Vec<_> = sessions.iter().filter_map(|slug| seminar.session(slug)).map(|session| session.slot()).collect();
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
