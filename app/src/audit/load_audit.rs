use domain::audit::AuditEvent;
use domain::id::SeminarSlug;
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// One page of a seminar's audit events, newest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Audit {
    pub slug: SeminarSlug,
    pub title: String,
    pub events: Vec<AuditEvent>,
    pub page: u32,
    /// Older ones follow on the next page.
    pub more: bool,
    pub clocks: Clocks,
}

/// One page of what was done in the seminar, newest first; for staff.
#[server(endpoint = "load_audit", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_audit(
    seminar: String,
    /// Counts from 1.
    page: u32,
) -> Result<Audit, AppError> {
    use crate::request::{clocks, found, signed_in, store};

    const PER_PAGE: u32 = 100;

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let skip = page.saturating_sub(1).saturating_mul(PER_PAGE);
    let mut events = store().audit_events(&actor, &slug, skip, PER_PAGE + 1).await?;
    let more = events.len() > PER_PAGE as usize;
    events.truncate(PER_PAGE as usize);
    Ok(Audit { title: seminar.title.clone(), clocks: clocks(&seminar.host_zone), slug, events, page, more })
}
