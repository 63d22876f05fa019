//! Reminders by rule: who sets it, who gets one, and on which day.

use domain::actor::Actor;
use domain::deadlines::reminders::WAIT_MINUTES;
use domain::deadlines::{Owed, ReminderRule};
use domain::mail::{ListedMails, Mail, MailKey, MailKind, MailStatus, MailStep};
use domain::seminar::Seminar;
use domain::time::Instant;
use store::StoreError;
use store::audit::By;
use store::board::Stuck;
use store::outbox::SeenMail;

use super::{EXTENDED, extend, on_the_day, remind, rule_in_words, send, withdraw};
use crate::house::{House, NOW, seminar, shown, words};

/// When today's reminders go out that were queued just now.
const AWHILE: Instant = NOW.plus_minutes(WAIT_MINUTES);

/// A house with staff and Kenya's trainee, for whom today's and tomorrow's reminders of two assignments lie ready.
async fn house_that_reminds() -> (House, Actor, Actor) {
    let house = House::new().await;
    let (kenya, staff) = (house.trainee("KE").await, house.staff().await);
    remind(&house, on_the_day()).await;
    house.store.queue_reminders(NOW).await.expect("queued");
    (house, kenya, staff)
}

async fn reminders(house: &House, now: Instant) -> Vec<Mail> {
    let mails = house.store.due_mails(100, now).await.expect("read");
    mails.into_iter().filter(|mail| mail.kind == MailKind::Reminder).collect()
}

#[tokio::test]
async fn of_two_who_set_the_rule_none_overwrites_the_other_unseen() {
    let house = House::new().await;
    let (staff, slug) = (house.staff().await, &house.slug);
    let before = rule_in_words(&house);
    let set = async |rule: Option<ReminderRule>, seen: &str| {
        house.store.set_reminder_rule(&staff, slug, rule, seen, NOW).await
    };
    set(Some(on_the_day()), &before).await.expect("set");
    let other = ReminderRule { before: vec![7], ..ReminderRule::default() };
    for stale in [Some(other.clone()), None] {
        let refused = set(stale, &before).await;
        assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");
        assert_eq!(rule_in_words(&house), on_the_day().in_words());
    }
    set(Some(on_the_day()), &before).await.expect("the same again changes nothing");
    set(Some(other.clone()), &on_the_day().in_words()).await.expect("set, as theirs was read");
    assert_eq!(rule_in_words(&house), other.in_words());
}

#[tokio::test]
async fn who_lacks_something_is_reminded_once_a_day() {
    let house = House::new().await;
    let (laos, _) = (house.trainee("LA").await, house.trainee("KE").await);
    assert_eq!(house.store.queue_reminders(NOW).await.expect("looked"), 0, "nobody asked for reminders");
    remind(&house, on_the_day()).await;
    // Laos owes nothing any more, Kenya owes both.
    for assignment in ["status", "projects"] {
        house.store.submit_upload(&laos, &house.submission(assignment), NOW).await.expect("submitted");
    }
    // The due day is tomorrow: today is the day before, and tomorrow's reminders lie ready.
    assert_eq!(house.store.queue_reminders(NOW).await.expect("queued"), 2);
    assert_eq!(house.store.queue_reminders(NOW).await.expect("queued"), 0, "never twice");
    assert!(reminders(&house, AWHILE.plus_seconds(-1)).await.is_empty(), "staff can look at today's, too");
    let due = reminders(&house, AWHILE).await;
    let [mail] = &due[..] else { panic!("today's alone, not {due:?}") };
    assert_eq!(mail.email.as_str(), "trainee.ke@example.org");
    let matter = house.store.matter(mail, AWHILE).await.expect("read").expect("something to say");
    assert_eq!(matter.owed.len(), 2, "one mail for all that is owed");
    assert!(!matter.confirmed);
    assert_eq!(reminders(&house, NOW.plus_days(1)).await.len(), 2, "tomorrow's comes with its day");
}

#[tokio::test]
async fn a_change_in_one_seminar_queues_its_reminders_alone() {
    let house = House::new().await;
    let other = House { store: house.store.clone(), slug: "other".parse().expect("a slug") };
    let seminar = Seminar { reminders: on_the_day(), ..seminar("other") };
    house.store.import_seminar(seminar, &By::operator(), NOW).await.expect("imported");
    remind(&house, on_the_day()).await;
    house.trainee("KE").await;
    other.trainee("LA").await;
    assert_eq!(house.store.queue_reminders_of(&house.slug, NOW).await.expect("queued"), 2, "today's and tomorrow's");
    let due = reminders(&house, NOW.plus_days(1)).await;
    assert!(due.iter().all(|mail| mail.email.as_str() == "trainee.ke@example.org"), "{due:?}");
    assert_eq!(house.store.queue_reminders(NOW).await.expect("queued"), 2, "the other's");
}

