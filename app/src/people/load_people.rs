use domain::country::Country;
use domain::id::SeminarSlug;
use domain::person::Member;
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::people_filter::PeopleFilter;
use crate::error::AppError;

/// One page of the members of a seminar.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct People {
    pub slug: SeminarSlug,
    pub title: String,
    pub filter: PeopleFilter,
    pub members: Vec<Member>,
    /// How many match, on all pages.
    pub total: u32,
    /// Members follow on the next page.
    pub more: bool,
    /// Those that have a delegation, by name.
    pub countries: Vec<Country>,
    /// Whom of those that match an invitation can be mailed to. `None` where no mail is set up.
    pub invitable: Option<Invitable>,
    pub clocks: Clocks,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invitable {
    pub count: u32,
    /// Of the first of them.
    pub names: Vec<String>,
    /// Stands for who they are.
    pub seen: String,
    /// Invitations that wait in the outbox, to others of those that match.
    pub waiting: u32,
    /// The same, which are held there.
    pub held: u32,
}

/// One page of the people of the seminar; for staff.
#[server(endpoint = "load_people", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_people(seminar: String, filter: PeopleFilter) -> Result<People, AppError> {
    use domain::time::Instant;

    use crate::request::{clocks, found, office, signed_in, store};

    const PER_PAGE: u32 = 50;

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let skip = filter.page.saturating_sub(1).saturating_mul(PER_PAGE);
    // All of them: whom to invite is told of every page.
    let (members, total) = store().members(&actor, &slug, &filter.wanted(), 0, u32::MAX).await?;
    let invitable = if office().sends_mail {
        let to_invite = store().to_invite(&actor, &slug, &members, Instant::now()).await?;
        let named = to_invite.people.iter().take(PER_PAGE as usize);
        Some(Invitable {
            count: u32::try_from(to_invite.people.len()).unwrap_or(u32::MAX),
            names: named.map(|member| member.name.to_string()).collect(),
            seen: to_invite.seen(),
            waiting: to_invite.waiting,
            held: to_invite.held,
        })
    } else {
        None
    };
    Ok(People {
        countries: store().delegated_countries(&actor, &slug).await?,
        title: seminar.title.clone(),
        clocks: clocks(&seminar.host_zone),
        more: total > skip.saturating_add(PER_PAGE),
        members: members.into_iter().skip(skip as usize).take(PER_PAGE as usize).collect(),
        invitable,
        slug,
        filter,
        total,
    })
}
