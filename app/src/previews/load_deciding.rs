use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Which version whoever looks at one decides on: the one that stands by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deciding {
    /// The one that they look at.
    This,
    /// Another one, newer or older.
    Standing,
}

/// The same of a version whose pages are there already; `None` for who does not decide on its material.
#[server(endpoint = "load_deciding", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_deciding(version: String) -> Result<Option<Deciding>, AppError> {
    use crate::request::{found, signed_in, store};

    let actor = signed_in()?;
    let submitted = store().version(&actor, found(&version)?).await?;
    Ok(Deciding::find(&store(), &actor, &submitted).await?)
}

#[cfg(feature = "ssr")]
impl Deciding {
    pub async fn find(
        store: &store::Store,
        actor: &domain::actor::Actor,
        submitted: &store::materials::Submitted,
    ) -> Result<Option<Self>, store::StoreError> {
        if !submitted.place.key().is_some_and(|key| actor.decides(&submitted.seminar, key)) {
            return Ok(None);
        }
        Ok(Some(if store.is_standing(submitted).await? { Self::This } else { Self::Standing }))
    }
}
