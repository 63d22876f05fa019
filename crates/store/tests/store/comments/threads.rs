//! Where a comment stands: on a page, and as a reply.

use domain::review::{Audience, RefusedReview};
use store::StoreError;
use store::reviews::NewReview;

use super::{Desk, comment};

#[tokio::test]
async fn a_comment_points_at_a_page_that_there_is() {
    let desk = Desk::new().await;
    let third = NewReview { page: Some(3), ..comment(Audience::Delegation) };
    let id = desk.write(&desk.teacher, &third).await.expect("written");
    assert_eq!(desk.one(&desk.kenya, id).await.expect("visible").page, Some(3));
    let fourth = NewReview { page: Some(4), ..third };
    let refused = desk.write(&desk.teacher, &fourth).await;
    assert!(matches!(refused, Err(StoreError::Review(RefusedReview::NoSuchPage { last: 3 }))));
}

#[tokio::test]
async fn a_reply_shows_only_what_its_reader_may_know() {
    let desk = Desk::new().await;
    let open = desk.write(&desk.teacher, &comment(Audience::Delegation)).await.expect("written");
    let to_open = NewReview { parent: Some(open), ..comment(Audience::Delegation) };
    let answer = desk.write(&desk.kenya, &to_open).await.expect("written");
    assert_eq!(desk.one(&desk.teacher, answer).await.expect("visible").parent, Some(open));
    let narrower = NewReview { audience: Audience::Hosts, ..to_open.clone() };
    let narrow = desk.write(&desk.staff, &narrower).await.expect("written");
    assert!(desk.one(&desk.kenya, narrow).await.is_none());

    let between = desk.write(&desk.teacher, &comment(Audience::Hosts)).await.expect("written");
    let wider = NewReview { parent: Some(between), ..comment(Audience::Delegation) };
    let refused = desk.write(&desk.staff, &wider).await;
    assert!(matches!(refused, Err(StoreError::Review(RefusedReview::WiderThanParent))));
    let refused = desk.write(&desk.kenya, &wider).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "what is hidden is not there");

    // Written for hosts first, then shown to the delegation: what it replies to stays unknown to them.
    let reply = NewReview { audience: Audience::Hosts, ..wider };
    let reply = desk.write(&desk.staff, &reply).await.expect("written");
    desk.show_to(&desk.staff, reply, Audience::Delegation, true).await.expect("shown");
    assert_eq!(desk.one(&desk.kenya, reply).await.expect("visible").parent, None);
    assert_eq!(desk.one(&desk.teacher, reply).await.expect("visible").parent, Some(between));
    desk.settled().await;
}

#[tokio::test]
async fn replies_keep_their_readers_when_the_comment_above_loses_some() {
    let desk = Desk::new().await;
    let open = desk.write(&desk.teacher, &comment(Audience::Delegation)).await.expect("written");
    let reply = NewReview { parent: Some(open), ..comment(Audience::Delegation) };
    let reply = desk.write(&desk.kenya, &reply).await.expect("written");
    desk.show_to(&desk.teacher, open, Audience::Hosts, true).await.expect("narrowed");
    assert!(desk.one(&desk.kenya, open).await.is_none());
    assert_eq!(desk.one(&desk.kenya, reply).await.expect("visible").parent, None);
    assert_eq!(desk.one(&desk.teacher, reply).await.expect("visible").parent, Some(open));
    desk.settled().await;
}
