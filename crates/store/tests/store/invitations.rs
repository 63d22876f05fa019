//! Invitations by mail, and links that staff hand over.

use crate::house::{House, NOW, seminar, shown};
use domain::actor::Actor;
use domain::id::PersonId;
use domain::mail::{LINK, Letter, MailKind, MailStep};
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use store::StoreError;
use store::audit::By;
use store::board::Lacking;
use store::invitations::ToInvite;
use store::people::MemberFilter;
use store::tokens::Purpose;

async fn left(house: &House, staff: &Actor, filter: &MemberFilter, now: Instant) -> ToInvite {
    let (members, _) = house.store.members(staff, &house.slug, filter, 0, u32::MAX).await.expect("members");
    house.store.to_invite(staff, &house.slug, &members, now).await.expect("people")
}

fn ids(people: &ToInvite) -> Vec<PersonId> {
    people.people.iter().map(|member| member.person).collect()
}

#[tokio::test]
async fn everyone_who_has_not_confirmed_gets_one_mail() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.trainee("KE").await;
    house.store.mail_invitation(&staff, &house.slug, laos.person, NOW).await.expect("queued");
    let everyone = MemberFilter::default();
    let seen = left(&house, &staff, &everyone, NOW).await.seen();
    for expected in [2, 0] {
        let queued = house.store.mail_invitations(&staff, &house.slug, &everyone, &seen, NOW).await;
        assert_eq!(queued.expect("queued"), expected);
    }
    let mails = house.store.due_mails(10, NOW).await.expect("mails");
    assert_eq!(mails.len(), 3);
    assert!(mails.iter().all(|mail| mail.kind == MailKind::Invitation && mail.seminar.as_ref() == Some(&house.slug)));
}

#[tokio::test]
async fn those_are_mailed_who_were_seen_and_not_as_many_others() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let trainees = MemberFilter { role: Some(Role::Trainee), ..MemberFilter::default() };
    let seen = left(&house, &staff, &trainees, NOW).await.seen();
    house.confirm(&laos, &house.slug).await;
    let kenya = house.trainee("KE").await;
    for told in [seen.as_str(), ""] {
        let others = house.store.mail_invitations(&staff, &house.slug, &trainees, told, NOW).await;
        assert!(matches!(others, Err(StoreError::Changed(_))), "{others:?}");
    }
    assert!(house.store.due_mails(10, NOW).await.expect("mails").is_empty());
    let seen = left(&house, &staff, &trainees, NOW).await.seen();
    assert_eq!(house.store.mail_invitations(&staff, &house.slug, &trainees, &seen, NOW).await.expect("queued"), 1);
    assert_eq!(house.store.due_mails(10, NOW).await.expect("mails")[0].person, kenya.person);
}

#[tokio::test]
async fn invitations_in_the_outbox_are_counted_by_what_they_wait_for() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let (kenya, vietnam) = (house.trainee("KE").await, house.trainee("VN").await);
    let trainees = MemberFilter { role: Some(Role::Trainee), ..MemberFilter::default() };
    for trainee in [&laos, &kenya, &vietnam] {
        house.store.mail_invitation(&staff, &house.slug, trainee.person, NOW).await.expect("queued");
    }
    let mails = house.store.due_mails(10, NOW).await.expect("mails");
    let to_laos = mails.iter().find(|mail| mail.person == laos.person).expect("a mail");
    house.store.step_mail(&staff, &house.slug, &to_laos.key, &shown(0), MailStep::Hold, NOW).await.expect("held");
    let people = left(&house, &staff, &trainees, NOW).await;
    assert_eq!((ids(&people), people.waiting, people.held), (Vec::new(), 2, 1));
    house.confirm(&kenya, &house.slug).await;
    let people = left(&house, &staff, &trainees, NOW.plus_days(9)).await;
    assert_eq!((ids(&people), people.waiting, people.held), (Vec::new(), 1, 1), "whoever has confirmed needs none");
    let of_laos = MemberFilter { country: Some("LA".parse().expect("a country")), ..trainees };
    let people = left(&house, &staff, &of_laos, NOW).await;
    assert_eq!((people.waiting, people.held), (0, 1), "of these people");
}

