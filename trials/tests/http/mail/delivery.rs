//! Mail that does not go out at once: refused, lost on the way, or not answered.

use std::time::Duration;

use domain::mail::{Mail, MailStatus};
use domain::time::Instant;
use tokio::net::TcpListener;
use trials::Who;

use super::server::LostBy;
use super::{house_mailing_to, house_with_mail, outbox};
use crate::pages::page;

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_refused_goes_later() {
    let (house, postman, server) = house_with_mail().await;
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
    let (house, postman, server) = house_with_mail().await;
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
    let (house, postman, server) = house_with_mail().await;
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
    let (house, postman) = house_mailing_to(smtp).await;
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
