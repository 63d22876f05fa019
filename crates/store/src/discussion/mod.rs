//! The discussion round of a session: questions, votes, answers, the order of speaking.
//!
//! | module | what |
//! |---|---|
//! | `asking` | what any member does |
//! | `leading` | what those who lead the session do |

mod asking;
mod leading;

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::actor::Actor;
use domain::audit::Action;
use domain::country::CountryCode;
use domain::discussion::question::sort;
use domain::discussion::{Closing, Question, RefusedQuestion, SpeakingOrder, Turn};
use domain::id::{QuestionId, SeminarSlug, SessionSlug};
use domain::seminar::{Seminar, Session};
use domain::time::Instant;
use surrealdb::types::{Datetime, Object, RecordId, SurrealValue, object};

use crate::audit::event;
use crate::convert::{composite, datetime, instant, key_text, parsed, person_record, read_whole, unsigned};
use crate::live::LiveEvent;
use crate::{Store, StoreError};

/// A session's round as the actor may see it.
#[derive(Debug, Clone)]
pub struct Round {
    pub seminar: Arc<Seminar>,
    pub session: Session,
    /// The actor answers, hides, closes and sets the order of speaking.
    pub leads: bool,
    /// In the order in which they are shown.
    pub questions: Vec<Question>,
    /// Set while the round takes no questions and votes.
    pub closed: Option<Closing>,
    pub speaking: SpeakingOrder,
}

impl Round {
    fn question(&self, id: QuestionId) -> Result<&Question, StoreError> {
        self.questions.iter().find(|question| question.id == id).ok_or(StoreError::NotFound)
    }

    fn refuse_if_closed(&self) -> Result<(), StoreError> {
        if self.closed.is_some() { Err(RefusedQuestion::Closed.into()) } else { Ok(()) }
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct RoundRow {
    closed: Option<serde_json::Value>,
    speaking: Option<serde_json::Value>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct QuestionRow {
    id: RecordId,
    author: String,
    role: String,
    country: Option<String>,
    body: String,
    at: Datetime,
    votes: i64,
    answer: Option<serde_json::Value>,
    earlier_answer: Option<String>,
    hiding: Option<serde_json::Value>,
    own: bool,
}

impl TryFrom<QuestionRow> for Question {
    type Error = StoreError;
    fn try_from(row: QuestionRow) -> Result<Self, StoreError> {
        let country: Option<CountryCode> = row.country.map(|code| parsed("question", &code)).transpose()?;
        Ok(Self {
            id: parsed("question", &key_text(&row.id))?,
            author: row.author,
            role: parsed("question", &row.role)?,
            country: country.map(Into::into),
            body: row.body,
            at: instant(row.at),
            votes: unsigned(row.votes),
            own: row.own,
            voted: false,
            answer: row.answer.map(|answer| read_whole("question", answer)).transpose()?,
            earlier_answer: row.earlier_answer,
            hiding: row.hiding.map(|hiding| read_whole("question", hiding)).transpose()?,
        })
    }
}

fn discussion_record(seminar: &SeminarSlug, session: &SessionSlug) -> RecordId {
    composite("discussion", &[seminar, session])
}

impl Store {
    /// The round of a session, for members of the seminar. What was hidden only those who lead the session
    /// and its author see.
    pub async fn discussion(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
    ) -> Result<Round, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let session = seminar.session(session).cloned().ok_or(StoreError::NotFound)?;
        let leads = actor.leads(&seminar, &session);
        let variables = object! {
            discussion: discussion_record(slug, &session.slug),
            person: person_record(actor.person),
            leads: leads,
        };
        let mut answer = self.read(include_str!("../../queries/discussion/round.surql"), variables).await?;
        let round = answer.take::<Vec<RoundRow>>(0)?.into_iter().next();
        let (closed, speaking) = round.map_or((None, None), |round| (round.closed, round.speaking));
        let rows: Vec<QuestionRow> = answer.take(1)?;
        let voted: BTreeSet<String> = answer.take::<Vec<RecordId>>(2)?.iter().map(key_text).collect();
        let mut questions = rows.into_iter().map(Question::try_from).collect::<Result<Vec<_>, _>>()?;
        for question in &mut questions {
            question.voted = voted.contains(&question.id.to_string());
            question.earlier_answer = question.earlier_answer.take().filter(|_| leads);
        }
        sort(&mut questions);
        Ok(Round {
            closed: closed.map(|closed| read_whole("discussion", closed)).transpose()?,
            speaking: speaking.map(|order| read_whole("discussion", order)).transpose()?.unwrap_or_default(),
            questions,
            leads,
            session,
            seminar,
        })
    }

    /// The countries that have spoken in a session of the seminar, for its members: they see the order of speaking of
    /// each.
    pub async fn countries_that_spoke(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
    ) -> Result<BTreeSet<CountryCode>, StoreError> {
        let seminar = self.seminar_for_member(actor, slug)?;
        let rounds: Vec<RecordId> =
            seminar.sessions.iter().map(|session| discussion_record(slug, &session.slug)).collect();
        let variables = object! { rounds: rounds };
        let orders: Vec<serde_json::Value> =
            self.rows("SELECT VALUE speaking FROM $rounds WHERE speaking != NONE", variables).await?;
        let mut spoke = BTreeSet::new();
        for order in orders {
            let order: SpeakingOrder = read_whole("discussion", order)?;
            let speakers = order.speakers.into_iter().filter(|speaker| speaker.turn == Turn::Spoken);
            spoke.extend(speakers.map(|speaker| speaker.country));
        }
        Ok(spoke)
    }

    /// Is anything on record that an import must not orphan?
    pub(crate) async fn is_discussed(&self, slug: &SeminarSlug, session: &SessionSlug) -> Result<bool, StoreError> {
        let variables = object! { discussion: discussion_record(slug, session) };
        Ok(self.row::<bool>("SELECT VALUE true FROM $discussion", variables).await?.is_some())
    }

    pub(crate) fn tell_discussion(&self, round: &Round) {
        self.tell(LiveEvent::Discussion { seminar: round.seminar.slug.clone(), session: round.session.slug.clone() });
    }
}

/// Two hosts change the order of speaking at once.
pub(crate) const ORDER_CHANGED: &str = "someone else has changed the order of speaking meanwhile; look at it first";

pub(crate) const ROUND_CHANGED: &str =
    "someone else has closed this round or opened it again meanwhile; look at it first";

/// What every write about a round binds.
fn about(round: &Round, actor: &Actor, action: Action, detail: impl ToString, now: Instant) -> Object {
    let (slug, session) = (&round.seminar.slug, &round.session.slug);
    object! {
        discussion: discussion_record(slug, session),
        seminar: slug.to_string(),
        class_session: session.to_string(),
        person: person_record(actor.person),
        now: datetime(now),
        event: event(&actor.into(), action, Some(slug), &round.session.title, detail, now),
    }
}
