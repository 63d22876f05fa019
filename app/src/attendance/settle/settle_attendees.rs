use std::collections::BTreeMap;

use domain::id::AttendanceFileId;
use leptos::prelude::*;

use crate::error::AppError;

/// Names an attendee in the form by its file and its place in it. (A key that began with a digit would
/// be taken for a place in a list.)
pub fn attendee_key(file: AttendanceFileId, place: u32) -> String {
    format!("of-{file}-{place}")
}

/// Says who several attendees are, each named by its [`attendee_key`]; `said` holds a trainee's id, `host`, `guest` …, or `nobody`; `others` a trainee as `Name – Country`.
#[server(endpoint = "settle_attendees")]
pub async fn settle_attendees(
    seminar: String,
    /// Where the form came from: a session's slug, or a file's id.
    #[server(default)]
    session: String,
    #[server(default)] file: String,
    #[server(default)] said: BTreeMap<String, String>,
    #[server(default)] others: BTreeMap<String, String>,
) -> Result<(), AppError> {
    use domain::attendance::record::{Apart, Who};
    use domain::id::SeminarSlug;
    use domain::person::meeting_display_name;
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    let (actor, slug, now): (_, SeminarSlug, _) = (signed_in()?, found(&seminar)?, Instant::now());
    let mut decisions: BTreeMap<String, Option<Who>> = BTreeMap::new();
    for (attendee, word) in said {
        let apart = Apart::ALL.into_iter().find(|apart| apart.as_str() == word);
        let who = match apart {
            Some(apart) => Some(Who::Apart(apart)),
            None if word == "nobody" => None,
            None => Some(Who::Trainee(found(&word)?)),
        };
        decisions.insert(attendee, who);
    }
    let written: Vec<_> = others.into_iter().filter(|(_, name)| !name.trim().is_empty()).collect();
    if !written.is_empty() {
        let book = store().attendance(&actor, &slug, now).await?;
        for (attendee, name) in written {
            let named = |trainee: &domain::attendance::ledger::Trainee| {
                meeting_display_name(&trainee.name, &trainee.country.name) == name.trim()
            };
            let line = book.ledger.lines.iter().find(|line| named(&line.trainee));
            let line =
                line.ok_or_else(|| refused(format!("No trainee is “{name}”: please choose one from the list")))?;
            decisions.insert(attendee, Some(Who::Trainee(line.trainee.person)));
        }
    }
    for (attendee, who) in &decisions {
        let (on, place) = attendee.strip_prefix("of-").and_then(|key| key.rsplit_once('-')).unwrap_or_default();
        let on: AttendanceFileId = found(on)?;
        store().identify_attendee(&actor, &slug, on, found(place)?, *who, now).await?;
    }
    let settled = decisions.len();
    leptos_axum::redirect(&format!(
        "/seminars/{slug}/attendance/settle?session={session}&file={file}&settled={settled}"
    ));
    Ok(())
}
