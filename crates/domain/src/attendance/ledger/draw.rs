//! The ledger of all people, and of one.

use std::collections::{HashMap, HashSet};

use super::{Cell, Flag, Ledger, Line, Outcome, SessionHead, Standing, Status, Trainee};
use crate::attendance::record::{AttendanceRecords, Entry, Identity, Stay, Who};
use crate::attendance::rule::{AttendanceRule, Excused};
use crate::attendance::tally::{Slot, Tally};
use crate::id::{PersonId, SessionSlug};
use crate::seminar::{Seminar, Session};
use crate::time::Instant;

impl Ledger {
    /// What follows at `now` for these trainees.
    pub fn draw(
        seminar: &Seminar,
        rule: &AttendanceRule,
        trainees: Vec<Trainee>,
        records: &AttendanceRecords,
        now: Instant,
    ) -> Ledger {
        let mut sessions: Vec<&Session> = seminar.sessions.iter().collect();
        sessions.sort_by_key(|session| (session.starts, session.ends));
        let heads: Vec<SessionHead> = sessions.iter().map(|session| head(session, rule, records)).collect();
        // One trainee's page must not cost what the whole sheet does.
        let wanted: HashSet<PersonId> = trainees.iter().map(|trainee| trainee.person).collect();
        let stays = Stays::of(records, &heads, &wanted);
        let entries = Entries::of(records);
        let draw = Draw { heads: &heads, rule, stays: &stays, entries: &entries, now };
        let lines = trainees.into_iter().map(|trainee| draw.line(trainee)).collect();
        Ledger { sessions: heads, lines }
    }

    pub fn line(&self, person: PersonId) -> Option<&Line> {
        self.lines.iter().find(|line| line.trainee.person == person)
    }
}

impl SessionHead {
    pub fn slot(&self) -> Slot {
        Slot { starts: self.starts, ends: self.ends }
    }
}

impl Session {
    pub fn slot(&self) -> Slot {
        Slot { starts: self.starts, ends: self.ends }
    }
}

fn head(session: &Session, rule: &AttendanceRule, records: &AttendanceRecords) -> SessionHead {
    let files = records.current_files().filter(|file| file.file.sessions.contains(&session.slug));
    let (mut recorded, mut unsettled) = (false, 0);
    for file in files {
        recorded = true;
        let there = file.attendees_in(session.slot());
        let open = there.into_iter().filter(|attendee| file.identity(*attendee).is_none()).count();
        unsettled += u32::try_from(open).unwrap_or(u32::MAX);
    }
    SessionHead {
        slug: session.slug.clone(),
        title: session.title.clone(),
        starts: session.starts,
        ends: session.ends,
        counts: rule.counts(&session.slug),
        recorded,
        unsettled,
    }
}

/// The stays of those who are wanted, by session.
struct Stays {
    of: HashMap<PersonId, HashMap<usize, Vec<Stay>>>,
    /// Who is in a current file under a name that does not have the form that the seminar asks for.
    misnamed: HashSet<PersonId>,
}

impl Stays {
    fn of(records: &AttendanceRecords, heads: &[SessionHead], wanted: &HashSet<PersonId>) -> Self {
        let mut stays = Self { of: HashMap::new(), misnamed: HashSet::new() };
        for on_record in records.current_files() {
            let file = &on_record.file;
            let counts_for = |head: &SessionHead| file.sessions.contains(&head.slug);
            let places: Vec<usize> = (0..heads.len()).filter(|place| counts_for(&heads[*place])).collect();
            for row in &file.rows {
                let Some(Identity { who: Who::Trainee(person), misnamed, .. }) = on_record.identity(row.attendee)
                else {
                    continue;
                };
                if !wanted.contains(person) {
                    continue;
                }
                if *misnamed {
                    stays.misnamed.insert(*person);
                }
                let own = stays.of.entry(*person).or_default();
                for place in &places {
                    if counts_in(&row.stay, &heads[*place], places.len()) {
                        own.entry(*place).or_default().push(row.stay);
                    }
                }
            }
        }
        stays
    }

    fn in_session(&self, person: PersonId, place: usize) -> &[Stay] {
        self.of.get(&person).and_then(|own| own.get(&place)).map_or(&[], Vec::as_slice)
    }
}

/// A sum without times counts where the file is about one session only.
pub(super) fn counts_in(stay: &Stay, head: &SessionHead, sessions: usize) -> bool {
    head.slot().holds(stay) && (sessions == 1 || matches!(stay, Stay::Interval { .. }))
}

