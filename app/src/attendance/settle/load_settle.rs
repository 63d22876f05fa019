use domain::attendance::ledger::Trainee;
use domain::attendance::naming::Reason;
use domain::attendance::record::{Apart, Attendee, Identity};
use domain::id::{AttendanceFileId, SeminarSlug};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Attendees of a session or a file, most of them yet to be settled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settle {
    pub slug: SeminarSlug,
    pub title: String,
    /// Title of the session or name of the file.
    pub about: String,
    /// Settled ones are among them, to be settled otherwise.
    pub all: bool,
    pub attendees: Vec<Asked>,
    /// How many there are besides.
    pub more: u32,
    /// As `Name – Country`, for whoever is nowhere among the proposals.
    pub trainees: Vec<String>,
}

/// An attendee of whom staff shall say who they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub file: AttendanceFileId,
    /// Its place among the attendees of the file.
    pub place: u32,
    pub shown: Attendee,
    /// In the room, over all rows, in minutes.
    pub minutes: u32,
    pub proposals: Vec<(Trainee, Vec<Reason>)>,
    /// What they seem to be, if no trainee.
    pub hint: Option<Apart>,
    pub identity: Option<Identity>,
    /// The trainee or what keeps them apart, as it is settled now.
    pub who: String,
}

/// Attendees of a session or of an export of whom it is not said yet who they are, or with `all` every one; for staff.
#[server(endpoint = "load_settle", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_settle(
    seminar: String,
    #[server(default)] session: String,
    #[server(default)] file: String,
    #[server(default)] all: bool,
) -> Result<Settle, AppError> {
    use domain::attendance::record::Who;
    use domain::id::SessionSlug;
    use domain::person::meeting_display_name;
    use domain::time::Instant;
    use store::StoreError;

    use crate::request::{found, signed_in, store};

    const MOST: usize = 100;

    let (actor, slug, now) = (signed_in()?, found(&seminar)?, Instant::now());
    let session: Option<SessionSlug> = session.parse().ok();
    let file: Option<AttendanceFileId> = file.parse().ok();
    let book = store().attendance(&actor, &slug, now).await?;
    let about = match (&session, file) {
        (Some(session), _) => book.seminar.session(session).map(|session| session.title.clone()),
        (None, Some(file)) => book.records.file(file).map(|file| file.file.name.clone()),
        (None, None) => None,
    };
    let (wanted, more) = store().attendees_to_settle(&actor, &slug, &book, session.as_ref(), file, (all, MOST)).await?;
    let find = |person| book.ledger.line(person).map(|line| line.trainee.clone());
    let asked = wanted.into_iter().map(|one| Asked {
        who: match one.identity.as_ref().map(|identity| identity.who) {
            Some(Who::Trainee(person)) => find(person).map(|trainee| trainee.name.to_string()).unwrap_or_default(),
            Some(Who::Apart(apart)) => apart.label().to_owned(),
            None => String::new(),
        },
        proposals: one.proposals.into_iter().filter_map(|(person, why)| Some((find(person)?, why))).collect(),
        file: one.file,
        place: one.place,
        shown: one.shown,
        minutes: one.minutes,
        hint: one.hint,
        identity: one.identity,
    });
    let named = |trainee: &Trainee| meeting_display_name(&trainee.name, &trainee.country.name);
    Ok(Settle {
        title: book.seminar.title.clone(),
        about: about.ok_or(StoreError::NotFound)?,
        attendees: asked.collect(),
        trainees: book.ledger.lines.iter().map(|line| named(&line.trainee)).collect(),
        slug,
        all,
        more: u32::try_from(more).unwrap_or(u32::MAX),
    })
}
