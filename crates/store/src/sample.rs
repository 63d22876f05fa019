//! A seminar, people and a file for the tests that look behind what the crate shows.

use domain::actor::Actor;
use domain::definition::read_seminar;
use domain::id::{SeminarSlug, VersionId};
use domain::material::Sha256Hex;
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use domain::upload::{UploadPlace, UploadTarget};
use surrealdb::types::Object;

use crate::Store;
use crate::audit::By;
use crate::materials::Submission;

/// 2021-11-10: the assignments are open.
pub const NOW: Instant = Instant::from_seconds(1_636_507_800);

/// A database with the real seminar.
pub async fn store() -> (Store, SeminarSlug) {
    let store = Store::open("mem://").await.expect("a database");
    let seminar = read_seminar(sample_seminars::E_PORT_2021).expect("a good file").seminar;
    let slug = seminar.slug.clone();
    store.import_seminar(seminar, &By::operator(), NOW).await.expect("an import");
    (store, slug)
}

pub async fn person(store: &Store, slug: &SeminarSlug, role: Role, country: Option<&str>) -> Actor {
    let new = NewPerson {
        name: "Sample Person".parse().expect("a name"),
        email: format!("{role}@example.org").parse().expect("an address"),
        role,
        country: country.map(|code| code.parse().expect("a country")),
    };
    let added = store.add_person(slug, &new, &By::operator(), NOW).await.expect("added");
    store.actor(added.person()).await.expect("an actor")
}

pub fn submission(slug: &SeminarSlug) -> Submission {
    let place = UploadPlace::Assignment("e-port-status".parse().expect("a slug"));
    Submission {
        id: VersionId::generate(),
        target: UploadTarget { seminar: slug.clone(), place },
        file_name: "slides.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 10,
        sha256: Sha256Hex("ab".repeat(32)),
        consent: None,
        consent_seen: None,
    }
}

/// The most rows that any step of a statement reads.
pub async fn most_rows_read(store: &Store, statement: &str, variables: Object) -> u64 {
    let asked = store.db.query(format!("EXPLAIN ANALYZE {statement}")).bind(variables).await;
    let plan: Vec<String> = asked.expect("asked").check().expect("carried out").take(0).expect("a plan");
    let read = plan[0].split("{rows: ").skip(1).map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().expect("a number of rows")
    });
    read.max().expect("the rows of each step")
}
