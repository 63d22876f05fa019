//! What is said of a version that was deleted.

use domain::review::{Audience, Verdict};
use store::StoreError;
use store::reviews::NewReview;

use super::Desk;
use crate::house::NOW;

#[tokio::test]
async fn what_is_said_of_a_deleted_version_is_answered_and_narrowed() {
    let desk = Desk::new().await;
    let (store, slug) = (&desk.house.store, &desk.house.slug);
    let walrus = NewReview { page: Some(3), ..NewReview::comment(Audience::Delegation, 1, "a walrus") };
    let id = desk.write(&desk.teacher, &walrus).await.expect("written");
    let second = store.submit_upload(&desk.kenya, &desk.house.submission("status"), NOW).await.expect("submitted");
    desk.house.pass_gate().await;
    let versions = store.material(&desk.staff, slug, &desk.key).await.expect("visible").versions;
    let first = versions.last().expect("the first").id;
    store.delete_version(&desk.staff, first, "The wrong file", NOW).await.expect("deleted");

    let reply = NewReview { parent: Some(id), ..NewReview::comment(Audience::Delegation, 1, "a narwhal") };
    let answer = desk.write(&desk.kenya, &reply).await.expect("answered");
    assert_eq!(desk.one(&desk.teacher, answer).await.expect("visible").parent, Some(id));
    desk.show_to(&desk.teacher, id, Audience::Hosts, false).await.expect("kept among hosts");
    assert!(desk.one(&desk.kenya, id).await.is_none());
    for words in ["walrus", "narwhal"] {
        assert!(!desk.finds(&desk.teacher, words).await, "a deleted version is found by nothing");
    }
    desk.settled().await;

    // Nothing else is written of it, nor is it known how many pages it had.
    let decision = NewReview { verdict: Some(Verdict::ChangesRequested), parent: None, ..reply.clone() };
    let between = NewReview { audience: Audience::Hosts, ..reply.clone() };
    let paged = |page| NewReview { page: Some(page), ..between.clone() };
    let elsewhere = desk.write(&desk.staff, &NewReview::comment(Audience::Hosts, 2, "Of the second")).await;
    let elsewhere = NewReview { parent: Some(elsewhere.expect("written")), ..between.clone() };
    let alone = NewReview { parent: None, ..paged(4) };
    for new in [NewReview { parent: None, ..reply.clone() }, decision, alone] {
        assert!(matches!(desk.write(&desk.teacher, &new).await, Err(StoreError::Changed(_))), "{new:?}");
    }
    for new in [paged(3), paged(4), elsewhere] {
        assert!(matches!(desk.write(&desk.teacher, &new).await, Err(StoreError::NotFound)), "{new:?}");
    }

    store.restore_version(&desk.staff, slug, first, NOW).await.expect("restored");
    assert!(desk.finds(&desk.teacher, "walrus").await && desk.finds(&desk.kenya, "narwhal").await);
    assert!(!desk.finds(&desk.kenya, "walrus").await);
    desk.settled().await;

    // Also where no version is left, and where the version has gone for good.
    for version in [first, second.version.id] {
        store.delete_version(&desk.staff, version, "The wrong file", NOW).await.expect("deleted");
    }
    desk.write(&desk.staff, &between).await.expect("answered");
    let month = NOW.plus_days(31);
    assert_eq!(store.purge_deleted(NOW, month).await.expect("swept"), 2);
    desk.write(&desk.staff, &between).await.expect("answered");
    desk.show_to(&desk.teacher, id, Audience::Delegation, true).await.expect("shown");
    desk.write(&desk.kenya, &reply).await.expect("answered");
    for words in ["walrus", "narwhal"] {
        assert!(!desk.finds(&desk.teacher, words).await);
    }
    desk.settled().await;
}
