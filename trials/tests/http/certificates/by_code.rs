//! What anyone is told of a certificate by its code.

use trials::{House, Who};

use super::{check, page, post};
use crate::pages::get;
use crate::tus::assert_status;

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_a_certificate_is_told_to_everyone() {
    let house = House::start().await;
    let old = house.certify(&[Who::Trainee]).await.remove(0);
    let code = old.code().to_string();
    let form = [("code", code.as_str()), ("name", "Sample <b>Corrected</b>"), ("reason", "A typo & <script>")];
    assert_status(&post(&house, Who::Staff, "reissue_certificate", &form).await, 200);
    assert_eq!(house.print().await, 1);
    let public = page(&house, Who::Anonymous, &format!("/certificates/{code}")).await;
    assert!(public.contains("It was replaced by the certificate") && public.contains("sample/0002"), "{public}");
    assert!(public.contains("A typo &amp; &lt;script&gt;"), "{public}");
    assert!(!public.contains("Corrected"), "the old one says what it said");

    let store = &house.state.office.store;
    let own = store.own_certificates(house.actor(Who::Trainee), &house.seminar).await.expect("own");
    let new = own[0].code().to_string();
    assert!(!public.contains(&new), "with the old code nobody is given the new one");
    let shown = page(&house, Who::Anonymous, &format!("/certificates/{new}")).await;
    assert!(shown.contains("in place of the certificate") && shown.contains("sample/0001"), "{shown}");
    assert!(shown.contains("Sample &lt;b&gt;Corrected&lt;/b&gt;"), "{shown}");

    let revoke = [("code", new.as_str()), ("reason", "Issued by mistake")];
    assert_status(&post(&house, Who::Staff, "revoke_certificate", &revoke).await, 200);
    let shown = page(&house, Who::Anonymous, &format!("/certificates/{new}")).await;
    assert!(shown.contains("was revoked. It is not valid.") && shown.contains("Issued by mistake"), "{shown}");
    assert_status(&post(&house, Who::Staff, "revoke_certificate", &revoke).await, 422);
    let my = page(&house, Who::Trainee, "/seminars/sample/my").await;
    assert!(my.contains("Issued by mistake") && !my.contains("badge.jwt"), "{my}");
    let badge = get(&house, Who::Trainee, &format!("/certificates/{new}/badge.jwt")).await;
    assert_status(&badge, 410);
    check(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_cannot_be_tried_one_by_one() {
    let house = House::start().await;
    let code = house.certify(&[Who::Trainee]).await[0].code().to_string();
    let client = house.client(Who::Anonymous);
    let ask = async |code: &str, peer: &str| {
        let request =
            client.get(house.at(&format!("/api/load_certificate?code={code}"))).header("x-forwarded-for", peer);
        request.send().await.expect("an answer").status().as_u16()
    };
    let mut statuses = Vec::new();
    for number in 0..80 {
        statuses.push(ask(&format!("{number:026}"), "192.0.2.1").await);
    }
    assert!(statuses.starts_with(&[404; 60]), "{statuses:?}");
    assert!(statuses.ends_with(&[429; 5]), "{statuses:?}");
    assert_eq!(ask(&code, "192.0.2.1").await, 429, "the right one too");
    assert_eq!(ask(&code, "192.0.2.2").await, 200, "others are not held up");
    assert_eq!(ask(&code.to_uppercase(), "192.0.2.3").await, 200, "however it is typed");
    assert_eq!(ask("nonsense", "192.0.2.2").await, 404);
}
