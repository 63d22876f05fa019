//! Who is told what by mail: of a new password, of certificates; and that there is no mail.

use domain::time::Instant;
use trials::{House, Who};

use super::house_with_mail;
use crate::pages::page;

async fn ask_for_new_password(house: &House, email: &str) {
    let form = [("email", email)];
    let answer = house.client(Who::Anonymous).post(house.at("/api/request_new_password")).form(&form).send().await;
    assert_eq!(answer.expect("an answer").status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_mailed_for_and_the_link_works() {
    let (house, postman, server) = house_with_mail().await;
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
async fn holders_are_told_of_their_certificates() {
    let (house, postman, server) = house_with_mail().await;
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
    let next = answer.await.expect("an answer").headers()["location"].to_str().expect("an address").to_owned();
    let page = page(&house, Who::Anonymous, &next).await;
    assert!(page.contains("This office sends no mail"), "{page}");
    assert!(house.state.office.store.due_mails(10, Instant::now()).await.expect("read").is_empty());
}
