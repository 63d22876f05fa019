//! Consent that others read a material, and links to the sources of its figures.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::GateState;
use domain::id::SeminarSlug;
use domain::material::MaterialKey;
use domain::sharing::{Consent, RefusedSharing, SourceLink, checked_reason, read_sources, written_sources};
use domain::time::Instant;
use surrealdb::types::{SurrealValue, Value, object};

use crate::audit::event;
use crate::convert::{read_whole, unsigned, whole};
use crate::live::LiveEvent;
use crate::materials::{MaterialFile, material_record};
use crate::{Store, StoreError};

pub(crate) const CONSENT_CHANGED: &str = "what is on record on sharing has changed meanwhile; look at it first";
const CONSENT_REFUSED: &str = "the consent that you have seen came with a file that has been refused meanwhile, and does \
                               not count any more; look at what is on record now first";

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ConsentRow {
    consent: serde_json::Value,
    /// `None` where all versions are deleted.
    standing_number: Option<i64>,
}

impl Store {
    /// Gives consent that other delegations read a material once it is accepted, or takes it back, over what the actor
    /// has `seen`. The delegation says so itself; staff enter it with what they go by. Answers when what then stands was
    /// said: what stands already is not said once more.
    #[expect(clippy::too_many_arguments, reason = "where, what, and what was seen")]
    pub async fn set_consent(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        given: bool,
        reason: &str,
        seen: Option<Instant>,
        now: Instant,
    ) -> Result<Instant, StoreError> {
        let file = self.material(actor, slug, key).await?;
        let reason = match (actor.submits(&file.seminar, key), actor.is_staff(slug)) {
            (true, _) => None,
            (false, true) => Some(checked_reason(reason)?),
            (false, false) => return Err(StoreError::Forbidden),
        };
        let said = file.material.consent;
        if let Some(said) = said.as_ref().filter(|said| said.given == given) {
            return Ok(said.at);
        }
        if said.map(|said| said.at) != seen {
            let came_with_refused = file.versions.iter().any(|version| {
                let is_refused = version.passage.state == GateState::Refused && version.consent == Some(true);
                is_refused && seen == Some(version.submitted_at)
            });
            return Err(StoreError::Changed(if came_with_refused { CONSENT_REFUSED } else { CONSENT_CHANGED }));
        }
        let action = if given { Action::ConsentGiven } else { Action::ConsentTakenBack };
        let detail = reason.clone().unwrap_or_default();
        let by = actor.name.to_string();
        let consent = Consent { given, by, reason, at: now, version: None, from_version: None };
        let variables = object! {
            material: material_record(slug, key),
            consent: whole("material", &consent)?,
            seen: seen.map(Instant::millis),
            event: event(&actor.into(), action, Some(slug), key, detail, now),
        };
        self.write(include_str!("../queries/sharing/consent.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(now)
    }

    /// What is on record on sharing a material, and whether it holds for the version that stands; `None` where nothing is.
    pub(crate) async fn consent_on_record(
        &self,
        slug: &SeminarSlug,
        key: &MaterialKey,
    ) -> Result<Option<(Consent, bool)>, StoreError> {
        let variables = object! { material: material_record(slug, key) };
        let query = "SELECT consent, newest.number AS standing_number FROM $material WHERE consent != NONE";
        let Some(row) = self.row::<ConsentRow>(query, variables).await? else { return Ok(None) };
        let consent: Consent = read_whole("material", row.consent)?;
        let holds = row.standing_number.is_some_and(|standing| consent.holds_for(unsigned(standing)));
        Ok(Some((consent, holds)))
    }

    /// Puts the links that `text` has, one on each line, in place of those that `seen` has in the same way, if the
    /// material still has them; answers them. The delegation may until the assignment closes.
    pub async fn set_sources(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        text: &str,
        seen: &str,
        now: Instant,
    ) -> Result<Vec<SourceLink>, StoreError> {
        let MaterialFile { seminar, .. } = self.material(actor, slug, key).await?;
        if !actor.submits(&seminar, key) {
            return Err(StoreError::Forbidden);
        }
        let assignment = seminar.assignment_for(&key.assignment, key.country).ok_or(StoreError::NotFound)?;
        if now > assignment.closes {
            return Err(RefusedSharing::Closed.into());
        }
        let (sources, seen) = (read_sources(text)?, read_sources(seen)?);
        let detail = written_sources(&sources).replace('\n', "; ");
        let variables = object! {
            material: material_record(slug, key),
            sources: source_rows(&sources),
            seen: source_rows(&seen),
            event: event(&actor.into(), Action::SourcesChanged, Some(slug), key, detail, now),
        };
        self.write(include_str!("../queries/sharing/sources.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(sources)
    }
}

fn source_rows(sources: &[SourceLink]) -> Vec<Value> {
    let row =
        |source: &SourceLink| Value::Object(object! { address: source.address.clone(), label: source.label.clone() });
    sources.iter().map(row).collect()
}