#[tokio::test]
async fn who_comes_to_a_day_that_has_begun_is_reminded_after_a_while_and_once() {
    let house = House::new().await;
    house.trainee("KE").await;
    remind(&house, on_the_day()).await;
    let today = house.store.seminar(&house.slug).expect("a seminar").host_day(NOW);
    house.store.queue_reminders(NOW).await.expect("queued");
    assert_eq!(send(&house, AWHILE).await, [MailKind::Reminder]);
    house.trainee("LA").await;
    assert_eq!(house.store.queue_reminders(AWHILE).await.expect("queued"), 2, "today's and tomorrow's");
    assert!(reminders(&house, AWHILE.plus_minutes(WAIT_MINUTES - 1)).await.is_empty());
    let due = reminders(&house, AWHILE.plus_minutes(WAIT_MINUTES)).await;
    let [mail] = &due[..] else { panic!("who was reminded is not reminded again: {due:?}") };
    assert_eq!((mail.email.as_str(), mail.day), ("trainee.la@example.org", Some(today)));
}

#[tokio::test]
async fn what_would_go_out_when_its_day_is_over_is_not_queued() {
    let house = House::new().await;
    house.trainee("KE").await;
    remind(&house, ReminderRule { before: vec![1], ..ReminderRule::default() }).await;
    let seminar = house.store.seminar(&house.slug).expect("a seminar");
    let ends = seminar.host_day_starts(seminar.host_day(NOW).plus_days(1));
    assert_eq!(house.store.queue_reminders(ends.plus_minutes(-WAIT_MINUTES)).await.expect("looked"), 0);
    assert_eq!(house.store.queue_reminders(ends.plus_minutes(-WAIT_MINUTES - 1)).await.expect("queued"), 1);
}

#[tokio::test]
async fn what_has_come_meanwhile_is_not_reminded_of() {
    let (house, kenya, _) = house_that_reminds().await;
    let mail = reminders(&house, AWHILE).await.remove(0);
    house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    let matter = house.store.matter(&mail, NOW).await.expect("read").expect("something to say");
    assert_eq!(matter.owed.len(), 1);
    house.store.submit_upload(&kenya, &house.submission("projects"), NOW).await.expect("submitted");
    assert!(house.store.matter(&mail, NOW).await.expect("read").is_none());
}

#[tokio::test]
async fn a_reminder_whose_day_is_over_or_whose_rule_is_gone_says_nothing() {
    let (house, _, _) = house_that_reminds().await;
    let mail = reminders(&house, AWHILE).await.remove(0);
    assert!(house.store.matter(&mail, NOW.plus_days(1)).await.expect("read").is_none(), "yesterday's");
    remind(&house, ReminderRule::default()).await;
    assert!(house.store.matter(&mail, NOW).await.expect("read").is_none(), "nobody is reminded any more");
}

#[tokio::test]
async fn more_time_moves_the_reminders() {
    let house = House::new().await;
    let (_, staff) = (house.trainee("KE").await, house.staff().await);
    remind(&house, on_the_day()).await;
    for assignment in ["status.ke", "projects.ke"] {
        extend(&house, &staff, assignment, EXTENDED, NOW).await;
    }
    assert_eq!(house.store.queue_reminders(NOW).await.expect("looked"), 0);
    assert_eq!(house.store.queue_reminders(EXTENDED).await.expect("queued"), 1);
}

/// How many mails of the outbox are in this state.
async fn count(house: &House, status: MailStatus) -> u32 {
    let staff = house.staff().await;
    let outbox = house.store.outbox(&staff, &house.slug, Some(status), None, 0, 100).await.expect("an outbox");
    let count = outbox.counts.iter().find(|(counted, _)| *counted == status).map_or(0, |(_, count)| *count);
    assert_eq!(outbox.mails.len(), count as usize, "{status:?}");
    count
}

