//! Who is named in a comment, and who is told of one by mail.

use domain::actor::Actor;
use domain::id::PersonId;
use domain::mail::MailKind;
use domain::person::Role;
use domain::review::{Audience, RefusedReview, Verdict};
use store::StoreError;
use store::reviews::own::OwnThread;
use store::reviews::{ChangedWords, NewReview};

use super::{Desk, comment};
use crate::house::{NOW, words};

#[tokio::test]
async fn who_is_named_reads_it_and_is_told() {
    let desk = Desk::new().await;
    let cambodia = desk.house.trainee("KH").await;
    let naming =
        |audience, person: &Actor| NewReview { mentions: vec![person.person], page: Some(2), ..comment(audience) };
    let refused = desk.write(&desk.teacher, &naming(Audience::Hosts, &desk.kenya)).await;
    assert!(matches!(refused, Err(StoreError::Review(RefusedReview::DoesNotRead { .. }))));
    let refused = desk.write(&desk.teacher, &naming(Audience::Delegation, &cambodia)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "who does not read the thread is unknown here");

    let id = desk.write(&desk.teacher, &naming(Audience::Delegation, &desk.kenya)).await.expect("written");
    assert_eq!(desk.mails(&desk.kenya, MailKind::Mentioned).await, 1);
    assert_eq!(desk.mails(&desk.kenya, MailKind::CommentWritten).await, 0, "nobody is told twice");
    let own = desk.house.store.own_mentions(&desk.kenya, &desk.house.slug).await.expect("listed");
    assert_eq!(own.iter().map(|mention| (mention.review, mention.page)).collect::<Vec<_>>(), [(id, Some(2))]);
    let read = desk.one(&desk.staff, id).await.expect("visible");
    assert_eq!(read.mentions.iter().map(|mention| mention.person).collect::<Vec<_>>(), [desk.kenya.person]);

    // Out of their sight, it names them no more.
    desk.show_to(&desk.teacher, id, Audience::Hosts, false).await.expect("kept among hosts");
    assert!(desk.one(&desk.staff, id).await.expect("visible").mentions.is_empty());
    assert!(desk.house.store.own_mentions(&desk.kenya, &desk.house.slug).await.expect("listed").is_empty());
    let words = ChangedWords { body: "Please look".to_owned(), page: None, mentions: vec![desk.staff.person] };
    let (store, slug) = (&desk.house.store, &desk.house.slug);
    store.edit_comment(&desk.teacher, slug, &desk.key, id, &words, 1, NOW).await.expect("edited");
    store.edit_comment(&desk.teacher, slug, &desk.key, id, &words, 2, NOW).await.expect("edited");
    assert_eq!(desk.mails(&desk.staff, MailKind::Mentioned).await, 1);
}

#[tokio::test]
async fn a_delegation_is_told_what_has_to_change_and_how_much_it_wrote_itself() {
    let desk = Desk::new().await;
    let own = async || {
        let threads = desk.house.store.own_threads(&desk.kenya, &desk.house.slug).await.expect("a trainee");
        threads.get(&desk.key.assignment).cloned().expect("something was handed in")
    };
    assert_eq!(own().await, OwnThread::default());
    let written = desk.write(&desk.kenya, &comment(Audience::Delegation)).await.expect("written");
    desk.write(&desk.teacher, &comment(Audience::Delegation)).await.expect("written");
    let verdict = Some(Verdict::ChangesRequested);
    let request = NewReview { verdict, body: "Name the port".to_owned(), ..comment(Audience::Delegation) };
    let request = desk.write(&desk.teacher, &request).await.expect("decided");
    let told = own().await;
    assert_eq!((told.own, told.asked.map(|asked| asked.body).as_deref()), (1, Some("Name the port")));
    desk.withdraw(&desk.kenya, written, 0).await.expect("withdrawn");
    assert_eq!(own().await.own, 0);
    let verdict = Some(Verdict::Accepted);
    let accepted = NewReview { verdict, seen_decision: Some(request), ..comment(Audience::Delegation) };
    desk.write(&desk.teacher, &accepted).await.expect("decided");
    assert_eq!(own().await, OwnThread::default());
    assert!(desk.house.store.own_threads(&desk.teacher, &desk.house.slug).await.is_err());
}

