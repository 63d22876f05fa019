//! More time for one delegation: who grants it, to whom, and what comes of it.

use domain::deadlines::RefusedExtension;
use domain::mail::MailKind;
use domain::time::Instant;
use domain::upload::RefusedUpload;
use store::StoreError;
use store::audit::By;

use super::{EXTENDED, extend, key, on_the_day, remind, seen, send, withdraw};
use crate::house::{CLOSED, House, LATE, NOW, seminar};

#[tokio::test]
async fn more_time_is_one_delegations_alone() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let refused = house.store.submit_upload(&laos, &house.submission("status"), CLOSED).await;
    assert!(matches!(refused, Err(StoreError::Upload(RefusedUpload::Closed { .. }))), "{refused:?}");
    extend(&house, &staff, "status.la", EXTENDED, NOW).await;
    house.store.submit_upload(&laos, &house.submission("status"), CLOSED).await.expect("taken");
    let material = house.store.material(&laos, &house.slug, &key("status.la")).await.expect("visible").material;
    assert!(!material.late, "it came before its own due time");
    let refused = house.store.submit_upload(&kenya, &house.submission("status"), CLOSED).await;
    assert!(matches!(refused, Err(StoreError::Upload(RefusedUpload::Closed { .. }))), "{refused:?}");
    let board = house.store.board(&staff, &house.slug, LATE).await.expect("a board");
    let overdue: Vec<_> =
        board.iter().map(|row| (row.delegation.country.code.to_string(), row.cells[0].overdue)).collect();
    assert_eq!(overdue, [("KE".to_owned(), true), ("LA".to_owned(), false)]);
}

#[tokio::test]
async fn only_staff_give_more_time_and_only_to_delegations_of_the_seminar() {
    let house = House::new().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    for actor in [&laos, &teacher] {
        let key = key("status.la");
        let granted = house.store.grant_extension(actor, &house.slug, &key, EXTENDED, "why", None, NOW);
        let refused = granted.await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        let refused = house.store.set_reminder_rule(actor, &house.slug, None, "", NOW).await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    }
    for unknown in ["status.fj", "nothing.la"] {
        let key = key(unknown);
        let granted = house.store.grant_extension(&staff, &house.slug, &key, EXTENDED, "why", None, NOW);
        let refused = granted.await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{unknown}: {refused:?}");
    }
    let refused = house.store.grant_extension(&staff, &house.slug, &key("status.la"), NOW, "why", None, NOW).await;
    assert!(matches!(refused, Err(StoreError::Extension(RefusedExtension::NotLater))), "{refused:?}");
}

#[tokio::test]
async fn of_two_who_change_a_delegations_time_none_overwrites_the_other_unseen() {
    let house = House::new().await;
    let (_, staff) = (house.trainee("LA").await, house.staff().await);
    let (laos, slug) = (key("status.la"), &house.slug);
    let minute = |minutes| NOW.plus_minutes(minutes);
    let refuses = async |seen: Option<Instant>| {
        let due = EXTENDED.plus_days(1);
        let granted = house.store.grant_extension(&staff, slug, &laos, due, "No power", seen, minute(9)).await;
        assert!(matches!(granted, Err(StoreError::Changed(_))), "{granted:?}");
    };
    extend(&house, &staff, "status.la", EXTENDED, minute(1)).await;
    refuses(None).await;
    extend(&house, &staff, "status.la", EXTENDED.plus_days(2), minute(2)).await;
    refuses(Some(minute(1))).await;
    let withdrawn = house.store.withdraw_extension(&staff, slug, &laos, Some(minute(1)), minute(9)).await;
    assert!(matches!(withdrawn, Err(StoreError::Changed(_))), "{withdrawn:?}");
    assert_eq!(seen(&house, "status.la"), Some(minute(2)));
    assert_eq!(send(&house, minute(9)).await, [MailKind::ExtensionGranted], "told of the one that holds");
    withdraw(&house, &staff, "status.la", minute(10)).await;
    refuses(Some(minute(2))).await;
}

