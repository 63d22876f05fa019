//! Comments and decisions, and who is led to the next material.

use domain::actor::Actor;
use domain::gate::{Finding, Judgement, Refusal};
use domain::material::{MaterialFilter, MaterialKey, MaterialStatus};
use domain::review::{Audience, RefusedReview, Verdict};
use store::StoreError;
use store::jobs::Task;
use store::reviews::NewReview;

use super::{comment, decision};
use crate::house::{House, NOW, words};

#[tokio::test]
async fn comments_for_hosts_stay_with_hosts() {
    let house = House::new().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let key = house.hand_in(&laos, "status").await;
    house.store.write_review(&teacher, &house.slug, &key, &comment(Audience::Hosts), NOW).await.expect("written");
    house.store.write_review(&teacher, &house.slug, &key, &comment(Audience::Delegation), NOW).await.expect("written");
    let thread = house.store.material(&laos, &house.slug, &key).await.expect("visible");
    assert_eq!(thread.reviews.len(), 1);
    assert_eq!(thread.material.reviews, 1);
    assert_eq!(house.store.material(&teacher, &house.slug, &key).await.expect("visible").reviews.len(), 2);
    let own = house.store.write_review(&laos, &house.slug, &key, &comment(Audience::Hosts), NOW).await;
    assert!(matches!(own, Err(StoreError::Review(RefusedReview::NotForHosts))));
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn a_decision_is_not_made_over_an_unseen_one() {
    let house = House::new().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let key = house.hand_in(&laos, "status").await;
    let refused = house.store.write_review(&laos, &house.slug, &key, &decision(Verdict::Accepted), NOW).await;
    assert!(matches!(refused, Err(StoreError::Forbidden)));
    house.pass_gate().await;
    let accepted = decision(Verdict::Accepted);
    let first = house.store.write_review(&teacher, &house.slug, &key, &accepted, NOW).await.expect("decided");
    let changes = decision(Verdict::ChangesRequested);
    let blind = house.store.write_review(&staff, &house.slug, &key, &changes, NOW).await;
    assert!(matches!(blind, Err(StoreError::Changed(_))), "{blind:?}");
    let seen = NewReview { seen_decision: Some(first), ..changes };
    house.store.write_review(&staff, &house.slug, &key, &seen, NOW).await.expect("decided knowingly");
    let file = house.store.material(&laos, &house.slug, &key).await.expect("visible");
    assert_eq!(file.material.status, MaterialStatus::ChangesRequested);
    house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    house.pass_gate().await;
    let outdated = house.store.write_review(&staff, &house.slug, &key, &accepted, NOW).await;
    assert!(matches!(outdated, Err(StoreError::Changed(_))), "{outdated:?}");
}

#[tokio::test]
async fn the_delegation_is_told_by_mail() {
    let house = House::new().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let key = house.hand_in(&laos, "status").await;
    house.store.write_review(&teacher, &house.slug, &key, &comment(Audience::Hosts), NOW).await.expect("written");
    house.pass_gate().await;
    house.store.write_review(&teacher, &house.slug, &key, &decision(Verdict::Accepted), NOW).await.expect("decided");
    let due = house.store.due_mails(10, NOW).await.expect("read");
    let kinds: Vec<_> = due.iter().map(|mail| format!("{:?}", mail.kind)).collect();
    assert_eq!(kinds.len(), 2, "{kinds:?}");
    assert!(house.store.claim_mail(&due[0], NOW).await.expect("claimed"));
    assert!(!house.store.claim_mail(&due[0], NOW).await.expect("read"), "one sender takes it on");
    house.store.mail_failed(&due[0], "no link", Some(NOW.plus_minutes(1))).await.expect("kept");
    assert_eq!(house.store.due_mails(10, NOW).await.expect("read").len(), 1);
    assert!(house.store.claim_mail(&due[1], NOW).await.expect("claimed"));
    house.store.mail_sent(&due[1], &words(), NOW).await.expect("noted");
    assert_eq!(house.store.due_mails(10, NOW.plus_minutes(2)).await.expect("read").len(), 1);
    assert_eq!(house.store.due_mails(10, NOW.plus_days(4)).await.expect("read").len(), 0, "old news stays unsent");
    assert_eq!(house.store.sweep_mails(NOW.plus_days(29)).await.expect("swept"), 0);
    assert_eq!(house.store.sweep_mails(NOW.plus_days(31)).await.expect("swept"), 2);
}

#[tokio::test]
async fn who_decides_is_led_from_one_to_the_next() {
    let house = House::new().await;
    let (laos, kenya, vietnam) = (house.trainee("LA").await, house.trainee("KE").await, house.trainee("VN").await);
    let (teacher, staff) = (house.teacher().await, house.staff().await);
    let (store, slug) = (&house.store, &house.slug);
    let beside = async |actor: &Actor, key: &MaterialKey| {
        let found = store.undecided(actor, slug, key, &MaterialFilter::default()).await.expect("a member");
        (found.next.map(|(next, _)| next.to_string()), found.left)
    };
    let found = |key: &str, left| (Some(key.to_owned()), left);
    let key = house.hand_in(&laos, "status").await;
    let refused = store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted").version;
    while let Some(job) = store.take_job(NOW, &[Task::Check]).await.expect("asked") {
        let judgement =
            if job.version().id == refused.id { Judgement::Refused(Refusal::Encrypted) } else { Judgement::Ready };
        let finding = Finding { kind: None, judgement, scanned: false, at: NOW };
        store.record_finding(&job, finding, NOW).await.expect("recorded");
    }
    assert_eq!(beside(&teacher, &key).await, (None, 0), "what is refused waits for its delegation");

    let of_vietnam = store.submit_upload(&vietnam, &house.submission("status"), NOW).await.expect("submitted").version;
    assert_eq!(beside(&teacher, &key).await, (None, 0), "nobody can open it yet");
    let projects = house.hand_in(&laos, "projects").await;
    house.pass_gate().await;
    assert_eq!(beside(&teacher, &key).await, found("status.vn", 1), "of their own courses");
    assert_eq!(beside(&staff, &key).await, found("status.vn", 2), "the same assignment first");
    assert_eq!(beside(&staff, &projects).await, found("status.la", 2), "then the list's order");
    assert_eq!(beside(&laos, &key).await, (None, 0), "a trainee decides on nothing");
    let of_laos = MaterialFilter::parse("LA", "", "submitted");
    let in_list = store.undecided(&staff, slug, &key, &of_laos).await.expect("a member");
    let next = in_list.next.map(|(next, _)| next.to_string());
    assert_eq!((next, in_list.left, in_list.here), (Some("projects.la".to_owned()), 1, true), "of the list alone");

    store.write_review(&teacher, slug, &key, &decision(Verdict::Accepted), NOW).await.expect("decided");
    assert_eq!(beside(&staff, &"status.vn".parse().expect("a key")).await, found("projects.la", 1));
    store.delete_version(&staff, of_vietnam.id, "A sample", NOW.plus_minutes(3)).await.expect("deleted");
    assert_eq!(beside(&teacher, &key).await, (None, 0), "what is deleted is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_on_one_material_all_get_through() {
    let house = House::new().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let key = house.hand_in(&laos, "status").await;
    let mut writes = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let (store, slug, key, teacher) = (house.store.clone(), house.slug.clone(), key.clone(), teacher.clone());
        writes.spawn(async move { store.write_review(&teacher, &slug, &key, &comment(Audience::Hosts), NOW).await });
    }
    let outcomes = writes.join_all().await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    let file = house.store.material(&teacher, &house.slug, &key).await.expect("visible");
    assert_eq!(file.reviews.len(), 40);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}
