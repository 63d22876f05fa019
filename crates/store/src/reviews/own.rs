//! What the threads of their own materials hold for the members of a delegation.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::id::{AssignmentSlug, SeminarSlug};
use surrealdb::types::{RecordId, SurrealValue, object};

use crate::convert::{parsed, person_record};
use crate::materials::{keys_of, material_record};
use crate::{Store, StoreError};

/// Of the thread of one material.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnThread {
    /// How many of its comments the actor has written, without those that were withdrawn.
    pub own: usize,
    /// The decision that stands, where it asks for changes.
    pub asked: Option<AskedChanges>,
}

/// A decision that asks for changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedChanges {
    pub author: String,
    pub body: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct WrittenRow {
    assignment: String,
    own: Vec<RecordId>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct AskedRow {
    assignment: String,
    author: String,
    body: String,
}

impl Store {
    /// For each assignment to which the actor's delegation has handed in something.
    pub async fn own_threads(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
    ) -> Result<BTreeMap<AssignmentSlug, OwnThread>, StoreError> {
        let country = actor.delegation(slug).ok_or(StoreError::NotFound)?;
        let seminar = self.seminar(slug)?;
        let records: Vec<RecordId> = keys_of(&seminar, country).iter().map(|key| material_record(slug, key)).collect();
        let variables = object! { materials: records, person: person_record(actor.person) };
        let mut answer = self.read(include_str!("../../queries/reviews/own_threads.surql"), variables).await?;
        let mut threads: BTreeMap<AssignmentSlug, OwnThread> = BTreeMap::new();
        for row in answer.take::<Vec<WrittenRow>>(0)? {
            threads.entry(parsed("material", &row.assignment)?).or_default().own = row.own.len();
        }
        for row in answer.take::<Vec<AskedRow>>(1)? {
            let asked = AskedChanges { author: row.author, body: row.body };
            threads.entry(parsed("material", &row.assignment)?).or_default().asked = Some(asked);
        }
        Ok(threads)
    }
}
