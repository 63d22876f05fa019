use domain::country::{Country, CountryCode};
use domain::deadlines::Extension;
use domain::id::SeminarSlug;
use domain::material::{Material, MaterialFilter, MaterialKey, StateChoice};
use domain::person::Role;
use domain::seminar::Assignment;
use domain::time::{Clocks, Instant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::window::Window;
use crate::error::AppError;
use crate::reviews::OwnMention;

/// One page of the list of materials, with what the filters offer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MaterialList {
    pub seminar: SeminarSlug,
    pub role: Role,
    /// The country whose delegation the reader belongs to.
    pub own: Option<CountryCode>,
    pub accepted_open_to_all: bool,
    /// Materials that other delegations read as long as what is accepted is open; for staff.
    pub shareable: u32,
    /// How many delegations there are of which the reader sees materials.
    pub delegations: u32,
    /// Accepted materials of which nobody has said whether to share them; for staff.
    pub unasked: Closed,
    /// Accepted materials whose delegations do not consent; for staff.
    pub refused: Closed,
    pub filter: MaterialFilter,
    /// Countries of materials that the reader sees, and of no others.
    pub countries: Vec<Country>,
    /// Assignments of materials that the reader sees, and no others.
    pub assignments: Vec<Assignment>,
    /// More time, of delegations whose threads the reader sees.
    pub extensions: Vec<Extension>,
    /// There is a virus scanner, for what it has not looked at yet; for staff.
    pub scanner: bool,
    /// How many the filter would keep with each state, and with none.
    pub counts: Vec<(Option<StateChoice>, u32)>,
    /// How many of those on all pages have a file.
    pub files: u32,
    /// How many of these have passed the gate: the archive holds those.
    pub open_files: u32,
    pub shown: Window<Material>,
    /// Comments that name the reader, newest first; for instructors, whose first page this is.
    pub mentions: Vec<OwnMention>,
    pub clocks: Clocks,
    pub now: Instant,
}

/// Accepted materials that stay closed for one reason.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Closed {
    pub count: u32,
    /// The first of them, by name of country.
    pub first: Vec<MaterialKey>,
}

#[cfg(feature = "ssr")]
impl Closed {
    /// How many of them staff are told by name.
    const SHOWN: usize = 25;

    fn of(mut keys: Vec<MaterialKey>) -> Self {
        let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        keys.sort_by_cached_key(|key| key.country.place_by_name());
        keys.truncate(Self::SHOWN);
        Self { count, first: keys }
    }
}

/// One page of the materials that the reader may see, and what the list can be narrowed to; for members of the seminar.
#[server(endpoint = "load_materials", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_materials(
    seminar: String,
    #[server(default)] country: String,
    #[server(default)] assignment: String,
    #[server(default)] state: String,
    #[server(default)] page: String,
) -> Result<MaterialList, AppError> {
    use std::collections::BTreeSet;

    use domain::material::{MaterialStatus, Outline};
    use store::StoreError;

    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, store) = (signed_in()?, store());
    let seminar = store.seminar_for_member(&actor, &found(&seminar)?)?;
    let role = actor.role(&seminar.slug).ok_or(StoreError::NotFound)?;
    // All that the reader may see: what the filters offer is made of it, and so cannot show more.
    let visible = store.outlines(&actor, &seminar.slug, &MaterialFilter::default()).await?;
    let countries: BTreeSet<CountryCode> = visible.iter().map(|outline| outline.key.country).collect();
    let delegations = u32::try_from(countries.len()).unwrap_or(u32::MAX);
    let mut countries: Vec<Country> = countries.into_iter().map(Country::from).collect();
    countries.sort_by_cached_key(|country| country.code.place_by_name());
    let asked: BTreeSet<_> = visible.iter().map(|outline| &outline.key.assignment).collect();
    let filter = MaterialFilter::parse(&country, &assignment, &state);
    let closed = |said: Option<bool>| {
        let is_closed = |outline: &&Outline| outline.status == MaterialStatus::Accepted && outline.consented == said;
        let told = visible.iter().filter(|_| role == Role::Staff).filter(is_closed);
        Closed::of(told.map(|outline| outline.key.clone()).collect())
    };
    let shared = visible.iter().filter(|outline| role == Role::Staff && outline.is_shareable());
    let shown = visible.iter().filter(|outline| filter.keeps(outline)).map(|outline| outline.key.clone());
    let with_file = visible.iter().filter(|outline| filter.keeps(outline) && outline.gate.is_some());
    let shown = Window::of(shown.collect(), page.parse().unwrap_or(1));
    let rows = store.materials_of(&actor, &seminar.slug, &shown.rows).await?;
    Ok(MaterialList {
        mentions: match role {
            Role::Instructor => OwnMention::load(&store, &actor, &seminar).await?,
            Role::Trainee | Role::Staff => Vec::new(),
        },
        role,
        own: actor.delegation(&seminar.slug),
        unasked: closed(None),
        refused: closed(Some(false)),
        accepted_open_to_all: seminar.rules.accepted_open_to_all,
        shareable: shared.map(|_| 1).sum(),
        delegations,
        countries,
        assignments: seminar.assignments.iter().filter(|a| asked.contains(&a.slug)).cloned().collect(),
        extensions: seminar
            .extensions
            .iter()
            .filter(|extension| {
                actor.is_host(&seminar.slug) || actor.delegation(&seminar.slug) == Some(extension.country)
            })
            .cloned()
            .collect(),
        scanner: role == Role::Staff && (office().equipment)().scanner,
        counts: filter.counts(&visible),
        files: with_file.clone().map(|_| 1).sum(),
        open_files: with_file.filter(|outline| outline.standing().is_open()).map(|_| 1).sum(),
        shown: shown.with_rows(rows),
        filter,
        clocks: clocks(&seminar.host_zone),
        seminar: seminar.slug.clone(),
        now: Instant::now(),
    })
}
