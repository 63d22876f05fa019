//! Which files of slides others see: those that staff have released.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::VersionId;
use domain::material::{GateWait, VersionPlace};
use domain::person::Role;
use domain::slides::ReleaseOutcome;
use store::StoreError;
use store::live::LiveEvent;
use store::materials::Submission;

use super::{bring, bring_at, consistent, file, house, numbers, release, release_shown, seen, session, shown};
use crate::house::{House, NOW};

async fn opens(house: &House, actor: &Actor, id: VersionId) -> bool {
    house.store.version_to_open(actor, id).await.is_ok()
}

#[tokio::test]
async fn those_who_lead_bring_files_and_others_wait_for_their_release() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let other = house.person("other-teacher@example.org", Role::Instructor, None).await;
    let first = bring(&house, &teacher).await;
    assert_eq!((&first.place, first.version.number), (&VersionPlace::Session(session()), 1));
    assert_eq!(first.receipt_number(), "E-PORT/slides/trade-1/1");
    let again = Submission { id: first.version.id, ..file(&house) };
    let again = house.store.submit_upload(&teacher, &again, NOW).await.expect("answered again");
    assert_eq!(again.version.id, first.version.id);
    assert_eq!(bring(&house, &staff).await.version.number, 2);
    assert!(!opens(&house, &teacher, first.version.id).await, "it has not passed the gate");
    house.pass_gate().await;
    assert!(opens(&house, &teacher, first.version.id).await);
    consistent(&house).await;

    for actor in [&laos, &other] {
        assert!(numbers(&house, actor).await.is_empty());
        assert!(matches!(house.store.version(actor, first.version.id).await, Err(StoreError::NotFound)));
        assert!(matches!(house.store.preview(actor, first.version.id).await, Err(StoreError::NotFound)));
    }
    for actor in [&laos, &other, &teacher] {
        assert!(matches!(release(&house, actor, true).await, Err(StoreError::Forbidden)));
    }
    release(&house, &staff, true).await.expect("released");
    assert!(matches!(release(&house, &staff, true).await, Err(StoreError::Changed(_))));
    for actor in [&laos, &other] {
        assert_eq!(numbers(&house, actor).await, [1, 2]);
        assert!(opens(&house, actor, first.version.id).await);
    }
    let third = bring(&house, &teacher).await;
    house.pass_gate().await;
    assert_eq!(numbers(&house, &teacher).await, [1, 2, 3]);
    for actor in [&laos, &other] {
        assert_eq!(numbers(&house, actor).await, [1, 2], "what comes later waits for another release");
        assert!(matches!(house.store.version(actor, third.version.id).await, Err(StoreError::NotFound)));
        assert!(matches!(house.store.preview(actor, third.version.id).await, Err(StoreError::NotFound)));
    }
    release(&house, &staff, true).await.expect("released, too");
    for actor in [&laos, &other] {
        assert_eq!(numbers(&house, actor).await, [1, 2, 3]);
        assert!(opens(&house, actor, third.version.id).await);
    }
    release(&house, &staff, false).await.expect("taken back");
    assert!(numbers(&house, &laos).await.is_empty());
    assert!(!opens(&house, &laos, first.version.id).await);
    let audit = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("read");
    let actions: Vec<Action> = audit.iter().map(|event| event.action).collect();
    assert!(actions.contains(&Action::SlidesReleased) && actions.contains(&Action::SlidesTakenBack), "{actions:?}");
    assert!(audit.iter().any(|event| event.object == "Slides of trade-1"));
    consistent(&house).await;
}

#[tokio::test]
async fn what_nobody_saw_waits_whatever_the_clock_says() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    bring(&house, &teacher).await;
    let page = shown(&house, &staff).await;
    // By the clock, they came before the release.
    for at in [NOW.plus_seconds(-3600), NOW] {
        bring_at(&house, &teacher, at).await;
    }
    house.pass_gate().await;
    assert_eq!(release_shown(&house, &staff, &page).await.expect("released").unseen.len(), 2);
    assert_eq!(numbers(&house, &laos).await, [1]);
    let from_the_same_page = release_shown(&house, &staff, &page).await;
    assert!(matches!(from_the_same_page, Err(StoreError::Changed(_))), "it shows nothing that waits");

    let page = shown(&house, &staff).await;
    bring_at(&house, &teacher, NOW.plus_seconds(-3600)).await;
    house.pass_gate().await;
    assert_eq!(release_shown(&house, &staff, &page).await.expect("released, too").unseen.len(), 1);
    assert_eq!(numbers(&house, &laos).await, [1, 2, 3]);
    release(&house, &staff, true).await.expect("released, too");
    assert_eq!(numbers(&house, &laos).await, [1, 2, 3, 4]);
    release(&house, &staff, false).await.expect("taken back");
    consistent(&house).await;
}

