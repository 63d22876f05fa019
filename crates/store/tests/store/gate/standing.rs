//! Which version stands while the gate refuses what came after it.

use domain::actor::Actor;
use domain::gate::{Hold, Judgement, Refusal};
use domain::id::ReviewId;
use domain::material::{MaterialKey, MaterialState};
use domain::review::{Audience, Verdict};
use domain::time::Instant;
use store::StoreError;
use store::reviews::NewReview;

use super::{found, on_board, submit, take};
use crate::house::{House, LATE, NOW};

const REFUSED: Judgement = Judgement::Refused(Refusal::Encrypted);

fn key() -> MaterialKey {
    "status.la".parse().expect("a key")
}

/// The gate judges what has waited there longest.
async fn judge(house: &House, judgement: Judgement, now: Instant) {
    let check = take(house, now).await;
    house.store.record_finding(&check, found(judgement), now).await.expect("recorded");
}

async fn decide(house: &House, actor: &Actor, version: u32, verdict: Verdict) -> Result<ReviewId, StoreError> {
    let comment = NewReview::comment(Audience::Delegation, version, "Looked at");
    let decision = NewReview { verdict: Some(verdict), ..comment };
    house.store.write_review(actor, &house.slug, &key(), &decision, NOW).await
}

/// Which version stands for its delegation, which was refused after it, and how the material stands.
async fn standing(house: &House, trainee: &Actor) -> (Option<u32>, Option<u32>, MaterialState) {
    let material = house.store.material(trainee, &house.slug, &key()).await.expect("their own").material;
    let wrong = house.store.inconsistencies().await.expect("read");
    assert!(wrong.is_empty(), "{wrong:?}");
    let state = material.state();
    (material.newest.map(|version| version.number), material.refused.map(|version| version.number), state)
}

#[tokio::test]
async fn what_was_accepted_stays_with_its_readers_when_a_later_file_is_refused() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let first = submit(&house, &laos).await;
    house.pass_gate().await;
    decide(&house, &staff, 1, Verdict::Accepted).await.expect("decided");
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");

    let second = submit(&house, &laos).await;
    let read = async || house.store.material(&kenya, &house.slug, &key()).await;
    assert!(matches!(read().await, Err(StoreError::NotFound)), "the new one may still pass");
    judge(&house, REFUSED, NOW).await;
    let file = read().await.expect("open to all");
    assert_eq!(file.versions.iter().map(|version| version.id).collect::<Vec<_>>(), [first]);
    assert_eq!(file.material.refused, None, "that is between the delegation and those who look after it");
    assert!(house.store.version(&kenya, first).await.is_ok());
    assert!(matches!(house.store.version(&kenya, second).await, Err(StoreError::NotFound)));
    assert_eq!(house.store.search(&kenya, &house.slug, "slides", 1).await.expect("searched").count, 1);
    assert_eq!(standing(&house, &laos).await, (Some(1), Some(2), MaterialState::Accepted));
}

#[tokio::test]
async fn the_version_that_stands_is_decided_on() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    submit(&house, &laos).await;
    house.pass_gate().await;
    submit(&house, &laos).await;
    judge(&house, REFUSED, NOW).await;
    assert_eq!(on_board(&house, &staff).await, "Submitted");
    let refused = decide(&house, &staff, 2, Verdict::ChangesRequested).await;
    assert!(matches!(refused, Err(StoreError::Changed(words)) if words.contains("was refused")), "{refused:?}");
    decide(&house, &staff, 1, Verdict::Accepted).await.expect("decided");
    assert_eq!(on_board(&house, &staff).await, "Accepted");
}

#[tokio::test]
async fn what_is_held_stands_until_it_is_refused_itself() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let hand_in_late = async || {
        let submitted = house.store.submit_upload(&laos, &house.submission("status"), LATE).await;
        submitted.expect("submitted").version.id
    };
    let first = submit(&house, &laos).await;
    judge(&house, Judgement::Held(vec![Hold::Macros]), NOW).await;
    let second = hand_in_late().await;
    assert_eq!(standing(&house, &laos).await, (Some(2), None, MaterialState::Submitted));
    judge(&house, REFUSED, LATE).await;
    assert_eq!(standing(&house, &laos).await, (Some(1), Some(2), MaterialState::Submitted), "in time");

    house.store.rule_on_version(&staff, first, false, "An old copy", LATE).await.expect("refused");
    let none_stands = (Some(2), None, MaterialState::Refused);
    assert_eq!(standing(&house, &laos).await, none_stands);
    house.store.delete_version(&staff, second, "A sample", LATE).await.expect("deleted");
    assert_eq!(standing(&house, &laos).await, (Some(1), None, MaterialState::Refused));
    house.store.restore_version(&staff, &house.slug, second, LATE).await.expect("restored");
    assert_eq!(standing(&house, &laos).await, none_stands);

    let third = hand_in_late().await;
    judge(&house, Judgement::Ready, LATE).await;
    assert_eq!(standing(&house, &laos).await, (Some(3), None, MaterialState::Late));
    house.store.delete_version(&staff, third, "A sample", LATE).await.expect("deleted");
    assert_eq!(standing(&house, &laos).await, none_stands);
}
