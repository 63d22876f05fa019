use domain::id::SeminarSlug;
use domain::seminar::Platform;
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::session_ahead::SessionAhead;
use super::task::Task;
use crate::attendance::OwnLedger;
use crate::certificates::OwnCertificate;
use crate::error::AppError;
use crate::reviews::OwnMention;

/// What a trainee has to know and to do, as it is shown: whoever reads it is on the weakest link, and each type of the
/// domain that came along would bring its reader to the browser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnPage {
    pub seminar: SeminarSlug,
    pub title: String,
    pub clocks: Clocks,
    pub now: Instant,
    /// By name.
    pub country: String,
    /// The name to carry in the meeting.
    pub display_name: String,
    pub platform: Platform,
    /// The session that runs or comes next, and a few after it, in order.
    pub sessions: Vec<SessionAhead>,
    pub tasks: Vec<Task>,
    /// For how many days a deleted version can be restored.
    pub keep_deleted_days: u32,
    /// Newest first.
    pub certificates: Vec<OwnCertificate>,
    /// Other trainees of the delegation.
    pub colleagues: Vec<Colleague>,
    /// How many colleagues there are besides.
    pub more_colleagues: u32,
    pub attendance: Option<OwnLedger>,
    /// Comments that name the reader, newest first.
    pub mentions: Vec<OwnMention>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Colleague {
    pub name: String,
    pub has_confirmed: bool,
}

/// For trainees of the seminar only: nobody else has a delegation.
#[server(endpoint = "load_own_page", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_own_page(seminar: String) -> Result<OwnPage, AppError> {
    use domain::country::Country;
    use domain::person::meeting_display_name;
    use store::StoreError;

    use crate::request::{clocks, found, office, signed_in, store};

    /// How many sessions after the next one are listed.
    const LATER: usize = 5;
    /// How many colleagues are named.
    const COLLEAGUES: u32 = 20;

    let (actor, store, now) = (signed_in()?, store(), Instant::now());
    let slug: SeminarSlug = found(&seminar)?;
    let country: Country = actor.delegation(&slug).ok_or(StoreError::NotFound)?.into();
    let seminar = store.seminar_for_member(&actor, &slug)?;
    let answers = store.own_materials(&actor, &slug).await?;
    let mut threads = store.own_threads(&actor, &slug).await?;
    let mut passages = store.own_passages(&actor, &slug).await?;
    let mut deleted = store.own_deleted(&actor, &slug).await?;
    let delegation = store.own_delegation(&actor, &slug, COLLEAGUES).await?;
    let tasks = seminar.assignments.iter().zip(answers).map(|(assignment, material)| {
        let thread = threads.remove(&assignment.slug).unwrap_or_default();
        let passages = passages.remove(&assignment.slug).unwrap_or_default();
        let deleted = deleted.remove(&assignment.slug).unwrap_or_default();
        Task::of(&seminar, assignment, material, thread, passages, deleted, now)
    });
    let tasks = tasks.collect();
    Ok(OwnPage {
        display_name: meeting_display_name(&delegation.own.name, &country.name),
        sessions: seminar.sessions_ahead(now).into_iter().take(1 + LATER).map(SessionAhead::from).collect(),
        tasks,
        keep_deleted_days: office().keep_deleted_days,
        certificates: store.own_certificates(&actor, &slug).await?.into_iter().map(OwnCertificate::from).collect(),
        more_colleagues: delegation.more,
        colleagues: delegation
            .others
            .into_iter()
            .map(|member| Colleague { has_confirmed: member.confirmed_at.is_some(), name: member.name.to_string() })
            .collect(),
        attendance: OwnLedger::of(&store.own_attendance(&actor, &slug, now).await?, now),
        mentions: OwnMention::load(&store, &actor, &seminar).await?,
        clocks: clocks(&seminar.host_zone),
        title: seminar.title.clone(),
        platform: seminar.platform.clone(),
        seminar: slug,
        country: country.name,
        now,
    })
}
