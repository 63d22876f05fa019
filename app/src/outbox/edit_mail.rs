use leptos::prelude::*;

use crate::error::AppError;

/// Sends other words than ours, or ours again. Answers the mail's revision after that.
#[server(endpoint = "edit_mail")]
pub async fn edit_mail(
    seminar: String,
    mail: String,
    /// Of the mail that was on the screen when its words began to be written.
    revision: u32,
    /// What its reader owed by that page.
    #[server(default)]
    owed: String,
    #[server(default)] subject: String,
    #[server(default)] text: String,
    /// Our words again, whatever else is sent.
    #[server(default)]
    as_written: String,
) -> Result<u32, AppError> {
    use domain::mail::Letter;
    use domain::time::Instant;
    use store::outbox::SeenMail;

    use crate::request::{found, signed_in, store};

    let (actor, slug, key) = (signed_in()?, found(&seminar)?, found(&mail)?);
    let letter = as_written.is_empty().then_some(Letter { subject, text });
    Ok(store().edit_mail(&actor, &slug, &key, &SeenMail { revision, owed }, letter, Instant::now()).await?)
}
