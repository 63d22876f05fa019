use leptos::prelude::*;

use crate::error::AppError;

/// Gives a delegation more time for an assignment, and tells it.
#[server(endpoint = "grant_extension")]
pub async fn grant_extension(
    seminar: String,
    assignment: String,
    /// Its code.
    country: String,
    /// As the host's clocks show it: `2021-11-10T14:30`.
    due: String,
    #[server(default)] reason: String,
    /// The extensions that were on the screen, as `written_grants` has them.
    #[server(default)]
    seen: String,
) -> Result<(), AppError> {
    use domain::deadlines::written_grant;
    use domain::id::SeminarSlug;
    use domain::material::MaterialKey;
    use domain::time::Instant;
    use domain::time::zones::at_wall_clock;

    use crate::request::{found, refused, signed_in, store};

    let (actor, slug): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    let zone = store().seminar_for_staff(&actor, &slug)?.host_zone.clone();
    let key = MaterialKey { assignment: found(&assignment)?, country: found(&country)? };
    let due = at_wall_clock(&zone, &due).map_err(refused)?;
    let seen = written_grant(&seen, &key);
    let now = Instant::now();
    store().grant_extension(&actor, &slug, &key, due, &reason, seen, now).await?;
    // So that staff find at once which reminders that makes, and which it takes away.
    store().queue_reminders_of(&slug, now).await?;
    Ok(())
}
