//! Who reads a comment, and so can be named in it.

use std::cmp::Reverse;

use domain::actor::{Actor, Membership};
use domain::id::{PersonId, ReviewId, SeminarSlug};
use domain::material::MaterialKey;
use domain::person::Role;
use domain::review::{Audience, MAX_MENTIONS, Mention, Reader, RefusedReview};
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, Value, object};

use crate::convert::{instant, key_text, parsed, person_id, person_record, unsigned};
use crate::{Store, StoreError};

/// A comment that names the actor, or replies to one of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnMention {
    pub review: ReviewId,
    pub key: MaterialKey,
    /// The page of the version that it points at; the first is 1.
    pub page: Option<u32>,
    pub author: String,
    pub body: String,
    pub audience: Audience,
    pub at: Instant,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ReaderRow {
    person: RecordId,
    name: String,
    email: String,
    role: String,
    country: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct OwnRow {
    review: RecordId,
    page: Option<i64>,
    author: String,
    body: String,
    audience: String,
    at: Datetime,
    assignment: String,
    country: String,
}

impl TryFrom<OwnRow> for OwnMention {
    type Error = StoreError;
    fn try_from(row: OwnRow) -> Result<Self, StoreError> {
        Ok(Self {
            review: parsed("review", &key_text(&row.review))?,
            key: MaterialKey {
                assignment: parsed("material", &row.assignment)?,
                country: parsed("material", &row.country)?,
            },
            page: row.page.map(unsigned),
            author: row.author,
            body: row.body,
            audience: parsed("review", &row.audience)?,
            at: instant(row.at),
        })
    }
}

impl ReaderRow {
    /// The person as an actor, so that the one rule of who sees what decides about them too.
    fn actor(&self, slug: &SeminarSlug) -> Result<Actor, StoreError> {
        let role: Role = parsed("membership", &self.role)?;
        let country = self.country.as_ref().map(|code| parsed("membership", code)).transpose()?;
        Ok(Actor {
            person: person_id(&self.person)?,
            name: parsed("membership", &self.name)?,
            email: parsed("membership", &self.email)?,
            memberships: vec![Membership { seminar: slug.clone(), role, country }],
        })
    }
}

impl Store {
    /// Everybody who reads comments on the material, by name; for those who may write some themselves, and without them.
    pub async fn comment_readers(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
    ) -> Result<Vec<Reader>, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        if !actor.sees_reviews(&seminar, key, Audience::Delegation) {
            return Ok(Vec::new());
        }
        let readers = self.readers(&seminar, key).await?;
        Ok(readers.into_iter().filter(|reader| reader.person != actor.person).collect())
    }

    pub(super) async fn readers(&self, seminar: &Seminar, key: &MaterialKey) -> Result<Vec<Reader>, StoreError> {
        let variables = object! { seminar: seminar.slug.to_string(), country: key.country.to_string() };
        let rows: Vec<ReaderRow> = self.rows(include_str!("../../queries/reviews/readers.surql"), variables).await?;
        let mut actors = rows.iter().map(|row| row.actor(&seminar.slug)).collect::<Result<Vec<_>, _>>()?;
        actors.sort_by_cached_key(|actor| (actor.name.place_by_name(), actor.person));
        let mut readers = Vec::new();
        for actor in actors {
            let reads = |audience| actor.sees_reviews(seminar, key, audience);
            if reads(Audience::Delegation) {
                readers.push(Reader {
                    person: actor.person,
                    name: actor.name.to_string(),
                    role: actor.role(&seminar.slug).ok_or(StoreError::NotFound)?,
                    reads_hosts: reads(Audience::Hosts),
                });
            }
        }
        Ok(readers)
    }

    /// The people that a comment for this audience names, each once; refused where one of them would not read it. Who
    /// does not even read the thread is unknown here, as everyone else is.
    pub(super) async fn mentions(
        &self,
        actor: &Actor,
        seminar: &Seminar,
        key: &MaterialKey,
        audience: Audience,
        people: &[PersonId],
    ) -> Result<Vec<Mention>, StoreError> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        if people.len() > MAX_MENTIONS {
            return Err(RefusedReview::TooManyMentions.into());
        }
        let readers = self.readers(seminar, key).await?;
        let mut mentions: Vec<Mention> = Vec::new();
        for person in people {
            let reader = readers.iter().find(|reader| reader.person == *person).ok_or(StoreError::NotFound)?;
            if !reader.reads(audience) {
                return Err(RefusedReview::DoesNotRead { name: reader.name.clone() }.into());
            }
            let named = mentions.iter().any(|mention| mention.person == *person);
            if !named && *person != actor.person {
                mentions.push(Mention { person: *person, name: reader.name.clone() });
            }
        }
        Ok(mentions)
    }

    /// The newest comments that name the actor, and what was replied to theirs, of those that they may read. Each once,
    /// the newest first.
    pub async fn own_mentions(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<OwnMention>, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let variables = object! { person: person_record(actor.person), seminar: slug.to_string() };
        let mut answer = self.read(include_str!("../../queries/reviews/mentions.surql"), variables).await?;
        let naming: Vec<OwnRow> = answer.take(0)?;
        let replied: Vec<OwnRow> = answer.take(2)?;
        let mut mentions: Vec<OwnMention> = Vec::new();
        for row in naming.into_iter().chain(replied) {
            let mention = OwnMention::try_from(row)?;
            let is_listed = mentions.iter().any(|listed| listed.review == mention.review);
            if !is_listed && actor.sees_reviews(&seminar, &mention.key, mention.audience) {
                mentions.push(mention);
            }
        }
        mentions.sort_by_key(|mention| Reverse(mention.at));
        Ok(mentions)
    }
}

pub(super) fn mention_values(mentions: &[Mention]) -> Vec<Value> {
    let value = |mention: &Mention| {
        Value::Object(object! { person: person_record(mention.person), name: mention.name.clone() })
    };
    mentions.iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use domain::person::Role;
    use surrealdb::types::Object;

    use super::*;
    use crate::convert::record;
    use crate::reviews::NewReview;
    use crate::sample::{NOW, most_rows_read, person, store, submission};

    #[tokio::test]
    async fn what_was_replied_is_found_without_reading_the_thread() {
        const OTHERS: u32 = 60;
        const MOST: u64 = 10;
        let (store, slug) = store().await;
        let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
        let staff = person(&store, &slug, Role::Staff, None).await;
        let template = submission(&slug);
        let submitted = store.submit_upload(&kenya, &template, NOW).await.expect("submitted");
        let key = submitted.key().expect("a material");
        let write = async |actor: &Actor, parent: Option<ReviewId>| {
            let review = NewReview { parent, ..NewReview::comment(Audience::Delegation, 1, "A remark") };
            store.write_review(actor, &slug, key, &review, NOW).await.expect("written")
        };
        let own = write(&staff, None).await;
        let reply = write(&kenya, Some(own)).await;
        for _ in 0..OTHERS {
            write(&kenya, None).await;
        }
        let listed = store.own_mentions(&staff, &slug).await.expect("read");
        assert_eq!(listed.iter().map(|listed| listed.review).collect::<Vec<_>>(), [reply]);
        let query = include_str!("../../queries/reviews/mentions.surql");
        let statement =
            query.split(';').find(|statement| statement.contains("FROM review\n")).expect("what is replied");
        let variables: Object = object! { own: vec![record("review", own)], person: person_record(staff.person) };
        let read = most_rows_read(&store, statement, variables).await;
        assert!(read < MOST, "{read} rows: {statement}");
    }
}
