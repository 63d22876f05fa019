//! The outbox as staff and the sender use it.

use std::collections::HashMap;

use domain::actor::Actor;
use domain::audit::Action;
use domain::mail::{Letter, ListedMails, Mail, MailKind, MailStatus, MailStep, RefusedLetter};
use domain::person::Role;
use store::StoreError;
use store::board::Stuck;
use store::live::LiveEvent;

use crate::house::{House, NOW, shown};

fn letter(subject: &str) -> Letter {
    Letter { subject: subject.to_owned(), text: "Sample words {link}\n".to_owned() }
}

/// An invitation that waits.
async fn invited(house: &House) -> (Actor, Mail) {
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.store.mail_invitation(&staff, &house.slug, laos.person, NOW).await.expect("queued");
    let mail = house.store.due_mails(10, NOW).await.expect("read").remove(0);
    (staff, mail)
}

async fn as_it_is(house: &House, staff: &Actor, mail: &Mail) -> Mail {
    house.store.outbox_mail(staff, &house.slug, &mail.key, NOW).await.expect("a mail").0
}

#[tokio::test]
async fn a_held_mail_waits_for_staff() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    let held = house.store.step_mail(&staff, &house.slug, &mail.key, &shown(0), MailStep::Hold, NOW).await;
    assert_eq!(held.expect("held"), as_it_is(&house, &staff, &mail).await.revision);
    assert!(house.store.due_mails(10, NOW.plus_days(1)).await.expect("read").is_empty());
    assert!(!house.store.claim_mail(&mail, NOW).await.expect("asked"), "whoever read it before does not send it");
    assert_eq!(house.store.sweep_mails(NOW.plus_days(5)).await.expect("swept"), 0);
    let late = NOW.plus_days(5);
    house.store.step_mail(&staff, &house.slug, &mail.key, &shown(1), MailStep::Release, late).await.expect("released");
    assert_eq!(house.store.due_mails(10, late).await.expect("read").len(), 1, "it is not taken for old news");
}

#[tokio::test]
async fn of_many_that_are_held_at_once_what_has_changed_is_left() {
    let house = House::new().await;
    let (store, slug, staff) = (&house.store, &house.slug, house.staff().await);
    let kenya = house.trainee("KE").await;
    for trainee in [&house.trainee("LA").await, &kenya, &house.trainee("NP").await] {
        store.mail_invitation(&staff, slug, trainee.person, NOW).await.expect("queued");
    }
    let mails = store.outbox(&staff, slug, None, None, 0, 10).await.expect("an outbox").mails;
    let listed = ListedMails(mails.iter().map(|mail| (mail.key.clone(), mail.revision)).collect());
    let with_missing = ListedMails([listed.0.clone(), vec![("gone".parse().expect("a key"), 0)]].concat());
    for actor in [&kenya, &house.teacher().await] {
        let hidden = store.hold_mails(actor, slug, &listed, true, NOW).await;
        assert!(matches!(hidden, Err(StoreError::NotFound)), "{hidden:?}");
    }
    store.edit_mail(&staff, slug, &mails[1].key, &shown(0), Some(letter("Welcome")), NOW).await.expect("edited");
    assert_eq!(store.hold_mails(&staff, slug, &with_missing, true, NOW).await.expect("held"), 2);
    let states = async || {
        let mails = store.outbox(&staff, slug, None, None, 0, 10).await.expect("an outbox").mails;
        mails.into_iter().map(|mail| mail.status).collect::<Vec<_>>()
    };
    assert_eq!(states().await, [MailStatus::Held, MailStatus::Waiting, MailStatus::Held]);
    assert_eq!(store.hold_mails(&staff, slug, &listed, true, NOW).await.expect("asked"), 0, "that was another page");
    let events = store.audit_events(&staff, slug, 0, 50).await.expect("read");
    assert_eq!(events.iter().filter(|event| event.action == Action::MailHeld).count(), 2, "one for each");
}

