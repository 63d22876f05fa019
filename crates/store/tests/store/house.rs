//! A small seminar with people of two countries, on an empty database in memory.

use domain::actor::Actor;
use domain::gate::{Finding, Judgement};
use domain::id::{SeminarSlug, VersionId};
use domain::mail::Letter;
use domain::material::{MaterialKey, Sha256Hex};
use domain::person::{NewPerson, Role};
use domain::preview::Contents;
use domain::seminar::Seminar;
use domain::time::Instant;
use domain::upload::{UploadPlace, UploadTarget};
use serde_json::json;
use store::Store;
use store::audit::By;
use store::jobs::Task;
use store::materials::Submission;
use store::outbox::SeenMail;
use store::tokens::Purpose;

pub const NOW: Instant = Instant::from_seconds(1_636_000_000);
/// The assignment is due a day from now and closes after two.
pub const LATE: Instant = NOW.plus_days(1).plus_seconds(1);
pub const CLOSED: Instant = NOW.plus_days(2).plus_seconds(1);

/// What went out, where a test does not care.
pub fn words() -> Letter {
    Letter { subject: "Sample".to_owned(), text: "Sample\n".to_owned() }
}

/// What the page of a mail shows whose reader owes nothing.
pub fn shown(revision: u32) -> SeenMail {
    SeenMail { revision, owed: String::new() }
}

pub struct House {
    pub store: Store,
    pub slug: SeminarSlug,
}

pub fn seminar(slug: &str) -> Seminar {
    let assignment = |slug: &str, courses: &[&str]| {
        json!({ "slug": slug, "title": slug, "description": "", "courses": courses,
                "due": NOW.plus_days(1), "closes": NOW.plus_days(2) })
    };
    let instructor =
        |slug: &str| json!({ "slug": slug, "name": slug, "affiliation": "", "email": format!("{slug}@example.org") });
    let session = |slug: &str, hour: i64| {
        json!({ "slug": slug, "title": slug, "kind": "lecture", "course": null,
        "starts": NOW.plus_minutes(60 * hour), "ends": NOW.plus_minutes(60 * hour + 90), "instructors": [],
        "room": null, "interpretation": null })
    };
    let course = |slug: &str, number: u32, instructor: &str| json!({ "slug": slug, "number": number, "title": slug, "summary": "", "instructors": [instructor] });
    let seminar = json!({
        "slug": slug, "title": "Sample seminar", "organiser": { "name": "Sample college", "about": [] },
        "starts": NOW, "ends": NOW.plus_days(9), "host_zone": "Asia/Shanghai", "language": "English",
        "invited": ["APEC"], "seats": 25, "venue": "", "visit": "",
        "platform": { "name": "Sample", "early_minutes": 15 },
        "notice": { "summary": "", "objectives": [], "requirements": [], "instructors": [], "materials": [], "remarks": [] },
        "rules": { "max_file_bytes": 1000, "max_versions": 3, "accepted_open_to_all": false },
        "instructors": [instructor("teacher"), instructor("other-teacher")],
        "courses": [course("trade", 1, "teacher"), course("window", 2, "other-teacher")],
        "sessions": [session("opening", 1), session("trade-1", 3), session("window-1", 5)], "assignments": [assignment("status", &[]), assignment("projects", &["window"])],
        "sample_timetable": true,
    });
    serde_json::from_value(seminar).expect("a seminar")
}

impl House {
    pub async fn new() -> Self {
        let store = Store::open("mem://").await.expect("a database");
        store.import_seminar(seminar("e-port"), &By::operator(), NOW).await.expect("an import");
        Self { store, slug: "e-port".parse().expect("a slug") }
    }

    pub async fn person(&self, email: &str, role: Role, country: Option<&str>) -> Actor {
        let new = NewPerson {
            name: format!("Sample {email}").parse().expect("a name"),
            email: email.parse().expect("an address"),
            role,
            country: country.map(|code| code.parse().expect("a country")),
        };
        let added = self.store.add_person(&self.slug, &new, &By::operator(), NOW).await.expect("added");
        self.store.actor(added.person()).await.expect("an actor")
    }

    /// The person accepts their invitation, with the hash of a password that nobody has.
    pub async fn confirm(&self, actor: &Actor, seminar: &SeminarSlug) {
        let by = By::operator();
        let token = self.store.issue_token(Purpose::Invitation, actor.person, Some(seminar), &by, NOW).await;
        let token = token.expect("a token");
        self.store.accept_invitation(&token, &actor.name, "a hash".to_owned(), NOW).await.expect("accepted");
    }

    pub async fn trainee(&self, country: &str) -> Actor {
        self.person(&format!("trainee.{}@example.org", country.to_lowercase()), Role::Trainee, Some(country)).await
    }

    pub async fn staff(&self) -> Actor {
        self.person("staff@example.org", Role::Staff, None).await
    }

    pub async fn teacher(&self) -> Actor {
        self.person("teacher@example.org", Role::Instructor, None).await
    }

    /// All that waits at the gate passes it, and is drawn as nothing.
    pub async fn pass_gate(&self) {
        self.pass_gate_drawn_as(&Contents::default()).await;
    }

    /// The same, drawn as these pages.
    pub async fn pass_gate_drawn_as(&self, contents: &Contents) {
        while let Some(job) = self.store.take_job(NOW, &Task::ALL).await.expect("asked") {
            match job.task {
                Task::Check => {
                    let finding = Finding { kind: None, judgement: Judgement::Ready, scanned: false, at: NOW };
                    self.store.record_finding(&job, finding, NOW).await.expect("recorded");
                }
                Task::Preview => {
                    self.store.record_preview(&job, contents, Vec::new(), None, NOW).await.expect("recorded");
                }
            }
        }
    }

    /// The trainee's delegation answers an assignment.
    pub async fn hand_in(&self, trainee: &Actor, assignment: &str) -> MaterialKey {
        let submitted = self.store.submit_upload(trainee, &self.submission(assignment), NOW).await;
        submitted.expect("submitted").key().expect("a material").clone()
    }

    pub fn submission(&self, assignment: &str) -> Submission {
        Submission {
            id: VersionId::generate(),
            target: UploadTarget {
                seminar: self.slug.clone(),
                place: UploadPlace::Assignment(assignment.parse().expect("a slug")),
            },
            file_name: "slides.pptx".to_owned(),
            media_type: "application/octet-stream".to_owned(),
            size: 10,
            sha256: Sha256Hex("ab".repeat(32)),
            consent: Some(true),
            consent_seen: None,
        }
    }
}
