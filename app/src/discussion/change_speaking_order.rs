use leptos::prelude::*;

use crate::error::AppError;

/// Changes the order of speaking by one country, or by all with a material for the session. `revision` is that of the
/// list on the screen; `change` is the word of the button: `add`, `earlier`, `later`, `move`, `minutes`, `waiting`,
/// `speaking`, `spoken`, `remove`, and `add-all`, which needs no country. Without JavaScript the answer leads to the
/// country's row.
#[server(endpoint = "change_speaking_order")]
pub async fn change_speaking_order(
    seminar: String,
    session: String,
    revision: u32,
    change: String,
    #[server(default)] country: String,
    #[server(default)] minutes: String,
    /// For `move`: 1 is the first.
    #[server(default)]
    place: String,
) -> Result<(), AppError> {
    use domain::country::CountryCode;
    use domain::discussion::speaking::read_minutes;
    use domain::discussion::{OrderChange, RefusedOrder};
    use domain::time::Instant;

    use super::posted_session::PostedSession;
    use super::speaking::{HEADING, row_id};
    use crate::request::{refused, signed_in, store};

    let (actor, now) = (signed_in()?, Instant::now());
    let posted = PostedSession::found(&seminar, &session)?;
    // Whoever may not see the round learns nothing of what is wrong with the form.
    store().discussion(&actor, &posted.seminar, &posted.session).await?;
    if change == "add-all" {
        let minutes = read_minutes(&minutes).map_err(refused)?;
        store().add_all_speakers(&actor, &posted.seminar, &posted.session, minutes, revision, now).await?;
        posted.lead_plain_post(HEADING);
        return Ok(());
    }
    let country: CountryCode = country.parse().map_err(|_| refused(RefusedOrder::NoDelegation))?;
    let change = OrderChange::read(&change, &minutes, &place).map_err(refused)?;
    store().change_speaking_order(&actor, &posted.seminar, &posted.session, country, change, revision, now).await?;
    let part = if change == OrderChange::Remove { HEADING.to_owned() } else { row_id(country) };
    posted.lead_plain_post(&part);
    Ok(())
}