/// What holds beside the records, found quickly.
struct Entries<'r> {
    of_session: HashMap<(PersonId, &'r SessionSlug), &'r Entry>,
    counts_from: HashMap<PersonId, &'r SessionSlug>,
    waived: HashSet<PersonId>,
    disputed: HashSet<(PersonId, &'r SessionSlug)>,
}

impl<'r> Entries<'r> {
    fn of(records: &'r AttendanceRecords) -> Self {
        let mut entries = Self {
            of_session: HashMap::new(),
            counts_from: HashMap::new(),
            waived: HashSet::new(),
            disputed: HashSet::new(),
        };
        // Oldest first, so that the last one holds.
        for correction in &records.corrections {
            let person = correction.person;
            match &correction.entry {
                Entry::Excused { session } | Entry::Present { session } | Entry::AsRecorded { session } => {
                    entries.of_session.insert((person, session), &correction.entry);
                }
                Entry::CountsFrom { session } => {
                    entries.counts_from.insert(person, session);
                }
                Entry::Waiver => {
                    entries.waived.insert(person);
                }
                Entry::WaiverWithdrawn => {
                    entries.waived.remove(&person);
                }
            }
        }
        let open = records.disputes.iter().filter(|dispute| dispute.answer.is_none());
        entries.disputed.extend(open.map(|dispute| (dispute.person, &dispute.session)));
        entries
    }
}

struct Draw<'d> {
    heads: &'d [SessionHead],
    rule: &'d AttendanceRule,
    stays: &'d Stays,
    entries: &'d Entries<'d>,
    now: Instant,
}

impl Draw<'_> {
    fn line(&self, trainee: Trainee) -> Line {
        let person = trainee.person;
        let admitted = self.entries.counts_from.get(&person);
        let from = admitted.and_then(|slug| self.heads.iter().position(|head| head.slug == **slug)).unwrap_or(0);
        let cells: Vec<Cell> = (0..self.heads.len()).map(|place| self.cell(person, place, place < from)).collect();
        let standing = self.standing(&cells, self.entries.waived.contains(&person));
        let flags = self.flags(person, &cells);
        Line { trainee, cells, standing, flags }
    }

    fn cell(&self, person: PersonId, place: usize, before_admission: bool) -> Cell {
        let head = &self.heads[place];
        let limit = u32::from(self.rule.link_loss_minutes) * 60;
        let tally = Tally::of(self.stays.in_session(person, place), head.slot(), limit);
        let status = match self.entries.of_session.get(&(person, &head.slug)) {
            Some(Entry::Excused { .. }) => Status::Excused,
            Some(Entry::Present { .. }) => Status::Stated,
            _ if before_admission => Status::NotAdmitted,
            _ => self.recorded_status(head, &tally),
        };
        let excused_out = status == Status::Excused && self.rule.excused == Excused::NotCounted;
        Cell {
            status,
            tally,
            disputed: self.entries.disputed.contains(&(person, &head.slug)),
            counts: head.counts && status != Status::NotAdmitted && !excused_out,
        }
    }

    /// What the records alone say.
    fn recorded_status(&self, head: &SessionHead, tally: &Tally) -> Status {
        if !head.recorded {
            return if head.ends > self.now { Status::Ahead } else { Status::Awaited };
        }
        if tally.present == 0 {
            return Status::Absent;
        }
        if !self.rule.is_present(tally.present, head.slot().seconds()) {
            return Status::TooShort;
        }
        let late = tally.late_by(head.slot()) > u32::from(self.rule.late_minutes) * 60;
        if late { Status::Late } else { Status::Present }
    }

    fn standing(&self, cells: &[Cell], waived: bool) -> Standing {
        let mut standing = Standing::default();
        for cell in cells.iter().filter(|cell| cell.counts) {
            standing.counted += 1;
            standing.seconds = standing.seconds.saturating_add(cell.tally.present);
            match cell.status {
                // Left in the count, so it counts as attended.
                Status::Excused => standing.attended += 1,
                status if status.is_attended() => standing.attended += 1,
                Status::Ahead | Status::Awaited => standing.open += 1,
                _ => {}
            }
        }
        let earns = |attended| self.rule.earns_certificate(attended, standing.counted);
        standing.outcome = if earns(standing.attended) {
            Outcome::Earned
        } else if waived {
            Outcome::Waived
        } else if standing.counted == 0 || earns(standing.attended + standing.open) {
            Outcome::Open
        } else {
            Outcome::Missed
        };
        standing
    }

    fn flags(&self, person: PersonId, cells: &[Cell]) -> Vec<Flag> {
        let counted =
            cells.iter().filter(|cell| cell.counts && !matches!(cell.status, Status::Ahead | Status::Awaited));
        let missed: Vec<bool> = counted.map(|cell| cell.status.is_missed()).collect();
        let two_in_a_row = missed.windows(2).any(|pair| pair[0] && pair[1]);
        let seen = cells.iter().any(|cell| cell.tally.present + cell.tally.early > 0);
        let recorded = self.heads.iter().any(|head| head.recorded);
        [
            (Flag::MissedTwoInARow, two_in_a_row),
            (Flag::WrongDisplayName, self.stays.misnamed.contains(&person)),
            (Flag::NeverSeen, recorded && !seen),
        ]
        .into_iter()
        .filter_map(|(flag, holds)| holds.then_some(flag))
        .collect()
    }
}
