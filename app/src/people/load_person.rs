use domain::id::SeminarSlug;
use domain::person::Member;
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A member, and what staff can do for them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PersonFile {
    pub slug: SeminarSlug,
    pub title: String,
    pub member: Member,
    pub sends_mail: bool,
    /// Staff may hand over links; otherwise the person belongs to another seminar too.
    pub hands_links: bool,
    pub clocks: Clocks,
}

/// One person of the seminar, and whether the reader may hand them a link; for staff.
#[server(endpoint = "load_person", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_person(seminar: String, person: String) -> Result<PersonFile, AppError> {
    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, slug, person) = (signed_in()?, found(&seminar)?, found(&person)?);
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    Ok(PersonFile {
        member: store().member(&actor, &slug, person).await?,
        hands_links: actor.hands_links_to(&store().actor(person).await?),
        title: seminar.title.clone(),
        sends_mail: office().sends_mail,
        clocks: clocks(&seminar.host_zone),
        slug,
    })
}
