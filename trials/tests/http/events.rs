//! Server-sent events: who hears of what.

use std::time::Duration;

use futures::StreamExt;
use reqwest::Response;
use trials::{House, Who};

use crate::tus::{Tus, assert_status, header};

async fn listen(house: &House, who: Who, seminar: &str) -> Response {
    house.client(who).get(house.at(&format!("/events?seminar={seminar}"))).send().await.expect("an answer")
}

/// What comes until `last` has come, or until the server ends it.
pub async fn hear_until(response: Response, last: &str) -> String {
    let mut heard = String::new();
    let mut pieces = response.bytes_stream();
    let hear = async {
        while !heard.contains(last) {
            let Some(piece) = pieces.next().await else { break };
            heard.push_str(std::str::from_utf8(&piece.expect("a piece")).expect("a text"));
        }
    };
    tokio::time::timeout(Duration::from_secs(20), hear).await.expect("in time");
    heard
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_hears_of_what_they_may_see() {
    let house = House::start().await;
    let mut listening = Vec::new();
    for who in [Who::Colleague, Who::Foreigner, Who::Instructor, Who::Staff] {
        let response = listen(&house, who, "sample").await;
        assert_status(&response, 200);
        assert_eq!(header(&response, "content-type"), "text/event-stream");
        listening.push((who, response));
    }
    Tus::new(&house, Who::Trainee).submit("a.pdf", b"0123").await;
    let staff = house.actor(Who::Staff).clone();
    let now = domain::time::Instant::now();
    house.state.office.store.open_materials(&staff, &house.seminar, true, now).await.expect("opened");
    for (who, response) in listening {
        // What everyone hears ends the wait, so that what should not be heard has had its time.
        let heard = hear_until(response, "event: seminar").await;
        let told = heard.contains("event: material") && heard.contains(r#"{"seminar":"sample","key":"status.la"}"#);
        assert_eq!(told, who != Who::Foreigner, "{who:?}: {heard}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_while_a_page_was_on_its_way_is_not_missed() {
    let house = House::start().await;
    Tus::new(&house, Who::Trainee).submit("a.pdf", b"0123").await;
    let mut listening = Vec::new();
    for (age, first) in [(60_000, "event: seminar"), (0, "event: material")] {
        let address = house.at(&format!("/events?seminar=sample&age={age}"));
        let response = house.client(Who::Colleague).get(address).send().await.expect("an answer");
        listening.push((response, first));
    }
    Tus::new(&house, Who::Trainee).submit("b.pdf", b"0123").await;
    for (response, first) in listening {
        let heard = hear_until(response, "event: ").await;
        assert!(heard.contains(first), "{first}: {heard}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_members_listen() {
    let house = House::start().await;
    assert_status(&listen(&house, Who::Anonymous, "sample").await, 401);
    assert_status(&listen(&house, Who::OtherStaff, "sample").await, 404);
    assert_status(&listen(&house, Who::Trainee, "other").await, 404);
    assert_status(&listen(&house, Who::Trainee, "").await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_is_told_to_look_again() {
    let house = House::start().await;
    let first = hear_until(listen(&house, Who::Trainee, "sample").await, "id: 1").await;
    assert!(!first.contains("event:"), "{first}");
    let request = house.client(Who::Trainee).get(house.at("/events?seminar=sample")).header("last-event-id", "1");
    hear_until(request.send().await.expect("an answer"), "event: seminar").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_ends_them() {
    let house = House::start().await;
    let response = listen(&house, Who::Trainee, "sample").await;
    house.state.shutdown.cancel();
    hear_until(response, "this never comes").await;
}
