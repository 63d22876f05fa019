//! The frozen list: who freezes it, and what happens later.

use domain::attendance::ledger::Outcome;
use domain::attendance::record::Entry;
use domain::id::EligibilityListId;
use store::StoreError;

use super::AFTER;
use crate::house::House;

#[tokio::test]
async fn a_frozen_list_stays_as_it_is_and_what_happens_later_is_a_difference() {
    let house = House::new().await;
    let (staff, laos, kenya) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    house.attended(&staff, &laos).await;
    house.waive(&staff, &kenya, Entry::Waiver).await;
    house.freeze(&staff).await;
    let shown = house.store.eligibility(&staff, &house.slug, AFTER).await.expect("a list");
    let frozen = shown.frozen.expect("it is frozen");
    assert_eq!(frozen.frozen_by, staff.name.to_string());
    assert_eq!(frozen.candidate(laos.person).expect("Laos").standing.outcome, Outcome::Earned);
    let waiver = frozen.candidate(kenya.person).expect("Kenya").waiver.clone().expect("a waiver is named");
    assert_eq!((waiver.reason.as_str(), waiver.approved_by.as_str()), ("Ill", "The dean"));
    assert!(shown.differences.is_empty());

    house.waive(&staff, &kenya, Entry::WaiverWithdrawn).await;
    let shown = house.store.eligibility(&staff, &house.slug, AFTER).await.expect("a list");
    assert_eq!(shown.frozen.expect("it is frozen"), frozen);
    let [difference] = &shown.differences[..] else { panic!("one: {:?}", shown.differences) };
    assert!(difference.matters());
    assert_eq!(difference.in_words(), ["0 of 3, by waiver → 0 of 3, open", "no waiver any more"]);
}

#[tokio::test]
async fn nobody_freezes_what_they_have_not_seen() {
    let house = House::new().await;
    let (staff, laos) = (house.staff().await, house.trainee("LA").await);
    let seen = house.store.eligibility(&staff, &house.slug, AFTER).await.expect("a list").seen;
    house.attended(&staff, &laos).await;
    let refused = house.store.freeze_eligibility(&staff, &house.slug, &seen, AFTER).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");

    let seen = house.store.eligibility(&staff, &house.slug, AFTER).await.expect("a list").seen;
    let freeze = || house.store.freeze_eligibility(&staff, &house.slug, &seen, AFTER);
    let (one, two) = tokio::join!(freeze(), freeze());
    assert!(one.is_ok() != two.is_ok(), "two at once freeze once: {one:?} {two:?}");
}

#[tokio::test]
async fn only_staff_of_the_seminar_see_freeze_and_issue() {
    let house = House::new().await;
    let (staff, laos, kenya, code) = {
        let (staff, laos, code) = house.with_one().await;
        (staff, laos, house.trainee("KE").await, code)
    };
    let teacher = house.teacher().await;
    let list = EligibilityListId::generate();
    for actor in [&laos, &kenya, &teacher] {
        let store = &house.store;
        assert!(matches!(store.eligibility(actor, &house.slug, AFTER).await, Err(StoreError::NotFound)));
        assert!(matches!(store.freeze_eligibility(actor, &house.slug, "", AFTER).await, Err(StoreError::NotFound)));
        let issued = store.issue_certificates(actor, &house.slug, list, false, AFTER).await;
        assert!(matches!(issued, Err(StoreError::NotFound)));
        assert!(matches!(store.certificates(actor, &house.slug).await, Err(StoreError::NotFound)));
        assert!(matches!(store.newest_issue_job(actor, &house.slug).await, Err(StoreError::NotFound)));
        assert!(matches!(store.revoke_certificate(actor, &code, "A reason", AFTER).await, Err(StoreError::NotFound)));
        let anew = store.reissue_certificate(actor, &code, laos.name.clone(), "A reason", AFTER).await;
        assert!(matches!(anew, Err(StoreError::NotFound)));
    }
    assert!(house.store.certificate(&laos, &code).await.is_ok(), "its holder");
    assert!(house.store.certificate(&staff, &code).await.is_ok());
    for actor in [&kenya, &teacher] {
        assert!(matches!(house.store.certificate(actor, &code).await, Err(StoreError::NotFound)));
    }
    assert_eq!(house.store.own_certificates(&laos, &house.slug).await.expect("own").len(), 1);
    assert!(house.store.own_certificates(&kenya, &house.slug).await.expect("own").is_empty());
}
