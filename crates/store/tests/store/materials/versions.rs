//! Versions: how they are numbered, and which one stands.

use domain::material::MaterialState;
use domain::person::Role;
use domain::upload::RefusedUpload;
use store::StoreError;
use store::audit::By;

use crate::house::{CLOSED, House, LATE, NOW, seminar};

#[tokio::test]
async fn versions_count_up_and_the_same_upload_submits_once() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let first = house.submission("status");
    let one = house.store.submit_upload(&trainee, &first, NOW).await.expect("submitted");
    assert_eq!(one.receipt_number(), "E-PORT/LA/status/1");
    let again = house.store.submit_upload(&trainee, &first, NOW).await.expect("answered again");
    assert_eq!(again.version, one.version);
    let two = house.store.submit_upload(&trainee, &house.submission("status"), NOW).await.expect("submitted");
    assert_eq!(two.version.number, 2);
    let file = house.store.material(&trainee, &house.slug, two.key().expect("a material")).await.expect("visible");
    assert_eq!(file.versions.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn racing_uploads_get_different_numbers() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let submissions = [house.submission("status"), house.submission("status"), house.submission("status")];
    let [a, b, c] = &submissions;
    let (a, b, c) = tokio::join!(
        house.store.submit_upload(&trainee, a, NOW),
        house.store.submit_upload(&trainee, b, NOW),
        house.store.submit_upload(&trainee, c, NOW),
    );
    let mut numbers = [a, b, c].map(|submitted| submitted.expect("submitted").version.number);
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3]);
    let fourth = house.store.submit_upload(&trainee, &house.submission("status"), NOW).await;
    assert!(matches!(fourth, Err(StoreError::Upload(RefusedUpload::TooManyVersions { limit: 3 }))));
}

#[tokio::test]
async fn late_is_late_and_closed_is_closed() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let late = house.store.submit_upload(&trainee, &house.submission("status"), LATE).await.expect("submitted");
    let file = house.store.material(&trainee, &house.slug, late.key().expect("a material")).await.expect("visible");
    assert_eq!(file.material.state(), MaterialState::Late);
    let closed = house.store.submit_upload(&trainee, &house.submission("status"), CLOSED).await;
    assert!(matches!(closed, Err(StoreError::Upload(RefusedUpload::Closed { .. }))));
}

#[tokio::test]
async fn who_handed_a_version_in_is_told_which() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let colleague = house.person("colleague.la@example.org", Role::Trainee, Some("LA")).await;
    let first = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let key = first.key().expect("a material");
    house.hand_in(&laos, "status").await;
    house.hand_in(&colleague, "status").await;
    let own = async |actor| house.store.material(actor, &house.slug, key).await.expect("visible").own_newest;
    assert_eq!((own(&laos).await, own(&colleague).await, own(&staff).await), (Some(2), Some(3), None));
    let third = house.store.material(&colleague, &house.slug, key).await.expect("visible").versions[0].id;
    house.store.delete_version(&colleague, third, "", NOW).await.expect("deleted");
    assert_eq!((own(&laos).await, own(&colleague).await), (Some(2), None));
}

#[tokio::test]
async fn a_version_stands_until_another_comes() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    let first = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    assert!(house.store.is_standing(&first).await.expect("read"));
    let second = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    assert!(!house.store.is_standing(&first).await.expect("read"));
    assert!(house.store.is_standing(&second).await.expect("read"));
}

#[tokio::test]
async fn an_import_keeps_assignments_that_have_answers() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let mut without = seminar("e-port");
    without.assignments.remove(0);
    let refused = house.store.import_seminar(without, &By::operator(), NOW).await;
    assert!(matches!(refused, Err(StoreError::AssignmentInUse(slug)) if slug == "status"));
}
