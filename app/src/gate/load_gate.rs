use domain::gate::Equipment;
use domain::id::{SeminarSlug, VersionId};
use domain::material::{Version, VersionPlace};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ruled_file::RuledFile;
use crate::error::AppError;
use crate::shortage::Shortage;

/// What of a seminar waits for its staff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    pub slug: SeminarSlug,
    pub title: String,
    /// The one that was asked about, if staff have ruled on it.
    pub ruled: Option<RuledFile>,
    /// In the order in which they came.
    pub held: Vec<HeldVersion>,
    /// What has failed too often, the oldest first.
    pub dead: Vec<DeadTask>,
    /// How many files are open that no virus scanner has looked at.
    pub unscanned: u32,
    /// How many materials go by one of these.
    pub unscanned_materials: u32,
    pub equipment: Equipment,
    pub shortage: Option<Shortage>,
    pub clocks: Clocks,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeldVersion {
    pub place: VersionPlace,
    /// What it is of, in words.
    pub place_name: String,
    pub version: Version,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeadTask {
    pub place: VersionPlace,
    pub version: VersionId,
    pub number: u32,
    pub file_name: String,
    /// `check` or `preview`.
    pub task: String,
    pub attempts: u32,
    pub problem: String,
    pub at: Instant,
}

/// Files that wait for a ruling, tasks that were given up, and what there is to check files with; for staff.
#[server(endpoint = "load_gate", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_gate(
    seminar: String,
    /// The version on which whoever asks has just ruled, if any.
    #[server(default)]
    ruled: String,
) -> Result<Gate, AppError> {
    use domain::gate::GateState;
    use domain::material::{MaterialFilter, StateChoice};
    use store::StoreError;

    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let waiting = store().at_the_gate(&actor, &slug).await?;
    let unscanned = MaterialFilter::default().with_state(Some(StateChoice::Unscanned));
    let unscanned = store().outlines(&actor, &slug, &unscanned).await?;
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    // What an address claims counts only as far as it is so.
    let ruled = match ruled.parse::<VersionId>() {
        Ok(version) => match store().version(&actor, version).await {
            Err(StoreError::NotFound) => None,
            ruled => Some(ruled?),
        },
        Err(_) => None,
    };
    let ruled = ruled.filter(|ruled| {
        let passage = &ruled.version.passage;
        let stands = matches!(passage.state, GateState::Ready | GateState::Refused);
        ruled.seminar.slug == slug && stands && passage.ruling.is_some()
    });
    let held = waiting.held.into_iter().map(|submitted| HeldVersion {
        place_name: seminar.place_name(&submitted.place),
        place: submitted.place,
        version: submitted.version,
    });
    let dead = waiting.dead.into_iter().map(|job| DeadTask {
        place: job.place,
        version: job.version,
        number: job.number,
        file_name: job.file_name,
        task: job.task.as_str().to_owned(),
        attempts: job.attempts,
        problem: job.problem,
        at: job.at,
    });
    Ok(Gate {
        ruled: ruled.map(RuledFile::from),
        held: held.collect(),
        dead: dead.collect(),
        unscanned: waiting.unscanned,
        unscanned_materials: u32::try_from(unscanned.len()).unwrap_or(u32::MAX),
        equipment: (office().equipment)(),
        shortage: Shortage::now(),
        clocks: clocks(&seminar.host_zone),
        title: seminar.title.clone(),
        slug,
    })
}