#[tokio::test]
async fn words_of_staff_go_out() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    let edit = async |revision: u32, letter: Option<Letter>| {
        house.store.edit_mail(&staff, &house.slug, &mail.key, &shown(revision), letter, NOW).await
    };
    assert_eq!(edit(0, Some(letter("Welcome"))).await.expect("edited"), 1);
    assert!(!house.store.claim_mail(&mail, NOW).await.expect("asked"), "what was read before has other words");
    let edited = house.store.due_mails(10, NOW).await.expect("read").remove(0);
    assert_eq!(edited.edited, Some(letter("Welcome")));
    let stale = edit(0, Some(letter("Other"))).await;
    assert!(matches!(stale, Err(StoreError::Changed(_))), "{stale:?}");
    let without = Letter { text: "No link".to_owned(), ..letter("Welcome") };
    let refused = edit(1, Some(without)).await;
    assert!(matches!(refused, Err(StoreError::Letter(RefusedLetter::Link))), "{refused:?}");
    edit(1, None).await.expect("ours again");
    let ours = as_it_is(&house, &staff, &mail).await;
    assert_eq!((ours.edited, ours.revision), (None, 2));
}

#[tokio::test]
async fn what_was_sent_is_kept_and_stays_as_it_is() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    assert!(house.store.claim_mail(&mail, NOW).await.expect("claimed"));
    let held = house.store.step_mail(&staff, &house.slug, &mail.key, &shown(0), MailStep::Hold, NOW).await;
    assert!(matches!(held, Err(StoreError::Changed(_))), "{held:?}");
    house.store.mail_sent(&mail, &letter("Welcome"), NOW).await.expect("noted");
    let sent = as_it_is(&house, &staff, &mail).await;
    assert_eq!((sent.status, sent.words_sent), (MailStatus::Sent, Some(letter("Welcome"))));
    for step in [MailStep::Hold, MailStep::Release, MailStep::SendNow, MailStep::SendAgain] {
        let refused = house.store.step_mail(&staff, &house.slug, &mail.key, &shown(0), step, NOW).await;
        assert!(matches!(refused, Err(StoreError::Changed(_))), "{step:?}: {refused:?}");
    }
}

#[tokio::test]
async fn a_mail_that_may_have_arrived_is_not_sent_again_unasked() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    assert!(house.store.claim_mail(&mail, NOW).await.expect("claimed"));
    // The server is killed here, and comes up again.
    house.store.give_up_unclear_mails(NOW.plus_minutes(1)).await.expect("looked");
    assert_eq!(as_it_is(&house, &staff, &mail).await.status, MailStatus::Sending, "it may still be on its way");
    let later = NOW.plus_minutes(11);
    house.store.give_up_unclear_mails(later).await.expect("looked");
    assert_eq!(as_it_is(&house, &staff, &mail).await.status, MailStatus::Unclear);
    assert!(house.store.due_mails(10, later).await.expect("read").is_empty());
    house.store.step_mail(&staff, &house.slug, &mail.key, &shown(0), MailStep::SendAgain, later).await.expect("asked");
    assert_eq!(house.store.due_mails(10, later).await.expect("read").len(), 1);
}

#[tokio::test]
async fn a_try_that_nobody_knows_the_end_of_is_left_to_staff() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    assert!(house.store.claim_mail(&mail, NOW).await.expect("claimed"));
    house.store.mail_unclear(&mail, "the mail server hung up").await.expect("noted");
    let unclear = as_it_is(&house, &staff, &mail).await;
    assert_eq!((unclear.status, unclear.error.as_deref()), (MailStatus::Unclear, Some("the mail server hung up")));
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), Stuck { files: 0, mails: 1 });
    assert!(house.store.due_mails(10, NOW.plus_days(1)).await.expect("read").is_empty());
}

#[tokio::test]
async fn of_two_who_send_a_mail_now_one_does() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    let step = async |revision: u32, step: MailStep| {
        house.store.step_mail(&staff, &house.slug, &mail.key, &shown(revision), step, NOW).await
    };
    let due = async || house.store.due_mails(10, NOW).await.expect("read");
    let in_an_hour = Some(NOW.plus_minutes(60));
    assert!(house.store.claim_mail(&mail, NOW).await.expect("claimed"));
    house.store.mail_failed(&mail, "not now", in_an_hour).await.expect("noted");
    assert!(due().await.is_empty());
    step(0, MailStep::SendNow).await.expect("asked");
    let refused = step(0, MailStep::SendNow).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "a colleague has done so: {refused:?}");
    let mails = due().await;
    assert_eq!((mails.len(), mails[0].attempts, mails[0].goes_or_went_out()), (1, 1, Some(NOW)));

    assert!(house.store.claim_mail(&mails[0], NOW).await.expect("claimed"));
    let refused = step(1, MailStep::SendNow).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "it is being sent: {refused:?}");
    assert!(due().await.is_empty());
    house.store.mail_failed(&mails[0], "not now", in_an_hour).await.expect("noted");
    step(1, MailStep::Hold).await.expect("held");
    step(2, MailStep::SendNow).await.expect("asked");
    assert_eq!(due().await.len(), 1, "what is held is let go with that");
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("read");
    assert_eq!(events.iter().filter(|event| event.action == Action::MailSentNow).count(), 2);
}

