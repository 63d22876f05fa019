use domain::id::SeminarSlug;
use domain::person::Role;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What header and navigation show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    pub signed_in: Option<SignedIn>,
    pub seminar: Option<FrameSeminar>,
    /// IANA name of the reader's zone, if it is known.
    pub zone: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedIn {
    pub name: String,
}

/// The seminar that the page belongs to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrameSeminar {
    pub slug: SeminarSlug,
    pub title: String,
    /// The reader's role in it, if they have one.
    pub role: Option<Role>,
}

/// What stands around every page: the seminar of its address, who is signed in, the zone; for anyone.
#[server(endpoint = "load_frame", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_frame(
    /// Slug of the seminar in the address.
    #[server(default)]
    seminar: String,
) -> Result<Frame, AppError> {
    use crate::request::{store, visitor};

    let visitor = visitor();
    let seminar = seminar.parse().ok().and_then(|slug: SeminarSlug| store().seminar(&slug).ok());
    Ok(Frame {
        seminar: seminar.map(|seminar| FrameSeminar {
            role: visitor.actor.as_ref().and_then(|actor| actor.role(&seminar.slug)),
            slug: seminar.slug.clone(),
            title: seminar.title.clone(),
        }),
        signed_in: visitor.actor.map(|actor| SignedIn { name: actor.name.to_string() }),
        zone: visitor.zone,
    })
}