#[tokio::test]
async fn invitations_go_by_the_filter_and_not_twice_a_day() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.trainee("KE").await;
    let confirmed = house.trainee("VN").await;
    house.confirm(&confirmed, &house.slug).await;
    let trainees = MemberFilter { role: Some(Role::Trainee), ..MemberFilter::default() };
    let of_laos = MemberFilter { country: Some("LA".parse().expect("a country")), ..trainees.clone() };
    let seen = left(&house, &staff, &of_laos, NOW).await.seen();
    assert_eq!(house.store.mail_invitations(&staff, &house.slug, &of_laos, &seen, NOW).await.expect("queued"), 1);
    let mail = house.store.due_mails(10, NOW).await.expect("mails").remove(0);
    assert_eq!(mail.person, laos.person);
    let many = async |now| left(&house, &staff, &trainees, now).await.people.len();
    assert_eq!(many(NOW).await, 1, "the one of Kenya");
    let words = Letter { subject: "You are invited".to_owned(), text: LINK.to_owned() };
    assert!(house.store.claim_mail(&mail, NOW).await.expect("claimed"));
    assert_eq!(many(NOW).await, 1, "it is on its way");
    house.store.mail_sent(&mail, &words, NOW).await.expect("noted");
    assert_eq!(many(NOW.plus_days(1).plus_minutes(-1)).await, 1);
    assert_eq!(many(NOW.plus_days(1)).await, 2);
}

#[tokio::test]
async fn of_two_who_invite_at_once_one_does() {
    let house = House::new().await;
    house.trainee("LA").await;
    let (staff, everyone) = (house.staff().await, MemberFilter::default());
    let seen = left(&house, &staff, &everyone, NOW).await.seen();
    let invite =
        async || house.store.mail_invitations(&staff, &house.slug, &everyone, &seen, NOW).await.expect("asked");
    let (one, two) = tokio::join!(invite(), invite());
    assert_eq!(one + two, 2);
    assert_eq!(house.store.due_mails(10, NOW).await.expect("mails").len(), 2);
}

#[tokio::test]
async fn an_invitation_that_may_have_arrived_is_not_sent_again_with_many() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.store.mail_invitation(&staff, &house.slug, laos.person, NOW).await.expect("queued");
    let mail = house.store.due_mails(10, NOW).await.expect("mails").remove(0);
    assert!(house.store.claim_mail(&mail, NOW).await.expect("claimed"));
    house.store.mail_unclear(&mail, "the mail server hung up").await.expect("noted");
    let trainees = MemberFilter { role: Some(Role::Trainee), ..MemberFilter::default() };
    let whom = async |now| ids(&left(&house, &staff, &trainees, now).await);
    assert!(whom(NOW).await.is_empty());
    assert_eq!(whom(NOW.plus_days(2)).await, [laos.person]);
}

#[tokio::test]
async fn an_invitation_that_failed_is_not_in_the_way_of_the_next() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.store.mail_invitation(&staff, &house.slug, laos.person, NOW).await.expect("queued");
    let mail = house.store.due_mails(10, NOW).await.expect("mails").remove(0);
    house.store.mail_failed(&mail, "nobody there", None).await.expect("noted");
    let of_laos = MemberFilter { text: "laos".to_owned(), ..MemberFilter::default() };
    assert_eq!(ids(&left(&house, &staff, &of_laos, NOW).await), [laos.person]);
}

#[tokio::test]
async fn who_was_added_is_told_from_who_was_invited() {
    let house = House::new().await;
    let (laos, staff, slug) = (house.trainee("LA").await, house.staff().await, &house.slug);
    let other = house.person("other.la@example.org", Role::Trainee, Some("LA")).await;
    let counted = async |now| {
        let of_laos = house.store.delegations(&staff, slug, now).await.expect("delegations").remove(0);
        (of_laos.added, of_laos.invited, of_laos.confirmed)
    };
    house.store.mail_invitation(&staff, slug, laos.person, NOW).await.expect("queued");
    assert_eq!(counted(NOW).await, (2, 0, 0), "it waits to be sent");
    let link = house.store.hand_over_token(&staff, slug, other.person, Purpose::Invitation, NOW).await.expect("made");
    assert_eq!(counted(NOW).await, (2, 1, 0));
    assert_eq!(counted(NOW.plus_days(60)).await, (2, 0, 0), "it has run out");
    house.store.accept_invitation(&link, &other.name, "a hash".to_owned(), NOW).await.expect("accepted");
    assert_eq!(counted(NOW.plus_days(60)).await, (2, 1, 1), "who has confirmed needs none");
    // As it goes out by mail.
    let by = By::operator();
    let link = house.store.issue_token(Purpose::Invitation, laos.person, Some(slug), &by, NOW).await.expect("made");
    assert_eq!(counted(NOW).await, (2, 2, 1));
    house.store.drop_token(&link).await.expect("dropped");
    assert_eq!(counted(NOW).await, (2, 1, 1), "the mail was refused");
}

