//! What an export would change, and recording it: both by the same steps, so that what was shown is
//! what is done.

use std::sync::Arc;

use domain::actor::Actor;
use domain::attendance::dry_run::{DryRun, Recognised, SessionChoice, Unsettled};
use domain::attendance::export::{Export, RefusedRow};
use domain::attendance::intake::{
    certain_identities, confirmed_aliases, judge_rows, likely_sessions, likely_superseded, rows_by_session,
};
use domain::attendance::ledger::{Ledger, changes};
use domain::attendance::naming::{Finding, Matcher};
use domain::attendance::record::{AttendanceRecords, FileOnRecord, RecordedFile, Who};
use domain::id::{AttendanceFileId, PersonId, SeminarSlug, SessionSlug};
use domain::person::Member;
use domain::seminar::Seminar;
use domain::time::Instant;

use super::files::{AttendanceDraft, NewAttendanceFile};
use crate::compute::compute;
use crate::people::MemberFilter;
use crate::{Store, StoreError};

/// What staff have chosen about an export; empty where they leave it to the file.
#[derive(Debug, Clone, Default)]
pub struct IntakeChoices {
    pub zone: String,
    pub sessions: Vec<SessionSlug>,
    pub supersedes: Supersedes,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Supersedes {
    /// The file that it most likely corrects.
    #[default]
    Likely,
    Nothing,
    File(AttendanceFileId),
}

/// An export ready to be recorded, with all that was found out about it.
struct Intake {
    new: NewAttendanceFile,
    findings: Vec<Finding>,
    refused: Vec<RefusedRow>,
    more_refused: u32,
    by_session: Vec<(SessionSlug, u32)>,
    members: Vec<Member>,
    records: Arc<AttendanceRecords>,
}

impl Store {
    /// What recording the export would do. Changes nothing.
    pub async fn dry_run_attendance(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        (id, draft): (AttendanceFileId, &AttendanceDraft),
        read: Export,
        choices: &IntakeChoices,
        now: Instant,
    ) -> Result<DryRun, StoreError> {
        let definition = self.seminar_for_staff(actor, seminar)?;
        let trainees = self.trainees(seminar).await?;
        let intake = self.prepare(actor, &definition, (id, draft), read, choices, now).await?;
        let work = move || {
            let rule = definition.attendance_rule();
            let before = Ledger::draw(&definition, rule, trainees.clone(), &intake.records, now);
            let after = Ledger::draw(&definition, rule, trainees, &intake.records_after(), now);
            let changes = changes(&before, &after);
            DryRun { changes, ..intake.shown(&definition) }
        };
        Ok(compute(work).await)
    }

    /// Records the export as its dry run has shown it, and answers how many attendees staff have to
    /// say who they are.
    pub async fn record_attendance(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        (id, draft): (AttendanceFileId, &AttendanceDraft),
        read: Export,
        choices: &IntakeChoices,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let definition = self.seminar_for_staff(actor, seminar)?;
        let intake = self.prepare(actor, &definition, (id, draft), read, choices, now).await?;
        if intake.is_known() {
            return Err(StoreError::Changed("this file is on record already"));
        }
        if intake.new.file.sessions.is_empty() {
            return Err(StoreError::Changed("please choose the sessions that this file counts for"));
        }
        if intake.new.file.rows.is_empty() {
            return Err(StoreError::Changed("no row of this file would count, so there is nothing to record"));
        }
        self.record_attendance_file(actor, seminar, &intake.new, now).await?;
        let open = intake.new.identities.iter().filter(|identity| identity.is_none()).count();
        Ok(u32::try_from(open).unwrap_or(u32::MAX))
    }

    /// Who tells whom apart in this seminar, with the names that staff have confirmed.
    pub(crate) async fn matcher(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
    ) -> Result<(Matcher, Vec<Member>), StoreError> {
        let (members, _) = self.members(actor, seminar, &MemberFilter::default(), 0, u32::MAX).await?;
        let records = self.attendance_records(seminar).await?;
        Ok((Matcher::new(&members, &confirmed_aliases(&records)), members))
    }

