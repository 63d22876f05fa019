//! What the audit tells of materials.

use domain::review::Verdict;
use store::audit::By;
use store::materials::Submission;
use store::reviews::NewReview;

use super::decision;
use crate::house::{House, NOW, seminar};

#[tokio::test]
async fn the_audit_keeps_the_order_of_what_came_at_one_time() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let names = ["c.pdf", "a.pdf", "b.pdf"];
    for name in names {
        let submission = Submission { file_name: name.to_owned(), ..house.submission("status") };
        house.store.submit_upload(&trainee, &submission, NOW).await.expect("submitted");
    }
    let events = house.store.audit_events(&staff, &house.slug, 0, 3).await.expect("read");
    let told: Vec<&str> = events.iter().rev().filter_map(|event| event.detail.split(' ').next()).collect();
    assert_eq!(told, names);
    let second = house.store.audit_events(&staff, &house.slug, 1, 1).await.expect("read");
    assert!(second[0].detail.starts_with("a.pdf"), "{}", second[0].detail);
}

#[tokio::test]
async fn the_audit_tells_in_words_what_was_decided_on_whose_material() {
    let house = House::new().await;
    let mut named = seminar("e-port");
    named.assignments[0].title = "Status of our port".to_owned();
    house.store.import_seminar(named, &By::operator(), NOW).await.expect("imported");
    let (kenya, teacher, staff) = (house.trainee("KE").await, house.teacher().await, house.staff().await);
    let key = house.hand_in(&kenya, "status").await;
    house.pass_gate().await;
    let refused = decision(Verdict::ChangesRequested);
    let write = async |new: NewReview, seconds: i64| {
        house.store.write_review(&teacher, &house.slug, &key, &new, NOW.plus_seconds(seconds)).await
    };
    let first = write(refused, 1).await.expect("written");
    let accepted = NewReview { seen_decision: Some(first), ..decision(Verdict::Accepted) };
    write(accepted, 2).await.expect("written");
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("read");
    let told: Vec<&str> =
        events.iter().filter(|event| event.object == "Status of our port, Kenya").map(|event| event.did()).collect();
    assert_eq!(told, ["accepted", "requested changes to", "submitted"]);
}
