//! Held files that staff let through or refuse.

use domain::audit::Action;
use domain::gate::{Finding, GateState, Hold, Judgement};
use domain::mail::MailKind;
use domain::material::MaterialKey;
use store::StoreError;
use store::board::Stuck;
use store::jobs::{MOST_ATTEMPTS, Task};

use super::{begin_again_and_again, found, mails, no_job, on_board, passage, submit, take};
use crate::house::{House, NOW};

#[tokio::test]
async fn staff_alone_let_a_held_file_through() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let check = take(&house, NOW).await;
    house.store.record_finding(&check, found(Judgement::Held(vec![Hold::Macros])), NOW).await.expect("recorded");
    let waiting = house.store.at_the_gate(&staff, &house.slug).await.expect("staff");
    assert_eq!(waiting.held.iter().map(|held| held.version.id).collect::<Vec<_>>(), [id]);
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), Stuck { files: 1, mails: 0 });
    assert_eq!(on_board(&house, &staff).await, "Submitted, held at the gate");
    assert!(matches!(house.store.at_the_gate(&teacher, &house.slug).await, Err(StoreError::NotFound)));
    for other in [&trainee, &teacher] {
        let release = house.store.rule_on_version(other, id, true, "Mine", NOW).await;
        assert!(matches!(release, Err(StoreError::NotFound)));
    }
    let empty = house.store.rule_on_version(&staff, id, true, " ", NOW).await;
    assert!(matches!(empty, Err(StoreError::Ruling(_))));
    mails(&house, NOW).await;
    let (one, two) = tokio::join!(
        house.store.rule_on_version(&staff, id, true, "Looked at it", NOW),
        house.store.rule_on_version(&staff, id, true, "So did I", NOW)
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1, "once");
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionReleased]);
    assert!(house.store.version_to_open(&teacher, id).await.is_ok());
    assert_eq!(on_board(&house, &staff).await, "Submitted");
    assert_eq!(take(&house, NOW).await.task, Task::Preview);
}

#[tokio::test]
async fn staff_alone_refuse_a_held_file_and_its_delegation_reads_why() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let held = found(Judgement::Held(vec![Hold::Macros, Hold::ScannerOverLimit]));
    house.store.record_finding(&take(&house, NOW).await, held.clone(), NOW).await.expect("recorded");
    for other in [&trainee, &teacher] {
        let refusal = house.store.rule_on_version(other, id, false, "Mine", NOW).await;
        assert!(matches!(refusal, Err(StoreError::NotFound)));
    }
    let empty = house.store.rule_on_version(&staff, id, false, " ", NOW).await;
    assert!(matches!(empty, Err(StoreError::Ruling(_))));
    mails(&house, NOW).await;
    house.store.rule_on_version(&staff, id, false, "An old copy", NOW).await.expect("refused");

    let passage = passage(&house, &trainee, id).await;
    assert_eq!((passage.state, passage.finding.as_ref()), (GateState::Refused, Some(&held)));
    let ruling = passage.refusal().expect("by staff");
    assert_eq!((ruling.by.as_str(), ruling.reason.as_str(), ruling.at), (&*staff.name.to_string(), "An old copy", NOW));
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionRefused]);
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), Stuck { files: 0, mails: 0 });
    assert!(matches!(house.store.version_to_open(&teacher, id).await, Err(StoreError::AtTheGate(_))));
    assert!(no_job(&house, NOW.plus_days(1)).await && house.store.inconsistencies().await.expect("read").is_empty());
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    let event = events.iter().find(|event| event.action == Action::VersionTurnedDown).expect("an event");
    assert!(event.detail.ends_with(": An old copy"), "{}", event.detail);
    for again in [
        house.store.rule_on_version(&staff, id, true, "After all", NOW).await,
        house.store.rule_on_version(&staff, id, false, "Once more", NOW).await,
    ] {
        assert!(matches!(again, Err(StoreError::Ruling(_))));
    }
    assert!(matches!(house.store.check_again(&staff, id, NOW).await, Err(StoreError::Repeat(_))));
}

#[tokio::test]
async fn of_two_who_rule_at_once_the_second_hears_of_the_first() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let macros = found(Judgement::Held(vec![Hold::Macros]));
    house.store.record_finding(&take(&house, NOW).await, macros, NOW).await.expect("recorded");
    let (one, two) = tokio::join!(
        house.store.rule_on_version(&staff, id, true, "Looked at it", NOW),
        house.store.rule_on_version(&staff, id, false, "So did I", NOW)
    );
    assert!(one.is_ok() != two.is_ok(), "once");
    let second = one.err().or(two.err()).expect("the second");
    assert!(matches!(second, StoreError::Changed(_) | StoreError::Ruling(_)), "{second}");
}

