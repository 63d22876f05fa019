use domain::seminar::{Course, Notice, Organiser};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The public notice of a seminar.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PublicNotice {
    pub title: String,
    pub organiser: Organiser,
    pub starts: Instant,
    pub ends: Instant,
    pub clocks: Clocks,
    pub language: String,
    pub invited: Vec<String>,
    pub seats: u32,
    pub venue: String,
    pub visit: String,
    pub platform: String,
    pub notice: Notice,
    pub courses: Vec<Course>,
}

/// The public notice of a seminar; for anyone.
#[server(endpoint = "load_notice", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_notice(seminar: String) -> Result<PublicNotice, AppError> {
    use crate::request::{clocks, found, store};

    let seminar = store().seminar(&found(&seminar)?)?.public();
    Ok(PublicNotice {
        clocks: clocks(&seminar.host_zone),
        title: seminar.title,
        organiser: seminar.organiser,
        starts: seminar.starts,
        ends: seminar.ends,
        language: seminar.language,
        invited: seminar.invited,
        seats: seminar.seats,
        venue: seminar.venue,
        visit: seminar.visit,
        platform: seminar.platform.name,
        notice: seminar.notice,
        courses: seminar.courses,
    })
}
