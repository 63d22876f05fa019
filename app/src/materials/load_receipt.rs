use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::{Version, VersionPlace};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What someone holds in hand about one version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receipt {
    /// `E-PORT-2021/LA/e-port-status/2`
    pub number: String,
    pub seminar: SeminarSlug,
    pub seminar_title: String,
    pub organiser: String,
    pub place: VersionPlace,
    pub country: Option<Country>,
    /// Of the assignment, or of the session.
    pub title: String,
    /// Of a material: when it was due.
    pub due: Option<Instant>,
    /// Another version is taken.
    pub takes_files: bool,
    pub version: Version,
    /// It is the reader's own delegation's.
    pub own: bool,
    pub clocks: Clocks,
}

/// The receipt of a version, under the address of its own seminar only.
#[server(endpoint = "load_receipt", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_receipt(seminar: String, version: String) -> Result<Receipt, AppError> {
    use store::StoreError;

    use crate::request::{clocks, found, signed_in, store};

    let actor = signed_in()?;
    let slug: SeminarSlug = found(&seminar)?;
    let submitted = store().version(&actor, found(&version)?).await?;
    if submitted.seminar.slug != slug {
        return Err(StoreError::NotFound.into());
    }
    let number = submitted.receipt_number();
    let own = submitted.is_own(&actor);
    let takes_files = store().takes_another(&submitted, Instant::now()).await?;
    let (seminar, place) = (submitted.seminar, submitted.place);
    let assignment = place.key().and_then(|key| seminar.assignment_for(&key.assignment, key.country));
    Ok(Receipt {
        number,
        seminar: slug,
        seminar_title: seminar.title.clone(),
        organiser: seminar.organiser.name.clone(),
        country: place.country(),
        title: seminar.place_title(&place).to_owned(),
        place,
        due: assignment.map(|assignment| assignment.due),
        takes_files,
        version: submitted.version,
        own,
        clocks: clocks(&seminar.host_zone),
    })
}
