use leptos::prelude::*;

use crate::error::AppError;

/// Changes the order of speaking by one country. `revision` is that of the list on the screen; `change` is the
/// word of the button: `add`, `earlier`, `later`, `minutes`, `waiting`, `speaking`, `spoken`, `remove`.
#[server(endpoint = "change_speaking_order")]
pub async fn change_speaking_order(
    seminar: String,
    session: String,
    revision: u32,
    change: String,
    #[server(default)] country: String,
    #[server(default)] minutes: String,
) -> Result<(), AppError> {
    use domain::discussion::{OrderChange, RefusedOrder};
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    let (actor, seminar, session) = (signed_in()?, found(&seminar)?, found(&session)?);
    // Whoever may not see the round learns nothing of what is wrong with the form.
    store().discussion(&actor, &seminar, &session).await?;
    let country = country.parse().map_err(|_| refused(RefusedOrder::NoDelegation))?;
    let change = OrderChange::read(&change, &minutes).map_err(refused)?;
    Ok(store().change_speaking_order(&actor, &seminar, &session, country, change, revision, Instant::now()).await?)
}
