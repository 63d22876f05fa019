//! Lists of people, from the dry run to the import.

use crate::house::{House, NOW};
use domain::id::RosterId;
use domain::person::Role;
use store::StoreError;

const LIST: &str = "name,email,country
Sample One,one@example.org,LA
Sample Two,two@example.org,KE
Sample Three,no address,KE
";

#[tokio::test]
async fn a_list_is_looked_at_first_and_taken_in_once() {
    let house = House::new().await;
    let staff = house.staff().await;
    let list = house.store.keep_roster(&staff, &house.slug, LIST, NOW).await.expect("kept");
    let counts = async || {
        let run = house.store.dry_run_roster(&staff, &house.slug, list, NOW).await.expect("a dry run");
        (run.new.len(), run.known.len(), run.refused.len())
    };
    assert_eq!(counts().await, (2, 0, 1));
    assert_eq!(counts().await, (2, 0, 1), "looking changes nothing");
    let take_in = || house.store.take_in_roster(&staff, &house.slug, list, NOW);
    let (one, two) = tokio::join!(take_in(), take_in());
    assert_eq!(one.expect("taken in") + two.expect("taken in"), 2, "confirmed twice at once adds once");
    assert_eq!(counts().await, (0, 2, 1));
    assert_eq!(take_in().await.expect("taken in again"), 0);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn a_list_is_kept_for_a_day_and_for_whoever_pasted_it() {
    let house = House::new().await;
    let (staff, trainee) = (house.staff().await, house.trainee("LA").await);
    let colleague = house.person("colleague@example.org", Role::Staff, None).await;
    assert!(matches!(house.store.keep_roster(&trainee, &house.slug, LIST, NOW).await, Err(StoreError::NotFound)));
    let list = house.store.keep_roster(&staff, &house.slug, LIST, NOW).await.expect("kept");
    for other in [&trainee, &colleague] {
        let seen = house.store.dry_run_roster(other, &house.slug, list, NOW).await;
        assert!(matches!(seen, Err(StoreError::NotFound)));
        let taken = house.store.take_in_roster(other, &house.slug, list, NOW).await;
        assert!(matches!(taken, Err(StoreError::NotFound)));
    }
    let unknown = house.store.dry_run_roster(&staff, &house.slug, RosterId::generate(), NOW).await;
    assert!(matches!(unknown, Err(StoreError::NotFound)));
    let tomorrow = NOW.plus_days(1).plus_seconds(1);
    let late = house.store.dry_run_roster(&staff, &house.slug, list, tomorrow).await;
    assert!(matches!(late, Err(StoreError::NotFound)));
    assert_eq!(house.store.sweep_tokens(tomorrow).await.expect("swept"), 1);
}