#[tokio::test]
async fn a_reminder_that_will_not_be_sent_does_not_wait() {
    let (house, _, staff) = house_that_reminds().await;
    assert_eq!(count(&house, MailStatus::Waiting).await, 2, "today's and tomorrow's");
    extend(&house, &staff, "status.ke", EXTENDED, NOW).await;
    house.store.queue_reminders(NOW).await.expect("looked");
    let outbox =
        house.store.outbox(&staff, &house.slug, Some(MailStatus::Waiting), None, 0, 100).await.expect("an outbox");
    let about = outbox.reminded.values().map(|asked| asked.iter().map(|one| one.slug.to_string()).collect::<Vec<_>>());
    assert_eq!(about.collect::<Vec<_>>(), [["projects"], ["projects"]], "each says what it still reminds of");

    extend(&house, &staff, "projects.ke", EXTENDED, NOW).await;
    assert_eq!(house.store.queue_reminders(NOW).await.expect("looked"), 0);
    let granted = reminders(&house, NOW.plus_days(1)).await;
    assert!(granted.is_empty(), "{granted:?}");
    assert_eq!(count(&house, MailStatus::Dropped).await, 2);

    withdraw(&house, &staff, "projects.ke", NOW.plus_minutes(1)).await;
    assert_eq!(house.store.queue_reminders(NOW.plus_minutes(1)).await.expect("queued"), 2, "they are due again");
    assert_eq!(reminders(&house, NOW.plus_days(1)).await.len(), 2);
}

#[tokio::test]
async fn a_reminder_that_went_out_or_is_held_stays_as_it_is() {
    let (house, _, staff) = house_that_reminds().await;
    let due = reminders(&house, NOW.plus_days(1)).await;
    house.store.step_mail(&staff, &house.slug, &due[1].key, &shown(0), MailStep::Hold, NOW).await.expect("held");
    assert_eq!(send(&house, AWHILE).await, [MailKind::Reminder]);
    remind(&house, ReminderRule::default()).await;
    assert_eq!(house.store.queue_reminders(AWHILE).await.expect("looked"), 0);
    assert_eq!((count(&house, MailStatus::Sent).await, count(&house, MailStatus::Held).await), (1, 1));
}

/// A mail and what its page shows of it.
async fn looked_at(house: &House, staff: &Actor, key: &MailKey) -> (Mail, SeenMail) {
    let (mail, matter) = house.store.outbox_mail(staff, &house.slug, key, NOW).await.expect("a mail");
    let seen = SeenMail { revision: mail.revision, owed: Owed::written(&matter.unwrap_or_default().owed) };
    (mail, seen)
}

/// Takes on the reminder that is due, and answers whether it is about something else than staff have written.
async fn take_on(house: &House) -> (Mail, bool) {
    let mail = reminders(house, AWHILE).await.remove(0);
    assert!(house.store.claim_mail(&mail, AWHILE).await.expect("asked"));
    let matter = house.store.matter(&mail, AWHILE).await.expect("read").expect("something to say");
    let is_outdated = mail.is_outdated(&matter.owed);
    (mail, is_outdated)
}

#[tokio::test]
async fn words_of_staff_about_something_else_wait_for_staff() {
    let (house, kenya, staff) = house_that_reminds().await;
    let key = reminders(&house, AWHILE).await.remove(0).key;
    let (_, before) = looked_at(&house, &staff, &key).await;
    house.store.edit_mail(&staff, &house.slug, &key, &before, Some(words()), NOW).await.expect("edited");

    house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    let (mail, is_outdated) = take_on(&house).await;
    assert!(is_outdated, "of two, one has come");
    let older = Mail { owed: None, ..mail.clone() };
    assert!(!older.is_outdated(&[]), "what older mail is about is not on record: it goes out");
    house.store.mail_outdated(&mail).await.expect("noted");
    let (held, now) = looked_at(&house, &staff, &key).await;
    assert_eq!((held.status, held.attempts, held.goes_or_went_out()), (MailStatus::Held, 0, None));
    assert_eq!(held.error.as_deref(), Some("what it is about had changed since it was written"));
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), Stuck { files: 0, mails: 1 });
    assert_eq!(house.store.queue_reminders(NOW).await.expect("looked"), 0, "it is not queued once more");

    let stale = SeenMail { revision: now.revision, ..before };
    let refused = house.store.step_mail(&staff, &house.slug, &key, &stale, MailStep::Release, NOW).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "nobody has seen what it is about now: {refused:?}");
    house.store.step_mail(&staff, &house.slug, &key, &now, MailStep::Release, NOW).await.expect("let go");
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), Stuck::default());
    let (mail, is_outdated) = take_on(&house).await;
    assert!(!is_outdated, "staff have said that the words hold");
    assert_eq!((mail.edited, mail.error), (Some(words()), None));
}

