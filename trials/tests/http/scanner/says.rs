//! What it says of a file, and what staff see of those that it has not looked at.

use domain::gate::{GateState, Hold, Judgement, Passage, Refusal};
use lectern::workroom::Workroom;
use trials::{House, Who};

use super::clamd::{Clamd, DANGEROUS, MOST_BYTES, configure, taking};
use super::{held, house_with, judged_as, passage};
use crate::pages::page;

const GATE: &str = "/seminars/sample/gate";
const UNSCANNED: &str = "/seminars/sample/materials?state=unscanned";

async fn judged(house: &House, content: &[u8]) -> Passage {
    judged_as(house, "sample.txt", content).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_clean_passes_and_what_is_not_is_refused() {
    let clamd = Clamd::start().await;
    let house = house_with(&clamd).await;
    let clean = judged(&house, b"words").await;
    assert_eq!(clean.state, GateState::Ready);
    assert!(clean.finding.expect("a finding").scanned);
    assert!(!page(&house, Who::Staff, GATE).await.contains("never scanned"));
    let dangerous = judged(&house, format!("This is {DANGEROUS}.").as_bytes()).await;
    let virus = Refusal::Virus { name: "Sample.Dangerous.UNOFFICIAL".to_owned() };
    assert_eq!(dangerous.finding.expect("a finding").judgement, Judgement::Refused(virus));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_its_limit_is_held() {
    let clamd = Clamd::start().await;
    let house = house_with(&clamd).await;
    let large = judged(&house, &b"word".repeat(MOST_BYTES)).await;
    assert_eq!(held(&large), [Hold::ScannerOverLimit]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_over_its_limit_passes_once_staff_have_it_checked_again() {
    let mut clamd = Clamd::start().await;
    let house = house_with(&clamd).await;
    let large = || b"word".repeat(MOST_BYTES);
    let one = house.hand_in(Who::Trainee, "status", "one.txt", large()).await;
    let other = house.hand_in(Who::Trainee, "status", "other.txt", large()).await;
    assert_eq!(house.work_off().await, 2);
    let form = format!("seminar=sample&version={one}");
    assert_eq!(house.post_form("/api/check_again", &form).await.status(), 200);
    assert_eq!(passage(&house, &one).await.state, GateState::Received);
    assert_eq!(house.work_off().await, 1);
    assert_eq!(held(&passage(&house, &one).await), [Hold::ScannerOverLimit], "the limit is as it was");

    clamd.stop();
    configure(&clamd.folder, &taking(8 * MOST_BYTES));
    clamd.start_again().await;
    assert_eq!(house.work_off().await, 0, "not by itself");
    let gate = page(&house, Who::Staff, GATE).await;
    assert_eq!(gate.matches(">Check again<").count(), 2, "{gate}");
    assert!(gate.contains("Check again all files that could not be checked"), "{gate}");
    assert_eq!(house.post_form("/api/check_again", &form).await.status(), 200);
    assert_eq!(house.post_form("/api/check_all_again", "seminar=sample").await.status(), 200);
    assert_eq!(house.work_off().await, 4, "two checks and two previews");
    for id in [&one, &other] {
        let passage = passage(&house, id).await;
        assert_eq!(passage.state, GateState::Ready);
        assert!(passage.finding.expect("a finding").scanned);
    }
    assert_eq!(house.post_form("/api/check_again", &form).await.status(), 422, "it has passed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_there_was_a_scanner_is_scanned_when_staff_ask() {
    let clamd = Clamd::start().await;
    let mut house = House::start_as(|config| config.clamd = Some(clamd.address())).await;
    house.config.clamd = None;
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    assert_eq!(house.work_off().await, 2, "a check and a preview");

    house.config.clamd = Some(clamd.address());
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    let seen = page(&house, Who::Staff, GATE).await;
    assert!(seen.contains("never scanned") && seen.contains("Check these files again"), "{seen}");
    let listed = page(&house, Who::Staff, UNSCANNED).await;
    assert!(listed.contains(">1 material<") && listed.contains("Check these files again"), "{listed}");
    let form = "seminar=sample".to_owned();
    let told = house.post_without_script(Who::Staff, UNSCANNED, "/api/scan_unscanned", form).await;
    assert_eq!(told, format!("{GATE}?done=scanning&count=1"));
    let listed = page(&house, Who::Staff, UNSCANNED).await;
    assert!(listed.contains(">No materials<") && !listed.contains("Check these files again"), "{listed}");
    assert_eq!(passage(&house, &id).await.state, GateState::Received);
    assert_eq!(house.work_off().await, 1, "it is drawn already");
    let passage = passage(&house, &id).await;
    assert!(passage.is_open() && passage.finding.expect("a finding").scanned);
    assert!(!page(&house, Who::Staff, GATE).await.contains("never scanned"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_scanned_without_a_scanner() {
    let house = House::start().await;
    house.submit(Who::Trainee, "status").await;
    let gate = page(&house, Who::Staff, GATE).await;
    assert!(gate.contains("never scanned") && !gate.contains("Check these files again"), "{gate}");
    assert!(
        gate.contains(&format!("href=\"{UNSCANNED}\"")) && gate.contains("Show the 1 material with such a file"),
        "{gate}"
    );
    let listed = page(&house, Who::Staff, UNSCANNED).await;
    assert!(listed.contains(">1 material<") && listed.contains("can be checked again here"), "{listed}");
    for other in [Who::Instructor, Who::Trainee] {
        let listed = page(&house, other, UNSCANNED).await;
        assert!(
            listed.contains(">No materials<") && !listed.contains("Not scanned for viruses"),
            "{other:?}: {listed}"
        );
    }
    assert_eq!(house.post_form("/api/scan_unscanned", "seminar=sample").await.status(), 422);
}