#[tokio::test]
async fn those_who_can_be_named_are_those_who_read() {
    let desk = Desk::new().await;
    desk.house.trainee("KH").await;
    let other = desk.house.person("other-teacher@example.org", Role::Instructor, None).await;
    let readers = desk.house.store.comment_readers(&desk.kenya, &desk.house.slug, &desk.key).await.expect("listed");
    let people: Vec<_> = readers.iter().map(|reader| reader.person).collect();
    for host in [&desk.teacher, &desk.staff, &other] {
        assert!(people.contains(&host.person));
    }
    assert_eq!(people.len(), 3, "neither the asker nor another delegation");
    let readers = desk.house.store.comment_readers(&desk.teacher, &desk.house.slug, &desk.key).await.expect("listed");
    let kenya = readers.iter().find(|reader| reader.person == desk.kenya.person).expect("listed");
    assert!(!kenya.reads_hosts);
}

#[tokio::test]
async fn mail_of_a_comment_goes_to_those_who_read_it_when_it_goes_out() {
    let desk = Desk::new().await;
    let colleague = desk.house.person("colleague@example.org", Role::Trainee, Some("KE")).await;
    let naming = NewReview { mentions: vec![desk.kenya.person, desk.staff.person], ..comment(Audience::Delegation) };
    let told = async || {
        [
            desk.told(&desk.kenya, MailKind::Mentioned).await,
            desk.told(&desk.staff, MailKind::Mentioned).await,
            desk.told(&colleague, MailKind::CommentWritten).await,
        ]
    };
    let narrowed = desk.write(&desk.teacher, &naming).await.expect("written");
    assert_eq!(told().await, [1, 1, 1]);
    desk.show_to(&desk.teacher, narrowed, Audience::Hosts, false).await.expect("kept among hosts");
    assert_eq!(told().await, [0, 1, 0], "the delegation does not read it any more");

    let edited = desk.write(&desk.teacher, &naming).await.expect("written");
    assert_eq!(told().await, [1, 2, 1]);
    desk.edit(&desk.teacher, edited, "Nobody is named", 0).await.expect("edited");
    assert_eq!(told().await, [0, 1, 1], "nobody is told of a name that is gone");
    desk.withdraw(&desk.teacher, edited, 1).await.expect("withdrawn");
    assert_eq!(told().await, [0, 1, 0], "there is nothing left to read");
}

#[tokio::test]
async fn who_is_named_again_is_told_once() {
    let desk = Desk::new().await;
    let (store, slug) = (&desk.house.store, &desk.house.slug);
    let words = |mentions: &[PersonId]| ChangedWords {
        body: "Please look".to_owned(),
        page: None,
        mentions: mentions.to_vec(),
    };
    let id = desk.write(&desk.teacher, &comment(Audience::Delegation)).await.expect("written");
    for (seen, mentions) in [(0, vec![desk.staff.person]), (1, Vec::new()), (2, vec![desk.staff.person])] {
        store.edit_comment(&desk.teacher, slug, &desk.key, id, &words(&mentions), seen, NOW).await.expect("edited");
    }
    assert_eq!(desk.told(&desk.staff, MailKind::Mentioned).await, 1);

    // While they were not named, the mail had nothing to say and was dropped.
    store.edit_comment(&desk.teacher, slug, &desk.key, id, &words(&[]), 3, NOW).await.expect("edited");
    for mail in store.due_mails(100, NOW).await.expect("mails") {
        if mail.kind == MailKind::Mentioned {
            store.mail_dropped(&mail, "nothing to say").await.expect("noted");
        }
    }
    let named = words(&[desk.staff.person]);
    store.edit_comment(&desk.teacher, slug, &desk.key, id, &named, 4, NOW).await.expect("edited");
    assert_eq!(desk.told(&desk.staff, MailKind::Mentioned).await, 1);
}

