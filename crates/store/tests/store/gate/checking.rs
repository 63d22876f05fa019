//! Files on their way through the gate: what a check finds, and one that comes to no end.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::{FileKind, GateState, Hold, Judgement, Passage, Refusal};
use domain::mail::MailKind;
use domain::material::VersionPassage;
use domain::person::Role;
use domain::preview::{Contents, Drawn, Image, Page};
use store::StoreError;
use store::jobs::Task;
use store::previews::PreviewFile;

use super::{begin_again_and_again, found, mails, no_job, passage, submit, take};
use crate::house::{House, NOW};

#[tokio::test]
async fn what_comes_is_checked_then_drawn() {
    let house = House::new().await;
    let (trainee, teacher) = (house.trainee("LA").await, house.teacher().await);
    let id = submit(&house, &trainee).await;
    assert_eq!(passage(&house, &trainee, id).await, Passage::RECEIVED);
    let closed = house.store.version_to_open(&teacher, id).await;
    assert!(matches!(closed, Err(StoreError::AtTheGate(GateState::Received))));

    let check = take(&house, NOW).await;
    assert_eq!((check.task, check.attempt, check.version().id), (Task::Check, 1, id));
    assert_eq!(passage(&house, &trainee, id).await.state, GateState::BeingChecked);
    assert!(no_job(&house, NOW).await, "it is taken");
    house.store.record_finding(&check, found(Judgement::Ready), NOW).await.expect("recorded");
    assert_eq!(passage(&house, &trainee, id).await.kind(), Some(FileKind::Pptx));
    house.store.version_to_open(&teacher, id).await.expect("open");

    let preview = take(&house, NOW).await;
    assert_eq!(preview.task, Task::Preview);
    let image = Image { width: 900, bytes: 3, file: "0001-900.webp".to_owned() };
    let page = Page { number: 1, text: "ports".to_owned(), images: vec![image], ..Page::default() };
    let contents = Contents { pages: vec![page], missing: Vec::new() };
    let file = PreviewFile { name: "0001-900.webp".to_owned(), sha256: house.submission("status").sha256, size: 3 };
    house.store.record_preview(&preview, &contents, vec![file.clone()], None, NOW).await.expect("recorded");
    assert!(no_job(&house, NOW.plus_days(1)).await);
    let (_, seen) = house.store.preview(&teacher, id).await.expect("open");
    assert_eq!(seen.as_ref(), Some(&contents));
    let (_, drawn) = house.store.drawn_preview(&teacher, id).await.expect("open");
    assert_eq!(drawn, Some(Drawn { contents, hashes: [(file.name.clone(), file.sha256.clone())].into() }));
    assert_eq!(house.store.preview_file(&teacher, id, "0001-900.webp").await.expect("an image"), file);
    let none = house.store.preview_file(&teacher, id, "0002-900.webp").await;
    assert!(matches!(none, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn a_refusal_is_on_record_and_told_to_the_delegation() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    mails(&house, NOW).await;
    let check = take(&house, NOW).await;
    let refused = found(Judgement::Refused(Refusal::Encrypted));
    house.store.record_finding(&check, refused.clone(), NOW).await.expect("recorded");
    assert_eq!(passage(&house, &trainee, id).await.state, GateState::Refused);
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionRefused]);
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    assert!(events.iter().any(|event| event.action == Action::VersionRefused));
    assert!(no_job(&house, NOW.plus_days(1)).await, "nothing is drawn of it");
    let release = house.store.rule_on_version(&staff, id, true, "Because", NOW).await;
    assert!(matches!(release, Err(StoreError::Ruling(_))));
    // A worker that was thought to be dead comes late.
    house.store.record_finding(&check, found(Judgement::Ready), NOW).await.expect("nothing");
    assert_eq!(passage(&house, &trainee, id).await.finding, Some(refused));
}

