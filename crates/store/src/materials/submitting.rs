//! An upload becomes a version.

use std::sync::Arc;

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{AssignmentSlug, SeminarSlug};
use domain::material::{MaterialKey, VersionPlace};
use domain::seminar::{Assignment, Seminar};
use domain::sharing::Consent;
use domain::time::Instant;
use domain::upload::{self, UploadPlace, UploadTarget};
use surrealdb::types::object;

use super::{Submission, Submitted, material_record, named};
use crate::audit::{By, event};
use crate::convert::{datetime, person_record, record, unsigned, whole};
use crate::error::is_duplicate;
use crate::jobs::{Task, job_record};
use crate::live::LiveEvent;
use crate::search::file_text;
use crate::sharing::CONSENT_CHANGED;
use crate::{Store, StoreError};

/// Where another version is taken.
struct Admitted {
    seminar: Arc<Seminar>,
    /// With the time that the delegation has.
    assignment: Assignment,
    key: MaterialKey,
}

impl Store {
    /// May the actor hand in a file of this size now?
    pub async fn admit_upload(
        &self,
        actor: &Actor,
        target: &UploadTarget,
        size: u64,
        now: Instant,
    ) -> Result<(), StoreError> {
        match &target.place {
            UploadPlace::Assignment(assignment) => {
                self.admit_version(actor, &target.seminar, assignment, size, now).await.map(|_| ())
            }
            UploadPlace::Session(session) => self.admit_slides(actor, &target.seminar, session, size).await.map(|_| ()),
        }
    }

    /// Is another file taken in place of this version? Of slides always.
    pub async fn takes_another(&self, submitted: &Submitted, now: Instant) -> Result<bool, StoreError> {
        let (seminar, Some(key)) = (&submitted.seminar, submitted.place.key()) else { return Ok(true) };
        let assignment = seminar.assignment_for(&key.assignment, key.country).ok_or(StoreError::NotFound)?;
        let versions = self.versions_so_far(&seminar.slug, key).await?;
        Ok(upload::admit_another(&assignment, &seminar.rules, versions, now).is_ok())
    }

    /// Makes the upload the next version of its material, or a file of its session's slides. The same upload again
    /// answers the same version: a client may ask twice when it missed the answer.
    pub async fn submit_upload(
        &self,
        actor: &Actor,
        submission: &Submission,
        now: Instant,
    ) -> Result<Submitted, StoreError> {
        match self.version(actor, submission.id).await {
            Err(StoreError::NotFound) => {}
            known => return known,
        }
        let written = loop {
            let written = match &submission.target.place {
                UploadPlace::Assignment(assignment) => self.submit_material(actor, assignment, submission, now).await,
                UploadPlace::Session(session) => self.submit_slides(actor, session, submission, now).await,
            };
            // Someone has said something on sharing since what its box says was weighed against what was on record.
            if !matches!(written, Err(StoreError::Changed(CONSENT_CHANGED))) {
                break written;
            }
        };
        match written {
            Ok(()) => {}
            // The same upload was completed by two requests at once; the other one was first.
            Err(error) if is_duplicate(&error) => {}
            Err(error) => return Err(error),
        }
        self.version(actor, submission.id).await
    }

    /// Records that the disk could not keep a file that the actor has sent.
    pub async fn record_not_kept(
        &self,
        actor: &Actor,
        target: &UploadTarget,
        file_name: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let slug = &target.seminar;
        let seminar = self.seminar_for_member(actor, slug)?;
        let place = match &target.place {
            UploadPlace::Assignment(assignment) => {
                let country = actor.delegation(slug).ok_or(StoreError::Forbidden)?;
                VersionPlace::Material(MaterialKey { assignment: assignment.clone(), country })
            }
            UploadPlace::Session(session) => VersionPlace::Session(session.clone()),
        };
        let detail = format!("{file_name}, sent by {}", actor.name);
        let object = named(&seminar, &place);
        let event = event(&By::operator(), Action::UploadNotKept, Some(slug), object, detail, now);
        self.write(include_str!("../../queries/audit/record.surql"), object! { event: event }).await?;
        Ok(())
    }

