//! Certificates: frozen, issued once, found by their code, checked, revoked, issued anew.

mod by_code;
mod issuing;
mod keeping;
mod printing;

use domain::certificate::issued::Certificate;
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use lectern::commands::{Errand, Report, verify};
use reqwest::Response;
use store::audit::By;
use trials::{House, Who};

use crate::pages::get;
use crate::tus::{assert_status, text};

async fn page(house: &House, who: Who, path: &str) -> String {
    let answer = get(house, who, path).await;
    assert_status(&answer, 200);
    text(answer).await
}

async fn post(house: &House, who: Who, function: &str, form: &[(&str, &str)]) -> Response {
    house.client(who).post(house.at(&format!("/api/{function}"))).form(form).send().await.expect("an answer")
}

async fn pdf(house: &House, certificate: &Certificate) -> Vec<u8> {
    let answer = get(house, Who::Staff, &format!("/certificates/{}/certificate.pdf", certificate.code())).await;
    assert_status(&answer, 200);
    answer.bytes().await.expect("bytes").to_vec()
}

/// `lectern verify` with the published keys.
async fn verified(house: &House, pdf: &[u8]) -> Report {
    let keys = page(house, Who::Anonymous, "/.well-known/lectern-certificate-keys.json").await;
    let folder = tempfile::tempdir().expect("a folder");
    let (file, set) = (folder.path().join("c.pdf"), folder.path().join("keys.json"));
    std::fs::write(&file, pdf).expect("written");
    std::fs::write(&set, keys).expect("written");
    verify(&file, set.to_str().expect("a path")).expect("it looked")
}

async fn check(house: &House) {
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("a report");
    assert!(!report.failed, "{:?}", report.lines);
}

/// Adds a trainee of Brazil with this name; staff waive the rule for them.
async fn named(house: &House, name: &str, email: &str) {
    let (store, now) = (&house.state.office.store, Instant::now());
    let new = NewPerson {
        name: name.parse().expect("a name"),
        email: email.parse().expect("an address"),
        role: Role::Trainee,
        country: Some("BR".parse().expect("a country")),
    };
    let person = store.add_person(&house.seminar, &new, &By::operator(), now).await.expect("added").person();
    let (staff, entry) = (house.actor(Who::Staff), domain::attendance::record::Entry::Waiver);
    store.correct_attendance(staff, &house.seminar, person, &entry, "A sample", "", now).await.expect("waived");
}
