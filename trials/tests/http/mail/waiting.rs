//! Mail that waits in the outbox, and what staff do with it.

use domain::mail::{Letter, ListedMails, MailStatus, MailStep};
use domain::time::Instant;
use store::outbox::SeenMail;
use trials::{House, Who};

use super::{house_with_mail, outbox};
use crate::pages::page;

/// What the page of a mail shows whose reader owes nothing.
fn shown(revision: u32) -> SeenMail {
    SeenMail { revision, owed: String::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_staff_have_edited_goes_out_with_its_link() {
    let (house, postman, server) = house_with_mail().await;
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    house.submit(Who::Trainee, "status").await;
    let now = Instant::now();
    let mails = outbox(&house).await;
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
async fn words_without_the_link_are_kept_with_a_warning() {
    let house = House::start().await;
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    house.submit(Who::Trainee, "status").await;
    let key = outbox(&house).await[0].key.clone();
    for (revision, (text, warned)) in (0..).zip([("Thank you.", true), ("It is here: {link}", false)]) {
        let letter = Letter { subject: "Well done".to_owned(), text: text.to_owned() };
        let (seen, now) = (shown(revision), Instant::now());
        store.edit_mail(staff, &house.seminar, &key, &seen, Some(letter), now).await.expect("edited");
        let seen = page(&house, Who::Staff, &format!("/seminars/sample/outbox/{key}")).await;
        assert_eq!(seen.contains("The text does not contain {link}"), warned, "{text}: {seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_said_to_go_out_once_it_is_let_go() {
    let house = House::start().await;
    house.submit(Who::Trainee, "status").await;
    let key = outbox(&house).await[0].key.clone();
    let address = format!("/seminars/sample/outbox/{key}");
    assert!(!page(&house, Who::Staff, &address).await.contains("once it is let go"));
    let form = format!("seminar=sample&mail={key}&revision=0&step=hold");
    assert_eq!(house.post_form("/api/step_mail", &form).await.status(), 200);
    let held = page(&house, Who::Staff, &address).await;
    assert!(held.contains("once it is let go") && !held.contains(", not before "), "its time is past: {held}");
    let list = page(&house, Who::Staff, "/seminars/sample/outbox?status=held").await;
    let (_, table) = list.split_once("outbox-table").expect("a table");
    let (table, _) = table.split_once("</table>").expect("the end of the table");
    assert!(table.contains("once it is let go") && !table.contains("<time"), "{table}");
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
    let html = page(&house, Who::Staff, &format!("/seminars/sample/outbox/{key}")).await;
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
async fn all_that_waits_is_held_and_let_go_at_once_as_it_was_on_the_screen() {
    let house = House::start().await;
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    house.submit(Who::Trainee, "status").await;
    let listed = async || {
        let mails = outbox(&house).await;
        ListedMails(mails.iter().map(|mail| (mail.key.clone(), mail.revision)).collect())
    };
    let post = async |list: &str, hold: bool, seen: &ListedMails| {
        let body = format!("seminar=sample&hold={hold}&seen={}", seen.to_string().replace(' ', "+"));
        house.post_without_script(Who::Staff, list, "/api/hold_mails", body).await
    };
    let (waiting, held) = ("/seminars/sample/outbox?status=waiting", "/seminars/sample/outbox?status=held");
    let seen = listed().await;
    let all = seen.0.len();
    assert!(all > 1, "{seen}");
    let html = page(&house, Who::Staff, waiting).await;
    assert!(html.contains(&format!("Hold these {all} back")) && html.contains(&format!("\"{seen}\"")), "{html}");
    let every = page(&house, Who::Staff, "/seminars/sample/outbox").await;
    assert!(!every.contains("/api/hold_mails"), "where mails of all states stand, no one step fits: {every}");

    let (first, _) = &seen.0[0];
    store.step_mail(staff, &house.seminar, first, &shown(0), MailStep::Hold, Instant::now()).await.expect("held");
    let rest = all - 1;
    let at = post(waiting, true, &seen).await;
    assert!(at.ends_with(&format!("{waiting}&done={rest}&changed=1")), "{at}");
    let html = page(&house, Who::Staff, &format!("{waiting}&done={rest}&changed=1")).await;
    assert!(html.contains(&format!("{rest} held back; 1 had changed and was left as it is.")), "{html}");
    assert!(html.contains("No mail here.") && !html.contains("/api/hold_mails"), "{html}");
    assert!(page(&house, Who::Staff, held).await.contains(&format!("Let these {all} go")));

    let at = post(held, false, &listed().await).await;
    assert!(at.ends_with(&format!("{held}&done={all}&changed=0")), "{at}");
    for mail in outbox(&house).await {
        assert_eq!((mail.status, mail.revision), (MailStatus::Waiting, 2));
    }
    let of_a_kind = "seminar=sample&hold=true&kind=version_received&seen=".to_owned();
    let at = house.post_without_script(Who::Staff, waiting, "/api/hold_mails", of_a_kind).await;
    assert!(at.ends_with(&format!("{waiting}&kind=version_received&done=0&changed=0")), "the kind is kept: {at}");
}
