//! What is late: by which time, and of which version.

use domain::actor::Actor;
use domain::gate::{Finding, Judgement, Refusal};
use domain::id::VersionId;
use domain::material::{MaterialFilter, MaterialState};
use domain::review::{Audience, Verdict};
use domain::time::Instant;
use store::StoreError;
use store::audit::By;
use store::jobs::Task;
use store::reviews::NewReview;

use super::{EXTENDED, extend, key, withdraw};
use crate::house::{House, LATE, NOW, seminar};

const REFUSED: Judgement = Judgement::Refused(Refusal::Encrypted);

/// The gate judges what has waited there longest.
async fn judge(house: &House, judgement: Judgement, now: Instant) {
    let check = house.store.take_job(now, &Task::ALL).await.expect("asked").expect("a job");
    let finding = Finding { kind: None, judgement, scanned: false, at: now };
    house.store.record_finding(&check, finding, now).await.expect("recorded");
}

/// What the filter of the lists finds.
async fn late_ones(house: &House, reader: &Actor) -> Vec<String> {
    let filter = MaterialFilter::parse("", "", "late");
    let found = house.store.outlines(reader, &house.slug, &filter).await.expect("a list");
    let mut keys: Vec<String> = found.iter().map(|outline| outline.key.to_string()).collect();
    keys.sort();
    keys
}

async fn submit(house: &House, trainee: &Actor, now: Instant) -> VersionId {
    house.store.submit_upload(trainee, &house.submission("status"), now).await.expect("taken").version.id
}

#[tokio::test]
async fn late_is_late_by_the_time_that_holds() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.store.submit_upload(&laos, &house.submission("status"), LATE).await.expect("taken");
    house.pass_gate().await;
    let state = async || {
        let file = house.store.material(&laos, &house.slug, &key("status.la")).await.expect("visible");
        file.material.state()
    };
    assert_eq!(state().await, MaterialState::Late);
    extend(&house, &staff, "status.la", EXTENDED, LATE).await;
    assert_eq!(state().await, MaterialState::Submitted);
    withdraw(&house, &staff, "status.la", LATE).await;
    assert_eq!(state().await, MaterialState::Late);
    let again = house.store.withdraw_extension(&staff, &house.slug, &key("status.la"), None, LATE).await;
    assert!(matches!(again, Err(StoreError::NotFound)), "{again:?}");
}

#[tokio::test]
async fn what_came_late_is_late_whatever_was_decided() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    submit(&house, &laos, LATE).await;
    judge(&house, Judgement::Ready, LATE).await;
    let labels = async || {
        let board = house.store.board(&staff, &house.slug, LATE).await.expect("a board");
        board.iter().map(|row| row.cells[0].standing.label()).collect::<Vec<_>>()
    };
    assert_eq!(labels().await, ["Missing", "Submitted late"]);
    let decisions = [(Verdict::ChangesRequested, "Changes requested, late"), (Verdict::Accepted, "Accepted, late")];
    let mut seen_decision = None;
    for (verdict, label) in decisions {
        let comment = NewReview::comment(Audience::Delegation, 1, "Looked at");
        let decision = NewReview { verdict: Some(verdict), seen_decision, ..comment };
        let decided = house.store.write_review(&staff, &house.slug, &key("status.la"), &decision, LATE).await;
        seen_decision = Some(decided.expect("decided"));
        assert_eq!(labels().await, ["Missing", label]);
        assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    }
    // That is between the delegation and those who look after it.
    house.store.open_materials(&staff, &house.slug, true, LATE).await.expect("opened");
    let read = async |reader: &Actor| {
        house.store.material(reader, &house.slug, &key("status.la")).await.expect("open to all").material
    };
    assert!(read(&laos).await.late);
    assert!(!read(&kenya).await.late);
    assert!(late_ones(&house, &kenya).await.is_empty());
}

#[tokio::test]
async fn what_the_gate_refused_buys_no_time() {
    let house = House::new().await;
    let (laos, kenya, africa) = (house.trainee("LA").await, house.trainee("KE").await, house.trainee("ZA").await);
    let staff = house.staff().await;
    submit(&house, &africa, NOW).await;
    house.pass_gate().await;
    submit(&house, &africa, LATE).await;
    judge(&house, REFUSED, LATE).await;
    assert!(late_ones(&house, &staff).await.is_empty(), "the first one stands");

    let refused = submit(&house, &laos, NOW).await;
    judge(&house, REFUSED, NOW).await;
    let second = submit(&house, &laos, LATE).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.la"], "nothing that stands came in time");
    extend(&house, &staff, "status.la", EXTENDED, LATE).await;
    assert!(late_ones(&house, &staff).await.is_empty());
    withdraw(&house, &staff, "status.la", LATE).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    for version in [refused, second] {
        house.store.delete_version(&laos, version, "", LATE).await.expect("deleted");
        house.store.restore_version(&staff, &house.slug, version, LATE).await.expect("restored");
        assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    }

    submit(&house, &kenya, NOW).await;
    submit(&house, &kenya, LATE).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    judge(&house, REFUSED, NOW).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.ke", "status.la"], "found after the second had come");
}

#[tokio::test]
async fn a_due_time_that_an_import_moves_moves_what_is_late() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    extend(&house, &staff, "status.ke", EXTENDED, NOW).await;
    for trainee in [&laos, &kenya] {
        submit(&house, trainee, LATE).await;
    }
    assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    let import = async |due: Instant| {
        let mut changed = seminar("e-port");
        changed.assignments[0].due = due;
        house.store.import_seminar(changed, &By::operator(), LATE).await.expect("imported");
    };
    import(LATE).await;
    assert!(late_ones(&house, &staff).await.is_empty());
    let material = house.store.material(&laos, &house.slug, &key("status.la")).await.expect("visible").material;
    assert_eq!(material.state(), MaterialState::Submitted);
    import(NOW).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.la"], "Kenya has its own time");
}
