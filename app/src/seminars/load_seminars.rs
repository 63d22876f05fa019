use domain::id::SeminarSlug;
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A seminar as the list of seminars shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListedSeminar {
    pub slug: SeminarSlug,
    pub title: String,
    pub organiser: String,
    pub summary: String,
    pub starts: Instant,
    pub ends: Instant,
    pub clocks: Clocks,
    /// It is on at this moment.
    pub running: bool,
    pub over: bool,
}

/// All seminars, those that run or come before those that are over.
#[server(endpoint = "load_seminars", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_seminars() -> Result<Vec<ListedSeminar>, AppError> {
    use crate::request::{clocks, store};

    let now = Instant::now();
    let listed = store().all_seminars().into_iter().map(|seminar| ListedSeminar {
        slug: seminar.slug.clone(),
        title: seminar.title.clone(),
        organiser: seminar.organiser.name.clone(),
        summary: seminar.notice.summary.clone(),
        starts: seminar.starts,
        ends: seminar.ends,
        clocks: clocks(&seminar.host_zone),
        running: seminar.starts <= now && now <= seminar.ends,
        over: seminar.ends < now,
    });
    let mut listed: Vec<ListedSeminar> = listed.collect();
    listed.sort_by_key(|seminar| seminar.over);
    Ok(listed)
}
