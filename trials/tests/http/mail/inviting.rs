//! Inviting those on the list of people.

use domain::mail::MailStep;
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use store::audit::By;
use store::outbox::SeenMail;
use trials::{House, Who};

use super::{house_with_mail, outbox};
use crate::pages::{hidden, page};

const PEOPLE: &str = "/seminars/sample/people";
const LATECOMER: &str = "/seminars/sample/people?text=latecomer";

#[tokio::test(flavor = "multi_thread")]
async fn those_are_invited_who_were_on_the_screen() {
    let house = House::start_with(Some("smtp://127.0.0.1:2525".to_owned())).await;
    for email in ["newcomer@example.org", "latecomer@example.org"] {
        house.invite(email).await;
    }
    let seen = page(&house, Who::Staff, PEOPLE).await;
    assert!(seen.contains("Invite 2 people who have not confirmed"), "{seen}");
    assert!(seen.contains("<p>Sample Newcomer, Sample Newcomer.</p>"), "{seen}");
    assert!(seen.contains("Left out is whoever was sent one within the last day"), "{seen}");
    assert!(seen.contains(">Added</th>") && !seen.contains(">Invited</th>"), "nothing was mailed: {seen}");
    let seen = page(&house, Who::Staff, LATECOMER).await;
    let told = hidden(&seen, "seen");
    assert!(seen.contains("Invite 1 person who has not confirmed"), "{seen}");
    let mut fields = seen.split("<input").filter_map(|field| field.split('>').next());
    let is_filter = |field: &str| field.contains(r#"name="filter[text]""#) && field.contains(r#"value="latecomer""#);
    assert!(fields.any(is_filter), "{seen}");
    let seen = page(&house, Who::Staff, &format!("{PEOPLE}?role=instructor")).await;
    assert!(seen.contains("Nobody of these is left to invite"), "{seen}");

    let send = async |form: &str| {
        house.post_without_script(Who::Staff, LATECOMER, "/api/mail_invitations", form.to_owned()).await
    };
    for unseen in ["seminar=sample", "seminar=sample&seen=1"] {
        let back = send(unseen).await;
        assert!(back.contains("__err="), "{back}");
    }
    assert!(outbox(&house).await.is_empty(), "more than were told of are not mailed");
    // As browsers write it.
    let form = format!("seminar=sample&filter%5Brole%5D=&filter%5Bcountry%5D=&filter%5Btext%5D=latecomer&seen={told}");
    assert_eq!(send(&form).await, format!("{LATECOMER}&page=1&mailed=1"));
    assert_eq!(send(&form).await, format!("{LATECOMER}&page=1&mailed=0"), "the same form once more");
    let mails = outbox(&house).await;
    assert_eq!(mails.iter().map(|mail| mail.email.as_str()).collect::<Vec<_>>(), ["latecomer@example.org"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_invited_in_place_of_who_was_on_the_screen() {
    let house = House::start_with(Some("smtp://127.0.0.1:2525".to_owned())).await;
    let token = house.invite("newcomer@example.org").await;
    let told = hidden(&page(&house, Who::Staff, PEOPLE).await, "seen");
    let name = "Sample Newcomer".parse().expect("a name");
    let accepted =
        house.state.office.store.accept_invitation(&token, &name, "no password".to_owned(), Instant::now()).await;
    accepted.expect("accepted");
    house.invite("latecomer@example.org").await;

    let send = async |told: &str| {
        let form = format!("seminar=sample&seen={told}");
        house.post_without_script(Who::Staff, PEOPLE, "/api/mail_invitations", form).await
    };
    let back = send(&told).await;
    assert!(back.contains("__err="), "one as before, but another one: {back}");
    assert!(outbox(&house).await.is_empty());
    let seen = page(&house, Who::Staff, back.strip_prefix(&house.url).unwrap_or(&back)).await;
    assert!(
        seen.contains("No mail was added: those left to invite are not the people you were shown any more"),
        "{seen}"
    );
    assert!(seen.contains("<details open"), "those who are left are before their eyes: {seen}");
    assert_eq!(send(&hidden(&seen, "seen")).await, format!("{PEOPLE}?page=1&mailed=1"));
    let mails = outbox(&house).await;
    assert_eq!(mails.iter().map(|mail| mail.email.as_str()).collect::<Vec<_>>(), ["latecomer@example.org"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_or_is_held_in_the_outbox_is_told() {
    let house = House::start_with(Some("smtp://127.0.0.1:2525".to_owned())).await;
    for email in ["newcomer@example.org", "latecomer@example.org"] {
        house.invite(email).await;
    }
    let told = hidden(&page(&house, Who::Staff, LATECOMER).await, "seen");
    let form = format!("seminar=sample&filter%5Btext%5D=latecomer&seen={told}");
    house.post_without_script(Who::Staff, LATECOMER, "/api/mail_invitations", form).await;

    let seen = page(&house, Who::Staff, LATECOMER).await;
    assert!(seen.contains("1 invitation to these people waits in the outbox"), "{seen}");
    assert!(seen.contains("/seminars/sample/outbox?status=waiting"), "{seen}");
    assert!(seen.contains("Nobody else of these is left to invite."), "{seen}");
    let seen = page(&house, Who::Staff, PEOPLE).await;
    assert!(seen.contains("1 invitation to these people waits in the outbox"), "{seen}");
    assert!(!seen.contains("Nobody else of these"), "the newcomer is: {seen}");

    let (store, staff, mails) = (&house.state.office.store, house.actor(Who::Staff), outbox(&house).await);
    let shown = SeenMail { revision: 0, owed: String::new() };
    let held = store.step_mail(staff, &house.seminar, &mails[0].key, &shown, MailStep::Hold, Instant::now()).await;
    held.expect("held");
    let seen = page(&house, Who::Staff, LATECOMER).await;
    assert!(seen.contains("1 invitation to these people is held in the outbox"), "{seen}");
    assert!(seen.contains("/seminars/sample/outbox?status=held"), "{seen}");
    assert!(!seen.contains("within the last day"), "nothing was sent: {seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_counts_an_invitation_once_it_has_gone_out() {
    let (house, postman, server) = house_with_mail().await;
    let (store, staff, now) = (&house.state.office.store, house.actor(Who::Staff), Instant::now());
    let new = NewPerson {
        name: "Sample Latecomer".parse().expect("a name"),
        email: "latecomer@example.org".parse().expect("an address"),
        role: Role::Trainee,
        country: Some("LA".parse().expect("a country")),
    };
    let person = store.add_person(&house.seminar, &new, &By::operator(), now).await.expect("added").person();
    let is_told = async || {
        let board = page(&house, Who::Staff, "/seminars/sample/board").await;
        let told = board.contains("(1 without a valid invitation)");
        assert_eq!(told, board.contains("3 of 4, 1 without a valid invitation"), "{board}");
        told
    };
    assert!(is_told().await);
    for (answer, invited) in [(Some(&b"550 nobody here\r\n"[..]), false), (None, true)] {
        *server.refuses.lock().expect("unpoisoned") = answer;
        store.mail_invitation(staff, &house.seminar, person, now).await.expect("queued");
        postman.deliver_due(store, now).await.expect("tried");
        assert_eq!(is_told().await, !invited, "{answer:?}");
    }
}
