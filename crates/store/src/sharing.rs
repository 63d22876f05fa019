//! Consent that others read a material, and links to the sources of its figures.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::SeminarSlug;
use domain::material::MaterialKey;
use domain::sharing::{Consent, RefusedSharing, SourceLink, check_reason, read_sources};
use domain::time::Instant;
use surrealdb::types::{Value, object};

use crate::audit::event;
use crate::convert::whole;
use crate::live::LiveEvent;
use crate::materials::{MaterialFile, material_record};
use crate::{Store, StoreError};

impl Store {
    /// Gives consent that other delegations read a material once it is accepted, or takes it back. The delegation
    /// says so itself; staff enter it with what they go by.
    pub async fn set_consent(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        given: bool,
        reason: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let file = self.material(actor, slug, key).await?;
        let reason = match (actor.submits(&file.seminar, key), actor.is_staff(slug)) {
            (true, _) => None,
            (false, true) => Some(check_reason(reason)?.to_owned()),
            (false, false) => return Err(StoreError::Forbidden),
        };
        let action = if given { Action::ConsentGiven } else { Action::ConsentTakenBack };
        let detail = reason.clone().unwrap_or_default();
        let consent = Consent { given, by: actor.name.to_string(), reason, at: now };
        let variables = object! {
            material: material_record(slug, key),
            consent: whole("material", &consent)?,
            event: event(&actor.into(), action, Some(slug), key, detail, now),
        };
        self.write(include_str!("../queries/sharing/consent.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(())
    }

    /// Puts the links that `text` has, one on each line, in place of those that the material had. The delegation may
    /// until the assignment closes.
    pub async fn set_sources(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        key: &MaterialKey,
        text: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let MaterialFile { seminar, .. } = self.material(actor, slug, key).await?;
        if !actor.submits(&seminar, key) {
            return Err(StoreError::Forbidden);
        }
        let assignment = seminar.assignment_for(&key.assignment, key.country).ok_or(StoreError::NotFound)?;
        if now > assignment.closes {
            return Err(RefusedSharing::Closed.into());
        }
        let sources = read_sources(text)?;
        let detail = sources.iter().map(|source| source.address.as_str()).collect::<Vec<_>>().join(" ");
        let variables = object! {
            material: material_record(slug, key),
            sources: sources.into_iter().map(source_row).collect::<Vec<_>>(),
            event: event(&actor.into(), Action::SourcesChanged, Some(slug), key, detail, now),
        };
        self.write(include_str!("../queries/sharing/sources.surql"), variables).await?;
        self.tell(LiveEvent::Material { seminar: slug.clone(), key: key.clone() });
        Ok(())
    }
}

fn source_row(SourceLink { address, label }: SourceLink) -> Value {
    Value::Object(object! { address: address, label: label })
}
