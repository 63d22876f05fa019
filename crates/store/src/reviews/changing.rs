//! What authors do to their comments. What stood before is kept beside it.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{ReviewId, SeminarSlug};
use domain::material::MaterialKey;
use domain::review::{Audience, RefusedReview, Review, checked_review};
use domain::time::Instant;
use surrealdb::types::{Object, object};

use super::ChangedWords;
use super::readers::mention_values;
use crate::audit::event;
use crate::convert::{datetime, person_record, record};
use crate::live::LiveEvent;
use crate::materials::{MaterialFile, material_record};
use crate::{Store, StoreError};

impl Store {
    /// Changes words, page and names of a comment of the actor's own. `seen` is how often it had been changed when they
    /// began: nothing is written over what they have not seen.
    #[expect(clippy::too_many_arguments, reason = "where, what, and what was seen")]
    pub async fn edit_comment(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        id: ReviewId,
        words: &ChangedWords,
        seen: u32,
        now: Instant,
    ) -> Result<(), StoreError> {
        let (file, comment) = self.own_comment(actor, slug, key, id).await?;
        comment.may_be_changed()?;
        let body = checked_review(&words.body, None)?;
        let version = file.versions.iter().find(|version| version.number == comment.version);
        if words.page != comment.page {
            let version = version.ok_or(StoreError::NotFound)?;
            self.check_page_of(version.id, words.page).await?;
        }
        let mentions = self.mentions(actor, &file.seminar, key, comment.audience, &words.mentions).await?;
        let mut variables = about(actor, slug, key, id, seen, now);
        variables.extend(object! {
            body: body,
            page: words.page.map(i64::from),
            mentions: mention_values(&mentions),
            event: event(&actor.into(), Action::CommentEdited, Some(slug), key, comment.audience.label(), now),
        });
        self.write(include_str!("../../queries/reviews/edit.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(())
    }

    /// Takes back a comment of the actor's own: readers see that it was there, and staff what it said.
    pub async fn withdraw_comment(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        id: ReviewId,
        seen: u32,
        now: Instant,
    ) -> Result<(), StoreError> {
        let (_, comment) = self.own_comment(actor, slug, key, id).await?;
        comment.may_be_changed()?;
        let mut variables = about(actor, slug, key, id, seen, now);
        variables.extend(object! {
            event: event(&actor.into(), Action::CommentWithdrawn, Some(slug), key, comment.audience.label(), now),
        });
        self.write(include_str!("../../queries/reviews/withdraw.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(())
    }

    /// Changes who reads a comment of the actor's own. Showing it to more people has to be `confirmed`, for the words
    /// that the actor has `seen`.
    #[expect(clippy::too_many_arguments, reason = "where, to whom, and what was seen")]
    pub async fn show_comment_to(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        id: ReviewId,
        audience: Audience,
        confirmed: bool,
        seen: u32,
        now: Instant,
    ) -> Result<(), StoreError> {
        let (file, comment) = self.own_comment(actor, slug, key, id).await?;
        if !actor.sees_reviews(&file.seminar, key, audience) {
            return Err(RefusedReview::NotForHosts.into());
        }
        comment.may_be_shown_to(audience, confirmed)?;
        let readers = self.readers(&file.seminar, key).await?;
        let readers = readers.into_iter().filter(|reader| reader.reads(audience));
        let mut variables = about(actor, slug, key, id, seen, now);
        variables.extend(object! {
            audience: audience.as_str().to_owned(),
            readers: readers.map(|reader| person_record(reader.person)).collect::<Vec<_>>(),
            assignment: key.assignment.to_string(),
            country: key.country.to_string(),
            event: event(&actor.into(), Action::CommentAudienceChanged, Some(slug), key, audience.label(), now),
        });
        self.write(include_str!("../../queries/reviews/show_to.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(())
    }

    /// A comment that the actor may see, if it is theirs.
    async fn own_comment(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        id: ReviewId,
    ) -> Result<(MaterialFile, Review), StoreError> {
        let file = self.material(actor, slug, key).await?;
        let review = file.reviews.iter().find(|review| review.id == id).cloned().ok_or(StoreError::NotFound)?;
        if review.own { Ok((file, review)) } else { Err(StoreError::Forbidden) }
    }
}

/// What every change of a comment is made of.
fn about(actor: &Actor, slug: &SeminarSlug, key: &MaterialKey, id: ReviewId, seen: u32, now: Instant) -> Object {
    object! {
        material: material_record(slug, key),
        review: record("review", id),
        seminar: slug.to_string(),
        key: key.to_string(),
        person: person_record(actor.person),
        seen: i64::from(seen),
        now: datetime(now),
    }
}