#[tokio::test]
async fn an_import_keeps_what_staff_have_set() {
    let house = House::new().await;
    let (_, staff) = (house.trainee("LA").await, house.staff().await);
    extend(&house, &staff, "status.la", EXTENDED, NOW).await;
    remind(&house, on_the_day()).await;
    let mut changed = seminar("e-port");
    changed.title = "Another title".to_owned();
    house.store.import_seminar(changed, &By::operator(), NOW).await.expect("imported");
    let seminar = house.store.seminar(&house.slug).expect("a seminar");
    assert_eq!(seminar.extensions.len(), 1);
    assert_eq!(*seminar.reminder_rule(), on_the_day());
    assert!(seminar.public().extensions.is_empty(), "the public is told nothing of it");
}

#[tokio::test]
async fn the_delegation_is_told_once_of_the_time_that_holds() {
    let house = House::new().await;
    let (_, _, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    for due in [EXTENDED, EXTENDED.plus_days(1)] {
        extend(&house, &staff, "status.la", due, NOW).await;
    }
    let mails = house.store.due_mails(10, NOW).await.expect("read");
    let [mail] = &mails[..] else { panic!("one mail, not {mails:?}") };
    assert_eq!((mail.kind, mail.email.as_str()), (MailKind::ExtensionGranted, "trainee.la@example.org"));
    assert!(house.store.matter(mail, NOW).await.expect("read").is_some());
    withdraw(&house, &staff, "status.la", NOW).await;
    assert!(house.store.matter(mail, NOW).await.expect("read").is_none(), "it would say what is not so any more");
    assert!(house.store.due_mails(10, NOW).await.expect("read").is_empty(), "who was told nothing is told nothing");
}

#[tokio::test]
async fn who_grants_the_same_again_tells_nobody_twice() {
    let house = House::new().await;
    let (_, staff) = (house.trainee("LA").await, house.staff().await);
    extend(&house, &staff, "status.la", EXTENDED, NOW).await;
    assert_eq!(send(&house, NOW).await, [MailKind::ExtensionGranted]);
    let later = NOW.plus_minutes(1);
    extend(&house, &staff, "status.la", EXTENDED, later).await;
    assert!(send(&house, later).await.is_empty());
    let granted = house.store.seminar(&house.slug).expect("a seminar").extensions[0].granted_at;
    assert_eq!(granted, NOW, "nothing has changed");
    let (laos, seen) = (key("status.la"), seen(&house, "status.la"));
    let other = house.store.grant_extension(&staff, &house.slug, &laos, EXTENDED, "No power", seen, later).await;
    other.expect("granted");
    assert_eq!(send(&house, later).await, [MailKind::ExtensionGranted], "another reason is news");
}

#[tokio::test]
async fn who_was_told_of_more_time_is_told_that_it_is_gone() {
    let house = House::new().await;
    let (_, _, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let minute = |minutes| NOW.plus_minutes(minutes);
    extend(&house, &staff, "status.la", EXTENDED, minute(0)).await;
    assert_eq!(send(&house, minute(0)).await, [MailKind::ExtensionGranted]);
    // Changed and taken back before the change was told: the first mail still stands.
    extend(&house, &staff, "status.la", EXTENDED.plus_days(1), minute(1)).await;
    withdraw(&house, &staff, "status.la", minute(2)).await;
    let mails = house.store.due_mails(10, minute(2)).await.expect("read");
    let [mail] = &mails[..] else { panic!("one mail, not {mails:?}") };
    assert_eq!((mail.kind, mail.email.as_str()), (MailKind::ExtensionWithdrawn, "trainee.la@example.org"));
    assert!(house.store.matter(mail, minute(2)).await.expect("read").is_some());
    assert_eq!(send(&house, minute(2)).await, [MailKind::ExtensionWithdrawn]);
    // They know that it is gone, and nothing of another one.
    extend(&house, &staff, "status.la", EXTENDED, minute(3)).await;
    assert!(house.store.matter(mail, minute(3)).await.expect("read").is_none(), "it would say what is not so any more");
    withdraw(&house, &staff, "status.la", minute(4)).await;
    assert!(send(&house, minute(4)).await.is_empty());
}
