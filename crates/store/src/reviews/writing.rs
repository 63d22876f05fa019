//! Writing into the thread.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{ReviewId, SeminarSlug, VersionId};
use domain::material::{MaterialKey, MaterialStatus};
use domain::preview::Missing;
use domain::review::{Audience, RefusedReview, Verdict, check_page, check_review};
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::{SurrealValue, object};

use super::readers::mention_values;
use super::{Desk, NewReview};
use crate::audit::event;
use crate::convert::{datetime, person_record, read_whole, record, unsigned};
use crate::live::LiveEvent;
use crate::materials::material_record;
use crate::previews::preview_record;
use crate::search::{indexed, shown};
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

    /// The same under an id that is known before.
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
        let Desk { role, version, .. } = self.reviewer(actor, &seminar, key, new).await?;
        check_review(&new.body, new.verdict)?;
        self.check_page_of(version.id, new.page).await?;
        let mentions = self.mentions(actor, &seminar, key, new.audience, &new.mentions).await?;
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
            version_record: record("version", version.id),
            seen: new.seen_decision.map(|decision| record("review", decision)),
            above: new.parent.map(|parent| record("review", parent)),
            page: new.page.map(i64::from),
            mentions: mention_values(&mentions),
            person: person_record(actor.person),
            author: actor.name.to_string(),
            author_role: role.to_string(),
            audience: new.audience.as_str().to_owned(),
            verdict: new.verdict.map(|verdict| verdict.as_str().to_owned()),
            body: new.body.trim().to_owned(),
            text: indexed(new.body.trim()),
            shown: shown(new.body.trim()),
            now: datetime(now),
            event: event(&actor.into(), action, Some(slug), key, detail, now),
        };
        self.write(include_str!("../../queries/reviews/write.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(())
    }

    /// In which role the actor may write this, and of which version; whoever may not see the thread learns nothing.
    pub(super) async fn reviewer(
        &self,
        actor: &Actor,
        seminar: &Seminar,
        key: &MaterialKey,
        new: &NewReview,
    ) -> Result<Desk, StoreError> {
        if !actor.sees_reviews(seminar, key, Audience::Delegation) {
            return Err(StoreError::NotFound);
        }
        if !actor.sees_reviews(seminar, key, new.audience) {
            return Err(RefusedReview::NotForHosts.into());
        }
        if new.verdict.is_some() && !actor.decides(seminar, key) {
            return Err(StoreError::Forbidden);
        }
        let file = self.material(actor, &seminar.slug, key).await?;
        if file.material.status == MaterialStatus::Missing || new.version == 0 {
            return Err(RefusedReview::NoVersion.into());
        }
        let version =
            file.versions.iter().find(|version| version.number == new.version).cloned().ok_or(StoreError::NotFound)?;
        if new.verdict == Some(Verdict::Accepted) && !version.passage.is_open() {
            return Err(RefusedReview::AtTheGate.into());
        }
        if let Some(parent) = new.parent {
            let parent = file.reviews.iter().find(|review| review.id == parent).ok_or(StoreError::NotFound)?;
            parent.takes_reply(new.audience)?;
        }
        let role = actor.role(&seminar.slug).ok_or(StoreError::NotFound)?;
        Ok(Desk { role, version, file })
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