#[tokio::test]
async fn a_release_tells_what_became_of_what_was_seen() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    bring(&house, &teacher).await;
    house.pass_gate().await;
    bring(&house, &teacher).await;
    let third = bring(&house, &teacher).await.version.id;
    let page = shown(&house, &staff).await;
    house.store.delete_version(&teacher, third, "", NOW).await.expect("removed");
    bring(&house, &teacher).await;
    let outcome = release_shown(&house, &staff, &page).await.expect("released");
    let name = file(&house).file_name;
    let expected = ReleaseOutcome {
        shown: vec![name.clone()],
        at_the_gate: vec![(name.clone(), GateWait::BeingChecked)],
        unseen: vec![name],
        gone: 1,
    };
    assert_eq!(outcome, expected);
    assert_eq!(numbers(&house, &laos).await, [1]);
    house.pass_gate().await;
    assert_eq!(numbers(&house, &laos).await, [1, 2]);
    house.store.delete_version(&teacher, seen(&house, &staff).await.files[2].id, "", NOW).await.expect("removed");
    assert!(release(&house, &staff, true).await.is_err(), "nothing waits");
}

#[tokio::test]
async fn a_file_that_comes_in_the_moment_of_a_release_waits() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    bring(&house, &teacher).await;
    for last in 1..=5 {
        let page = shown(&house, &staff).await;
        let (released, _) = tokio::join!(release_shown(&house, &staff, &page), bring(&house, &teacher));
        released.expect("released");
        house.pass_gate().await;
        assert_eq!(numbers(&house, &laos).await, (1..=last).collect::<Vec<u32>>());
    }
    consistent(&house).await;
}

#[tokio::test]
async fn a_release_covers_nothing_that_was_not_there() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let first = bring(&house, &teacher).await.version.id;
    bring(&house, &teacher).await;
    house.pass_gate().await;
    house.store.delete_version(&teacher, first, "", NOW).await.expect("removed");
    // The third one is still to come.
    let posted = "1 2 3".parse().expect("numbers");
    assert!(release_shown(&house, &staff, &posted).await.expect("released").unseen.is_empty());
    house.store.restore_version(&staff, &house.slug, first, NOW).await.expect("restored");
    bring(&house, &teacher).await;
    house.pass_gate().await;
    assert_eq!(numbers(&house, &laos).await, [2]);
    // What was released comes back as it was.
    release(&house, &staff, true).await.expect("released, too");
    house.store.delete_version(&teacher, first, "", NOW).await.expect("removed");
    house.store.restore_version(&staff, &house.slug, first, NOW).await.expect("restored");
    assert_eq!(numbers(&house, &laos).await, [1, 2, 3]);
    consistent(&house).await;
}

#[tokio::test]
async fn there_is_nothing_to_release_where_there_is_no_file() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let refused = release(&house, &staff, true).await.expect_err("nothing is there");
    assert!(matches!(refused, StoreError::Slides(_)), "{refused}");
    assert!(matches!(release(&house, &staff, false).await, Err(StoreError::Changed(_))));
    let id = bring(&house, &teacher).await.version.id;
    house.pass_gate().await;
    assert!(numbers(&house, &laos).await.is_empty(), "no release came before it");
    house.store.delete_version(&teacher, id, "", NOW).await.expect("removed");
    assert!(matches!(release(&house, &staff, true).await, Err(StoreError::Slides(_))));
    assert!(seen(&house, &staff).await.released.is_none());
}

#[tokio::test]
async fn only_the_release_that_staff_saw_is_taken_back() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let take_back = async |seen| house.store.take_slides_back(&staff, &house.slug, &session(), seen, NOW).await;
    bring(&house, &teacher).await;
    house.pass_gate().await;
    release(&house, &staff, true).await.expect("released");
    for unseen in [None, Some(NOW.plus_seconds(-60))] {
        assert!(matches!(take_back(unseen).await, Err(StoreError::Changed(_))), "{unseen:?}");
        assert_eq!(numbers(&house, &laos).await, [1]);
    }
    take_back(Some(NOW)).await.expect("taken back");
    assert!(numbers(&house, &laos).await.is_empty());
}

#[tokio::test]
async fn events_say_whether_all_may_hear_of_them() {
    let house = house().await;
    let (teacher, staff) = (house.teacher().await, house.staff().await);
    let mut events = house.store.listen();
    let mut next = async || match events.recv().await.expect("an event") {
        LiveEvent::Slides { released, .. } => released,
        other => panic!("{other:?}"),
    };
    let first = bring(&house, &teacher).await.version.id;
    assert!(!next().await);
    release(&house, &staff, true).await.expect("released");
    assert!(next().await);
    bring(&house, &teacher).await;
    assert!(!next().await, "it is not released");
    house.store.delete_version(&staff, first, "The wrong file", NOW).await.expect("removed");
    assert!(next().await, "who has seen it learns that it is gone");
    release(&house, &staff, false).await.expect("taken back");
    assert!(next().await, "who has seen them learns that they are gone");
}
