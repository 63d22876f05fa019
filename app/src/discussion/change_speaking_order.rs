use leptos::prelude::*;

use crate::error::AppError;

/// Changes the order of speaking by one country, or by all with a material for the session. `revision` is that of the
/// list on the screen; `change` is the word of the button: `add`, `earlier`, `later`, `minutes`, `waiting`, `speaking`,
/// `spoken`, `remove`, and `add-all`, which needs no country.
#[server(endpoint = "change_speaking_order")]
pub async fn change_speaking_order(
    seminar: String,
    session: String,
    revision: u32,
    change: String,
    #[server(default)] country: String,
    #[server(default)] minutes: String,
) -> Result<(), AppError> {
    use domain::discussion::speaking::read_minutes;
    use domain::discussion::{OrderChange, RefusedOrder};
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    let (actor, seminar, session, now) = (signed_in()?, found(&seminar)?, found(&session)?, Instant::now());
    // Whoever may not see the round learns nothing of what is wrong with the form.
    store().discussion(&actor, &seminar, &session).await?;
    if change == "add-all" {
        let minutes = read_minutes(&minutes).map_err(refused)?;
        return Ok(store().add_all_speakers(&actor, &seminar, &session, minutes, revision, now).await?);
    }
    let country = country.parse().map_err(|_| refused(RefusedOrder::NoDelegation))?;
    let change = OrderChange::read(&change, &minutes).map_err(refused)?;
    Ok(store().change_speaking_order(&actor, &seminar, &session, country, change, revision, now).await?)
}