#[tokio::test]
async fn who_is_replied_to_is_told_once() {
    let desk = Desk::new().await;
    let reply = |parent, audience| NewReview { parent: Some(parent), ..comment(audience) };
    let told = async || {
        [
            desk.told(&desk.teacher, MailKind::CommentWritten).await,
            desk.told(&desk.kenya, MailKind::CommentWritten).await,
            desk.told(&desk.staff, MailKind::CommentWritten).await,
        ]
    };
    let asked = desk.write(&desk.teacher, &comment(Audience::Delegation)).await.expect("written");
    assert_eq!(told().await, [0, 1, 0]);
    desk.write(&desk.kenya, &reply(asked, Audience::Delegation)).await.expect("written");
    assert_eq!(told().await, [1, 1, 0]);
    let naming = NewReview { mentions: vec![desk.teacher.person], ..reply(asked, Audience::Delegation) };
    desk.write(&desk.kenya, &naming).await.expect("written");
    assert_eq!(desk.told(&desk.teacher, MailKind::Mentioned).await, 1);
    assert_eq!(told().await, [1, 1, 0], "who is named in it is told that");
    desk.write(&desk.teacher, &reply(asked, Audience::Delegation)).await.expect("written");
    assert_eq!(told().await, [1, 2, 0], "nobody is told of what they write themselves");

    let own = desk.write(&desk.kenya, &comment(Audience::Delegation)).await.expect("written");
    desk.write(&desk.teacher, &reply(own, Audience::Delegation)).await.expect("written");
    assert_eq!(told().await, [1, 3, 0], "as one of the delegation, and not once more");
    desk.write(&desk.teacher, &reply(own, Audience::Hosts)).await.expect("written");
    assert_eq!(desk.mails(&desk.kenya, MailKind::CommentWritten).await, 3, "no mail of what they do not read");
    let between = desk.write(&desk.staff, &comment(Audience::Hosts)).await.expect("written");
    desk.write(&desk.teacher, &reply(between, Audience::Hosts)).await.expect("written");
    assert_eq!(told().await, [1, 3, 1]);
}

#[tokio::test]
async fn who_is_replied_to_finds_it_as_long_as_they_read_it() {
    let desk = Desk::new().await;
    let reply = |parent, audience| NewReview { parent: Some(parent), ..comment(audience) };
    let found = async |actor: &Actor| {
        let found = desk.house.store.own_mentions(actor, &desk.house.slug).await.expect("listed");
        found.into_iter().map(|mention| mention.review).collect::<Vec<_>>()
    };
    let asked = desk.write(&desk.kenya, &comment(Audience::Delegation)).await.expect("written");
    desk.write(&desk.kenya, &reply(asked, Audience::Delegation)).await.expect("written");
    let between = desk.write(&desk.teacher, &reply(asked, Audience::Hosts)).await.expect("written");
    assert!(found(&desk.kenya).await.is_empty(), "neither their own words nor what hosts write among themselves");
    let answered = desk.write(&desk.teacher, &reply(asked, Audience::Delegation)).await.expect("written");
    assert_eq!(found(&desk.kenya).await, [answered]);
    assert!(found(&desk.staff).await.is_empty(), "it replies to someone else");
    desk.show_to(&desk.teacher, between, Audience::Delegation, true).await.expect("shown");
    assert_eq!(found(&desk.kenya).await.len(), 2);
    desk.show_to(&desk.teacher, answered, Audience::Hosts, false).await.expect("kept among hosts");
    assert_eq!(found(&desk.kenya).await, [between]);
    desk.withdraw(&desk.teacher, between, 1).await.expect("withdrawn");
    assert!(found(&desk.kenya).await.is_empty());

    let told = desk.write(&desk.teacher, &comment(Audience::Delegation)).await.expect("written");
    let naming = NewReview { mentions: vec![desk.teacher.person], ..reply(told, Audience::Delegation) };
    let named = desk.write(&desk.kenya, &naming).await.expect("written");
    assert_eq!(found(&desk.teacher).await, [named], "once, though it names them, too");
    desk.edit(&desk.kenya, named, "Nobody is named", 0).await.expect("edited");
    assert_eq!(found(&desk.teacher).await, [named], "it is a reply all the same");
}

#[tokio::test]
async fn who_was_told_of_a_comment_is_not_told_again_when_it_is_shown_again() {
    let desk = Desk::new().await;
    let id = desk.write(&desk.teacher, &comment(Audience::Delegation)).await.expect("written");
    for mail in desk.house.store.due_mails(100, NOW).await.expect("mails") {
        desk.house.store.mail_sent(&mail, &words(), NOW).await.expect("noted");
    }
    desk.show_to(&desk.teacher, id, Audience::Hosts, false).await.expect("kept among hosts");
    desk.show_to(&desk.teacher, id, Audience::Delegation, true).await.expect("shown again");
    assert_eq!(desk.mails(&desk.kenya, MailKind::CommentWritten).await, 0);
}