#[tokio::test]
async fn what_was_given_up_can_be_sent_again() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    assert!(house.store.claim_mail(&mail, NOW).await.expect("claimed"));
    house.store.mail_failed(&mail, "no such mailbox", None).await.expect("noted");
    let failed = as_it_is(&house, &staff, &mail).await;
    assert_eq!((failed.status, failed.error.as_deref()), (MailStatus::Failed, Some("no such mailbox")));
    assert_eq!(failed.goes_or_went_out(), None, "it does not go out when its sender would have had to be done");
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), Stuck { files: 0, mails: 1 });
    house.store.step_mail(&staff, &house.slug, &mail.key, &shown(0), MailStep::SendAgain, NOW).await.expect("asked");
    let again = as_it_is(&house, &staff, &mail).await;
    assert_eq!((again.status, again.attempts, again.goes_or_went_out()), (MailStatus::Waiting, 0, Some(NOW)));
}

#[tokio::test]
async fn what_waited_for_days_has_failed_and_can_be_sent_again() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    let later = NOW.plus_days(4);
    assert!(house.store.due_mails(10, later).await.expect("read").is_empty(), "it is no news any more");
    house.store.sweep_mails(later).await.expect("swept");
    let failed = as_it_is(&house, &staff, &mail).await;
    assert_eq!(failed.status, MailStatus::Failed);
    assert_eq!(failed.error.as_deref(), Some("for three days nothing could be sent"));
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), Stuck { files: 0, mails: 1 });
    let [step] = MailStep::from(failed.status) else { panic!("one step") };
    house.store.step_mail(&staff, &house.slug, &mail.key, &shown(0), *step, later).await.expect("asked");
    assert_eq!(house.store.due_mails(10, later).await.expect("read").len(), 1);
}

#[tokio::test]
async fn staff_hear_what_becomes_of_a_mail() {
    let house = House::new().await;
    let (store, told) = (&house.store, [LiveEvent::Outbox { seminar: house.slug.clone() }]);
    let mut events = store.listen();
    let mut heard = || std::iter::from_fn(|| events.try_recv().ok()).collect::<Vec<_>>();
    let (staff, mail) = invited(&house).await;
    assert!(heard().ends_with(&told), "it waits, after people came");
    assert!(store.claim_mail(&mail, NOW).await.expect("claimed"));
    store.mail_failed(&mail, "no link", Some(NOW)).await.expect("noted");
    assert_eq!(heard(), told, "it is tried again");
    assert!(store.claim_mail(&mail, NOW).await.expect("claimed"));
    store.give_up_unclear_mails(NOW.plus_minutes(1)).await.expect("looked");
    assert!(heard().is_empty(), "nothing has become of it yet");
    store.give_up_unclear_mails(NOW.plus_minutes(11)).await.expect("looked");
    assert_eq!(heard(), told, "its sender has died");
    store.step_mail(&staff, &house.slug, &mail.key, &shown(0), MailStep::SendAgain, NOW).await.expect("asked");
    assert_eq!(heard(), told, "staff have it sent again");
    store.sweep_mails(NOW.plus_days(4)).await.expect("swept");
    assert_eq!(heard(), told, "it has waited for days");
    store.mail_unclear(&mail, "the mail server hung up").await.expect("noted");
    assert_eq!(heard(), told, "it may have arrived");
    store.mail_dropped(&mail, "nothing to say").await.expect("noted");
    assert_eq!(heard(), told, "it is dropped");
    store.mail_sent(&mail, &letter("Welcome"), NOW).await.expect("noted");
    assert_eq!(heard(), told, "it went out");
}