    async fn prepare(
        &self,
        actor: &Actor,
        seminar: &Arc<Seminar>,
        (id, draft): (AttendanceFileId, &AttendanceDraft),
        read: Export,
        choices: &IntakeChoices,
        now: Instant,
    ) -> Result<Intake, StoreError> {
        let (members, _) = self.members(actor, &seminar.slug, &MemberFilter::default(), 0, u32::MAX).await?;
        let records = self.attendance_records(&seminar.slug).await?;
        if let Supersedes::File(file) = choices.supersedes {
            // An id comes from outside, and that of another seminar's file must not be touched.
            records.file(file).ok_or(StoreError::NotFound)?;
        }
        let (seminar, draft, choices, by) = (seminar.clone(), draft.clone(), choices.clone(), actor.name.to_string());
        // Thousands of names take a while.
        let work = move || {
            let by_session = rows_by_session(&read.rows, &read.meeting, &seminar);
            let sessions = match choices.sessions.is_empty() {
                false => {
                    choices.sessions.into_iter().filter(|slug| seminar.session(slug).is_some()).collect::<Vec<_>>()
                }
                true => likely_sessions(&read.rows, &read.attendees, &read.meeting, &seminar),
            };
            let (rows, outside) = judge_rows(read.rows, &read.attendees, &sessions, &seminar);
            let mut refused = read.refused;
            refused.extend(outside);
            refused.sort_by_key(|row| row.number);
            let findings = Matcher::new(&members, &confirmed_aliases(&records)).find_all(&read.attendees);
            let same_bytes = records.current_files().find(|file| file.file.sha256 == draft.sha256);
            let supersedes = match choices.supersedes {
                // The same file read in another way always takes the place of the first reading.
                _ if same_bytes.is_some() => same_bytes.map(|file| file.file.id),
                Supersedes::Likely => likely_superseded(&rows, &read.attendees, &sessions, &records),
                Supersedes::Nothing => None,
                Supersedes::File(file) => Some(file),
            };
            let file = RecordedFile {
                id,
                name: draft.name,
                sha256: draft.sha256,
                format: read.format,
                zone: choices.zone,
                sessions,
                attendees: read.attendees,
                rows,
                recorded_at: now,
                recorded_by: by,
            };
            let identities = certain_identities(&findings, &file.attendees, &members, now);
            let new = NewAttendanceFile { file, size: draft.size, identities, supersedes };
            Intake { new, findings, refused, more_refused: read.more_refused, by_session, members, records }
        };
        Ok(compute(work).await)
    }
}

impl Intake {
    /// What would be on record.
    fn records_after(&self) -> AttendanceRecords {
        let mut after = AttendanceRecords::clone(&self.records);
        if let Some(old) = after.files.iter_mut().find(|file| Some(file.file.id) == self.new.supersedes) {
            old.superseded_by = Some(self.new.file.id);
        }
        after.files.push(FileOnRecord {
            file: Arc::new(self.new.file.clone()),
            identities: self.new.identities.clone(),
            superseded_by: None,
        });
        after
    }

    /// The dry run without its changes.
    fn shown(&self, seminar: &Seminar) -> DryRun {
        let file = &self.new.file;
        let (mut recognised, mut doubtful) = (Vec::new(), Vec::new());
        for (attendee, finding) in file.attendees.iter().zip(&self.findings) {
            let shown = attendee.name.clone();
            match finding {
                Finding::Certain { who, reason } => {
                    recognised.push(Recognised { shown, who: self.described(*who), reason: *reason });
                }
                Finding::Doubtful { proposals } => {
                    let likely = proposals.first();
                    let likely = likely.map(|likely| (self.described_person(likely.person), likely.reasons.clone()));
                    doubtful.push(Unsettled { shown, likely });
                }
                Finding::Unknown { .. } => doubtful.push(Unsettled { shown, likely: None }),
            }
        }
        let of_these =
            |on_record: &&FileOnRecord| on_record.file.sessions.iter().any(|slug| file.sessions.contains(slug));
        let candidates = self.records.current_files().filter(of_these);
        DryRun {
            sessions: seminar
                .sessions
                .iter()
                .map(|session| SessionChoice {
                    slug: session.slug.clone(),
                    title: session.title.clone(),
                    starts: session.starts,
                    rows: self.by_session.iter().find(|(slug, _)| *slug == session.slug).map_or(0, |(_, rows)| *rows),
                    chosen: file.sessions.contains(&session.slug),
                })
                .collect(),
            rows: u32::try_from(file.rows.len()).unwrap_or(u32::MAX),
            recognised,
            doubtful,
            refused: self.refused.clone(),
            more_refused: self.more_refused,
            changes: Vec::new(),
            supersedes: self.new.supersedes,
            candidates: candidates.map(|on_record| (on_record.file.id, on_record.file.name.clone())).collect(),
            known: self.is_known(),
        }
    }

    /// The same bytes, read in the same way, are on record.
    fn is_known(&self) -> bool {
        let new = &self.new.file;
        self.records.current_files().any(|FileOnRecord { file, .. }| {
            file.sha256 == new.sha256 && file.sessions == new.sessions && file.rows == new.rows
        })
    }

    fn described(&self, who: Who) -> String {
        match who {
            Who::Trainee(person) => self.described_person(person),
            Who::Apart(apart) => apart.label().to_owned(),
        }
    }

    fn described_person(&self, person: PersonId) -> String {
        let member = self.members.iter().find(|member| member.person == person);
        member.map_or_else(String::new, |member| match &member.country {
            Some(country) => format!("{}, {}", member.name, country.name),
            None => member.name.to_string(),
        })
    }
}
