//! Writing into the thread.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{ReviewId, SeminarSlug, VersionId};
use domain::material::{MaterialKey, MaterialStatus, Version};
use domain::preview::Missing;
use domain::review::{Audience, RefusedReview, Verdict, check_page, checked_review};
use domain::seminar::Seminar;
use domain::time::Instant;
use domain::words::tidied;
use surrealdb::types::{RecordId, SurrealValue, object};

use super::readers::mention_values;
use super::{NEWER_VERSION, NewReview, Reviewer, VERSION_DELETED, VERSION_REFUSED};
use crate::audit::event;
use crate::convert::{datetime, key_text, parsed, person_record, read_whole, record, unsigned};
use crate::error::is_duplicate;
use crate::live::LiveEvent;
use crate::materials::{MaterialFile, material_record};
use crate::previews::preview_record;
use crate::{Store, StoreError};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DrawnRow {
    pages: i64,
    missing: serde_json::Value,
}

impl Store {
    /// Writes a comment, reply or decision. Who may see the material may comment for the delegation to
    /// read; only hosts decide, or write among themselves.
    pub async fn write_review(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        new: &NewReview,
        now: Instant,
    ) -> Result<ReviewId, StoreError> {
        let id = ReviewId::generate();
        self.record_review(actor, slug, key, new, id, now).await?;
        Ok(id)
    }

    /// The same for a form that was handed the id: the same words again write nothing more, as when the answer was lost.
    /// Other words under an id that the actor has used, as after going back to a form that was sent, get another id. A
    /// decision of the actor that stands is not made once more, under whichever id: its own one is answered.
    pub async fn write_review_once(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        new: &NewReview,
        id: ReviewId,
        now: Instant,
    ) -> Result<ReviewId, StoreError> {
        if let Some(standing) = self.standing_decision(actor, slug, key, new).await? {
            return Ok(standing);
        }
        let Err(error) = self.record_review(actor, slug, key, new, id, now).await else { return Ok(id) };
        match self.says_the_same(actor, slug, key, new, id).await? {
            Some(true) => Ok(id),
            Some(false) if is_duplicate(&error) => self.write_review(actor, slug, key, new, now).await,
            // The id is someone else's, or of something else.
            None if is_duplicate(&error) => Err(StoreError::NotFound),
            // The same may have been sent twice at once.
            _ => self.standing_decision(actor, slug, key, new).await?.ok_or(error),
        }
    }

    /// The decision on the version that stands, if it is the actor's and says the same.
    pub(super) async fn standing_decision(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        new: &NewReview,
    ) -> Result<Option<ReviewId>, StoreError> {
        // Whoever is named in it has to be told.
        let Some(verdict) = new.verdict.filter(|_| new.mentions.is_empty()) else { return Ok(None) };
        let variables = object! {
            material: material_record(slug, key),
            person: person_record(actor.person),
            version: i64::from(new.version),
            audience: new.audience.as_str().to_owned(),
            verdict: verdict.as_str().to_owned(),
            body: tidied(&new.body),
            page: new.page.map(i64::from),
        };
        let decision: Option<RecordId> =
            self.row(include_str!("../../queries/reviews/standing.surql"), variables).await?;
        decision.map(|decision| parsed("material", &key_text(&decision))).transpose()
    }

    /// Does what the actor has written on the material under this id say the same? `None` if they have not.
    async fn says_the_same(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        new: &NewReview,
        id: ReviewId,
    ) -> Result<Option<bool>, StoreError> {
        let variables = object! {
            review: record("review", id),
            material: material_record(slug, key),
            person: person_record(actor.person),
            audience: new.audience.as_str().to_owned(),
            verdict: new.verdict.map(|verdict| verdict.as_str().to_owned()),
            body: tidied(&new.body),
            page: new.page.map(i64::from),
            above: new.parent.map(|parent| record("review", parent)),
        };
        self.row(include_str!("../../queries/reviews/same.surql"), variables).await
    }

