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
    /// How many of those that match can be mailed an invitation. `None` where no mail is set up.
    pub to_invite: Option<u32>,
    pub clocks: Clocks,
}

/// One page of the people of the seminar; for staff.
#[server(endpoint = "load_people", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_people(seminar: String, filter: PeopleFilter) -> Result<People, AppError> {
    use domain::time::Instant;

    use crate::request::{clocks, found, office, signed_in, store};

    const PER_PAGE: u32 = 50;

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let wanted = filter.wanted();
    let skip = filter.page.saturating_sub(1).saturating_mul(PER_PAGE);
    let (members, total) = store().members(&actor, &slug, &wanted, skip, PER_PAGE).await?;
    let to_invite = if office().sends_mail {
        let people = store().to_invite(&actor, &slug, &wanted, Instant::now()).await?;
        Some(u32::try_from(people.len()).unwrap_or(u32::MAX))
    } else {
        None
    };
    let delegations = store().delegations(&actor, &slug).await?;
    let mut countries: Vec<Country> = delegations.into_iter().map(|delegation| delegation.country).collect();
    countries.sort_by_cached_key(|country| country.code.place_by_name());
    Ok(People {
        title: seminar.title.clone(),
        clocks: clocks(&seminar.host_zone),
        more: total > skip.saturating_add(PER_PAGE),
        to_invite,
        slug,
        filter,
        members,
        total,
        countries,
    })
}
