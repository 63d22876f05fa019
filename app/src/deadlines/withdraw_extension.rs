use leptos::prelude::*;

use crate::error::AppError;

/// The delegation has the time of everyone again.
#[server(endpoint = "withdraw_extension")]
pub async fn withdraw_extension(
    seminar: String,
    /// `e-port-status.la`
    material: String,
    /// The extensions that were on the screen, as `written_grants` has them.
    #[server(default)]
    seen: String,
) -> Result<(), AppError> {
    use domain::deadlines::written_grant;
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, slug, key): (_, SeminarSlug, _) = (signed_in()?, found(&seminar)?, found(&material)?);
    let seen = written_grant(&seen, &key);
    let now = Instant::now();
    store().withdraw_extension(&actor, &slug, &key, seen, now).await?;
    // So that staff find at once which reminders that makes, and which it takes away.
    store().queue_reminders_of(&slug, now).await?;
    Ok(())
}
