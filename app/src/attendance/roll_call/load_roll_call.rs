use domain::attendance::roll_call::RollCall;
use domain::id::SeminarSlug;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The form, and what the pasted list says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RollCallFile {
    pub slug: SeminarSlug,
    pub title: String,
    /// The session that it is for.
    pub session: Option<String>,
    pub call: Option<RollCall>,
}

/// Who of the seminar is missing or misnamed in a pasted list, once there is one; for staff.
#[server(endpoint = "load_roll_call", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_roll_call(
    seminar: String,
    #[server(default)] session: String,
    #[server(default)] list: String,
) -> Result<RollCallFile, AppError> {
    use domain::id::SessionSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let session: Option<SessionSlug> = session.parse().ok();
    let call = match list.is_empty() {
        true => None,
        false => {
            let names = store().pasted_list(&actor, &slug, found(&list)?, Instant::now()).await?;
            Some(store().roll_call(&actor, &slug, &names).await?)
        }
    };
    Ok(RollCallFile {
        title: seminar.title.clone(),
        session: session.and_then(|slug| seminar.session(&slug)).map(|session| session.title.clone()),
        slug,
        call,
    })
}