    /// May the actor add a version of this size now, and to what?
    async fn admit_version(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        assignment: &AssignmentSlug,
        size: u64,
        now: Instant,
    ) -> Result<Admitted, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let everyones = seminar.assignment(assignment).ok_or(StoreError::NotFound)?;
        let country = actor.delegation(slug).ok_or(StoreError::Forbidden)?;
        let assignment = seminar.extended(everyones, country);
        let key = MaterialKey { assignment: assignment.slug.clone(), country };
        upload::admit(&assignment, &seminar.rules, self.versions_so_far(slug, &key).await?, size, now)?;
        Ok(Admitted { seminar, assignment, key })
    }

    /// How many versions of a material have come, deleted ones among them.
    async fn versions_so_far(&self, slug: &SeminarSlug, key: &MaterialKey) -> Result<u32, StoreError> {
        let variables = object! { material: material_record(slug, key) };
        let versions: Option<i64> = self.row("SELECT VALUE versions FROM $material", variables).await?;
        Ok(unsigned(versions.unwrap_or(0)))
    }

    async fn submit_material(
        &self,
        actor: &Actor,
        assignment: &AssignmentSlug,
        submission: &Submission,
        now: Instant,
    ) -> Result<(), StoreError> {
        let slug = &submission.target.seminar;
        let _due_times = self.hold_seminars().await;
        let Admitted { seminar, assignment, key } =
            self.admit_version(actor, slug, assignment, submission.size, now).await?;
        let size = i64::try_from(submission.size).unwrap_or(i64::MAX);
        let said = |given| {
            let by = actor.name.to_string();
            Consent { given, by, reason: None, at: now, version: None, from_version: None }
        };
        let on_record = self.sharing_on_record(slug, &key).await?;
        let says = submission.says_over(on_record.holding());
        let consent = says.map(|given| whole("material", &said(given)));
        let detail = match says {
            Some(true) => format!("{} (may be shared)", submission.file_name),
            Some(false) => format!("{} (not to be shared)", submission.file_name),
            None => submission.file_name.clone(),
        };
        let text = file_text(&submission.file_name, &key, &assignment);
        let variables = object! {
            material: material_record(slug, &key),
            version: record("version", submission.id),
            job: job_record(submission.id, Task::Check),
            seminar: slug.to_string(),
            assignment: key.assignment.to_string(),
            country: key.country.to_string(),
            key: key.to_string(),
            most: i64::from(seminar.rules.max_versions),
            due: datetime(assignment.due),
            file_name: submission.file_name.clone(),
            text: text,
            media_type: submission.media_type.clone(),
            size: size,
            sha256: submission.sha256.to_string(),
            consent: consent.transpose()?,
            said: says,
            boxed: submission.consent_seen.is_some(),
            weighed_against: on_record.said_at(),
            person: person_record(actor.person),
            uploaded_by: actor.name.to_string(),
            now: datetime(now),
            event: event(&actor.into(), Action::VersionSubmitted, Some(slug), &key, detail, now),
        };
        self.write(include_str!("../../queries/materials/submit.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::person::Role;

    use super::*;
    use crate::sample::{NOW, person, store, submission};

    #[tokio::test]
    async fn what_a_box_says_is_not_written_over_what_it_was_not_weighed_against() {
        let (store, slug) = store().await;
        let laos = person(&store, &slug, Role::Trainee, Some("LA")).await;
        let yes = Submission { consent: Some(true), ..submission(&slug) };
        let submitted = store.submit_upload(&laos, &yes, NOW).await.expect("submitted");
        let key = submitted.key().expect("a material");
        // Too little to be written, so that what is thrown tells how far it comes.
        let write = async |boxed: bool, weighed_against: Option<Instant>| {
            let variables = object! {
                material: material_record(&slug, key),
                most: 20_i64,
                boxed: boxed,
                weighed_against: weighed_against.map(Instant::millis),
            };
            let written = store.write(include_str!("../../queries/materials/submit.surql"), variables).await;
            matches!(written, Err(StoreError::Changed(CONSENT_CHANGED)))
        };
        assert!(write(true, None).await, "someone has consented since");
        assert!(write(true, Some(NOW.plus_seconds(-1))).await);
        assert!(!write(true, Some(NOW)).await);
        assert!(!write(false, None).await, "a client means what it says");
    }
}
