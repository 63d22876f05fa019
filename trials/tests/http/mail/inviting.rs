//! Inviting those on the list of people.

use trials::{House, Who};

use super::outbox;
use crate::pages::page;

const PEOPLE: &str = "/seminars/sample/people";
const LATECOMER: &str = "/seminars/sample/people?text=latecomer";

#[tokio::test(flavor = "multi_thread")]
async fn those_are_invited_who_were_on_the_screen() {
    let house = House::start_with(Some("smtp://127.0.0.1:2525".to_owned())).await;
    for email in ["newcomer@example.org", "latecomer@example.org"] {
        house.invite(email).await;
    }
    let seen = page(&house, Who::Staff, PEOPLE).await;
    assert!(seen.contains("Send invitations to the 2 of these who have not confirmed"), "{seen}");
    assert!(seen.contains("Those invited within the last day are left out."), "{seen}");
    assert!(seen.contains(">Added</th>") && !seen.contains(">Invited</th>"), "nothing was mailed: {seen}");
    let seen = page(&house, Who::Staff, LATECOMER).await;
    assert!(seen.contains("Send an invitation to the 1 of these who has not confirmed"), "{seen}");
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
    let form = "seminar=sample&filter%5Brole%5D=&filter%5Bcountry%5D=&filter%5Btext%5D=latecomer&seen=1";
    assert_eq!(send(form).await, format!("{LATECOMER}&page=1&mailed=1"));
    assert_eq!(send(form).await, format!("{LATECOMER}&page=1&mailed=0"), "the same form once more");
    let mails = outbox(&house).await;
    assert_eq!(mails.iter().map(|mail| mail.email.as_str()).collect::<Vec<_>>(), ["latecomer@example.org"]);
}
