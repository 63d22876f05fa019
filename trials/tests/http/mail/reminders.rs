//! Reminders: who gets them when, and about what.

use domain::deadlines::reminders::WAIT_MINUTES;
use domain::deadlines::{Owed, ReminderRule};
use domain::mail::{Letter, Mail, MailKey, MailKind, MailStep};
use domain::time::{CalendarDay, Instant};
use store::outbox::SeenMail;
use trials::{House, Who};

use super::{house_with_mail, outbox};
use crate::pages::page;

/// Sets the rule by which who owes the first assignment is reminded on these days, all before its due day.
async fn remind_on(house: &House, days: &[CalendarDay], now: Instant) {
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    let due = seminar.host_day(seminar.assignments[0].due).since_epoch();
    let before = days.iter().map(|day| u16::try_from(due - day.since_epoch()).expect("ahead")).collect();
    let rule = ReminderRule { before, ..ReminderRule::default() };
    let seen = seminar.reminder_rule().in_words();
    store.set_reminder_rule(staff, &house.seminar, Some(rule), &seen, now).await.expect("set");
}

async fn kenyas_reminder(house: &House) -> MailKey {
    let kenyas = |mail: &Mail| mail.kind == MailKind::Reminder && mail.email.as_str() == "trainee.ke@example.org";
    outbox(house).await.into_iter().find(kenyas).expect("a reminder").key
}

/// Kenya's, which waits for the host's next day.
async fn reminder_of_tomorrow(house: &House, now: Instant) -> MailKey {
    let store = &house.state.office.store;
    let tomorrow = store.seminar(&house.seminar).expect("a seminar").host_day(now).plus_days(1);
    remind_on(house, &[tomorrow], now).await;
    store.queue_reminders(now).await.expect("queued");
    kenyas_reminder(house).await
}