#[tokio::test]
async fn what_staff_refuse_does_not_make_the_next_file_punctual() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let is_late = async || {
        let key: MaterialKey = "status.la".parse().expect("a key");
        house.store.material(&trainee, &house.slug, &key).await.expect("their own").material.late
    };
    let id = submit(&house, &trainee).await;
    let macros = found(Judgement::Held(vec![Hold::Macros]));
    house.store.record_finding(&take(&house, NOW).await, macros, NOW).await.expect("recorded");
    let overdue = NOW.plus_days(1).plus_seconds(60);
    house.store.submit_upload(&trainee, &house.submission("status"), overdue).await.expect("submitted");
    assert!(!is_late().await, "the first one stands");
    house.store.rule_on_version(&staff, id, false, "An old copy", overdue).await.expect("refused");
    assert!(is_late().await);
}

#[tokio::test]
async fn a_release_outlives_a_check_that_came_to_no_end() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let known = || Finding { scanned: false, ..found(Judgement::Held(vec![Hold::Macros, Hold::ScannerOverLimit])) };
    house.store.record_finding(&take(&house, NOW).await, known(), NOW).await.expect("recorded");
    house.store.rule_on_version(&staff, id, true, "Known to us", NOW).await.expect("released");
    mails(&house, NOW).await;

    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 1);
    for told in [vec![MailKind::VersionHeld], Vec::new()] {
        let now = begin_again_and_again(&house, Task::Check).await;
        assert!(no_job(&house, now).await);
        let passage = passage(&house, &trainee, id).await;
        assert_eq!(passage.holds(), Some([Hold::Macros, Hold::NotChecked].as_slice()));
        let ruling = passage.earlier_release().expect("what staff said");
        assert_eq!((ruling.by.as_str(), ruling.reason.as_str()), (&*staff.name.to_string(), "Known to us"));
        assert_eq!(mails(&house, now).await, told);
        assert_eq!(house.store.at_the_gate(&staff, &house.slug).await.expect("staff").held.len(), 1);
        assert!(house.store.inconsistencies().await.expect("read").is_empty());
        house.store.check_again(&staff, id, NOW).await.expect("put back");
    }
    house.store.record_finding(&take(&house, NOW).await, known(), NOW).await.expect("recorded");
    let passage = passage(&house, &trainee, id).await;
    assert!(passage.is_open(), "{passage:?}");
    assert_eq!(passage.ruling.expect("a ruling").reason, "Known to us");
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionReleased], "they had read that it was held");
    assert_eq!(take(&house, NOW).await.task, Task::Preview);
}

#[tokio::test]
async fn a_release_does_not_cover_what_is_found_after_a_check_that_came_to_no_end() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let held = |hold| Finding { scanned: false, ..found(Judgement::Held(vec![hold])) };
    house.store.record_finding(&take(&house, NOW).await, held(Hold::Macros), NOW).await.expect("recorded");
    house.store.rule_on_version(&staff, id, true, "Known to us", NOW).await.expect("released");
    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 1);
    let now = begin_again_and_again(&house, Task::Check).await;
    assert!(no_job(&house, now).await);
    house.store.check_again(&staff, id, NOW).await.expect("put back");
    house.store.record_finding(&take(&house, NOW).await, held(Hold::Dde), NOW).await.expect("recorded");
    let passage = passage(&house, &trainee, id).await;
    assert_eq!((passage.state, passage.ruling), (GateState::Held, None));
}

#[tokio::test]
async fn what_staff_refuse_while_its_check_dies_stays_refused() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let unavailable = found(Judgement::Held(vec![Hold::ScannerUnavailable]));
    house.store.record_finding(&take(&house, NOW).await, unavailable, NOW).await.expect("recorded");
    let mut now = NOW;
    for attempt in 1..=MOST_ATTEMPTS {
        now = now.plus_days(1);
        let check = take(&house, now).await;
        assert_eq!((check.task, check.attempt), (Task::Check, attempt));
        if attempt == MOST_ATTEMPTS {
            house.store.rule_on_version(&staff, id, false, "An old copy", now).await.expect("refused");
        }
        house.store.job_failed(&check, "the disk is full", now).await.expect("noted");
    }
    let passage = passage(&house, &trainee, id).await;
    assert_eq!(passage.state, GateState::Refused);
    assert_eq!(passage.refusal().expect("by staff").reason, "An old copy");
    let waiting = house.store.at_the_gate(&staff, &house.slug).await.expect("staff");
    assert!(waiting.held.is_empty() && waiting.dead.is_empty());
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}
