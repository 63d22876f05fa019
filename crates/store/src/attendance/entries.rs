//! What staff say beside the records, what trainees object to, and the rule.

use domain::actor::Actor;
use domain::attendance::record::{Entry, RefusedEntry, checked_words};
use domain::attendance::rule::AttendanceRule;
use domain::audit::Action;
use domain::id::{CorrectionId, DisputeId, PersonId, SeminarSlug, SessionSlug};
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::object;

use crate::audit::event;
use crate::convert::{datetime, person_record, record};
use crate::live::LiveEvent;
use crate::{Store, StoreError};

impl Store {
    /// Adds an entry beside the records.
    #[expect(clippy::too_many_arguments, reason = "each is a part of the entry")]
    pub async fn correct_attendance(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        person: PersonId,
        entry: &Entry,
        reason: &str,
        approved_by: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let definition = self.seminar_for_staff(actor, seminar)?;
        let trainee = self.require_trainee(seminar, person).await?;
        let about = match entry.session() {
            Some(slug) => definition.session(slug).ok_or(StoreError::NotFound)?.title.clone(),
            None => "the certificate".to_owned(),
        };
        let reason = checked_words(reason)?;
        let approved_by =
            if approved_by.trim().is_empty() { actor.name.to_string() } else { checked_words(approved_by)? };
        let detail = format!("{}: {about}", entry.label());
        let variables = object! {
            attendance: record("attendance", seminar),
            correction: record("attendance_correction", CorrectionId::generate()),
            seminar: seminar.to_string(),
            person: person_record(person),
            entry: entry.name().to_owned(),
            class_session: entry.session().map(ToString::to_string),
            reason: reason,
            approved_by: approved_by,
            author: actor.name.to_string(),
            now: datetime(now),
            event: event(&actor.into(), Action::AttendanceCorrected, Some(seminar), &trainee.name, detail, now),
        };
        self.write(include_str!("../../queries/attendance/correct.surql"), variables).await?;
        self.tell(LiveEvent::Attendance { seminar: seminar.clone() });
        Ok(())
    }

    /// A trainee objects to what their ledger says of a session.
    pub async fn dispute_attendance(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        session: &SessionSlug,
        text: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let definition = self.seminar_for_member(actor, seminar)?;
        self.require_trainee(seminar, actor.person).await?;
        let held = definition.session(session).ok_or(StoreError::NotFound)?;
        definition.attendance_rule().admits_dispute(held.ends, now)?;
        let text = checked_words(text)?;
        let variables = object! {
            attendance: record("attendance", seminar),
            dispute: record("attendance_dispute", DisputeId::generate()),
            seminar: seminar.to_string(),
            person: person_record(actor.person),
            class_session: session.to_string(),
            text: text,
            now: datetime(now),
            event: event(&actor.into(), Action::AttendanceDisputed, Some(seminar), &held.title, "", now),
        };
        self.write(include_str!("../../queries/attendance/dispute.surql"), variables).await?;
        self.tell(LiveEvent::Attendance { seminar: seminar.clone() });
        Ok(())
    }

    /// Staff answer an objection; the trainee is told by mail. What they grant is an entry of its own.
    pub async fn answer_dispute(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        dispute: DisputeId,
        text: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.seminar_for_staff(actor, seminar)?;
        let records = self.attendance_records(seminar).await?;
        let dispute = records.disputes.iter().find(|known| known.id == dispute).ok_or(StoreError::NotFound)?;
        let trainee = self.require_trainee(seminar, dispute.person).await?;
        let variables = object! {
            attendance: record("attendance", seminar),
            dispute: record("attendance_dispute", dispute.id),
            seminar: seminar.to_string(),
            person: person_record(dispute.person),
            answer: checked_words(text)?,
            author: actor.name.to_string(),
            now: datetime(now),
            event: event(&actor.into(), Action::DisputeAnswered, Some(seminar), &trainee.name, "", now),
        };
        self.write(include_str!("../../queries/attendance/answer_dispute.surql"), variables).await?;
        self.tell(LiveEvent::Attendance { seminar: seminar.clone() });
        Ok(())
    }

    /// Sets another rule than that of the seminar's file; with none the file's holds again.
    pub async fn set_attendance_rule(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        rule: Option<AttendanceRule>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let _changing = self.seminars.lock_changes().await;
        let mut seminar = Seminar::clone(&*self.seminar_for_staff(actor, slug)?);
        if let Some(rule) = &rule {
            rule.check_for(&seminar).map_err(RefusedEntry::from)?;
        }
        let detail = if rule.is_some() { "set on its page" } else { "the seminar's file holds again" };
        seminar.attendance_by_staff = rule;
        let event = event(&actor.into(), Action::AttendanceRuleSet, Some(slug), &seminar.title, detail, now);
        self.put_seminar(seminar, event, now).await
    }
}