/// What the page of a mail shows at the moment.
async fn looked_at(house: &House, key: &MailKey, now: Instant) -> SeenMail {
    let store = &house.state.office.store;
    let (mail, matter) = store.outbox_mail(house.actor(Who::Staff), &house.seminar, key, now).await.expect("a mail");
    SeenMail { revision: mail.revision, owed: Owed::written(&matter.unwrap_or_default().owed) }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_owes_a_material_is_reminded_once_in_text_and_html() {
    let (house, postman, server) = house_with_mail().await;
    let store = &house.state.office.store;
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    // A day that has begun, and does not end too soon.
    let today = seminar.host_day(Instant::now());
    let now = seminar.host_day_starts(today).plus_minutes(60);
    // Abroad. Nobody of Laos has opened a page yet.
    store.remember_zone(house.actor(Who::Foreigner).person, "Asia/Kathmandu").await.expect("remembered");
    remind_on(&house, &[today], now).await;
    let queue_and_deliver = async |at: Instant| {
        store.queue_reminders(at).await.expect("queued");
        postman.deliver_due(store, at).await.expect("delivered");
    };
    queue_and_deliver(now).await;
    assert!(server.mails().is_empty(), "staff can look at them first");
    for _ in 0..2 {
        queue_and_deliver(now.plus_minutes(WAIT_MINUTES)).await;
    }
    let mails = server.mails();
    let mine: Vec<_> = mails.iter().filter(|mail| mail.contains("trainee.ke@example.org")).collect();
    let [mail] = &mine[..] else { panic!("one mail, once, not {mails:?}") };
    for part in [
        "multipart/alternative",
        "text/plain",
        "text/html",
        "/seminars/sample/my",
        " in Shanghai (UTC+8), which is ",
        " in Kathmandu (UTC+5:45)",
        "Message-ID: <sample.",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    assert!(!mail.contains("<img") && !mail.contains("password") && !mail.contains("Nairobi"), "{mail}");
    let of_laos = mails.iter().find(|mail| mail.contains("trainee.la@example.org")).expect("a mail");
    for part in [" in Shanghai (UTC+8), which is ", " in Vientiane (UTC+7)"] {
        assert!(of_laos.contains(part), "{part}: {of_laos}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_staff_go_out_about_what_they_were_written_about() {
    let (house, postman, server) = house_with_mail().await;
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    let due = seminar.assignments[0].due;
    let today = seminar.host_day(Instant::now());
    let now = seminar.host_day_starts(today).plus_minutes(60);
    // Today is a day of reminders with a day more, too.
    remind_on(&house, &[today, today.plus_days(-1)], now).await;
    store.queue_reminders(now).await.expect("queued");
    let key = kenyas_reminder(&house).await;
    let letter = Letter { subject: "Only two days left".to_owned(), text: "Please: {link}".to_owned() };
    let seen = looked_at(&house, &key, now).await;
    store.edit_mail(staff, &house.seminar, &key, &seen, Some(letter), now).await.expect("edited");
    let material = "status.ke".parse().expect("a key");
    let granted = store.grant_extension(staff, &house.seminar, &material, due.plus_days(1), "No link", None, now).await;
    granted.expect("granted");

    let address = format!("/seminars/sample/outbox/{key}");
    let waits = page(&house, Who::Staff, &address).await;
    assert!(waits.contains("What this mail is about has changed since its words were written."), "{waits}");
    let later = now.plus_minutes(WAIT_MINUTES);
    let went_out = || server.mails().iter().filter(|mail| mail.contains("Only two days left")).count();
    postman.deliver_due(store, later).await.expect("delivered");
    assert_eq!(went_out(), 0);
    let held = page(&house, Who::Staff, &address).await;
    for part in [
        "Held back",
        "what it is about had changed since it was written",
        "Status, due ",
        "Let go or sent now, the mail goes",
    ] {
        assert!(held.contains(part), "{part}: {held}");
    }
    let form = format!("seminar=sample&mail={key}&revision=2&step=release");
    assert_eq!(house.post_form("/api/step_mail", &form).await.status(), 422, "who lets it go has seen what is owed");
    let seen = looked_at(&house, &key, later).await;
    store.step_mail(staff, &house.seminar, &key, &seen, MailStep::Release, later).await.expect("let go");
    for _ in 0..2 {
        postman.deliver_due(store, later).await.expect("delivered");
    }
    assert_eq!(went_out(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_mail_says_by_which_clock_it_tells_the_time_and_why() {
    let house = House::start().await;
    let key = reminder_of_tomorrow(&house, Instant::now()).await;
    let address = format!("/seminars/sample/outbox/{key}");
    let seen = page(&house, Who::Staff, &address).await;
    assert!(seen.contains(" in Nairobi (UTC+3)") && !seen.contains("times are those of the host"), "{seen}");
    assert!(seen.contains("Africa/Nairobi, the zone of their country"), "{seen}");
    let foreigner = house.actor(Who::Foreigner).person;
    house.state.office.store.remember_zone(foreigner, "Asia/Kathmandu").await.expect("remembered");
    let seen = page(&house, Who::Staff, &address).await;
    assert!(seen.contains(" in Kathmandu (UTC+5:45)"), "{seen}");
    assert!(seen.contains("Asia/Kathmandu, where they opened a page last"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_before_its_time_is_said_to_wait_for_that_too() {
    let house = House::start().await;
    let key = reminder_of_tomorrow(&house, Instant::now()).await;
    let form = format!("seminar=sample&mail={key}&revision=0&step=hold");
    assert_eq!(house.post_form("/api/step_mail", &form).await.status(), 200);
    let held = page(&house, Who::Staff, &format!("/seminars/sample/outbox/{key}")).await;
    assert!(held.contains("once it is let go") && held.contains(", not before "), "{held}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_that_staff_send_now_goes_out_once() {
    let (house, postman, server) = house_with_mail().await;
    let (store, now) = (&house.state.office.store, Instant::now());
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    let tomorrow = seminar.host_day(now).plus_days(1);
    let key = reminder_of_tomorrow(&house, now).await;
    let address = format!("/seminars/sample/outbox/{key}");
    assert!(page(&house, Who::Staff, &address).await.contains("Send it now"));
    let form = format!("seminar=sample&mail={key}&revision=0&step=send_now");
    assert_eq!(house.post_form("/api/step_mail", &form).await.status(), 200);
    assert_eq!(house.post_form("/api/step_mail", &form).await.status(), 422, "a colleague has done so");
    let due = page(&house, Who::Staff, &address).await;
    assert!(due.contains("now, as its turn comes") && !due.contains("Send it now"), "{due}");
    let went_out = || server.mails().iter().filter(|mail| mail.contains("trainee.ke@example.org")).count();
    for at in [Instant::now(), seminar.host_day_starts(tomorrow).plus_minutes(WAIT_MINUTES)] {
        store.queue_reminders(at).await.expect("looked");
        postman.deliver_due(store, at).await.expect("delivered");
        assert_eq!(went_out(), 1);
    }
    assert!(server.mails().len() > 1, "the others are reminded in their time");
}
