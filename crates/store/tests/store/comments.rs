//! What authors do to their comments, who reads them, and who is named in them.

use domain::actor::Actor;
use domain::id::{PersonId, ReviewId};
use domain::mail::MailKind;
use domain::material::MaterialKey;
use domain::person::Role;
use domain::preview::{Contents, Page};
use domain::review::{Audience, RefusedReview, Review, Verdict};
use store::StoreError;
use store::reviews::{ChangedWords, NewReview};

use crate::house::{House, NOW, words};

/// A material of Kenya with one version of three pages, and everyone around it.
struct Desk {
    house: House,
    kenya: Actor,
    teacher: Actor,
    staff: Actor,
    key: MaterialKey,
}

impl Desk {
    async fn new() -> Self {
        let house = House::new().await;
        let (kenya, teacher, staff) = (house.trainee("KE").await, house.teacher().await, house.staff().await);
        let submitted = house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
        let pages = (1..=3).map(|number| Page { number, ..Page::default() }).collect();
        house.pass_gate_drawn_as(&Contents { pages, missing: Vec::new() }).await;
        Self { house, kenya, teacher, staff, key: submitted.key().expect("a material").clone() }
    }

    async fn write(&self, actor: &Actor, new: &NewReview) -> Result<ReviewId, StoreError> {
        self.house.store.write_review(actor, &self.house.slug, &self.key, new, NOW).await
    }

    async fn thread(&self, actor: &Actor) -> Vec<Review> {
        self.house.store.material(actor, &self.house.slug, &self.key).await.expect("visible").reviews
    }

    async fn one(&self, actor: &Actor, id: ReviewId) -> Option<Review> {
        self.thread(actor).await.into_iter().find(|review| review.id == id)
    }

    async fn edit(&self, actor: &Actor, id: ReviewId, body: &str, seen: u32) -> Result<(), StoreError> {
        let words = ChangedWords { body: body.to_owned(), page: None, mentions: Vec::new() };
        self.house.store.edit_comment(actor, &self.house.slug, &self.key, id, &words, seen, NOW).await
    }

    async fn withdraw(&self, actor: &Actor, id: ReviewId, seen: u32) -> Result<(), StoreError> {
        self.house.store.withdraw_comment(actor, &self.house.slug, &self.key, id, seen, NOW).await
    }

    async fn show_to(&self, actor: &Actor, id: ReviewId, to: Audience, confirmed: bool) -> Result<(), StoreError> {
        let seen = self.one(actor, id).await.expect("visible").changes;
        self.house.store.show_comment_to(actor, &self.house.slug, &self.key, id, to, confirmed, seen, NOW).await
    }

    async fn counted(&self, actor: &Actor) -> u32 {
        self.house.store.material(actor, &self.house.slug, &self.key).await.expect("visible").material.reviews
    }

    /// How many mails of this kind wait for someone.
    async fn mails(&self, actor: &Actor, kind: MailKind) -> usize {
        let due = self.house.store.due_mails(100, NOW).await.expect("mails");
        due.iter().filter(|mail| mail.person == actor.person && mail.kind == kind).count()
    }

    /// How many of them would go out now.
    async fn told(&self, actor: &Actor, kind: MailKind) -> usize {
        let mut told = 0;
        for mail in self.house.store.due_mails(100, NOW).await.expect("mails") {
            let matter = self.house.store.matter(&mail, NOW).await.expect("read");
            told += usize::from(mail.person == actor.person && mail.kind == kind && matter.is_some());
        }
        told
    }

    async fn finds(&self, actor: &Actor, words: &str) -> bool {
        let finds = self.house.store.search(actor, &self.house.slug, words, 1).await.expect("searched");
        finds.count > 0
    }

    async fn settled(&self) {
        assert!(self.house.store.inconsistencies().await.expect("read").is_empty());
    }
}

fn comment(audience: Audience) -> NewReview {
    NewReview::comment(audience, 1, "A comment")
}

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
