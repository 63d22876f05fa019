use domain::country::Country;
use domain::id::{RosterId, SeminarSlug};
use domain::person::{EmailAddress, PersonName, Role};
use domain::roster::RefusedLine;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What the page for adding people shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddPeople {
    pub slug: SeminarSlug,
    pub title: String,
    /// `None` until a list was pasted.
    pub list: Option<ListedPeople>,
}

/// A pasted list, and what taking it in would do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListedPeople {
    pub id: RosterId,
    pub new: u32,
    pub known: u32,
    pub refused: Vec<RefusedLine>,
    /// One page of the new people, and the known ones after them.
    pub people: Vec<ListedPerson>,
    /// Counts from 1.
    pub page: u32,
    /// People follow on the next page.
    pub more: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListedPerson {
    /// Counts from 1.
    pub line: u32,
    pub name: PersonName,
    pub email: EmailAddress,
    pub role: Role,
    pub country: Option<Country>,
    /// In the seminar already.
    pub known: bool,
}

/// What adding a kept list of people would do, if one is named; for staff.
#[server(endpoint = "load_add_people", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_add_people(
    seminar: String,
    /// The id of a kept list.
    #[server(default)]
    preview: String,
    /// Counts from 1.
    page: u32,
) -> Result<AddPeople, AppError> {
    use domain::person::NewPerson;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    const PER_PAGE: usize = 100;

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let title = store().seminar_for_staff(&actor, &slug)?.title.clone();
    if preview.is_empty() {
        return Ok(AddPeople { slug, title, list: None });
    }
    let id = found(&preview)?;
    let dry_run = store().dry_run_roster(&actor, &slug, id, Instant::now()).await?;
    let listed = |known: bool| {
        move |(line, person): (u32, NewPerson)| {
            let NewPerson { name, email, role, country } = person;
            ListedPerson { line, name, email, role, country: country.map(Into::into), known }
        }
    };
    let count = |people: &Vec<(u32, NewPerson)>| u32::try_from(people.len()).unwrap_or(u32::MAX);
    let (new, known) = (count(&dry_run.new), count(&dry_run.known));
    let skip = PER_PAGE.saturating_mul(page.saturating_sub(1) as usize);
    let more = dry_run.new.len() + dry_run.known.len() > skip.saturating_add(PER_PAGE);
    let all = dry_run.new.into_iter().map(listed(false)).chain(dry_run.known.into_iter().map(listed(true)));
    let people = all.skip(skip).take(PER_PAGE).collect();
    let list = ListedPeople { id, new, known, refused: dry_run.refused, people, page, more };
    Ok(AddPeople { slug, title, list: Some(list) })
}
