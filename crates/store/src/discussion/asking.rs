//! What any member of the seminar does in a round: ask, vote, withdraw.

use domain::actor::Actor;
use domain::audit::Action;
use domain::discussion::question::{MAX_QUESTIONS, checked_question};
use domain::id::{QuestionId, SeminarSlug, SessionSlug};
use domain::time::Instant;
use surrealdb::types::object;

use super::{about, discussion_record};
use crate::convert::{composite, datetime, person_record, record};
use crate::error::is_duplicate;
use crate::{Store, StoreError};

impl Store {
    /// Asks a question. The same id again asks nothing more: a client may post twice when it missed the answer.
    pub async fn ask_question(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        id: QuestionId,
        body: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let round = self.discussion(actor, slug, session).await?;
        let body = checked_question(body)?;
        let role = actor.role(slug).ok_or(StoreError::NotFound)?;
        let mut variables = about(&round, actor, Action::QuestionAsked, "", now);
        variables.extend(object! {
            question: record("question", id),
            author: actor.name.to_string(),
            role: role.as_str().to_owned(),
            country: actor.delegation(slug).map(|country| country.to_string()),
            body: body,
            most: i64::from(MAX_QUESTIONS),
        });
        match self.write(include_str!("../../queries/discussion/ask.surql"), variables).await {
            Ok(_) => self.tell_discussion(&round),
            Err(_) if self.has_asked(actor, id).await? => {}
            // The id is someone else's, who may have asked elsewhere.
            Err(error) if is_duplicate(&error) => return Err(StoreError::NotFound),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Did the actor ask this already, whatever has become of it?
    async fn has_asked(&self, actor: &Actor, id: QuestionId) -> Result<bool, StoreError> {
        let variables = object! { question: record("question", id), person: person_record(actor.person) };
        let query = "SELECT VALUE true FROM $question WHERE person = $person";
        Ok(self.row::<bool>(query, variables).await?.is_some())
    }

    /// Votes for a question, or takes the vote back. Doing so twice changes nothing more.
    pub async fn vote_question(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        id: QuestionId,
        wanted: bool,
        now: Instant,
    ) -> Result<(), StoreError> {
        let round = self.discussion(actor, slug, session).await?;
        let question = round.question(id)?;
        round.refuse_if_closed()?;
        question.takes_vote()?;
        let variables = object! {
            discussion: discussion_record(slug, session),
            question: record("question", id),
            vote: composite("question_vote", &[&id, &actor.person]),
            person: person_record(actor.person),
            wanted: wanted,
            now: datetime(now),
        };
        self.write(include_str!("../../queries/discussion/vote.surql"), variables).await?;
        self.tell_discussion(&round);
        Ok(())
    }

    /// Takes back a question of the actor's own.
    pub async fn withdraw_question(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        id: QuestionId,
        now: Instant,
    ) -> Result<(), StoreError> {
        let round = self.discussion(actor, slug, session).await?;
        let question = round.question(id)?;
        if !question.own {
            return Err(StoreError::Forbidden);
        }
        question.may_be_withdrawn()?;
        let mut variables = about(&round, actor, Action::QuestionWithdrawn, "", now);
        variables.extend(object! { question: record("question", id) });
        self.write(include_str!("../../queries/discussion/withdraw.surql"), variables).await?;
        self.tell_discussion(&round);
        Ok(())
    }
}
