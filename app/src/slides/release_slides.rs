use leptos::prelude::*;

use crate::error::AppError;

/// Releases the files of a session that are on the screen to the members of its seminar, or takes all of them back.
#[server(endpoint = "release_slides")]
pub async fn release_slides(
    seminar: String,
    session: String,
    release: bool,
    /// The numbers of those that were on the screen: `1 2 5`.
    #[server(default)]
    seen: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    let (actor, seminar, session, now) = (signed_in()?, found(&seminar)?, found(&session)?, Instant::now());
    if !release {
        return Ok(store().take_slides_back(&actor, &seminar, &session, now).await?);
    }
    // What was seen is released all the same, so that only what came meanwhile is to be looked at.
    match store().release_slides(&actor, &seminar, &session, &found(&seen)?, now).await? {
        0 => Ok(()),
        1 => Err(refused("what you saw is released. Another file has come meanwhile: look at it, then release it too")),
        count => {
            let others = format!("{count} other files have come meanwhile: look at them, then release them too");
            Err(refused(format!("what you saw is released. {others}")))
        }
    }
}
