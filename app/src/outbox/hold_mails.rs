use leptos::prelude::*;

use crate::error::AppError;

/// Holds back, or lets go, those mails of a list that are still as they were on the screen.
#[server(endpoint = "hold_mails")]
pub async fn hold_mails(
    seminar: String,
    hold: bool,
    /// Those on the screen: [`ListedMails`](domain::mail::ListedMails).
    #[server(default)]
    seen: String,
    /// The kind that the list was narrowed to, if it was.
    #[server(default)]
    kind: String,
) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::mail::{ListedMails, MailKind, MailStatus};
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, slug): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    let listed: ListedMails = found(&seen)?;
    let done = store().hold_mails(&actor, &slug, &listed, hold, Instant::now()).await?;
    let changed = listed.0.len() - done;
    let list = if hold { MailStatus::Waiting } else { MailStatus::Held };
    let kind = MailKind::find(&kind).map_or_else(String::new, |kind| format!("&kind={}", kind.as_str()));
    let page = format!("/seminars/{slug}/outbox?status={}{kind}", list.as_str());
    leptos_axum::redirect(&format!("{page}&done={done}&changed={changed}"));
    Ok(())
}