#[tokio::test]
async fn words_about_something_else_are_not_let_go_with_the_others() {
    let (house, kenya, staff) = house_that_reminds().await;
    let (store, slug) = (&house.store, &house.slug);
    let mails = reminders(&house, NOW.plus_days(1)).await;
    let [one, other] = &mails[..] else { panic!("today's and tomorrow's, not {mails:?}") };
    let (_, seen) = looked_at(&house, &staff, &one.key).await;
    store.edit_mail(&staff, slug, &one.key, &seen, Some(words()), NOW).await.expect("edited");
    let listed = |revisions: [u32; 2]| {
        ListedMails([one, other].map(|mail| mail.key.clone()).into_iter().zip(revisions).collect())
    };
    let hold = async |revisions: [u32; 2], hold: bool| {
        store.hold_mails(&staff, slug, &listed(revisions), hold, NOW).await.expect("asked")
    };
    assert_eq!(hold([1, 0], true).await, 2);
    assert_eq!(hold([2, 1], false).await, 2, "it is about what is owed");
    assert_eq!(hold([3, 2], true).await, 2);
    store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    assert_eq!(hold([4, 3], false).await, 1);
    let status = async |mail: &Mail| looked_at(&house, &staff, &mail.key).await.0.status;
    assert_eq!((status(one).await, status(other).await), (MailStatus::Held, MailStatus::Waiting));
}

#[tokio::test]
async fn nobody_writes_about_something_else_than_their_page_showed() {
    let (house, _, staff) = house_that_reminds().await;
    let key = reminders(&house, AWHILE).await.remove(0).key;
    let (_, before) = looked_at(&house, &staff, &key).await;
    extend(&house, &staff, "status.ke", EXTENDED, NOW).await;
    let refused = house.store.edit_mail(&staff, &house.slug, &key, &before, Some(words()), NOW).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");
    let (mail, now) = looked_at(&house, &staff, &key).await;
    assert_eq!((mail.edited, mail.revision), (None, 0));
    house.store.edit_mail(&staff, &house.slug, &key, &now, Some(words()), NOW).await.expect("edited");
    house.store.edit_mail(&staff, &house.slug, &key, &shown(1), None, NOW).await.expect("ours say what is owed");
}

#[tokio::test]
async fn what_waits_for_staff_to_look_at_it_is_dropped_once_nothing_is_owed() {
    let (house, kenya, staff) = house_that_reminds().await;
    let key = reminders(&house, AWHILE).await.remove(0).key;
    let (_, seen) = looked_at(&house, &staff, &key).await;
    house.store.edit_mail(&staff, &house.slug, &key, &seen, Some(words()), NOW).await.expect("edited");
    house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    let (mail, _) = take_on(&house).await;
    house.store.mail_outdated(&mail).await.expect("noted");
    house.store.submit_upload(&kenya, &house.submission("projects"), NOW).await.expect("submitted");
    house.store.queue_reminders(NOW).await.expect("looked");
    assert_eq!(looked_at(&house, &staff, &key).await.0.status, MailStatus::Dropped);
}

#[tokio::test]
async fn a_reminder_that_staff_send_before_its_day_goes_out_once() {
    let (house, _, staff) = house_that_reminds().await;
    let today = house.store.seminar(&house.slug).expect("a seminar").host_day(NOW);
    let mails = reminders(&house, NOW.plus_days(1)).await;
    let tomorrows = mails.iter().find(|mail| mail.day != Some(today)).expect("tomorrow's");
    let send_now = MailStep::SendNow;
    house.store.step_mail(&staff, &house.slug, &tomorrows.key, &shown(0), send_now, NOW).await.expect("asked");
    assert_eq!(send(&house, NOW).await, [MailKind::Reminder]);
    let mut events = house.store.listen();
    for now in [NOW, AWHILE] {
        assert_eq!(house.store.queue_reminders(now).await.expect("looked"), 0);
    }
    assert!(events.try_recv().is_err(), "nothing has changed");
    let left = reminders(&house, NOW.plus_days(1)).await;
    assert_eq!(left.iter().map(|mail| mail.day).collect::<Vec<_>>(), [Some(today)]);
}

#[tokio::test]
async fn what_staff_send_now_has_something_to_say() {
    let (house, kenya, staff) = house_that_reminds().await;
    let key = reminders(&house, AWHILE).await.remove(0).key;
    for assignment in ["status", "projects"] {
        house.store.submit_upload(&kenya, &house.submission(assignment), NOW).await.expect("submitted");
    }
    let refused = house.store.step_mail(&staff, &house.slug, &key, &shown(0), MailStep::SendNow, NOW).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");
    let (mail, _) = looked_at(&house, &staff, &key).await;
    assert_eq!((mail.status, mail.not_before), (MailStatus::Waiting, AWHILE));
}
