//! Reviews that were written offline. What the dry run shows and what is recorded go through the same steps, and the id
//! of a review follows from its row and its author: the same file again records nothing more.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::id::{FormRowId, PersonId, ReviewFormId, ReviewId, SeminarSlug};
use domain::material::{Material, MaterialFilter, MaterialKey};
use domain::review::form::{FilledForm, FilledRow, FormRow, Line, OnRecord, Outcome, Wish};
use domain::seminar::Seminar;
use domain::time::Instant;
use domain::words::tidied;
use sha2::{Digest, Sha256};
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use super::{DECIDED_MEANWHILE, NewReview};
use crate::convert::{datetime, key_text, parsed, person_record, read_whole, record, unsigned, whole};
use crate::error::is_duplicate;
use crate::materials::material_record;
use crate::{Store, StoreError};

/// A filled-in form, and what would become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRun {
    /// Of the file.
    pub name: String,
    pub lines: Vec<Line>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DecisionRow {
    assignment: String,
    country: String,
    decision: RecordId,
}

/// What was recorded from a row.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct RecordedRow {
    id: RecordId,
    material: RecordId,
    version: i64,
    body: String,
    page: Option<i64>,
    verdict: Option<String>,
    audience: String,
    withdrawn_at: Option<Datetime>,
}

impl RecordedRow {
    /// `material` is the one that the row names.
    fn for_row_of(&self, material: &RecordId) -> Result<OnRecord, StoreError> {
        Ok(OnRecord {
            here: self.material == *material,
            version: unsigned(self.version),
            // What was recorded long ago may have other ends of lines.
            body: tidied(&self.body),
            page: self.page.map(unsigned),
            verdict: self.verdict.as_deref().map(|verdict| parsed("review", verdict)).transpose()?,
            audience: parsed("review", &self.audience)?,
            withdrawn: self.withdrawn_at.is_some(),
        })
    }
}

/// A line of a form with what it takes to record it.
struct Prepared {
    line: Line,
    /// `None` where nothing can be recorded.
    new: Option<(Wish, ReviewId)>,
}

