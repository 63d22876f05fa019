use domain::board::Reminder;
use domain::id::SeminarSlug;
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Step;
use crate::error::AppError;

/// Who lacks something.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Missing {
    pub slug: SeminarSlug,
    pub title: String,
    pub steps: Vec<Step>,
    pub reminders: Vec<Reminder>,
    /// What they have to lack to be listed: [`CONFIRMATION`](domain::board::CONFIRMATION),
    /// [`ANY_MATERIAL`](domain::board::ANY_MATERIAL), an assignment's slug, or empty for anything.
    pub lacking: String,
    pub clocks: Clocks,
    pub now: Instant,
}

/// Whom to remind, of all that is lacking or of one thing; for staff.
#[server(endpoint = "load_missing", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_missing(seminar: String, #[server(default)] lacking: String) -> Result<Missing, AppError> {
    use store::board::Lacking;

    use crate::request::{clocks, found, signed_in, store};

    let (actor, slug, now) = (signed_in()?, found(&seminar)?, Instant::now());
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let about: Lacking = found(&lacking)?;
    Ok(Missing {
        reminders: store().reminders(&actor, &slug, &about, now).await?,
        title: seminar.title.clone(),
        steps: seminar.assignments.iter().map(Step::from).collect(),
        clocks: clocks(&seminar.host_zone),
        now,
        slug,
        lacking,
    })
}
