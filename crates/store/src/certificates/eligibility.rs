//! Everybody's standing now, and as staff froze it.

use std::collections::HashSet;
use std::sync::Arc;

use domain::actor::Actor;
use domain::audit::Action;
use domain::certificate::eligibility::{
    Candidate, Difference, EligibilityCounts, EligibilityList, Imprint, differences, draw_candidates,
};
use domain::id::{EligibilityListId, PersonId, SeminarSlug};
use domain::seminar::Seminar;
use domain::time::Instant;
use domain::time::zones::clocks;
use surrealdb::types::{RecordId, SurrealValue, object};

use super::{list_record, series_record};
use crate::audit::event;
use crate::convert::{datetime, person_id, person_record, read_whole, whole};
use crate::live::LiveEvent;
use crate::tokens::token_hash;
use crate::{Store, StoreError};

/// The standing of all trainees, for staff.
#[derive(Debug, Clone)]
pub struct Eligibility {
    pub seminar: Arc<Seminar>,
    /// As the ledger has it now.
    pub now: Vec<Candidate>,
    /// Stands for what is shown: whoever freezes says what they have looked at.
    pub seen: String,
    /// The newest frozen list.
    pub frozen: Option<EligibilityList>,
    /// What has changed since; nothing where nothing is frozen.
    pub differences: Vec<Difference>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct ListRow {
    content: serde_json::Value,
}

impl Store {
    pub async fn eligibility(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        now: Instant,
    ) -> Result<Eligibility, StoreError> {
        let book = self.attendance(actor, slug, now).await?;
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<RecordId> =
            self.rows(include_str!("../../queries/certificates/confirmed.surql"), variables).await?;
        let confirmed = rows.iter().map(person_id).collect::<Result<HashSet<PersonId>, _>>()?;
        let candidates = draw_candidates(&book.ledger, &book.records, &confirmed);
        let frozen = self.frozen_list(slug).await?;
        let differences = frozen.as_ref().map(|list| differences(&list.candidates, &candidates)).unwrap_or_default();
        let imprint = imprint(&book.seminar);
        let seen = fingerprint(&candidates, &imprint, frozen.as_ref().map(|list| list.id))?;
        Ok(Eligibility { seminar: book.seminar, now: candidates, seen, frozen, differences })
    }

    /// Freezes everybody's standing as the actor has seen it. Refused if it has changed since, so that
    /// nobody signs what they have not looked at.
    pub async fn freeze_eligibility(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        seen: &str,
        now: Instant,
    ) -> Result<EligibilityListId, StoreError> {
        let shown = self.eligibility(actor, slug, now).await?;
        if shown.seen != seen {
            return Err(StoreError::Changed(
                "the standings have changed meanwhile; look at them again before you freeze them",
            ));
        }
        let list = EligibilityList {
            id: EligibilityListId::generate(),
            frozen_at: now,
            frozen_by: actor.name.to_string(),
            rule: shown.seminar.attendance_rule().clone(),
            imprint: imprint(&shown.seminar),
            candidates: shown.now,
        };
        let counts = EligibilityCounts::of(&list.candidates);
        let detail =
            format!("{} of {} are eligible, {} of them by waiver", counts.eligible(), counts.trainees, counts.waived);
        let variables = object! {
            series: series_record(slug),
            list: list_record(list.id),
            before: shown.frozen.map(|list| list_record(list.id)),
            seminar: slug.to_string(),
            content: whole("eligibility_list", &list)?,
            person: person_record(actor.person),
            now: datetime(now),
            event: event(&actor.into(), Action::EligibilityFrozen, Some(slug), &shown.seminar.title, detail, now),
        };
        self.write(include_str!("../../queries/certificates/freeze.surql"), variables).await?;
        self.tell(LiveEvent::Certificates { seminar: slug.clone() });
        Ok(list.id)
    }

    /// The newest frozen list.
    pub(super) async fn frozen_list(&self, slug: &SeminarSlug) -> Result<Option<EligibilityList>, StoreError> {
        let variables = object! { series: series_record(slug) };
        let row: Option<ListRow> =
            self.row(include_str!("../../queries/certificates/newest_list.surql"), variables).await?;
        row.map(|row| read_whole("eligibility_list", row.content)).transpose()
    }
}

fn imprint(seminar: &Seminar) -> Imprint {
    let day = |at: Instant| clocks(&seminar.host_zone, None, at).show(at).host.day();
    Imprint {
        seminar: seminar.title.clone(),
        organiser: seminar.organiser.name.clone(),
        starts_on: day(seminar.starts),
        ends_on: day(seminar.ends),
        design: seminar.certificate.clone(),
    }
}

/// Changes whenever anything changes that would be frozen, or another list is frozen.
fn fingerprint(
    candidates: &[Candidate],
    imprint: &Imprint,
    before: Option<EligibilityListId>,
) -> Result<String, StoreError> {
    let all = whole("eligibility_list", &(candidates, imprint, before))?;
    Ok(token_hash(&all.to_string())[..32].to_owned())
}
