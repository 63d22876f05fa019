//! Sample values for the tests, each as plain as it can be: a test says what matters to it.

use uuid::Uuid;

use crate::actor::{Actor, Membership};
use crate::attendance::ledger::{Outcome, Standing};
use crate::attendance::record::Attendee;
use crate::certificate::eligibility::Candidate;
use crate::country::Country;
use crate::gate::{Finding, Judgement, Passage};
use crate::id::{PersonId, ReviewId, VersionId};
use crate::material::{Sha256Hex, Version};
#[cfg(feature = "server")]
use crate::person::Member;
use crate::person::Role;
use crate::review::{Audience, Review};
use crate::seminar::Assignment;
#[cfg(feature = "server")]
use crate::seminar::Seminar;
use crate::slides::SlidesRelease;
use crate::time::Instant;

/// The real one.
#[cfg(feature = "server")]
pub fn seminar() -> Seminar {
    crate::definition::read_seminar(sample_seminars::E_PORT_2021).expect("a good file").seminar
}

/// Due after 1000 seconds, closed after 1600.
pub fn assignment() -> Assignment {
    Assignment {
        slug: "e-port-status".parse().expect("a slug"),
        title: "E-port status".to_owned(),
        description: String::new(),
        courses: Vec::new(),
        due: Instant::from_seconds(1_000),
        closes: Instant::from_seconds(1_600),
        kinds: Vec::new(),
    }
}

pub fn actor(memberships: Vec<Membership>) -> Actor {
    Actor {
        person: PersonId(Uuid::nil()),
        name: "Sample Person".parse().expect("a name"),
        email: "person@example.org".parse().expect("an address"),
        memberships,
    }
}

pub fn person(number: u32) -> PersonId {
    PersonId(Uuid::from_u128(number.into()))
}

#[cfg(feature = "server")]
pub fn member(number: u32, name: &str, role: Role, country: Option<&str>) -> Member {
    Member {
        person: person(number),
        name: name.parse().expect("a name"),
        email: format!("member{number}@example.org").parse().expect("an address"),
        role,
        country: country.map(|code| Country::from(code.parse::<crate::country::CountryCode>().expect("a code"))),
        added_at: Instant::from_seconds(0),
        confirmed_at: None,
    }
}

/// Someone in the export of a meeting platform.
pub fn attendee(name: &str) -> Attendee {
    Attendee { name: name.to_owned(), other_name: None, email: None, host: false }
}

/// Has confirmed the name, and was in nine of ten sessions.
pub fn candidate(number: u32, outcome: Outcome) -> Candidate {
    Candidate {
        person: person(number),
        name: format!("Sample {number}").parse().expect("a name"),
        confirmed: true,
        country: Country { code: "LA".parse().expect("a country"), name: "Laos".to_owned() },
        standing: Standing { attended: 9, counted: 10, open: 0, seconds: 32_450, outcome },
        waiver: None,
    }
}

/// The first one, which has not been checked yet.
pub fn version() -> Version {
    Version {
        id: VersionId(Uuid::nil()),
        number: 1,
        file_name: "sample.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 1,
        sha256: Sha256Hex(String::new()),
        uploaded_by: "Sample Person".to_owned(),
        submitted_at: Instant::from_seconds(0),
        consent: None,
        passage: Passage::RECEIVED,
        glance: None,
    }
}

pub fn finding(judgement: Judgement) -> Finding {
    Finding { kind: None, judgement, scanned: false, at: Instant::from_seconds(0) }
}

/// `None` where no files are released.
pub fn release(files: &str) -> Option<SlidesRelease> {
    let (by, at) = ("Sample Staff".to_owned(), Instant::from_seconds(1_000));
    (!files.is_empty()).then(|| SlidesRelease { by, at, files: files.parse().expect("numbers") })
}

pub fn review_id(number: u32) -> ReviewId {
    ReviewId(Uuid::from_u128(number.into()))
}

/// A comment on the first version, that many seconds after the others.
pub fn review(number: u32) -> Review {
    Review {
        id: review_id(number),
        version: 1,
        author: String::new(),
        author_role: Role::Instructor,
        audience: Audience::Delegation,
        verdict: None,
        body: String::new(),
        at: Instant::from_seconds(number.into()),
        page: None,
        parent: None,
        mentions: Vec::new(),
        own: false,
        changes: 0,
        edited_at: None,
        withdrawn_at: None,
        earlier: Vec::new(),
    }
}

pub fn reply(number: u32, to: u32) -> Review {
    Review { parent: Some(review_id(to)), ..review(number) }
}
