use domain::id::SeminarSlug;
use domain::mail::{Letter, Mail, ReaderClock};
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// One mail with its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneMail {
    pub slug: SeminarSlug,
    pub title: String,
    pub mail: Mail,
    /// As it went out, or as it would go out now. `None` if there is nothing to say any more.
    pub letter: Option<Letter>,
    /// By which the words tell its reader the time. `None` for what went out, which says so itself, and where there is
    /// nothing to say any more.
    pub reader_clock: Option<ReaderClock>,
    /// What its reader owes, for the forms to post.
    pub owed: String,
    /// The same in words, where staff have written of something else.
    pub about_now: Option<String>,
    /// Its time has come: it goes out by itself.
    pub is_due: bool,
    /// Its time is still ahead.
    pub is_early: bool,
    pub sends_mail: bool,
    pub clocks: Clocks,
}

/// One mail with its words: those that went out, or those that it would have now; for staff.
#[server(endpoint = "load_mail", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_mail(seminar: String, mail: String) -> Result<OneMail, AppError> {
    use domain::deadlines::Owed;
    use domain::mail::{MailStatus, MailStep};
    use domain::time::Instant;
    use letters::write_letter;

    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, slug, now) = (signed_in()?, found(&seminar)?, Instant::now());
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let (mail, matter) = store().outbox_mail(&actor, &slug, &found(&mail)?, now).await?;
    let owing = matter.as_ref().map(|matter| matter.owed.as_slice()).unwrap_or_default();
    let is_outdated = !MailStep::from(mail.status).is_empty() && !owing.is_empty() && mail.is_outdated(owing);
    let about_now = is_outdated.then(|| seminar.owed_in_short(owing));
    let owed = Owed::written(owing);
    let unsent = matter.as_ref().filter(|_| mail.status != MailStatus::Sent);
    let reader_clock = unsent.map(|matter| mail.reader_clock(matter));
    let letter = match mail.status {
        MailStatus::Sent => mail.words_sent.clone(),
        _ => matter.map(|matter| write_letter(&mail, &matter, now.max(mail.not_before))),
    };
    let (title, clocks) = (seminar.title.clone(), clocks(&seminar.host_zone));
    let is_early = mail.not_before > now;
    let is_due = mail.status == MailStatus::Waiting && !is_early;
    let sends_mail = office().sends_mail;
    Ok(OneMail { slug, title, mail, letter, reader_clock, owed, about_now, is_due, is_early, sends_mail, clocks })
}
