//! What authors do to what they wrote: edit, withdraw, show it to others.

use domain::mail::MailKind;
use domain::review::{Audience, RefusedReview, Verdict};
use store::StoreError;
use store::reviews::NewReview;

use super::{Desk, comment};
use crate::house::NOW;

#[tokio::test]
async fn editing_leaves_a_trace_that_staff_read() {
    let desk = Desk::new().await;
    let id =
        desk.write(&desk.teacher, &NewReview::comment(Audience::Delegation, 1, "a walrus")).await.expect("written");
    desk.edit(&desk.teacher, id, "a narwhal", 0).await.expect("edited");
    let read = desk.one(&desk.kenya, id).await.expect("visible");
    assert_eq!((read.body.as_str(), read.changes, read.earlier.len()), ("a narwhal", 1, 0));
    assert!(read.edited_at.is_some());
    let read = desk.one(&desk.staff, id).await.expect("visible");
    assert_eq!(read.earlier.iter().map(|words| words.body.as_str()).collect::<Vec<_>>(), ["a walrus"]);
    assert!(desk.finds(&desk.kenya, "narwhal").await);
    assert!(!desk.finds(&desk.kenya, "walrus").await);

    let late = desk.edit(&desk.teacher, id, "from another window", 0).await;
    assert!(matches!(late, Err(StoreError::Changed(_))));
    let other = desk.edit(&desk.staff, id, "not mine", 1).await;
    assert!(matches!(other, Err(StoreError::Forbidden)));
    let empty = desk.edit(&desk.teacher, id, " ", 1).await;
    assert!(matches!(empty, Err(StoreError::Review(RefusedReview::Empty))));
}

#[tokio::test]
async fn what_is_withdrawn_is_read_and_found_no_more() {
    let desk = Desk::new().await;
    let id =
        desk.write(&desk.teacher, &NewReview::comment(Audience::Delegation, 1, "a walrus")).await.expect("written");
    let reply = NewReview { parent: Some(id), ..comment(Audience::Delegation) };
    desk.write(&desk.kenya, &reply).await.expect("written");
    desk.withdraw(&desk.teacher, id, 0).await.expect("withdrawn");
    let read = desk.one(&desk.kenya, id).await.expect("its place is visible");
    assert_eq!((read.body.as_str(), read.withdrawn_at), ("", Some(NOW)));
    assert_eq!(desk.one(&desk.staff, id).await.expect("visible").earlier[0].body, "a walrus");
    for reader in [&desk.kenya, &desk.teacher, &desk.staff] {
        assert!(!desk.finds(reader, "walrus").await);
    }
    assert_eq!(desk.counted(&desk.kenya).await, 1);
    for after in [desk.withdraw(&desk.teacher, id, 1).await, desk.edit(&desk.teacher, id, "again", 1).await] {
        assert!(matches!(after, Err(StoreError::Review(RefusedReview::Withdrawn))));
    }
    desk.settled().await;
}

#[tokio::test]
async fn below_what_is_withdrawn_the_talk_goes_on_while_a_reply_stands() {
    let desk = Desk::new().await;
    let id = desk.write(&desk.kenya, &comment(Audience::Delegation)).await.expect("written");
    let reply = NewReview { parent: Some(id), ..comment(Audience::Delegation) };
    let answer = desk.write(&desk.teacher, &reply).await.expect("written");
    desk.withdraw(&desk.kenya, id, 0).await.expect("withdrawn");
    let further = desk.write(&desk.kenya, &reply).await.expect("a reply stands");
    let between = NewReview { audience: Audience::Hosts, ..reply.clone() };
    let between = desk.write(&desk.staff, &between).await.expect("a reply stands");
    desk.withdraw(&desk.teacher, answer, 0).await.expect("withdrawn");
    desk.withdraw(&desk.kenya, further, 0).await.expect("withdrawn");
    let refused = desk.write(&desk.kenya, &reply).await;
    assert!(matches!(refused, Err(StoreError::Review(RefusedReview::Withdrawn))), "they see no reply that stands");
    desk.withdraw(&desk.staff, between, 0).await.expect("withdrawn");
    let refused = desk.write(&desk.staff, &reply).await;
    assert!(matches!(refused, Err(StoreError::Review(RefusedReview::Withdrawn))));
    desk.settled().await;
}

#[tokio::test]
async fn a_decision_is_neither_edited_nor_withdrawn() {
    let desk = Desk::new().await;
    let decision = NewReview { verdict: Some(Verdict::Accepted), ..comment(Audience::Delegation) };
    let id = desk.write(&desk.teacher, &decision).await.expect("decided");
    for change in [desk.edit(&desk.teacher, id, "other", 0).await, desk.withdraw(&desk.teacher, id, 0).await] {
        assert!(matches!(change, Err(StoreError::Review(RefusedReview::DecisionStands))));
    }
}

#[tokio::test]
async fn showing_it_to_more_people_is_confirmed_and_told() {
    let desk = Desk::new().await;
    let id = desk.write(&desk.teacher, &NewReview::comment(Audience::Hosts, 1, "a walrus")).await.expect("written");
    desk.edit(&desk.teacher, id, "a narwhal", 0).await.expect("edited");
    assert!(!desk.finds(&desk.kenya, "narwhal").await);
    let refused = desk.show_to(&desk.teacher, id, Audience::Delegation, false).await;
    assert!(matches!(refused, Err(StoreError::Review(RefusedReview::Unconfirmed))));
    assert_eq!((desk.counted(&desk.kenya).await, desk.mails(&desk.kenya, MailKind::CommentWritten).await), (0, 0));

    desk.show_to(&desk.teacher, id, Audience::Delegation, true).await.expect("shown");
    let read = desk.one(&desk.kenya, id).await.expect("visible");
    assert_eq!((read.body.as_str(), read.earlier.len()), ("a narwhal", 0), "nothing of what it said before");
    assert_eq!((desk.counted(&desk.kenya).await, desk.mails(&desk.kenya, MailKind::CommentWritten).await), (1, 1));
    assert!(desk.finds(&desk.kenya, "narwhal").await);
    assert!(!desk.finds(&desk.kenya, "walrus").await);
    desk.settled().await;

    desk.show_to(&desk.teacher, id, Audience::Hosts, false).await.expect("kept among hosts");
    assert!(desk.one(&desk.kenya, id).await.is_none());
    assert!(!desk.finds(&desk.kenya, "narwhal").await);
    assert!(desk.finds(&desk.teacher, "narwhal").await);
    let own = desk.write(&desk.kenya, &comment(Audience::Delegation)).await.expect("written");
    let refused = desk.show_to(&desk.kenya, own, Audience::Hosts, true).await;
    assert!(matches!(refused, Err(StoreError::Review(RefusedReview::NotForHosts))));
    desk.settled().await;
}