#[tokio::test]
async fn the_outbox_is_the_staffs_of_the_seminar() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    let outbox = house.store.outbox(&staff, &house.slug, None, None, 0, 10).await.expect("an outbox");
    assert_eq!((outbox.mails.len(), outbox.counts), (1, vec![(MailStatus::Waiting, 1)]));
    let held = house.store.outbox(&staff, &house.slug, Some(MailStatus::Held), None, 0, 10).await.expect("an outbox");
    assert!(held.mails.is_empty());
    let (laos, teacher) = (house.trainee("KE").await, house.teacher().await);
    for actor in [&laos, &teacher] {
        let hidden = house.store.outbox(actor, &house.slug, None, None, 0, 10).await;
        assert!(matches!(hidden, Err(StoreError::NotFound)));
        let hidden = house.store.outbox_mail(actor, &house.slug, &mail.key, NOW).await;
        assert!(matches!(hidden, Err(StoreError::NotFound)));
        let refused = house.store.step_mail(actor, &house.slug, &mail.key, &shown(0), MailStep::Hold, NOW).await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
    }
    // A mail of no seminar, such as for a new password, is nobody's to read.
    house.store.queue_password_reset(laos.person, NOW).await.expect("queued");
    let mails = house.store.due_mails(10, NOW).await.expect("read");
    let reset = mails.iter().find(|mail| mail.seminar.is_none()).expect("a mail");
    let hidden = house.store.outbox_mail(&staff, &house.slug, &reset.key, NOW).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn what_goes_out_at_once_is_listed_by_country_and_person() {
    let house = House::new().await;
    let staff = house.staff().await;
    let mut people = Vec::new();
    for country in ["ID", "KE", "KH", "MA"] {
        people.push(house.trainee(country).await);
    }
    people.push(house.person("colleague.ke@example.org", Role::Trainee, Some("KE")).await);
    for person in &people {
        house.store.mail_invitation(&staff, &house.slug, person.person, NOW).await.expect("queued");
    }
    let teacher = house.teacher().await;
    house.store.mail_invitation(&staff, &house.slug, teacher.person, NOW.plus_minutes(1)).await.expect("queued");
    let page = async |start: u32| {
        let outbox = house.store.outbox(&staff, &house.slug, None, None, start, 3).await.expect("an outbox");
        outbox.mails.iter().map(|mail| mail.email.to_string()).collect::<Vec<_>>()
    };
    // Cambodia, Indonesia, Kenya, Morocco.
    assert_eq!(page(0).await, ["teacher@example.org", "trainee.kh@example.org", "trainee.id@example.org"]);
    assert_eq!(page(3).await, ["colleague.ke@example.org", "trainee.ke@example.org", "trainee.ma@example.org"]);
}

#[tokio::test]
async fn the_outbox_is_narrowed_to_a_kind_from_page_to_page() {
    let house = House::new().await;
    let (staff, kenya, laos) = (house.staff().await, house.trainee("KE").await, house.trainee("LA").await);
    for trainee in [&kenya, &laos] {
        house.store.mail_invitation(&staff, &house.slug, trainee.person, NOW).await.expect("queued");
    }
    house.hand_in(&kenya, "status").await;
    let list = async |status: Option<MailStatus>, kind: Option<MailKind>, start: u32| {
        house.store.outbox(&staff, &house.slug, status, kind, start, 1).await.expect("an outbox")
    };
    for start in [0, 1] {
        let page = list(None, Some(MailKind::Invitation), start).await;
        assert_eq!(page.mails.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [MailKind::Invitation], "{start}");
        assert_eq!(page.counts, [(MailStatus::Waiting, 2)], "of that kind");
        let kinds: HashMap<_, _> = page.kinds.into_iter().collect();
        assert_eq!(kinds, HashMap::from([(MailKind::Invitation, 2), (MailKind::VersionReceived, 1)]), "of all states");
    }
    assert!(list(None, Some(MailKind::Invitation), 2).await.mails.is_empty());
    assert!(list(Some(MailStatus::Held), None, 0).await.kinds.is_empty(), "nothing is held");
}

#[tokio::test]
async fn mail_knows_the_readers_zone() {
    let house = House::new().await;
    let (staff, mail) = invited(&house).await;
    assert_eq!(mail.zone, None);
    house.store.remember_zone(mail.person, "Asia/Vientiane").await.expect("remembered");
    assert_eq!(as_it_is(&house, &staff, &mail).await.zone.as_deref(), Some("Asia/Vientiane"));
}