    /// Writes it under an id that is known before.
    pub(super) async fn record_review(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        new: &NewReview,
        id: ReviewId,
        now: Instant,
    ) -> Result<(), StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let Reviewer { role, .. } = self.admit_review(actor, &seminar, key, new).await?;
        let body = checked_review(&new.body, new.verdict)?;
        let mentions = self.mentions(actor, &seminar, key, new.audience, &new.mentions).await?;
        // A reply is told to whoever wrote what is above, if they read it.
        let readers = match new.parent {
            Some(_) => self.readers(&seminar, key).await?,
            None => Vec::new(),
        };
        let readers = readers.into_iter().filter(|reader| reader.reads(new.audience));
        let action = if new.verdict.is_some() { Action::DecisionMade } else { Action::CommentWritten };
        // The audit says what was done, not what was said: it is read by more people than the thread.
        let detail = new.verdict.map_or(new.audience.label(), Verdict::label);
        let variables = object! {
            material: material_record(slug, key),
            review: record("review", id),
            seminar: slug.to_string(),
            assignment: key.assignment.to_string(),
            country: key.country.to_string(),
            key: key.to_string(),
            version: i64::from(new.version),
            seen: new.seen_decision.map(|decision| record("review", decision)),
            above: new.parent.map(|parent| record("review", parent)),
            page: new.page.map(i64::from),
            mentions: mention_values(&mentions),
            readers: readers.map(|reader| person_record(reader.person)).collect::<Vec<_>>(),
            person: person_record(actor.person),
            author: actor.name.to_string(),
            author_role: role.to_string(),
            audience: new.audience.as_str().to_owned(),
            verdict: new.verdict.map(|verdict| verdict.as_str().to_owned()),
            body: body,
            now: datetime(now),
            event: event(&actor.into(), action, Some(slug), key, detail, now),
        };
        self.write(include_str!("../../queries/reviews/write.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(())
    }

    /// In which role the actor may write this, and where; whoever may not see the thread learns nothing.
    pub(super) async fn admit_review(
        &self,
        actor: &Actor,
        seminar: &Seminar,
        key: &MaterialKey,
        new: &NewReview,
    ) -> Result<Reviewer, StoreError> {
        check_author(actor, seminar, key, new)?;
        let file = self.material(actor, &seminar.slug, key).await?;
        if let Some(version) = version_of(&file, new)? {
            check_gate(version, new.verdict)?;
            self.check_page_of(version.id, new.page).await?;
        }
        let role = actor.role(&seminar.slug).ok_or(StoreError::NotFound)?;
        Ok(Reviewer { role, file })
    }

    /// Refuses a page that the version does not have, as far as its pages have been counted.
    pub(super) async fn check_page_of(&self, version: VersionId, page: Option<u32>) -> Result<(), StoreError> {
        let Some(page) = page else { return Ok(()) };
        let variables = object! { preview: preview_record(version) };
        let query = "SELECT array::len(content.pages) AS pages, content.missing AS missing FROM $preview";
        let drawn: Option<DrawnRow> = self.row(query, variables).await?;
        let pages = match drawn {
            Some(drawn) => {
                let missing: Vec<Missing> = read_whole("preview", drawn.missing)?;
                let counted =
                    drawn.pages > 0 && !missing.iter().any(|missing| matches!(missing, Missing::Pages { .. }));
                counted.then_some(unsigned(drawn.pages))
            }
            None => None,
        };
        Ok(check_page(page, pages)?)
    }
}

/// Refuses words to readers that the actor does not write to, and decisions of who makes none.
fn check_author(actor: &Actor, seminar: &Seminar, key: &MaterialKey, new: &NewReview) -> Result<(), StoreError> {
    if !actor.sees_reviews(seminar, key, Audience::Delegation) {
        return Err(StoreError::NotFound);
    }
    if !actor.sees_reviews(seminar, key, new.audience) {
        return Err(RefusedReview::NotForHosts.into());
    }
    if new.verdict.is_some() && !actor.decides(seminar, key) {
        return Err(StoreError::Forbidden);
    }
    Ok(())
}

/// Nobody accepts what nobody can open.
fn check_gate(version: &Version, verdict: Option<Verdict>) -> Result<(), RefusedReview> {
    if verdict == Some(Verdict::Accepted) && !version.passage.is_open() {
        return Err(RefusedReview::AtTheGate);
    }
    Ok(())
}

/// The version that something is written of. `None` of a deleted one: a plain reply still speaks of it, as the comment
/// above does.
fn version_of<'a>(file: &'a MaterialFile, new: &NewReview) -> Result<Option<&'a Version>, StoreError> {
    let kept = file.versions.iter().find(|version| version.number == new.version);
    let Some(parent) = new.parent else {
        check_there(file, new, kept.is_some())?;
        return kept.map(Some).ok_or(StoreError::NotFound);
    };
    let above = file.reviews.iter().find(|review| review.id == parent).ok_or(StoreError::NotFound)?;
    above.takes_reply(new.audience, &file.reviews)?;
    let speaks_on = above.version == new.version && new.verdict.is_none() && new.page.is_none();
    if kept.is_none() && !speaks_on { Err(StoreError::NotFound) } else { Ok(kept) }
}

/// Decisions are made on the version that stands alone, and nothing is said of a deleted one. That another one has come,
/// or that this one was refused or has gone meanwhile, is said in words: whoever writes here may know it.
fn check_there(file: &MaterialFile, new: &NewReview, is_kept: bool) -> Result<(), StoreError> {
    let standing_number = file.material.standing_version.as_ref().map_or(0, |version| version.number);
    if new.verdict.is_some() && (1..standing_number).contains(&new.version) {
        return Err(StoreError::Changed(NEWER_VERSION));
    }
    if new.verdict.is_some() && is_kept && new.version > standing_number {
        return Err(StoreError::Changed(VERSION_REFUSED));
    }
    if !is_kept && (1..=file.material.versions).contains(&new.version) {
        return Err(StoreError::Changed(VERSION_DELETED));
    }
    if file.material.status == MaterialStatus::Missing || new.version == 0 {
        return Err(RefusedReview::NoVersion.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::person::Role;

    use super::*;
    use crate::sample::{NOW, person, store, submission};

    async fn revision(store: &Store, slug: &SeminarSlug) -> i64 {
        let variables = object! { catalogue: record("catalogue", slug) };
        let revision = store.row("SELECT VALUE revision FROM $catalogue", variables).await.expect("read");
        revision.expect("counted")
    }

    #[tokio::test]
    async fn a_decision_counts_once_in_the_catalogue() {
        let (store, slug) = store().await;
        let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
        let staff = person(&store, &slug, Role::Staff, None).await;
        let submitted = store.submit_upload(&kenya, &submission(&slug), NOW).await.expect("submitted");
        let key = submitted.key().expect("a material");
        let before = revision(&store, &slug).await;
        let decision = NewReview {
            verdict: Some(Verdict::ChangesRequested),
            ..NewReview::comment(Audience::Delegation, 1, "Please add a map")
        };
        store.write_review(&staff, &slug, key, &decision, NOW).await.expect("decided");
        assert_eq!(revision(&store, &slug).await, before + 1);
        let written = store.material(&staff, &slug, key).await.expect("visible").material;
        assert_eq!((written.status, written.reviews), (MaterialStatus::ChangesRequested, 1));
    }
}
