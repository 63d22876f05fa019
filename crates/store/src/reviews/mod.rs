//! The thread of a material: comments and decisions.
//!
//! | module | what |
//! |---|---|
//! | `writing` | comments, replies, decisions |
//! | `changing` | what authors do to their comments: edit, withdraw, change who reads them |
//! | [`own`] | what the threads of their own materials hold for a delegation |
//! | `readers` | who reads a comment, and so can be named in it |
//! | [`forms`] | reviews that were written offline |

mod changing;
pub mod forms;
pub mod own;
mod readers;
mod writing;

use domain::actor::Actor;
use domain::id::{PersonId, ReviewId};
use domain::material::MaterialKey;
use domain::person::Role;
use domain::review::{Audience, EarlierWords, Mention, Review, Verdict};
use domain::seminar::Seminar;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::convert::{instant, key_text, parsed, person_id, person_record, unsigned};
use crate::materials::{MaterialFile, material_record};
use crate::{Store, StoreError};

pub use readers::OwnMention;

pub(crate) const NEWER_VERSION: &str = "another version counts by now; look at it first";
const VERSION_REFUSED: &str = "this version was refused at the gate, and an earlier one counts; look at that one first";
const VERSION_DELETED: &str = "this version has been deleted meanwhile; look at what is there now first";
pub(crate) const DECIDED_MEANWHILE: &str = "someone else decided meanwhile; read their decision first";

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
    /// The page that it points at; the first is 1.
    pub page: Option<u32>,
    /// What it replies to.
    pub parent: Option<ReviewId>,
    /// Whom it names.
    pub mentions: Vec<PersonId>,
}

impl NewReview {
    /// A comment on a version as a whole, which names nobody.
    pub fn comment(audience: Audience, version: u32, body: impl Into<String>) -> Self {
        Self {
            audience,
            verdict: None,
            version,
            seen_decision: None,
            body: body.into(),
            page: None,
            parent: None,
            mentions: Vec::new(),
        }
    }
}

/// What its author makes of a comment.
#[derive(Debug, Clone)]
pub struct ChangedWords {
    pub body: String,
    pub page: Option<u32>,
    pub mentions: Vec<PersonId>,
}

/// In which role someone writes, and of what.
struct Reviewer {
    role: Role,
    file: MaterialFile,
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
    page: Option<i64>,
    replies_to: Option<RecordId>,
    changes: i64,
    edited_at: Option<Datetime>,
    withdrawn_at: Option<Datetime>,
    own: bool,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct MentionRow {
    review: RecordId,
    person: RecordId,
    name: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct EarlierRow {
    review: RecordId,
    body: String,
    page: Option<i64>,
    audience: String,
    until: Datetime,
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
            page: row.page.map(unsigned),
            parent: row.replies_to.map(|parent| parsed("review", &key_text(&parent))).transpose()?,
            mentions: Vec::new(),
            own: row.own,
            changes: unsigned(row.changes),
            edited_at: row.edited_at.map(instant),
            withdrawn_at: row.withdrawn_at.map(instant),
            earlier: Vec::new(),
        })
    }
}

impl TryFrom<EarlierRow> for EarlierWords {
    type Error = StoreError;
    fn try_from(row: EarlierRow) -> Result<Self, StoreError> {
        Ok(Self {
            body: row.body,
            page: row.page.map(unsigned),
            audience: parsed("earlier_words", &row.audience)?,
            until: instant(row.until),
        })
    }
}

impl Store {
    /// The part of the thread that the actor may see, oldest first. Of a reply to something that they may not see, they
    /// do not learn that it is one.
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
        let variables = object! {
            material: material_record(&seminar.slug, key),
            audiences: audiences,
            person: person_record(actor.person),
            staff: actor.is_staff(&seminar.slug),
        };
        let mut answer = self.read(include_str!("../../queries/reviews/thread.surql"), variables).await?;
        let rows: Vec<Row> = answer.take(0)?;
        let mut reviews = rows.into_iter().map(Review::try_from).collect::<Result<Vec<_>, _>>()?;
        let shown: Vec<ReviewId> = reviews.iter().map(|review| review.id).collect();
        for review in &mut reviews {
            review.parent = review.parent.filter(|parent| shown.contains(parent));
        }
        for row in answer.take::<Vec<MentionRow>>(1)? {
            let mention = Mention { person: person_id(&row.person)?, name: row.name };
            if let Some(review) = review_of(&mut reviews, &row.review) {
                review.mentions.push(mention);
            }
        }
        for row in answer.take::<Vec<EarlierRow>>(2)? {
            let record = row.review.clone();
            let words = EarlierWords::try_from(row)?;
            if let Some(review) = review_of(&mut reviews, &record) {
                review.earlier.push(words);
            }
        }
        Ok(reviews)
    }
}

fn review_of<'a>(reviews: &'a mut [Review], record: &RecordId) -> Option<&'a mut Review> {
    let id: ReviewId = key_text(record).parse().ok()?;
    reviews.iter_mut().find(|review| review.id == id)
}
