//! Mail, through a mail server that the test plays.

mod server;

use std::time::Duration;

use domain::deadlines::reminders::WAIT_MINUTES;
use domain::deadlines::{Owed, ReminderRule};
use domain::mail::{Letter, Mail, MailKey, MailKind, MailStatus, MailStep};
use domain::time::Instant;
use lectern::mail::Postman;
use store::outbox::SeenMail;
use tokio::net::TcpListener;
use trials::{House, Who};

use crate::pages::page;
use server::{LostBy, MailServer};

async fn outbox(house: &House) -> Vec<Mail> {
    let store = &house.state.office.store;
    store.outbox(house.actor(Who::Staff), &house.seminar, None, 0, 10).await.expect("an outbox").mails
}

/// What the page of a mail shows whose reader owes nothing.
fn shown(revision: u32) -> SeenMail {
    SeenMail { revision, owed: String::new() }
}

/// What the page of a mail shows at the moment.
async fn looked_at(house: &House, key: &MailKey, now: Instant) -> SeenMail {
    let store = &house.state.office.store;
    let (mail, matter) = store.outbox_mail(house.actor(Who::Staff), &house.seminar, key, now).await.expect("a mail");
    SeenMail { revision: mail.revision, owed: Owed::written(&matter.unwrap_or_default().owed) }
}

