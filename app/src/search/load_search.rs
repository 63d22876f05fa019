use domain::id::SeminarSlug;
use domain::search::{Find, Gap};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// One page of what was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub seminar: SeminarSlug,
    pub title: String,
    /// As it was asked; empty before anyone has asked.
    pub question: String,
    /// Versions in which something was found, on all pages.
    pub count: u32,
    pub finds: Vec<Find>,
    pub page: u32,
    pub more: bool,
    /// A question by which something is found, where nothing was by this one.
    pub suggestion: Option<String>,
    /// `None` if nothing is missing.
    pub gap: Option<Gap>,
}

/// One page of what is found of what the reader may see; for members of the seminar.
#[server(endpoint = "load_search", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_search(
    seminar: String,
    #[server(default)] question: String,
    /// Counts from 1.
    page: u32,
) -> Result<Found, AppError> {
    use crate::request::{found, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_member(&actor, &slug)?;
    let finds = store().search(&actor, &slug, &question, page).await?;
    Ok(Found {
        title: seminar.title.clone(),
        seminar: slug,
        question,
        count: finds.count,
        finds: finds.finds,
        more: finds.more,
        suggestion: finds.suggestion,
        gap: finds.gap,
        page,
    })
}
