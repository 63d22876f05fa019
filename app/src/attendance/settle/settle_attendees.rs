use std::collections::BTreeMap;

use domain::id::AttendanceFileId;
use leptos::prelude::*;

use crate::error::AppError;

/// Names an attendee in the form by its file and its place in it. (A key that began with a digit would
/// be taken for a place in a list.)
pub fn attendee_key(file: AttendanceFileId, place: u32) -> String {
    format!("of-{file}-{place}")
}

/// Says who several attendees are, each named by its [`attendee_key`]; `said` holds a trainee's id,
/// `host`, `guest` …, or `nobody`; `others` a trainee as `Name – Country`.
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
    use domain::time::Instant;
    use store::attendance::files::AttendeePlace;

    use crate::request::{found, refused, signed_in, store};

    let (actor, slug, now): (_, SeminarSlug, _) = (signed_in()?, found(&seminar)?, Instant::now());
    let place = |key: &str| -> Result<AttendeePlace, AppError> {
        let (on, attendee) = key.strip_prefix("of-").and_then(|key| key.rsplit_once('-')).unwrap_or_default();
        Ok(AttendeePlace { file: found(on)?, attendee: found(attendee)? })
    };
    let mut decisions: BTreeMap<AttendeePlace, Option<Who>> = BTreeMap::new();
    for (key, word) in said {
        let who = match Apart::find(&word) {
            Some(apart) => Some(Who::Apart(apart)),
            None if word == "nobody" => None,
            None => Some(Who::Trainee(found(&word)?)),
        };
        decisions.insert(place(&key)?, who);
    }
    let mut unknown = Vec::new();
    let written: Vec<_> = others.into_iter().filter(|(_, name)| !name.trim().is_empty()).collect();
    if !written.is_empty() {
        let trainees = store().trainees_by_display_name(&actor, &slug).await?;
        for (key, name) in written {
            match trainees.get(name.trim()) {
                Some(person) => _ = decisions.insert(place(&key)?, Some(Who::Trainee(*person))),
                None => unknown.push(format!("“{}”", name.trim())),
            }
        }
    }
    let said: Vec<_> = decisions.into_iter().collect();
    store().identify_attendees(&actor, &slug, &said, now).await?;
    if !unknown.is_empty() {
        // What was said of the others holds, so that only these are to be chosen once more.
        let text = format!("{} settled. No trainee is {}: please choose from the list", said.len(), unknown.join(", "));
        return Err(refused(text));
    }
    let settled = said.len();
    leptos_axum::redirect(&format!(
        "/seminars/{slug}/attendance/settle?session={session}&file={file}&settled={settled}"
    ));
    Ok(())
}
