use domain::mail::MailStep;
use leptos::prelude::*;

use crate::error::AppError;

/// Holds a mail back, lets it go, or has it sent now or once more. Answers the mail's revision after that.
#[server(endpoint = "step_mail")]
pub async fn step_mail(
    seminar: String,
    mail: String,
    /// Of the mail that was on the screen.
    revision: u32,
    /// What its reader owed by that page.
    #[server(default)]
    owed: String,
    step: MailStep,
) -> Result<u32, AppError> {
    use domain::time::Instant;
    use store::outbox::SeenMail;

    use crate::request::{found, signed_in, store};

    let (actor, slug, key) = (signed_in()?, found(&seminar)?, found(&mail)?);
    Ok(store().step_mail(&actor, &slug, &key, &SeenMail { revision, owed }, step, Instant::now()).await?)
}
