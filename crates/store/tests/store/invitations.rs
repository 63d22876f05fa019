//! Invitations by mail, and links that staff hand over.

use crate::house::{House, NOW, seminar};
use domain::id::PersonId;
use domain::mail::{LINK, Letter, MailKind};
use domain::person::{NewPerson, Role};
use store::StoreError;
use store::audit::By;
use store::board::Lacking;
use store::people::MemberFilter;
use store::tokens::Purpose;

#[tokio::test]
async fn everyone_who_has_not_confirmed_gets_one_mail() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.trainee("KE").await;
    house.store.mail_invitation(&staff, &house.slug, laos.person, NOW).await.expect("queued");
    let everyone = MemberFilter::default();
    let more_than_seen = house.store.mail_invitations(&staff, &house.slug, &everyone, 1, NOW).await;
    assert!(matches!(more_than_seen, Err(StoreError::Changed(_))), "{more_than_seen:?}");
    for expected in [2, 0] {
        let queued = house.store.mail_invitations(&staff, &house.slug, &everyone, 2, NOW).await;
        assert_eq!(queued.expect("queued"), expected);
    }
    let mails = house.store.due_mails(10, NOW).await.expect("mails");
    assert_eq!(mails.len(), 3);
    assert!(mails.iter().all(|mail| mail.kind == MailKind::Invitation && mail.seminar.as_ref() == Some(&house.slug)));
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
    assert_eq!(house.store.mail_invitations(&staff, &house.slug, &of_laos, 1, NOW).await.expect("queued"), 1);
    let mail = house.store.due_mails(10, NOW).await.expect("mails").remove(0);
    assert_eq!(mail.person, laos.person);
    let left = async |now| house.store.to_invite(&staff, &house.slug, &trainees, now).await.expect("people").len();
    assert_eq!(left(NOW).await, 1, "the one of Kenya");
    let words = Letter { subject: "You are invited".to_owned(), text: LINK.to_owned() };
    assert!(house.store.claim_mail(&mail, NOW).await.expect("claimed"));
    assert_eq!(left(NOW).await, 1, "it is on its way");
    house.store.mail_sent(&mail, &words, NOW).await.expect("noted");
    assert_eq!(left(NOW.plus_days(1).plus_minutes(-1)).await, 1);
    assert_eq!(left(NOW.plus_days(1)).await, 2);
}

#[tokio::test]
async fn of_two_who_invite_at_once_one_does() {
    let house = House::new().await;
    house.trainee("LA").await;
    let (staff, everyone) = (house.staff().await, MemberFilter::default());
    let invite = async || house.store.mail_invitations(&staff, &house.slug, &everyone, 2, NOW).await.expect("asked");
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
    let left = async |now| house.store.to_invite(&staff, &house.slug, &trainees, now).await.expect("people");
    assert!(left(NOW).await.is_empty());
    assert_eq!(left(NOW.plus_days(2)).await, [laos.person]);
}

#[tokio::test]
async fn an_invitation_that_failed_is_not_in_the_way_of_the_next() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.store.mail_invitation(&staff, &house.slug, laos.person, NOW).await.expect("queued");
    let mail = house.store.due_mails(10, NOW).await.expect("mails").remove(0);
    house.store.mail_failed(&mail, "nobody there", None).await.expect("noted");
    let of_laos = MemberFilter { text: "laos".to_owned(), ..MemberFilter::default() };
    assert_eq!(house.store.to_invite(&staff, &house.slug, &of_laos, NOW).await.expect("people"), [laos.person]);
}

#[tokio::test]
async fn only_staff_send_and_hand_over() {
    let house = House::new().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    for actor in [&laos, &teacher] {
        let one = house.store.mail_invitation(actor, &house.slug, laos.person, NOW).await;
        assert!(matches!(one, Err(StoreError::NotFound)));
        let many = house.store.mail_invitations(actor, &house.slug, &MemberFilter::default(), 9, NOW).await;
        assert!(matches!(many, Err(StoreError::NotFound)));
        let token = house.store.hand_over_token(actor, &house.slug, laos.person, Purpose::Invitation, NOW).await;
        assert!(matches!(token, Err(StoreError::NotFound)));
        assert!(matches!(house.store.delegations(actor, &house.slug).await, Err(StoreError::NotFound)));
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
