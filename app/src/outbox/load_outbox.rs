use domain::id::SeminarSlug;
use domain::mail::{Mail, MailKind, MailStatus};
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// One page of a seminar's mails: what goes out last comes first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OutboxList {
    pub slug: SeminarSlug,
    pub title: String,
    pub status: Option<MailStatus>,
    pub kind: Option<MailKind>,
    pub mails: Vec<MailLine>,
    /// How many of the kind that is listed there are in each state that occurs.
    pub counts: Vec<(MailStatus, u32)>,
    /// How many in the state that is listed there are of each kind that occurs.
    pub kinds: Vec<(MailKind, u32)>,
    pub page: u32,
    pub more: bool,
    pub sends_mail: bool,
    pub clocks: Clocks,
}

/// A mail in the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MailLine {
    pub mail: Mail,
    /// What it tells of: `Status of our port, Kenya`, or `Status of our port, due 10 Nov`.
    pub about: Option<String>,
}

/// One page of the mail of the seminar, and how many are in each state and of each kind; for staff.
#[server(endpoint = "load_outbox", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_outbox(
    seminar: String,
    /// One of the states, or nothing for all of them.
    #[server(default)]
    status: String,
    /// One of the kinds, or nothing for all of them.
    #[server(default)]
    kind: String,
    /// Counts from 1.
    page: u32,
) -> Result<OutboxList, AppError> {
    use domain::mail::Letter;

    use crate::request::{clocks, found, office, signed_in, store};

    const PER_PAGE: u32 = 50;

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let (status, kind) = (MailStatus::find(&status), MailKind::find(&kind));
    let skip = page.saturating_sub(1).saturating_mul(PER_PAGE);
    let store::outbox::Outbox { mut mails, mut counts, mut kinds, reminded } =
        store().outbox(&actor, &slug, status, kind, skip, PER_PAGE + 1).await?;
    counts.sort_by_key(|(status, _)| MailStatus::ALL.iter().position(|known| known == status));
    kinds.sort_by_key(|(kind, _)| MailKind::ALL.iter().position(|known| known == kind));
    let more = mails.len() > PER_PAGE as usize;
    mails.truncate(PER_PAGE as usize);
    let of_reminder = |mail: &Mail| match (&mail.words_sent, reminded.get(&mail.key)) {
        (Some(Letter { subject, .. }), _) if mail.kind == MailKind::Reminder => {
            Some(subject.strip_prefix("Reminder: ").unwrap_or(subject).to_owned())
        }
        (_, Some(asked)) if !asked.is_empty() => Some(seminar.due_in_short(asked)),
        _ => None,
    };
    let of_material = |mail: &Mail| mail.material.as_ref().map(|key| seminar.material_name(key));
    let line = |mail: Mail| MailLine { about: of_material(&mail).or_else(|| of_reminder(&mail)), mail };
    Ok(OutboxList {
        title: seminar.title.clone(),
        status,
        kind,
        mails: mails.into_iter().map(line).collect(),
        counts,
        kinds,
        page,
        more,
        sends_mail: office().sends_mail,
        clocks: clocks(&seminar.host_zone),
        slug,
    })
}