impl Store {
    /// What a form for these materials consists of: those that the actor decides on, with a version that stands and that
    /// they can open.
    pub async fn review_form_rows(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        filter: &MaterialFilter,
    ) -> Result<Vec<FormRow>, StoreError> {
        let seminar = self.seminar_for_hosts(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<DecisionRow> =
            self.rows(include_str!("../../queries/reviews/decisions.surql"), variables).await?;
        let mut decisions: BTreeMap<MaterialKey, ReviewId> = BTreeMap::new();
        for row in rows {
            let key = MaterialKey {
                assignment: parsed("material", &row.assignment)?,
                country: parsed("material", &row.country)?,
            };
            decisions.insert(key, parsed("material", &key_text(&row.decision))?);
        }
        let materials = self.materials(actor, slug, filter).await?.into_iter();
        let is_for = |material: &Material| material.standing().is_open() && actor.decides(&seminar, &material.key);
        let row = |material: Material| FormRow {
            row: FormRowId::generate(),
            decision: decisions.get(&material.key).copied(),
            material,
        };
        Ok(materials.filter(is_for).map(row).collect())
    }

    /// Keeps a filled-in form for a day, for the one who uploaded it.
    pub async fn keep_review_form(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        form: &FilledForm,
        now: Instant,
    ) -> Result<ReviewFormId, StoreError> {
        self.seminar_for_hosts(actor, slug)?;
        let id = ReviewFormId::generate();
        let variables = object! {
            form: record("review_form", id),
            seminar: slug.to_string(),
            person: person_record(actor.person),
            content: whole("review_form", form)?,
            now: datetime(now),
            expires: datetime(now.plus_days(1)),
        };
        self.write(include_str!("../../queries/reviews/keep_form.surql"), variables).await?;
        Ok(id)
    }

    /// What recording the form would do now. Changes nothing.
    pub async fn dry_run_review_form(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        id: ReviewFormId,
        now: Instant,
    ) -> Result<FormRun, StoreError> {
        let (name, prepared) = self.prepare_form(actor, slug, id, now).await?;
        Ok(FormRun { name, lines: prepared.into_iter().map(|prepared| prepared.line).collect() })
    }

    /// Records what can be recorded, and answers how many reviews that were. Each is a transaction of its own; the whole
    /// runs to its end whether or not the caller waits.
    pub async fn record_review_form(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        id: ReviewFormId,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let (_, prepared) = self.prepare_form(actor, slug, id, now).await?;
        let (store, actor, slug) = (self.clone(), actor.clone(), slug.clone());
        let run = async move {
            let mut recorded = 0;
            for (wish, id) in prepared.into_iter().filter_map(|prepared| prepared.new) {
                match store.record_review(&actor, &slug, &wish.key, &new_review(&wish), id, now).await {
                    Ok(()) => recorded += 1,
                    // It was recorded, or a rule began to forbid it, between the two steps: the page says which.
                    Err(error) if is_duplicate(&error) || refusal(&error).is_some() => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(recorded)
        };
        tokio::spawn(run).await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }

    async fn prepare_form(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        id: ReviewFormId,
        now: Instant,
    ) -> Result<(String, Vec<Prepared>), StoreError> {
        let seminar = self.seminar_for_hosts(actor, slug)?;
        let variables = object! {
            form: record("review_form", id),
            seminar: slug.to_string(),
            person: person_record(actor.person),
            now: datetime(now),
        };
        let content: Option<serde_json::Value> =
            self.row(include_str!("../../queries/reviews/form.surql"), variables).await?;
        let FilledForm { name, rows } = read_whole("review_form", content.ok_or(StoreError::NotFound)?)?;
        let recorded = self.recorded(actor.person, &rows).await?;
        let mut lines_of_rows: BTreeMap<FormRowId, u32> = BTreeMap::new();
        let mut prepared = Vec::new();
        for row in rows {
            prepared.push(self.prepare_row(actor, &seminar, row, &recorded, &mut lines_of_rows).await?);
        }
        Ok((name, prepared))
    }

    async fn prepare_row(
        &self,
        actor: &Actor,
        seminar: &Seminar,
        row: FilledRow,
        recorded: &BTreeMap<ReviewId, RecordedRow>,
        lines_of_rows: &mut BTreeMap<FormRowId, u32>,
    ) -> Result<Prepared, StoreError> {
        let line = row.line;
        let done = |outcome, audience| Prepared { line: Line { row: row.clone(), audience, outcome }, new: None };
        let wish = match row.wish() {
            Ok(wish) => wish,
            Err(unclear) => return Ok(done(Outcome::Refused(unclear.to_string()), None)),
        };
        let audience = Some(wish.audience);
        let first = *lines_of_rows.entry(wish.row).or_insert(line);
        if first != line {
            let words = format!(
                "this is a copy of line {first}: each line of a form is recorded once; download another form for another \
                 comment"
            );
            return Ok(done(Outcome::Refused(words), audience));
        }
        let id = review_of_row(actor.person, wish.row);
        let new = new_review(&wish);
        let standing = self.standing_decision(actor, &seminar.slug, &wish.key, &new).await?;
        if standing.is_some() {
            return Ok(done(Outcome::Recorded, audience));
        }
        if let Some(recorded) = recorded.get(&id) {
            let on_record = recorded.for_row_of(&material_record(&seminar.slug, &wish.key))?;
            let same = on_record.says_the_same(&wish);
            let outcome = if same { Outcome::Recorded } else { Outcome::Refused(on_record.in_words()) };
            return Ok(done(outcome, audience));
        }
        match self.is_of_older_version(actor, seminar, &wish).await {
            Ok(older) => {
                let line = Line { row, audience, outcome: Outcome::New { older } };
                Ok(Prepared { line, new: Some((wish, id)) })
            }
            Err(error) => match refusal(&error) {
                Some(words) => Ok(done(Outcome::Refused(words), audience)),
                None => Err(error),
            },
        }
    }

    /// Whether a newer version stands by now, if the wish can be recorded all the same.
    async fn is_of_older_version(&self, actor: &Actor, seminar: &Seminar, wish: &Wish) -> Result<bool, StoreError> {
        let desk = self.admit_review(actor, seminar, &wish.key, &new_review(wish)).await?;
        let standing_number = desk.file.material.standing_version.as_ref().map_or(0, |version| version.number);
        let decision =
            desk.file.reviews.iter().rev().find(|review| review.verdict.is_some() && review.version == standing_number);
        if wish.verdict.is_some() && decision.map(|decision| decision.id) != wish.seen_decision {
            return Err(StoreError::Changed(DECIDED_MEANWHILE));
        }
        Ok(wish.version < standing_number)
    }

    /// What is on record from these rows.
    async fn recorded(
        &self,
        person: PersonId,
        rows: &[FilledRow],
    ) -> Result<BTreeMap<ReviewId, RecordedRow>, StoreError> {
        let ids = rows.iter().filter_map(|row| row.row.parse::<FormRowId>().ok()).map(|row| review_of_row(person, row));
        let variables = object! { ids: ids.map(|id| record("review", id)).collect::<Vec<_>>() };
        let query = "SELECT id, material, version, body, page, verdict, audience, withdrawn_at FROM $ids";
        let found: Vec<RecordedRow> = self.rows(query, variables).await?;
        let by_id = |row: RecordedRow| {
            let id: ReviewId = parsed("review", &key_text(&row.id))?;
            Ok::<_, StoreError>((id, row))
        };
        found.into_iter().map(by_id).collect()
    }
}

fn new_review(wish: &Wish) -> NewReview {
    NewReview {
        verdict: wish.verdict,
        seen_decision: wish.seen_decision,
        page: wish.page,
        ..NewReview::comment(wish.audience, wish.version, &wish.body)
    }
}

/// The id of the review that this person records from this row.
fn review_of_row(person: PersonId, row: FormRowId) -> ReviewId {
    let digest = Sha256::digest(format!("review form: {person} {row}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    ReviewId::of_bytes(bytes)
}

/// Why a row is not recorded, if the error is about the row and not about the database.
fn refusal(error: &StoreError) -> Option<String> {
    match error {
        StoreError::NotFound => Some("there is no such material or version, or none that you may see".to_owned()),
        StoreError::Forbidden | StoreError::Changed(_) | StoreError::Review(_) => Some(error.to_string()),
        _ => None,
    }
}