#[tokio::test]
async fn whoever_handed_in_several_versions_learns_what_became_of_each() {
    let house = House::new().await;
    let (trainee, colleague) =
        (house.trainee("LA").await, house.person("b@example.org", Role::Trainee, Some("LA")).await);
    let passages = async |actor: &Actor| {
        let own = house.store.own_passages(actor, &house.slug).await.expect("a trainee");
        let all = own.into_values().flatten();
        all.map(|VersionPassage { version, passage }| (version, passage.state)).collect::<Vec<_>>()
    };
    assert_eq!(passages(&trainee).await, []);
    let first = submit(&house, &trainee).await;
    let check = take(&house, NOW).await;
    let second = submit(&house, &trainee).await;
    submit(&house, &colleague).await;
    house.store.record_finding(&check, found(Judgement::Refused(Refusal::Encrypted)), NOW).await.expect("recorded");
    let each = [(second, GateState::Received), (first, GateState::Refused)];
    assert_eq!(passages(&trainee).await, each, "the newest is a colleague's");
    house.store.delete_version(&trainee, first, "", NOW).await.expect("deleted");
    assert_eq!(passages(&trainee).await, each[..1]);
    let staff = house.staff().await;
    assert!(house.store.own_passages(&staff, &house.slug).await.is_err());
}

#[tokio::test]
async fn what_could_not_be_checked_is_held_and_told_once() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    mails(&house, NOW).await;
    for _ in 0..2 {
        let now = begin_again_and_again(&house, Task::Check).await;
        assert!(no_job(&house, now).await);
        let passage = passage(&house, &trainee, id).await;
        assert_eq!(passage.finding.expect("a finding").judgement, Judgement::Held(vec![Hold::NotChecked]));
        assert!(house.store.inconsistencies().await.expect("read").is_empty());
        house.store.check_again(&staff, id, NOW).await.expect("put back");
    }
    assert_eq!(mails(&house, NOW.plus_days(6)).await, [MailKind::VersionHeld]);
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    let count = |action| events.iter().filter(|event| event.action == action).count();
    assert_eq!((count(Action::VersionHeld), count(Action::VersionCheckedAgain)), (1, 2));
    house.store.record_finding(&take(&house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    assert_eq!(passage(&house, &trainee, id).await.state, GateState::Ready);
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionReleased], "it waits no more");
}

#[tokio::test]
async fn staff_have_a_check_that_came_to_no_end_made_again() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let early = house.store.check_again(&staff, id, NOW).await;
    assert!(matches!(early, Err(StoreError::Repeat(_))));
    let over_limit = || found(Judgement::Held(vec![Hold::Macros, Hold::ScannerOverLimit]));
    house.store.record_finding(&take(&house, NOW).await, over_limit(), NOW).await.expect("recorded");
    assert!(no_job(&house, NOW.plus_days(1)).await, "not by itself");
    for other in [&trainee, &teacher] {
        assert!(matches!(house.store.check_again(other, id, NOW).await, Err(StoreError::NotFound)));
        assert!(matches!(house.store.check_all_again(other, &house.slug, NOW).await, Err(StoreError::NotFound)));
    }
    house.store.check_again(&staff, id, NOW).await.expect("put back");
    assert_eq!(passage(&house, &trainee, id).await, Passage::RECEIVED);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    let macros = found(Judgement::Held(vec![Hold::Macros]));
    house.store.record_finding(&take(&house, NOW).await, macros, NOW).await.expect("recorded");
    let again = house.store.check_again(&staff, id, NOW).await;
    assert!(matches!(again, Err(StoreError::Repeat(_))), "what was found in it does not go away");
}

#[tokio::test]
async fn all_whose_check_came_to_no_end_are_checked_again_at_once() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let mut ids = Vec::new();
    for hold in [Hold::ScannerUnavailable, Hold::ScannerTooSlow, Hold::Macros] {
        let id = submit(&house, &trainee).await;
        house
            .store
            .record_finding(&take(&house, NOW).await, found(Judgement::Held(vec![hold])), NOW)
            .await
            .expect("held");
        ids.push(id);
    }
    assert_eq!(house.store.check_all_again(&staff, &house.slug, NOW).await.expect("put back"), 2);
    assert_eq!(house.store.check_all_again(&staff, &house.slug, NOW).await.expect("asked"), 0);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    let mut taken = [take(&house, NOW).await.version().id, take(&house, NOW).await.version().id];
    taken.sort();
    ids.truncate(2);
    ids.sort();
    assert_eq!(taken.as_slice(), ids);
    assert!(no_job(&house, NOW).await);
}
