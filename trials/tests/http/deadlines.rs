//! Due times and reminders as two of the staff change them.

use domain::deadlines::written_grants;
use domain::material::MaterialKey;
use domain::time::Instant;
use reqwest::Response;
use trials::{House, Who};

use crate::pages::page;

async fn post(house: &House, path: &str, form: &[(&str, &str)]) -> Response {
    house.client(Who::Staff).post(house.at(path)).form(form).send().await.expect("an answer")
}

async fn assert_refused(answer: Response, why: &str) {
    assert_eq!(answer.status(), 422);
    let text = answer.text().await.expect("a text");
    assert!(text.contains(why), "{text}");
}

/// Does a form of the page post what was seen like this?
async fn posts_seen(house: &House, seen: &str) -> bool {
    let page = page(house, Who::Staff, "/seminars/sample/deadlines").await;
    let mut fields = page.split("<input").filter_map(|field| field.split('>').next());
    fields.any(|field| field.contains(r#"name="seen""#) && field.contains(&format!(r#"value="{seen}""#)))
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_is_spoken_of_where_it_is_sent() {
    for smtp in [None, Some("smtp://127.0.0.1:2525".to_owned())] {
        let sends_mail = smtp.is_some();
        let house = House::start_with(smtp).await;
        let person = house.actor(Who::Trainee).person;
        let answered = format!("/seminars/sample/attendance/people/{person}?done=answer");
        let certificate = house.certify(&[Who::Trainee]).await.remove(0);
        house.waive(&[Who::Foreigner]).await;
        house.freeze().await;
        let issued = format!("/seminars/sample/certificates/{}?done=revoked", certificate.code());
        for path in ["/seminars/sample/deadlines", "/seminars/sample/certificates", issued.as_str(), answered.as_str()]
        {
            let seen = page(&house, Who::Staff, path).await;
            assert_eq!(seen.contains("told by mail"), sends_mail, "{path}: {seen}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegations_time_is_changed_as_it_was_on_the_screen() {
    let house = House::start().await;
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    let due = seminar.assignments[0].due.plus_days(3);
    let laos: MaterialKey = "status.la".parse().expect("a key");
    let granted = store.grant_extension(staff, &house.seminar, &laos, due, "No link", None, Instant::now());
    granted.await.expect("granted");
    let seen = written_grants(&store.seminar(&house.seminar).expect("a seminar").extensions);
    assert!(posts_seen(&house, &seen).await, "{seen}");
    // As clocks in Shanghai show it.
    let clock = due.plus_minutes(8 * 60).to_rfc3339()[..16].to_owned();
    let grant = [("seminar", "sample"), ("assignment", "status"), ("country", "LA"), ("due", clock.as_str())];
    let grant = [&grant[..], &[("reason", "No power")][..]].concat();
    let withdraw = [("seminar", "sample"), ("material", "status.la")];
    for (path, form) in [("/api/grant_extension", &grant[..]), ("/api/withdraw_extension", &withdraw[..])] {
        let stale = post(&house, path, &[form, &[("seen", "")][..]].concat()).await;
        assert_refused(stale, "has changed the time of this delegation meanwhile").await;
    }
    let answer = post(&house, "/api/grant_extension", &[&grant[..], &[("seen", seen.as_str())][..]].concat()).await;
    assert_eq!(answer.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rule_of_reminders_is_changed_as_it_was_on_the_screen() {
    let house = House::start().await;
    let rule = || house.state.office.store.seminar(&house.seminar).expect("a seminar").reminder_rule().in_words();
    let before = rule();
    assert!(posts_seen(&house, &before).await, "{before}");
    let set = async |days: &str, seen: &str| {
        post(&house, "/api/set_reminder_rule", &[("seminar", "sample"), ("before", days), ("seen", seen)]).await
    };
    assert_eq!(set("7", &before).await.status(), 200);
    assert_refused(set("3", &before).await, "has set another rule meanwhile").await;
    assert_eq!(rule(), "7 days before the due day");
    assert_eq!(set("3", &rule()).await.status(), 200);
}
