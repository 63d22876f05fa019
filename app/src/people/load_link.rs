use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::link_purpose::LinkPurpose;
use crate::error::AppError;

/// A link that was made just now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FreshLink {
    pub purpose: LinkPurpose,
    pub address: String,
}

/// The link that the post before this page made for the person, if it did. It is told once.
#[server(endpoint = "load_link", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_link(seminar: String, person: String) -> Result<Option<FreshLink>, AppError> {
    use super::link_cookie;
    use crate::request::{found, office, signed_in, store};

    let (actor, seminar, person) = (signed_in()?, found(&seminar)?, found(&person)?);
    store().member(&actor, &seminar, person).await?;
    let fresh = |(purpose, token): (LinkPurpose, String)| {
        let page = match purpose {
            LinkPurpose::Invitation => "invitations",
            LinkPurpose::NewPassword => "new-password",
        };
        FreshLink { purpose, address: format!("{}/{page}/{token}", office().public_url) }
    };
    Ok(link_cookie::take(person).map(fresh))
}
