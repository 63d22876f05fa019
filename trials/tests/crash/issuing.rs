//! The server is killed while it issues certificates. What was issued before stays as it was; in the
//! end everyone has exactly one that is valid, numbered without gaps.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::attendance::record::Entry;
use domain::id::SeminarSlug;
use domain::material::Sha256Hex;
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use rand::Rng;
use rand::rngs::StdRng;
use sha2::{Digest, Sha256};
use store::Store;
use store::audit::By;

use crate::rounds;
use crate::server::Server;

const TRAINEES: usize = 24;

/// A certificate as the index tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    number: String,
    name: String,
    valid: bool,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_certificate_is_issued_whole_or_not_at_all() {
    // A press has to be set up in each.
    let (rounds, mut random) = rounds("issuing", 5);
    let server = Server::prepare();
    let desk = Desk::prepare(&server).await;
    let mut known: BTreeMap<String, (Told, Sha256Hex)> = BTreeMap::new();
    for round in 0..rounds {
        let running = server.start().await;
        desk.begin(&mut random).await;
        tokio::time::sleep(Duration::from_millis(random.random_range(50..1_500))).await;
        desk.compare(&mut known).await;
        tokio::time::sleep(Duration::from_millis(random.random_range(0..50))).await;
        running.kill();
        server.check(round);
    }
    let _running = server.start().await;
    desk.begin(&mut random).await;
    let told = desk.all_done().await;
    desk.compare(&mut known).await;
    let valid: Vec<&str> = told.values().filter(|told| told.valid).map(|told| told.name.as_str()).collect();
    let people: BTreeSet<&str> = valid.iter().copied().collect();
    assert_eq!((valid.len(), people.len()), (TRAINEES, TRAINEES), "one for each: {valid:?}");
    let mut numbers: Vec<&str> = told.values().map(|told| told.number.as_str()).collect();
    numbers.sort_unstable();
    let expected: Vec<String> = (1..=told.len()).map(|number| format!("sample/{number:04}")).collect();
    assert_eq!(numbers, expected);
    println!("{} certificates were issued", told.len());
}

/// Staff at work.
struct Desk<'s> {
    server: &'s Server,
    token: String,
    list: String,
    client: reqwest::Client,
}

impl<'s> Desk<'s> {
    /// Trainees for whom the rule is waived, on a frozen list.
    async fn prepare(server: &'s Server) -> Self {
        let token = server.person("staff", "staff@example.org", &[]);
        let url = format!("surrealkv://{}?sync=every", server.data().join("db").display());
        let list = frozen_list(&url).await;
        server.wait_until_free().await;
        Self { server, token, list, client: reqwest::Client::new() }
    }

    /// Issues, or issues anew; while a job runs the server says so.
    async fn begin(&self, random: &mut StdRng) {
        self.post("issue_certificates", &[("seminar", "sample"), ("list", &self.list)]).await;
        let told = self.told().await;
        let valid: Vec<_> = told.iter().filter(|(_, told)| told.valid).collect();
        if let Some((code, told)) = valid.get(random.random_range(0..valid.len().max(1))) {
            let form = [("code", code.as_str()), ("name", told.name.as_str()), ("reason", "A typo")];
            self.post("reissue_certificate", &form).await;
        }
    }

    async fn post(&self, function: &str, form: &[(&str, &str)]) {
        let request = self.client.post(self.server.at(&format!("/api/{function}"))).bearer_auth(&self.token);
        let answer = request.form(form).send().await.expect("an answer");
        assert!(matches!(answer.status().as_u16(), 200 | 422), "{}: {:?}", answer.status(), answer.text().await);
    }

    /// What the index says, by code.
    async fn told(&self) -> BTreeMap<String, Told> {
        let request = self.client.get(self.server.at("/seminars/sample/certificates.csv")).bearer_auth(&self.token);
        let csv = request.send().await.expect("an answer").text().await.expect("a text");
        let lines = csv.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        lines
            .map(|cells| {
                let [number, name, _, _, code, _, status, ..] = cells[..] else { panic!("eight cells: {cells:?}") };
                let told = Told { number: number.to_owned(), name: name.to_owned(), valid: status == "Valid" };
                (code.to_owned(), told)
            })
            .collect()
    }

    /// Each certificate is what it was, and its file is there and genuine.
    async fn compare(&self, known: &mut BTreeMap<String, (Told, Sha256Hex)>) {
        let told = self.told().await;
        for (code, (before, _)) in known.iter() {
            let now = told.get(code).unwrap_or_else(|| panic!("{before:?} was issued and is gone"));
            assert_eq!((&now.number, &now.name), (&before.number, &before.name));
            assert!(before.valid || !now.valid, "{before:?} is valid again");
        }
        for (code, now) in told {
            let address = self.server.at(&format!("/certificates/{code}/certificate.pdf"));
            let answer = self.client.get(address).bearer_auth(&self.token).send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{now:?} has no file");
            let pdf = answer.bytes().await.expect("its content");
            let sha256 = Sha256Hex::of_bytes(&Sha256::digest(&pdf));
            match known.get(&code) {
                Some((_, before)) => assert_eq!(sha256, *before, "{now:?} has another file"),
                None => self.verify(&pdf).await,
            }
            known.insert(code, (now, sha256));
        }
    }

    /// As anyone would who trusts the published keys.
    async fn verify(&self, pdf: &[u8]) {
        let keys = self.client.get(self.server.at("/.well-known/lectern-certificate-keys.json")).send().await;
        let keys = keys.expect("an answer").text().await.expect("a text");
        let folder = tempfile::tempdir().expect("a folder");
        let (file, set) = (folder.path().join("c.pdf"), folder.path().join("keys.json"));
        std::fs::write(&file, pdf).expect("written");
        std::fs::write(&set, keys).expect("written");
        let [file, set] = [&file, &set].map(|path| path.to_str().expect("a path"));
        self.server.run(&["verify", file, "--key", set]);
    }

    /// Waits until nothing is left to be made.
    async fn all_done(&self) -> BTreeMap<String, Told> {
        for _ in 0..600 {
            let request = self.client.get(self.server.at("/seminars/sample/certificates")).bearer_auth(&self.token);
            let page = request.send().await.expect("an answer").text().await.expect("a text");
            if page.contains("The last lot is done") {
                return self.told().await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the certificates are not done after a minute");
    }
}

/// Adds the trainees, waives the rule for them, and freezes their standings, in this process.
async fn frozen_list(url: &str) -> String {
    let store = Store::open(url).await.expect("no server has it open");
    let (slug, now): (SeminarSlug, _) = ("sample".parse().expect("a slug"), Instant::now());
    let staff = store.person_by_email("staff@example.org").await.expect("asked").expect("staff");
    let staff = store.actor(staff).await.expect("staff");
    for place in 0..TRAINEES {
        let new = NewPerson {
            name: format!("Sample Trainee {place:02}").parse().expect("a name"),
            email: format!("trainee{place}@example.org").parse().expect("an address"),
            role: Role::Trainee,
            country: Some("KE".parse().expect("a country")),
        };
        let person = store.add_person(&slug, &new, &By::operator(), now).await.expect("added").person();
        let waived = store.correct_attendance(&staff, &slug, person, &Entry::Waiver, "A sample", "", now);
        waived.await.expect("waived");
    }
    let seen = store.eligibility(&staff, &slug, now).await.expect("standings").seen;
    store.freeze_eligibility(&staff, &slug, &seen, now).await.expect("frozen").to_string()
}