#[tokio::test]
async fn only_staff_send_and_hand_over() {
    let house = House::new().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    for actor in [&laos, &teacher] {
        let one = house.store.mail_invitation(actor, &house.slug, laos.person, NOW).await;
        assert!(matches!(one, Err(StoreError::NotFound)));
        let many = house.store.mail_invitations(actor, &house.slug, &MemberFilter::default(), "", NOW).await;
        assert!(matches!(many, Err(StoreError::NotFound)));
        let whom = house.store.to_invite(actor, &house.slug, &[], NOW).await;
        assert!(matches!(whom, Err(StoreError::NotFound)));
        let token = house.store.hand_over_token(actor, &house.slug, laos.person, Purpose::Invitation, NOW).await;
        assert!(matches!(token, Err(StoreError::NotFound)));
        assert!(matches!(house.store.delegations(actor, &house.slug, NOW).await, Err(StoreError::NotFound)));
    }
    let stranger = PersonId::generate();
    let token = house.store.hand_over_token(&staff, &house.slug, stranger, Purpose::Invitation, NOW).await;
    assert!(matches!(token, Err(StoreError::NotFound)));
    let token = house.store.hand_over_token(&staff, &house.slug, laos.person, Purpose::PasswordReset, NOW).await;
    house.store.token_holder(Purpose::PasswordReset, &token.expect("made"), NOW).await.expect("good");
}

#[tokio::test]
async fn a_link_to_other_seminars_does_not_pass_through_staff() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.store.import_seminar(seminar("other"), &By::operator(), NOW).await.expect("an import");
    let elsewhere = NewPerson { name: laos.name.clone(), email: laos.email.clone(), role: Role::Staff, country: None };
    let other = "other".parse().expect("a slug");
    house.store.add_person(&other, &elsewhere, &By::operator(), NOW).await.expect("added");
    for purpose in [Purpose::Invitation, Purpose::PasswordReset] {
        let token = house.store.hand_over_token(&staff, &house.slug, laos.person, purpose, NOW).await;
        assert!(matches!(token, Err(StoreError::MemberElsewhere)));
    }
    house.store.mail_invitation(&staff, &house.slug, laos.person, NOW).await.expect("a mail may go");
}

#[tokio::test]
async fn a_link_that_staff_know_dies_when_its_holder_is_invited_elsewhere() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let hand_over = async |purpose| {
        house.store.hand_over_token(&staff, &house.slug, laos.person, purpose, NOW).await.expect("made")
    };
    let (invitation, reset) = (hand_over(Purpose::Invitation).await, hand_over(Purpose::PasswordReset).await);
    house.store.token_holder(Purpose::PasswordReset, &reset, NOW).await.expect("good until then");
    house.store.import_seminar(seminar("other"), &By::operator(), NOW).await.expect("an import");
    let elsewhere = NewPerson { name: laos.name.clone(), email: laos.email.clone(), role: Role::Staff, country: None };
    house.store.add_person(&"other".parse().expect("a slug"), &elsewhere, &By::operator(), NOW).await.expect("added");

    assert!(matches!(house.store.token_holder(Purpose::PasswordReset, &reset, NOW).await, Err(StoreError::SpentToken)));
    let hash = || "a hash of theirs".to_owned();
    assert!(matches!(house.store.reset_password(&reset, hash(), NOW).await, Err(StoreError::SpentToken)));
    let accepted = house.store.accept_invitation(&invitation, &laos.name, hash(), NOW).await;
    assert!(matches!(accepted, Err(StoreError::SpentToken)));
    let (by, slug) = (By::operator(), Some(&house.slug));
    let mailed = house.store.issue_token(Purpose::Invitation, laos.person, slug, &by, NOW).await.expect("made");
    house.store.accept_invitation(&mailed, &laos.name, hash(), NOW).await.expect("a mailed one is theirs");
}

#[tokio::test]
async fn reminders_can_be_about_one_thing() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.trainee("KE").await;
    let nepal = house.trainee("NP").await;
    house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    for assignment in ["status", "projects"] {
        house.store.submit_upload(&nepal, &house.submission(assignment), NOW).await.expect("submitted");
    }
    let countries = async |lacking: Lacking| {
        let reminders = house.store.reminders(&staff, &house.slug, &lacking, NOW).await.expect("reminders");
        reminders.iter().map(|reminder| reminder.country.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(countries(Lacking::Assignment("status".parse().expect("a slug"))).await, ["KE"]);
    assert_eq!(countries(Lacking::Assignment("projects".parse().expect("a slug"))).await, ["KE", "LA"]);
    assert_eq!(countries(Lacking::AnyMaterial).await, ["KE", "LA"]);
    assert_eq!(countries(Lacking::Confirmation).await, ["KE", "LA", "NP"]);
}
