//! The thread of a material: comments and decisions.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{ReviewId, SeminarSlug, VersionId};
use domain::material::{MaterialKey, MaterialStatus};
use domain::person::Role;
use domain::review::{Audience, RefusedReview, Review, Verdict, check_review};
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{datetime, instant, key_text, parsed, person_record, record, unsigned};
use crate::live::LiveEvent;
use crate::materials::material_record;
use crate::{Store, StoreError};

/// Something to write into the thread.
#[derive(Debug, Clone)]
pub struct NewReview {
    pub audience: Audience,
    /// `None` for a plain comment.
    pub verdict: Option<Verdict>,
    /// The version the author looked at.
    pub version: u32,
    /// The newest decision the author had seen: a decision is not made over one that they had not.
    pub seen_decision: Option<ReviewId>,
    pub body: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Row {
    id: RecordId,
    version: i64,
    author: String,
    author_role: String,
    audience: String,
    verdict: Option<String>,
    body: String,
    at: Datetime,
}

impl TryFrom<Row> for Review {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed("review", &key_text(&row.id))?,
            version: unsigned(row.version),
            author: row.author,
            author_role: parsed("review", &row.author_role)?,
            audience: parsed("review", &row.audience)?,
            verdict: row.verdict.map(|verdict| parsed("review", &verdict)).transpose()?,
            body: row.body,
            at: instant(row.at),
        })
    }
}

impl Store {
    /// Writes a comment or decision. Who may see the material may comment for the delegation to
    /// read; only hosts decide, or write among themselves.
    pub async fn write_review(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        new: &NewReview,
        now: Instant,
    ) -> Result<ReviewId, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let (role, version) = self.reviewer(actor, &seminar, key, new).await?;
        check_review(&new.body, new.verdict)?;
        if new.version == 0 {
            return Err(RefusedReview::NoVersion.into());
        }
        let id = ReviewId::generate();
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
            version_record: record("version", version),
            seen: new.seen_decision.map(|decision| record("review", decision)),
            person: person_record(actor.person),
            author: actor.name.to_string(),
            author_role: role.to_string(),
            audience: new.audience.as_str().to_owned(),
            verdict: new.verdict.map(|verdict| verdict.as_str().to_owned()),
            body: new.body.trim().to_owned(),
            now: datetime(now),
            event: event(&actor.into(), action, Some(slug), key, detail, now),
        };
        self.write(include_str!("../queries/reviews/write.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(id)
    }

    /// The part of the thread that the actor may see, oldest first.
    pub(crate) async fn reviews(
        &self,
        actor: &Actor,
        seminar: &Seminar,
        key: &MaterialKey,
    ) -> Result<Vec<Review>, StoreError> {
        let audiences: Vec<String> = [Audience::Delegation, Audience::Hosts]
            .into_iter()
            .filter(|audience| actor.sees_reviews(seminar, key, *audience))
            .map(|audience| audience.as_str().to_owned())
            .collect();
        if audiences.is_empty() {
            return Ok(Vec::new());
        }
        let variables = object! { material: material_record(&seminar.slug, key), audiences: audiences };
        let rows: Vec<Row> = self.rows(include_str!("../queries/reviews/thread.surql"), variables).await?;
        rows.into_iter().map(Review::try_from).collect()
    }

    /// In which role the actor may write this, and of which version; whoever may not see the thread learns nothing.
    async fn reviewer(
        &self,
        actor: &Actor,
        seminar: &Seminar,
        key: &MaterialKey,
        new: &NewReview,
    ) -> Result<(Role, VersionId), StoreError> {
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
        if file.material.status == MaterialStatus::Missing {
            return Err(RefusedReview::NoVersion.into());
        }
        let version = file.versions.iter().find(|version| version.number == new.version).ok_or(StoreError::NotFound)?;
        if new.verdict == Some(Verdict::Accepted) && !version.passage.is_open() {
            return Err(RefusedReview::AtTheGate.into());
        }
        Ok((actor.role(&seminar.slug).ok_or(StoreError::NotFound)?, version.id))
    }
}
