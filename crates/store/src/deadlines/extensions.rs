//! More time for one delegation.

use domain::actor::Actor;
use domain::audit::Action;
use domain::country::CountryCode;
use domain::deadlines::Extension;
use domain::id::{AssignmentSlug, SeminarSlug};
use domain::mail::MailKind;
use domain::material::MaterialKey;
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::object;

use crate::audit::event;
use crate::convert::{datetime, record, whole};
use crate::materials::material_record;
use crate::{Store, StoreError};

impl Store {
    /// Gives a delegation until `due` for an assignment, instead of what it had before, and tells it by mail. What it
    /// had is `seen`, by when it was granted, or was nothing: if that is not so any more, nothing is granted.
    /// What it has handed in already is late by the new time or is not. Who grants the same again changes nothing.
    #[expect(clippy::too_many_arguments, reason = "each is a part of the change")]
    pub async fn grant_extension(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        due: Instant,
        reason: &str,
        seen: Option<Instant>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let _changing = self.lock_seminars().await;
        let mut seminar = Seminar::clone(&*self.seminar_for_staff(actor, slug)?);
        let assignment = seminar.assignment(&key.assignment).ok_or(StoreError::NotFound)?;
        if !self.delegation_countries(slug).await?.contains(&key.country) {
            return Err(StoreError::NotFound);
        }
        let extension = Extension::grant(assignment, key.country, due, reason, actor.name.to_string(), now)?;
        if seminar.extension(&key.assignment, key.country).is_some_and(|known| known.says_the_same(&extension)) {
            return Ok(());
        }
        check_seen(&seminar, key, seen)?;
        let detail = format!("{} until {}: {}", assignment.title, seminar.host_clock(due), extension.reason);
        forget(&mut seminar, &key.assignment, key.country);
        seminar.extensions.push(extension);
        let told = (Action::ExtensionGranted, MailKind::ExtensionGranted, detail);
        self.put_deadline(actor, seminar, key, told, now).await
    }

    /// The delegation has the time of everyone again, if what was `seen` is what it had. Who was told of more time is
    /// told that, too.
    pub async fn withdraw_extension(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        seen: Option<Instant>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let _changing = self.lock_seminars().await;
        let mut seminar = Seminar::clone(&*self.seminar_for_staff(actor, slug)?);
        let title = seminar.assignment(&key.assignment).ok_or(StoreError::NotFound)?.title.clone();
        check_seen(&seminar, key, seen)?;
        if !forget(&mut seminar, &key.assignment, key.country) {
            return Err(StoreError::NotFound);
        }
        let told = (Action::ExtensionWithdrawn, MailKind::ExtensionWithdrawn, title);
        self.put_deadline(actor, seminar, key, told, now).await
    }

    async fn put_deadline(
        &self,
        actor: &Actor,
        seminar: Seminar,
        key: &MaterialKey,
        (action, kind, detail): (Action, MailKind, String),
        now: Instant,
    ) -> Result<(), StoreError> {
        let holds = seminar.assignment_for(&key.assignment, key.country).ok_or(StoreError::NotFound)?;
        let variables = object! {
            record: record("seminar", &seminar.slug),
            definition: whole("seminar", &seminar)?,
            seminar: seminar.slug.to_string(),
            material: material_record(&seminar.slug, key),
            key: key.to_string(),
            country: key.country.to_string(),
            due: datetime(holds.due),
            kind: kind.as_str().to_owned(),
            now: datetime(now),
            event: event(&actor.into(), action, Some(&seminar.slug), key, detail, now),
        };
        self.write(include_str!("../../queries/deadlines/put.surql"), variables).await?;
        self.shelve(seminar);
        Ok(())
    }
}

/// Is the extension that was seen, by when it was granted, the one on record?
fn check_seen(seminar: &Seminar, key: &MaterialKey, seen: Option<Instant>) -> Result<(), StoreError> {
    let known = seminar.extension(&key.assignment, key.country).map(|known| known.granted_at);
    if known == seen {
        return Ok(());
    }
    Err(StoreError::Changed("someone else has changed the time of this delegation meanwhile; look at it first"))
}

/// Was there one?
fn forget(seminar: &mut Seminar, assignment: &AssignmentSlug, country: CountryCode) -> bool {
    let before = seminar.extensions.len();
    seminar.extensions.retain(|known| known.assignment != *assignment || known.country != country);
    seminar.extensions.len() < before
}
