//! The records by which something is found: names, pages.

use domain::country::Country;
use domain::country::names::other_names;
use domain::material::{MaterialKey, VersionPlace};
use domain::preview::Contents;
use domain::seminar::{Assignment, Session};
use surrealdb::types::{Object, Value, object};

use crate::convert::{datetime, record};
use crate::materials::Submitted;

/// The records by which the pages of a version are found.
pub(crate) fn searchable_pages(submitted: &Submitted, contents: &Contents) -> Vec<Value> {
    let pages = contents.pages.iter().map(|page| (page.number, page.words().collect::<Vec<_>>().join(" ")));
    let pages = pages.filter(|(_, text)| !text.is_empty());
    pages.map(|(page, text)| Value::Object(searchable_page(submitted, page, &text))).collect()
}

fn searchable_page(submitted: &Submitted, page: u32, text: &str) -> Object {
    let Submitted { seminar, place, version } = submitted;
    let (key, session) = match place {
        VersionPlace::Material(key) => (Some(key), None),
        VersionPlace::Session(session) => (None, Some(session)),
    };
    object! {
        seminar: seminar.slug.to_string(),
        assignment: key.map(|key| key.assignment.to_string()),
        country: key.map(|key| key.country.to_string()),
        class_session: session.map(ToString::to_string),
        version: record("version", version.id),
        number: i64::from(version.number),
        place: "page",
        page: i64::from(page),
        at: datetime(version.submitted_at),
        text: text,
    }
}

/// The text by which a file is found before anyone has looked into it: its name, its country by all names that this
/// goes by, what it answers.
pub(crate) fn file_text(file_name: &str, key: &MaterialKey, assignment: &Assignment) -> String {
    let (file_name, code, country) = (name_text(file_name), key.country, Country::from(key.country).name);
    format!("{file_name} {country} {code} {} {}", other_names(code).join(" "), assignment.title)
}

/// The same of a file of slides: its name, its session.
pub(crate) fn slides_text(file_name: &str, session: &Session) -> String {
    format!("{} {}", name_text(file_name), session.title)
}

/// A word ends where an extension or an underscore begins.
fn name_text(file_name: &str) -> String {
    format!("{} {file_name}", file_name.replace(['_', '.'], " "))
}
