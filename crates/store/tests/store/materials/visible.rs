//! Who sees a material.

use domain::actor::Actor;
use domain::gate::{Finding, Hold, Judgement};
use domain::material::MaterialFilter;
use domain::review::{Audience, RefusedReview, Verdict};
use store::StoreError;
use store::jobs::Task;
use store::reviews::NewReview;

use super::{comment, decision};
use crate::house::{House, NOW};

#[tokio::test]
async fn a_delegation_sees_only_its_own() {
    let house = House::new().await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    let submitted = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let hidden = house.store.material(&kenya, &house.slug, submitted.key().expect("a material")).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)));
    let hidden = house.store.version(&kenya, submitted.version.id).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)));
    let seen = house.store.materials(&kenya, &house.slug, &MaterialFilter::default()).await.expect("a list");
    assert!(seen.iter().all(|material| material.key.country.to_string() == "KE"));
    assert_eq!(seen.len(), 2);
}

#[tokio::test]
async fn accepted_materials_open_to_all_without_their_thread() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let draft = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let submitted = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let accepted = NewReview { version: 2, ..decision(Verdict::Accepted) };
    let early =
        house.store.write_review(&staff, &house.slug, submitted.key().expect("a material"), &accepted, NOW).await;
    assert!(matches!(early, Err(StoreError::Review(RefusedReview::AtTheGate))), "{early:?}");
    house.pass_gate().await;
    house
        .store
        .write_review(&staff, &house.slug, submitted.key().expect("a material"), &accepted, NOW)
        .await
        .expect("decided");
    assert!(house.store.version(&kenya, submitted.version.id).await.is_err());
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");
    assert!(house.store.version(&kenya, submitted.version.id).await.is_ok());
    let file = house.store.material(&kenya, &house.slug, submitted.key().expect("a material")).await.expect("opened");
    assert_eq!(file.versions.len(), 1, "the draft before it stays hidden");
    assert!(house.store.version(&kenya, draft.version.id).await.is_err());
    assert!(file.reviews.is_empty());
    assert_eq!(file.material.reviews, 0);
    let write = house
        .store
        .write_review(&kenya, &house.slug, submitted.key().expect("a material"), &comment(Audience::Delegation), NOW)
        .await;
    assert!(matches!(write, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn instructors_see_the_assignments_of_their_courses() {
    let house = House::new().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let projects = house.store.submit_upload(&laos, &house.submission("projects"), NOW).await.expect("submitted");
    assert!(matches!(
        house.store.material(&teacher, &house.slug, projects.key().expect("a material")).await,
        Err(StoreError::NotFound)
    ));
    let seen = house.store.materials(&teacher, &house.slug, &MaterialFilter::default()).await.expect("a list");
    assert!(seen.iter().all(|material| material.key.assignment.as_str() == "status"));
}

#[tokio::test]
async fn what_waits_at_the_gate_is_found_by_those_who_see_it_alone() {
    let house = House::new().await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    let (teacher, staff) = (house.teacher().await, house.staff().await);
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");
    house.hand_in(&laos, "status").await;
    house.hand_in(&laos, "projects").await;
    let found = async |actor: &Actor, state: &str| {
        let filter = MaterialFilter::parse("", "", state);
        let outlines = house.store.outlines(actor, &house.slug, &filter).await.expect("a list");
        let mut keys: Vec<String> = outlines.iter().map(|outline| outline.key.to_string()).collect();
        keys.sort();
        keys
    };
    let both = ["projects.la", "status.la"];
    assert_eq!(found(&staff, "being-checked").await, both);
    assert!(found(&staff, "held").await.is_empty());
    while let Some(job) = house.store.take_job(NOW, &[Task::Check]).await.expect("asked") {
        let judgement = Judgement::Held(vec![Hold::Macros]);
        let finding = Finding { kind: None, judgement, scanned: false, at: NOW };
        house.store.record_finding(&job, finding, NOW).await.expect("recorded");
    }
    for (actor, keys) in [(&staff, &both[..]), (&laos, &both[..]), (&teacher, &both[1..]), (&kenya, &both[..0])] {
        assert_eq!(found(actor, "held").await, keys, "{}", actor.name);
        assert!(found(actor, "being-checked").await.is_empty(), "{}", actor.name);
    }
}
