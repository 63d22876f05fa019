//! The virus scanner: what it has not looked at, and what waits for it.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::{Finding, GateState, Hold, Judgement, Refusal};
use domain::material::MaterialFilter;
use domain::preview::Contents;
use store::StoreError;
use store::jobs::{MOST_ATTEMPTS, Task};

use super::{found, mails, no_job, passage, submit, take};
use crate::house::{House, NOW};

#[tokio::test]
async fn open_files_are_scanned_once_there_is_a_scanner() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let finding = |judgement: Judgement, scanned| Finding { scanned, ..found(judgement) };
    let macros = || Judgement::Held(vec![Hold::Macros]);
    let drawn = submit(&house, &trainee).await;
    house.pass_gate().await;
    let released = submit(&house, &trainee).await;
    house.store.record_finding(&take(&house, NOW).await, finding(macros(), false), NOW).await.expect("recorded");
    house.store.rule_on_version(&staff, released, true, "Known to us", NOW).await.expect("released");
    mails(&house, NOW).await;
    for other in [&trainee, &teacher] {
        assert!(matches!(house.store.scan_unscanned(other, &house.slug, NOW).await, Err(StoreError::NotFound)));
    }

    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 2);
    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("asked"), 0, "they are at it");
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    assert!(matches!(house.store.version_to_open(&teacher, drawn).await, Err(StoreError::AtTheGate(_))));
    for _ in 0..2 {
        let check = take(&house, NOW).await;
        assert_eq!(check.task, Task::Check);
        let judgement = if check.version().id == released { macros() } else { Judgement::Ready };
        house.store.record_finding(&check, finding(judgement, true), NOW).await.expect("recorded");
    }
    for id in [drawn, released] {
        assert!(house.store.version_to_open(&teacher, id).await.is_ok());
    }
    let ruling = passage(&house, &trainee, released).await.ruling;
    assert_eq!(ruling.expect("what staff said").reason, "Known to us");
    let preview = take(&house, NOW).await;
    assert_eq!((preview.task, preview.version().id), (Task::Preview, released), "the other one is drawn");
    assert!(no_job(&house, NOW).await);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    assert_eq!(mails(&house, NOW).await, [], "nothing has become of them");
    assert_eq!(house.store.at_the_gate(&staff, &house.slug).await.expect("staff").unscanned, 0);
}

#[tokio::test]
async fn open_files_that_no_scanner_has_looked_at_are_counted_and_listed() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let teacher = house.teacher().await;
    for (trainee, judgement, scanned) in [
        (&laos, Judgement::Ready, true),
        (&laos, Judgement::Ready, false),
        (&kenya, Judgement::Held(vec![Hold::Macros]), false),
        (&kenya, Judgement::Refused(Refusal::Encrypted), false),
    ] {
        submit(&house, trainee).await;
        let check = take(&house, NOW).await;
        house.store.record_finding(&check, Finding { scanned, ..found(judgement) }, NOW).await.expect("recorded");
        while house.store.jobs_due(NOW).await.expect("asked") > 0 {
            let preview = take(&house, NOW).await;
            house.store.record_preview(&preview, &Contents::default(), Vec::new(), None, NOW).await.expect("recorded");
        }
    }
    assert_eq!(house.store.at_the_gate(&staff, &house.slug).await.expect("staff").unscanned, 1);
    let unscanned = MaterialFilter::parse("", "", "unscanned");
    let listed = async |actor: &Actor| {
        let outlines = house.store.outlines(actor, &house.slug, &unscanned).await.expect("a member");
        outlines.into_iter().map(|outline| outline.key.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&staff).await, ["status.la"], "what goes by such a file is listed");
    for other in [&laos, &teacher] {
        assert!(listed(other).await.is_empty(), "staff alone are told");
    }
    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 1);
    assert!(listed(&staff).await.is_empty(), "it is being scanned");
}

#[tokio::test]
async fn a_scanner_that_did_not_answer_is_asked_again_and_nobody_is_told_twice() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    mails(&house, NOW).await;
    let unavailable = || found(Judgement::Held(vec![Hold::ScannerUnavailable]));
    let mut now = NOW;
    for _ in 0..2 * MOST_ATTEMPTS {
        let check = take(&house, now).await;
        house.store.record_finding(&check, unavailable(), now).await.expect("recorded");
        assert!(no_job(&house, now).await);
        now = now.plus_seconds(120);
    }
    assert_eq!(mails(&house, now).await, []);
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    assert_eq!(events.iter().filter(|event| event.action == Action::VersionHeld).count(), 1);
    // Staff are faster than the scanner: what it says then changes nothing.
    let check = take(&house, now).await;
    house.store.rule_on_version(&staff, id, true, "Known to us", now).await.expect("released");
    house.store.record_finding(&check, unavailable(), now).await.expect("nothing");
    assert_eq!(passage(&house, &trainee, id).await.state, GateState::Ready);
}
