//! Comments through plain forms, as browsers without JavaScript use them.

use reqwest::header::{ACCEPT, LOCATION, REFERER};
use trials::{House, PDF, Who};

const PAGE: &str = "/seminars/sample/materials/status.la";

/// Posts a form as a browser without JavaScript does, from the material's page; answers where that leads.
async fn post(house: &House, who: Who, path: &str, body: String) -> String {
    let request = house.client(who).post(house.at(path)).header(ACCEPT, "text/html").header(REFERER, house.at(PAGE));
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), 302, "{path}");
    answer.headers()[LOCATION].to_str().expect("an address").to_owned()
}

async fn page(house: &House, who: Who, address: &str) -> String {
    house.client(who).get(house.at(address)).send().await.expect("an answer").text().await.expect("a page")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_meant_for_hosts_leaks_nowhere() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let id = house.comment(Who::Instructor, "status.la", "hosts", "Zanzibar is a secret").await;
    let form = format!("seminar=sample&material=status.la&review={id}&seen=0&body=Zanzibar+is+still+one");
    post(&house, Who::Instructor, "/api/edit_comment", form).await;
    for who in [Who::Trainee, Who::Colleague, Who::Foreigner] {
        for errand in ["", "?reply=", "?edit=", "?show=", "?withdraw="] {
            let named = if errand.is_empty() { "" } else { id.as_str() };
            let seen = page(&house, who, &format!("{PAGE}{errand}{named}")).await;
            assert!(!seen.contains("Zanzibar"), "{who:?} {errand}");
        }
    }
    // Shown to the delegation, it still tells staff alone what it said before.
    let form = |confirmed: &str| {
        format!("seminar=sample&material=status.la&review={id}&seen=1&audience=delegation{confirmed}")
    };
    let back = post(&house, Who::Instructor, "/api/show_comment_to", form("")).await;
    assert!(back.contains("__err"), "not without being asked once more: {back}");
    assert!(!page(&house, Who::Trainee, PAGE).await.contains("Zanzibar"));
    let back = post(&house, Who::Instructor, "/api/show_comment_to", form("&confirmed=true")).await;
    assert!(back.ends_with(&format!("{PAGE}#review-{id}")), "{back}");
    let seen = page(&house, Who::Trainee, PAGE).await;
    assert!(seen.contains("Zanzibar is still one") && !seen.contains("a secret"));
    assert!(page(&house, Who::Staff, PAGE).await.contains("Zanzibar is a secret"));
    assert!(!page(&house, Who::Foreigner, PAGE).await.contains("Zanzibar"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_names_people_and_stands_in_the_thread() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let id = house.comment(Who::Instructor, "status.la", "delegation", "Which port is meant?").await;
    let teacher = house.actor(Who::Instructor).person;
    let form = format!(
        "seminar=sample&material=status.la&review={id}&version=1&audience=delegation&body=The+dry+port\
         &mentions%5Bof-{teacher}%5D=yes"
    );
    post(&house, Who::Trainee, "/api/write_reply", form).await;
    let seen = page(&house, Who::Instructor, PAGE).await;
    assert!(seen.contains("The dry port") && seen.contains("class=\"replies\""), "{seen}");
    let store = &house.state.office.store;
    let own = store.own_mentions(house.actor(Who::Instructor), &house.seminar).await.expect("listed");
    assert_eq!(own.len(), 1);
    // Someone who does not read the thread cannot be named in it, nor found out about.
    let foreigner = house.actor(Who::Foreigner).person;
    let form = format!(
        "seminar=sample&material=status.la&review={id}&version=1&audience=delegation&body=Words\
         &mentions%5Bof-{foreigner}%5D=yes"
    );
    let back = post(&house, Who::Trainee, "/api/write_reply", form).await;
    assert!(back.contains("__err"), "{back}");
}