async fn ask_for_new_password(house: &House, email: &str) {
    let form = [("email", email)];
    let answer = house.client(Who::Anonymous).post(house.at("/api/request_new_password")).form(&form).send().await;
    assert_eq!(answer.expect("an answer").status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_mailed_for_and_the_link_works() {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    for email in ["trainee.la@example.org", "nobody@example.org"] {
        ask_for_new_password(&house, email).await;
    }
    postman.deliver_due(&house.state.office.store, Instant::now()).await.expect("delivered");
    postman.deliver_due(&house.state.office.store, Instant::now()).await.expect("delivered");
    let mails = server.mails();
    let [mail] = &mails[..] else { panic!("one mail, once, not {mails:?}") };
    assert!(mail.contains("To: ") && mail.contains("trainee.la@example.org"), "{mail}");
    let link = mail.lines().find(|line| line.contains("/new-password/")).expect("a link").trim();
    let token = link.rsplit('/').next().expect("a token");

    let client = house.client(Who::Anonymous);
    let form = [("token", token), ("password", "a long sample password")];
    let answer = client.post(house.at("/api/set_new_password")).form(&form).send().await.expect("an answer");
    assert!(answer.headers().contains_key("set-cookie"), "{}", answer.status());
    let again = client.post(house.at("/api/set_new_password")).form(&form).send().await.expect("an answer");
    assert_eq!(again.status(), 422, "it works once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_refused_goes_later() {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    let store = &house.state.office.store;
    house.submit(Who::Trainee, "status").await;
    let now = Instant::now();
    *server.refuses.lock().expect("unpoisoned") = Some(b"451 not now\r\n");
    postman.deliver_due(store, now).await.expect("tried");
    assert!(server.mails().is_empty());
    *server.refuses.lock().expect("unpoisoned") = None;
    postman.deliver_due(store, now).await.expect("looked");
    assert!(server.mails().is_empty(), "not at once");
    postman.deliver_due(store, now.plus_minutes(2)).await.expect("delivered");
    let mails = server.mails();
    assert_eq!(mails.len(), 2, "both trainees of the delegation are told: {mails:?}");
    assert!(mails.iter().all(|mail| mail.contains("/seminars/sample/materials/status.la")), "{mails:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_refused_for_good_is_left_to_staff() {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    let store = &house.state.office.store;
    house.submit(Who::Trainee, "status").await;
    *server.refuses.lock().expect("unpoisoned") = Some(b"550 nobody here\r\n");
    postman.deliver_due(store, Instant::now()).await.expect("tried");
    let mails = outbox(&house).await;
    assert!(!mails.is_empty() && mails.iter().all(|mail| mail.status == MailStatus::Failed), "{mails:?}");
    let seen = page(&house, Who::Staff, "/seminars/sample/outbox").await;
    let (_, table) = seen.split_once("outbox-table").expect("a table");
    let (table, _) = table.split_once("</table>").expect("the end of the table");
    assert!(table.contains("Failed") && !table.contains("<time"), "they do not go out at any time: {table}");
    *server.refuses.lock().expect("unpoisoned") = None;
    postman.deliver_due(store, Instant::now().plus_days(1)).await.expect("looked");
    assert!(server.mails().is_empty());
}

/// Two mails are due, and the acknowledgement of the first is lost.
async fn a_mail_whose_acknowledgement_is_lost_by(loses: LostBy) {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    // Only silence is waited out. Whatever else the mail server does takes no time.
    let postman = postman.with_patience(Duration::from_secs(5));
    let store = &house.state.office.store;
    house.submit(Who::Trainee, "status").await;
    *server.loses.lock().expect("unpoisoned") = Some(loses);
    let now = Instant::now();
    postman.deliver_due(store, now).await.expect("tried");
    let unclear: Vec<Mail> =
        outbox(&house).await.into_iter().filter(|mail| mail.status == MailStatus::Unclear).collect();
    let [unclear] = &unclear[..] else { panic!("one of them may have arrived: {unclear:?}") };
    assert!(unclear.error.is_some());
    for later in [now, now.plus_minutes(60)] {
        postman.deliver_due(store, later).await.expect("delivered");
    }
    let others: Vec<Mail> = outbox(&house).await.into_iter().filter(|mail| mail.key != unclear.key).collect();
    let [other] = &others[..] else { panic!("both trainees are told: {others:?}") };
    assert_eq!(other.status, MailStatus::Sent, "the next mail goes out");
    let mails = server.mails();
    assert_eq!(mails.len(), 2, "one copy of each: {mails:?}");
    for mail in [unclear, other] {
        assert_eq!(mails.iter().filter(|sent| sent.contains(mail.email.as_str())).count(), 1, "{mails:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_hangs_up_over_a_mail_is_not_given_it_twice() {
    a_mail_whose_acknowledgement_is_lost_by(LostBy::HangingUp).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_falls_silent_over_a_mail_stops_no_other() {
    a_mail_whose_acknowledgement_is_lost_by(LostBy::Silence).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_does_not_answer_is_tried_again() {
    // It lets everyone connect, and says nothing.
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let smtp = format!("smtp://{}", listener.local_addr().expect("an address"));
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    let postman = postman.with_patience(Duration::from_millis(50));
    let store = &house.state.office.store;
    house.submit(Who::Trainee, "status").await;
    let now = Instant::now();
    postman.deliver_due(store, now).await.expect("tried");
    for mail in outbox(&house).await {
        assert_eq!((mail.status, mail.attempts), (MailStatus::Waiting, 1), "it did not go: {mail:?}");
        assert_eq!(mail.error.as_deref(), Some("the mail server does not answer"));
    }
    assert_eq!(store.due_mails(10, now.plus_minutes(2)).await.expect("read").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_owes_a_material_is_reminded_once_in_text_and_html() {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    let due = &seminar.assignments[0];
    // A day that has begun, and does not end too soon.
    let now = seminar.host_day_starts(seminar.host_day(Instant::now())).plus_minutes(60);
    let days = seminar.host_day(due.due).since_epoch() - seminar.host_day(now).since_epoch();
    let rule = ReminderRule { before: vec![u16::try_from(days).expect("ahead")], ..ReminderRule::default() };
    store.remember_zone(house.actor(Who::Foreigner).person, "Africa/Nairobi").await.expect("remembered");
    let seen = seminar.reminder_rule().in_words();
    store.set_reminder_rule(staff, &house.seminar, Some(rule), &seen, now).await.expect("set");
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
        "in Nairobi",
        "Message-ID: <sample.",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    assert!(!mail.contains("<img") && !mail.contains("password"), "{mail}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_staff_have_edited_goes_out_with_its_link() {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    house.submit(Who::Trainee, "status").await;
    let now = Instant::now();
    let mails = store.outbox(staff, &house.seminar, None, 0, 10).await.expect("an outbox").mails;
    let letter = Letter { subject: "Well done".to_owned(), text: "It is here: {link}".to_owned() };
    store.edit_mail(staff, &house.seminar, &mails[0].key, &shown(0), Some(letter), now).await.expect("edited");
    store.step_mail(staff, &house.seminar, &mails[1].key, &shown(0), MailStep::Hold, now).await.expect("held");
    postman.deliver_due(store, now).await.expect("delivered");
    let sent = server.mails();
    let [mail] = &sent[..] else { panic!("one is held back: {sent:?}") };
    assert!(mail.contains("Subject: Well done"), "{mail}");
    assert!(mail.contains("It is here: http") && mail.contains("/seminars/sample/materials/status.la"), "{mail}");
    let (kept, _) = store.outbox_mail(staff, &house.seminar, &mails[0].key, now).await.expect("a mail");
    assert_eq!(kept.words_sent.expect("kept").text, "It is here: {link}\n", "no address with a token is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_staff_go_out_about_what_they_were_written_about() {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    let due = seminar.assignments[0].due;
    let now = seminar.host_day_starts(seminar.host_day(Instant::now())).plus_minutes(60);
    let days = u16::try_from(seminar.host_day(due).since_epoch() - seminar.host_day(now).since_epoch()).expect("ahead");
    // Today is a day of reminders with a day more, too.
    let rule = ReminderRule { before: vec![days, days + 1], ..ReminderRule::default() };
    let seen = seminar.reminder_rule().in_words();
    store.set_reminder_rule(staff, &house.seminar, Some(rule), &seen, now).await.expect("set");
    store.queue_reminders(now).await.expect("queued");
    let kenyas = |mail: &Mail| mail.kind == MailKind::Reminder && mail.email.as_str() == "trainee.ke@example.org";
    let key = outbox(&house).await.into_iter().find(kenyas).expect("a reminder").key;
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
async fn a_reminder_that_staff_send_now_goes_out_once() {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    let (store, staff, now) = (&house.state.office.store, house.actor(Who::Staff), Instant::now());
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    let tomorrow = seminar.host_day(now).plus_days(1);
    let days = seminar.host_day(seminar.assignments[0].due).since_epoch() - tomorrow.since_epoch();
    let rule = ReminderRule { before: vec![u16::try_from(days).expect("ahead")], ..ReminderRule::default() };
    let seen = seminar.reminder_rule().in_words();
    store.set_reminder_rule(staff, &house.seminar, Some(rule), &seen, now).await.expect("set");
    store.queue_reminders(now).await.expect("queued");
    let kenyas = |mail: &Mail| mail.kind == MailKind::Reminder && mail.email.as_str() == "trainee.ke@example.org";
    let key = outbox(&house).await.into_iter().find(kenyas).expect("a reminder").key;
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

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_tells_in_words_what_a_mail_is_about() {
    let house = House::start().await;
    house.submit(Who::Trainee, "status").await;
    let seen = page(&house, Who::Staff, "/seminars/sample/outbox").await;
    assert!(seen.contains(": Status, Lao People"), "{seen}");
    assert!(!seen.contains(": status.la"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_with_a_mail_is_done_as_it_was_on_the_screen() {
    let house = House::start().await;
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    house.submit(Who::Trainee, "status").await;
    let key = outbox(&house).await[0].key.clone();
    let page = house.at(&format!("/seminars/sample/outbox/{key}"));
    let html = house.client(Who::Staff).get(page).send().await.expect("an answer").text().await.expect("a page");
    let fields: Vec<&str> = html.split("<input").filter_map(|field| field.split('>').next()).collect();
    for (name, value) in [("revision", "0"), ("step", "hold")] {
        let is_it = |field: &&str| {
            [("name", name), ("value", value)].iter().all(|(of, is)| field.contains(&format!("{of}=\"{is}\"")))
        };
        assert!(fields.iter().any(is_it), "{name}: {fields:?}");
    }
    store.step_mail(staff, &house.seminar, &key, &shown(0), MailStep::Hold, Instant::now()).await.expect("held");
    // The button that a colleague's step has put under the finger, with what was on the screen before.
    for step in ["hold", "release"] {
        let form = format!("seminar=sample&mail={key}&revision=0&step={step}");
        assert_eq!(house.post_form("/api/step_mail", &form).await.status(), 422, "{step}");
        let (mail, _) = store.outbox_mail(staff, &house.seminar, &key, Instant::now()).await.expect("a mail");
        assert_eq!((mail.status, mail.revision), (MailStatus::Held, 1), "{step}");
    }
    let form = format!("seminar=sample&mail={key}&revision=1&step=release");
    assert_eq!(house.post_form("/api/step_mail", &form).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn holders_are_told_of_their_certificates() {
    let (server, smtp) = MailServer::start().await;
    let house = House::start_with(Some(smtp)).await;
    let postman = Postman::new(&house.config).expect("configured").expect("there is a mail server");
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    let code = house.certify(&[Who::Trainee]).await[0].code().clone();
    postman.deliver_due(store, Instant::now()).await.expect("delivered");
    store.revoke_certificate(staff, &code, "By mistake", Instant::now()).await.expect("revoked");
    postman.deliver_due(store, Instant::now()).await.expect("delivered");
    let name = "Sample Corrected".parse().expect("a name");
    store.reissue_certificate(staff, &code, name, "It was right", Instant::now()).await.expect("begun");
    house.print().await;
    postman.deliver_due(store, Instant::now()).await.expect("delivered");
    let mails = server.mails();
    let subjects: Vec<&str> =
        mails.iter().filter_map(|mail| mail.lines().find(|line| line.starts_with("Subject:"))).collect();
    assert_eq!(
        subjects,
        [
            "Subject: Your certificate: Sample seminar",
            "Subject: Your certificate was revoked: Sample seminar",
            "Subject: Your new certificate: Sample seminar",
        ]
    );
    assert!(mails.iter().all(|mail| mail.contains("/seminars/sample/my") && mail.contains("trainee.la@example.org")));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_nobody_is_told_that_mail_is_on_its_way() {
    let house = House::start().await;
    let client = house.client(Who::Anonymous);
    let form = [("email", "trainee.la@example.org")];
    let answer = client.post(house.at("/api/request_new_password")).header("accept", "text/html").form(&form).send();
    let page = answer.await.expect("an answer").headers()["location"].to_str().expect("an address").to_owned();
    let page = client.get(house.at(&page)).send().await.expect("an answer").text().await.expect("a text");
    assert!(page.contains("This office sends no mail"), "{page}");
    assert!(house.state.office.store.due_mails(10, Instant::now()).await.expect("read").is_empty());
}
