//! What those who lead a session do in its round: answer, hide, close, and set the order of speaking.

use domain::actor::Actor;
use domain::audit::Action;
use domain::country::{Country, CountryCode};
use domain::discussion::question::{checked_answer, checked_reason};
use domain::discussion::{Answer, Closing, Hiding, OrderChange, Speaker, SpeakingOrder};
use domain::id::{QuestionId, SeminarSlug, SessionSlug};
use domain::material::{MaterialFilter, Outline};
use domain::time::Instant;
use surrealdb::types::object;

use super::{ORDER_CHANGED, ROUND_CHANGED, Round, about};
use crate::convert::{record, whole};
use crate::{Store, StoreError};

impl Store {
    /// Marks a question as answered, with a text or without; `None` opens it again.
    pub async fn answer_question(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        id: QuestionId,
        text: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let round = self.led_discussion(actor, slug, session).await?;
        let asker = round.question(id)?.asker();
        let by = || actor.name.to_string();
        let answer = text.map(|text| Ok::<_, StoreError>(Answer { by: by(), text: checked_answer(text)?, at: now }));
        let answer = answer.transpose()?;
        let action = if answer.is_some() { Action::QuestionAnswered } else { Action::QuestionReopened };
        let mut variables = about(&round, actor, action, asker, now);
        let answer = answer.map(|answer| whole("question", &answer)).transpose()?;
        variables.extend(object! { question: record("question", id), answer: answer });
        self.write(include_str!("../../queries/discussion/answer.surql"), variables).await?;
        self.tell_discussion(&round);
        Ok(())
    }

    /// Takes a question out of the round, with a reason that its author reads; `None` shows it again.
    pub async fn hide_question(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        id: QuestionId,
        reason: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let round = self.led_discussion(actor, slug, session).await?;
        let asker = round.question(id)?.asker();
        let reason = reason.map(checked_reason).transpose()?;
        let (action, detail) = match &reason {
            Some(reason) => (Action::QuestionHidden, format!("{asker}: {reason}")),
            None => (Action::QuestionShown, asker),
        };
        let hiding = reason.map(|reason| Hiding { by: actor.name.to_string(), reason, at: now });
        let hiding = hiding.map(|hiding| whole("question", &hiding)).transpose()?;
        let mut variables = about(&round, actor, action, detail, now);
        variables.extend(object! { question: record("question", id), hiding: hiding });
        self.write(include_str!("../../queries/discussion/hide.surql"), variables).await?;
        self.tell_discussion(&round);
        Ok(())
    }

    /// Ends the round, or opens it again, over what the actor has `seen`. Answers when it was closed that now is: what
    /// stands already is not done once more.
    pub async fn close_discussion(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        close: bool,
        seen: Option<Instant>,
        now: Instant,
    ) -> Result<Option<Instant>, StoreError> {
        let round = self.led_discussion(actor, slug, session).await?;
        let closed = round.closed.as_ref().map(|closing| closing.at);
        if closed.is_some() == close {
            return Ok(closed);
        }
        if closed != seen {
            return Err(StoreError::Changed(ROUND_CHANGED));
        }
        let before = round.closed.as_ref().map(|closing| whole("discussion", closing)).transpose()?;
        let closing = close.then(|| Closing { by: actor.name.to_string(), at: now });
        let closing = closing.map(|closing| whole("discussion", &closing)).transpose()?;
        let action = if close { Action::DiscussionClosed } else { Action::DiscussionReopened };
        let mut variables = about(&round, actor, action, "", now);
        variables.extend(object! { before: before, closing: closing });
        self.write(include_str!("../../queries/discussion/close.surql"), variables).await?;
        self.tell_discussion(&round);
        Ok(close.then_some(now))
    }

    /// Changes the order of speaking. `seen` is the revision on the actor's screen: nothing is changed over
    /// what they have not seen.
    #[expect(clippy::too_many_arguments, reason = "where, what, and what was seen")]
    pub async fn change_speaking_order(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        country: CountryCode,
        change: OrderChange,
        seen: u32,
        now: Instant,
    ) -> Result<(), StoreError> {
        let round = self.led_order(actor, slug, session, seen).await?;
        let delegations = self.delegation_countries(slug).await?;
        let speakers = round.speaking.changed(country, change, &delegations)?;
        self.put_speakers(actor, &round, speakers, country.name(), now).await
    }

    /// Puts all of [`Self::countries_to_present`] that are not in the order of speaking at its end, by name. `seen` as
    /// above.
    pub async fn add_all_speakers(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        minutes: u32,
        seen: u32,
        now: Instant,
    ) -> Result<(), StoreError> {
        let round = self.led_order(actor, slug, session, seen).await?;
        let countries = self.countries_to_present(actor, &round).await?;
        let countries: Vec<CountryCode> = countries.into_iter().map(|country| country.code).collect();
        let speakers = round.speaking.with_all(&countries, minutes)?;
        let more = match speakers.len() - round.speaking.speakers.len() {
            1 => "1 more country".to_owned(),
            more => format!("{more} more countries"),
        };
        self.put_speakers(actor, &round, speakers, more, now).await
    }

    async fn put_speakers(
        &self,
        actor: &Actor,
        round: &Round,
        speakers: Vec<Speaker>,
        detail: String,
        now: Instant,
    ) -> Result<(), StoreError> {
        let seen = round.speaking.revision;
        let speaking = SpeakingOrder { revision: seen + 1, speakers };
        let mut variables = about(round, actor, Action::SpeakingOrderChanged, detail, now);
        variables.extend(object! { seen: i64::from(seen), speaking: whole("discussion", &speaking)? });
        self.write(include_str!("../../queries/discussion/order.surql"), variables).await?;
        self.tell_discussion(round);
        Ok(())
    }

    /// The delegations that have submitted what is presented in the session, as far as the actor sees it, by name; for
    /// the seminar's hosts.
    pub async fn countries_to_present(&self, actor: &Actor, round: &Round) -> Result<Vec<Country>, StoreError> {
        let (seminar, slug) = (&round.seminar, &round.seminar.slug);
        let materials = self.outlines(actor, slug, &MaterialFilter::default()).await?;
        let is_presented = |material: &Outline| {
            let assignment = seminar.assignment(&material.key.assignment);
            !material.state().is_nothing() && assignment.is_some_and(|one| one.is_presented_in(&round.session))
        };
        let mut countries = self.delegated_countries(actor, slug).await?;
        countries.retain(|country| {
            materials.iter().any(|material| material.key.country == country.code && is_presented(material))
        });
        Ok(countries)
    }

    /// The round, for those who lead its session and have seen its order of speaking as it is.
    async fn led_order(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
        seen: u32,
    ) -> Result<Round, StoreError> {
        let round = self.led_discussion(actor, slug, session).await?;
        if round.speaking.revision == seen { Ok(round) } else { Err(StoreError::Changed(ORDER_CHANGED)) }
    }

    /// The round, for those who lead its session.
    async fn led_discussion(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        session: &SessionSlug,
    ) -> Result<Round, StoreError> {
        let round = self.discussion(actor, slug, session).await?;
        if round.leads { Ok(round) } else { Err(StoreError::Forbidden) }
    }
}
