use domain::deletion::Deletion;
use domain::id::SeminarSlug;
use domain::material::{Version, VersionPlace};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What of a seminar is deleted and can still be restored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deleted {
    pub seminar: SeminarSlug,
    pub title: String,
    /// For how many days a deleted version is kept.
    pub days: u32,
    /// The newest deletion first.
    pub versions: Vec<DeletedLine>,
    pub clocks: Clocks,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeletedLine {
    pub place: VersionPlace,
    /// What it is of, in words.
    pub place_name: String,
    pub version: Version,
    pub deletion: Deletion,
    /// From then on it is gone for good.
    pub ends: Instant,
}

/// Deleted versions that can still be restored, the last one first; for staff.
#[server(endpoint = "load_deleted", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_deleted(seminar: String) -> Result<Deleted, AppError> {
    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, slug, days) = (signed_in()?, found(&seminar)?, office().keep_deleted_days);
    let versions = store().deleted_versions(&actor, &slug).await?;
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let lines = versions.into_iter().map(|deleted| DeletedLine {
        place_name: seminar.place_name(&deleted.place),
        place: deleted.place,
        version: deleted.version,
        ends: deleted.deletion.ends(days),
        deletion: deleted.deletion,
    });
    Ok(Deleted {
        versions: lines.collect(),
        clocks: clocks(&seminar.host_zone),
        title: seminar.title.clone(),
        seminar: slug,
        days,
    })
}
