use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::{Material, VersionPassage};
use domain::person::PersonName;
use domain::seminar::{Assignment, Platform, Rules, Session};
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::attendance::OwnLedger;
use crate::certificates::OwnCertificate;
use crate::error::AppError;
use crate::reviews::OwnMention;

/// What a trainee has to know and to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnPage {
    pub seminar: SeminarSlug,
    pub title: String,
    pub clocks: Clocks,
    pub now: Instant,
    pub country: Country,
    /// The name to carry in the meeting.
    pub display_name: String,
    pub platform: Platform,
    pub rules: Rules,
    /// The session that runs or comes next, and a few after it, in order.
    pub sessions: Vec<Session>,
    pub tasks: Vec<Task>,
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

/// An assignment with the delegation's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// With the time that the delegation has.
    pub assignment: Assignment,
    /// Why that is more than others have: the reason of the staff.
    pub extended: Option<String>,
    pub material: Material,
    /// Where what the reader has submitted stands at the gate, whether or not it is the newest.
    pub passages: Vec<VersionPassage>,
}

impl Task {
    /// Nothing is left to the delegation, as far as it is known now.
    pub fn is_done(&self) -> bool {
        !self.material.state().lacks()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Colleague {
    pub name: PersonName,
    pub has_confirmed: bool,
}

/// For trainees of the seminar only: nobody else has a delegation.
#[server(endpoint = "load_own_page", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_own_page(seminar: String) -> Result<OwnPage, AppError> {
    use domain::person::meeting_display_name;
    use store::StoreError;

    use crate::request::{clocks, found, signed_in, store};

    /// How many sessions after the next one are listed.
    const LATER: usize = 5;
    /// How many colleagues are named.
    const COLLEAGUES: u32 = 20;

    let (actor, store, now) = (signed_in()?, store(), Instant::now());
    let slug: SeminarSlug = found(&seminar)?;
    let country: Country = actor.delegation(&slug).ok_or(StoreError::NotFound)?.into();
    let seminar = store.seminar_for_member(&actor, &slug)?;
    let answers = store.own_materials(&actor, &slug).await?;
    let mut passages = store.own_passages(&actor, &slug).await?;
    let delegation = store.own_delegation(&actor, &slug, COLLEAGUES).await?;
    let task = |(assignment, material): (&Assignment, Material)| Task {
        passages: passages.remove(&assignment.slug).unwrap_or_default(),
        extended: seminar.extension(&assignment.slug, country.code).map(|extension| extension.reason.clone()),
        assignment: seminar.extended(assignment, country.code),
        material,
    };
    let tasks = seminar.assignments.iter().zip(answers).map(task).collect();
    Ok(OwnPage {
        display_name: meeting_display_name(&delegation.own.name, &country.name),
        sessions: seminar.sessions_ahead(now).into_iter().take(1 + LATER).cloned().collect(),
        tasks,
        certificates: store.own_certificates(&actor, &slug).await?.into_iter().map(OwnCertificate::from).collect(),
        more_colleagues: delegation.more,
        colleagues: delegation
            .others
            .into_iter()
            .map(|member| Colleague { has_confirmed: member.confirmed_at.is_some(), name: member.name })
            .collect(),
        attendance: OwnLedger::of(&store.own_attendance(&actor, &slug, now).await?, now),
        mentions: OwnMention::load(&store, &actor, &seminar).await?,
        clocks: clocks(&seminar.host_zone),
        title: seminar.title.clone(),
        platform: seminar.platform.clone(),
        rules: seminar.rules.clone(),
        seminar: slug,
        country,
        now,
    })
}
