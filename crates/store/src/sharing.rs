//! Consent that others read a material, and links to the sources of its figures.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::GateState;
use domain::id::SeminarSlug;
use domain::material::{MaterialKey, Version};
use domain::sharing::{Consent, RefusedSharing, SourceLink, checked_reason, read_sources, written_sources};
use domain::time::Instant;
use surrealdb::types::{SurrealValue, Value, object};

use crate::audit::event;
use crate::convert::{read_whole, record, whole};
use crate::live::LiveEvent;
use crate::materials::{MaterialFile, VersionRow, material_record};
use crate::{Store, StoreError};

pub(crate) const CONSENT_CHANGED: &str = "what is on record on sharing has changed meanwhile; look at it first";
const CONSENT_REFUSED: &str = "the file that this consent came with was refused, so the consent does not count; please \
                               read what is on record now";

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct OnRecordRow {
    consent: Option<serde_json::Value>,
    standing_version: Option<VersionRow>,
}

/// What was said last on sharing a material, and by which version it goes.
#[derive(Default)]
pub(crate) struct OnRecord {
    pub said_last: Option<Consent>,
    /// `None` where none has come, or all are deleted.
    pub standing_version: Option<Version>,
}

impl OnRecord {
    /// What was said last, where it holds for the version that stands.
    pub fn holding(&self) -> Option<&Consent> {
        let standing = self.standing_version.as_ref()?;
        self.said_last.as_ref().filter(|said| said.holds_for(standing))
    }

    /// What a write compares, so that it goes by what it was weighed against.
    pub fn said_at(&self) -> Option<i64> {
        self.said_last.as_ref().map(|said| said.at.millis())
    }
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
        let on_record = self.sharing_on_record(slug, key).await?;
        let weighed_against = on_record.said_at();
        let standing = on_record.standing_version.ok_or(RefusedSharing::NothingSubmitted)?;
        let said = Consent::of(&standing, on_record.said_last);
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
        let consent = Consent { given, by, reason, at: now, version: None, from_version: Some(standing.number) };
        let variables = object! {
            material: material_record(slug, key),
            consent: whole("material", &consent)?,
            standing: record("version", standing.id),
            weighed_against: weighed_against,
            event: event(&actor.into(), action, Some(slug), key, detail, now),
        };
        self.write(include_str!("../queries/sharing/consent.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(now)
    }

    pub(crate) async fn sharing_on_record(
        &self,
        slug: &SeminarSlug,
        key: &MaterialKey,
    ) -> Result<OnRecord, StoreError> {
        let variables = object! { material: material_record(slug, key) };
        let query = "SELECT consent, newest.* AS standing_version FROM $material";
        let Some(row) = self.row::<OnRecordRow>(query, variables).await? else { return Ok(OnRecord::default()) };
        Ok(OnRecord {
            said_last: row.consent.map(|consent| read_whole("material", consent)).transpose()?,
            standing_version: row.standing_version.map(Version::try_from).transpose()?,
        })
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
