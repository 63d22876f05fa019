//! Whoever retries writes once.

use domain::actor::Actor;
use domain::id::ReviewId;
use domain::mail::MailKind;
use domain::review::{Audience, Verdict};
use store::StoreError;
use store::reviews::NewReview;

use super::{Desk, comment};
use crate::house::NOW;

#[tokio::test]
async fn the_same_words_under_the_same_id_are_written_once() {
    let desk = Desk::new().await;
    let id = ReviewId::generate();
    let once = async |actor: &Actor, new: &NewReview, id: ReviewId| {
        desk.house.store.write_review_once(actor, &desk.house.slug, &desk.key, new, id, NOW).await
    };
    let first = comment(Audience::Delegation);
    for _ in 0..2 {
        assert_eq!(once(&desk.teacher, &first, id).await.expect("written"), id);
    }
    assert_eq!(desk.thread(&desk.kenya).await.len(), 1);
    assert_eq!(desk.mails(&desk.kenya, MailKind::CommentWritten).await, 1);

    // Whoever goes back to the form and writes something else, or for others, loses nothing.
    let hosts = once(&desk.teacher, &comment(Audience::Hosts), id).await.expect("written");
    assert_ne!(hosts, id);
    assert!(desk.one(&desk.kenya, hosts).await.is_none());
    assert_eq!(desk.thread(&desk.teacher).await.len(), 2);

    let foreign = once(&desk.staff, &first, id).await;
    assert!(matches!(foreign, Err(StoreError::NotFound)), "the id is someone else's");
    assert_eq!(desk.thread(&desk.staff).await.len(), 2);
    let own = once(&desk.staff, &first, ReviewId::generate()).await.expect("written");
    let other = desk.house.hand_in(&desk.kenya, "projects").await;
    let elsewhere = desk.house.store.write_review_once(&desk.staff, &desk.house.slug, &other, &first, own, NOW).await;
    assert!(matches!(elsewhere, Err(StoreError::NotFound)), "the id is of another material");

    let decision = NewReview { verdict: Some(Verdict::Accepted), ..first };
    let decided = ReviewId::generate();
    for _ in 0..2 {
        assert_eq!(once(&desk.teacher, &decision, decided).await.expect("decided"), decided);
    }
    assert_eq!(desk.mails(&desk.kenya, MailKind::DecisionMade).await, 1);
    desk.settled().await;
}

#[tokio::test]
async fn the_same_decision_of_the_same_person_is_made_once() {
    let desk = Desk::new().await;
    let once = async |actor: &Actor, new: &NewReview| {
        let id = ReviewId::generate();
        desk.house.store.write_review_once(actor, &desk.house.slug, &desk.key, new, id, NOW).await
    };
    let accepted = NewReview { verdict: Some(Verdict::Accepted), ..comment(Audience::Delegation) };
    let (one, two) = tokio::join!(once(&desk.teacher, &accepted), once(&desk.teacher, &accepted));
    let first = one.expect("decided");
    assert_eq!(two.expect("answered"), first, "two at once");
    // Sent again, from a page that shows the decision already or does not.
    for seen_decision in [None, Some(first)] {
        let again = NewReview { seen_decision, ..accepted.clone() };
        assert_eq!(once(&desk.teacher, &again).await.expect("answered"), first);
    }
    assert_eq!(desk.thread(&desk.kenya).await.len(), 1);
    assert_eq!(desk.mails(&desk.kenya, MailKind::DecisionMade).await, 1);

    for (actor, other) in [
        (&desk.staff, accepted.clone()),
        (&desk.teacher, NewReview { body: "Other words".to_owned(), ..accepted.clone() }),
        (&desk.teacher, NewReview { verdict: Some(Verdict::ChangesRequested), ..accepted.clone() }),
    ] {
        let blind = once(actor, &other).await;
        assert!(matches!(blind, Err(StoreError::Changed(_))), "{blind:?}");
    }
    // It is made anew where another one stands.
    let changes =
        NewReview { verdict: Some(Verdict::ChangesRequested), seen_decision: Some(first), ..accepted.clone() };
    let second = once(&desk.staff, &changes).await.expect("decided");
    let blind = once(&desk.teacher, &accepted).await;
    assert!(matches!(blind, Err(StoreError::Changed(_))), "{blind:?}");
    let third = once(&desk.teacher, &NewReview { seen_decision: Some(second), ..accepted }).await.expect("decided");
    assert!(![first, second].contains(&third));
    assert_eq!(desk.mails(&desk.kenya, MailKind::DecisionMade).await, 3);
    desk.settled().await;
}

#[tokio::test]
async fn words_are_the_same_however_a_browser_ends_their_lines() {
    let desk = Desk::new().await;
    let once = async |new: &NewReview, id: ReviewId| {
        desk.house.store.write_review_once(&desk.teacher, &desk.house.slug, &desk.key, new, id, NOW).await
    };
    let (id, mut decided) = (ReviewId::generate(), Vec::new());
    for body in ["One.\n\nTwo.", "One.\r\n\r\nTwo."] {
        let comment = NewReview::comment(Audience::Delegation, 1, body);
        assert_eq!(once(&comment, id).await.expect("written"), id, "{body:?}");
        let decision = NewReview { verdict: Some(Verdict::Accepted), ..comment };
        decided.push(once(&decision, ReviewId::generate()).await.expect("decided"));
    }
    assert_eq!(decided[0], decided[1]);
    assert_eq!(desk.thread(&desk.kenya).await.len(), 2);
    desk.edit(&desk.teacher, id, "Three.\r\nFour.", 0).await.expect("edited");
    assert_eq!(desk.one(&desk.kenya, id).await.expect("visible").body, "Three.\nFour.");
}
